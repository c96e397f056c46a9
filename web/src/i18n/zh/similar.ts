import type { similar as english } from '../en/similar.ts';

export const similar: typeof english = {
  title: '相似的照片和视频',
  look: '查找相似的照片和视频',
  noNetwork: '本项目的分类模型都不提供可比较的图像特征。运维人员可用“serow models pull mobilenetv2_imagenet”获取。',
  notDescribed: '机器没有描述这里的动物：没有动物的检测框，或识别时尚未记录特征。',
  describe: '描述尚未描述的全部照片和视频', queued: '已排队，所需时间与识别它们大致相同。',
  none: '还没有其他序列含有带框的动物。',
  among: (crops: string) => `在 ${crops} 个带框的动物中最相像的；不含同一序列的。`,
  seenAt: (clock: string) => `见于视频的 ${clock} 处`,
  alike: (value: string) => `相似度 ${value}`,
};
