import type { conflicts as english } from '../en/conflicts.ts';

export const conflicts: typeof english = {
  title: '分歧与一致性',
  intro: '人们看法不同时，需要有人裁定。彼此有多一致，说明单个人的判定有多可信。',
  link: '分歧与一致性',
  linkText: '裁定标注分歧，查看标注者之间的一致程度。',

  tabs: { conflicts: '分歧', agreement: '一致性' },
  tabsLabel: '分歧或一致性',
  none: '没有待裁定的分歧',
  noneText: '凡有两人标注之处，要么一致，要么已有人裁定。',
  left: (count: string) => `待裁定 ${count} 个`,
  keys: '按键：1 至 9 采用该判定，M 采用机器的，B 空拍，S 另选物种，J 与 K 前后移动，Z 撤销。',
  people: '人的判定', machine: '机器的判定', nobody: '没有模型看过它。',
  take: '采用此判定', other: '其他物种', blank: '空拍', skip: '下一个', back: '上一个', undo: '撤销',
  undone: '重新待定', expert: '专家', decidedBefore: '曾经裁定',
  openMedia: '打开并查看全部记录', picture: (file: string) => `照片 ${file}`,
  blindHint: '盲审：只有裁定者能看到谁说了什么。',

  agreementIntro: '统计两人以上标注过的照片和视频，裁定不计入。看过别人判定之后给出的判定不是独立意见：只有盲审的部分才真正衡量一致性。',
  onlyBlind: '仅盲审的照片和视频',
  media: '文件数', answers: '判定数', agree: '一致率', alpha: 'Krippendorff α', kappa: 'Cohen κ',
  undefined_: '无定义', undefinedHint: '判定全都相同时，偶然也会同样一致：该值无定义。',
  nothing: '还没有两人都标注过的内容', nothingText: '一致性需要两个人都标注过的照片或视频。可在设置中指定盲审的比例。',
  perSpecies: '按物种', perSpeciesIntro: '该物种出现与否。', seenIn: '见于', taxon: '所见',
  perPerson: '按人', person: '人员', pairs: '按两人', one: '一人', two: '另一人',
};
