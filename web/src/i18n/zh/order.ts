import type { order as english } from '../en/order.ts';

export const order: typeof english = {
  sort: '排序',
  sorts: { oldest: '从早到晚', newest: '从晚到早', worth: '最值得先看' },
  asOf: (when: string) => `${when} 的顺序`,
  pending: '正在计算顺序…',
  follows: '正在更新',
  changed: '顺序已重新计算。',
  show: '按新顺序显示',
  short: {
    people_differ: () => '人工意见不一',
    machines_differ: () => '模型结果不一',
    awaits_another: () => '还需一人标注',
    rare: (_name: string, settled: string) => `本地少见：已确认 ${settled} 个`,
    unsure: (share: string) => `把握低：${share}`,
    not_looked_at: () => '尚未识别',
    little_reviewed: (point: string) => `${point} 审核较少`,
  },
  long: {
    people_differ: '不同的人对它的标注不一致。',
    machines_differ: '不同模型、序列内不同照片或序列整体给出的名称相互矛盾，或有的模型认为有物、有的认为没有。',
    awaits_another: '已有一人标注，按项目规则还需另一人。',
    rare: (name: string, settled: string, count: number) => (count === 0 ? `${name} 在本项目少见：目前还没有人工确认的序列。` : `${name} 在本项目少见：目前人工确认的序列有 ${settled} 个。`),
    unsure: (share: string) => `在给出的建议中，模型最没把握的一项为 ${share}。`,
    not_looked_at: '其中有内容还没有任何结果，连模型也没有看过。',
    little_reviewed: (point: string, nights: string, count: number) => (count === 0 ? `${point} 目前还没有审核过的捕获日。` : `${point} 目前只有约 ${nights} 个捕获日的序列已有定论。`),
  },
  title: '为何排在这里',
  worth: (worth: string) => `价值 ${worth}（满分 100），由以下各项相加：`,
  nothing: '其中没有待标注的内容，或尚未计算其价值。',
  settledSince: '顺序计算之后，它已被标注。',
  when: (when: string) => `依据 ${when} 时的情况。审核期间顺序会不时重新计算，并非每次标注都更新。`,
};
