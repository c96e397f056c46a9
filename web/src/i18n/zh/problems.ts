import type { problems as english } from '../en/problems.ts';

export const problems: typeof english = {
  'bad-request': '请求无法理解',
  invalid: '填写的值不符合要求',
  unauthenticated: '请先登录',
  forbidden: '此账户没有相应权限',
  'not-found': '这里没有所找的内容',
  conflict: '当前状态不允许这样做',
  'too-large': '超过上限',
  unsupported: '不支持此格式',
  'hash-mismatch': '收到的内容与预先申报的不一致',
  unreadable: '文件无法读取',
  'rate-limited': '尝试过于频繁，请稍后再试',
  'storage-full': '存储空间不足',
  unavailable: '所需服务暂时不可用',
  timeout: '等待超时',
  interrupted: '已中断',
  internal: 'Serow 内部出错',
};
