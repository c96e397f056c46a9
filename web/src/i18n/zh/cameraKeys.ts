import type { cameraKeys as english } from '../en/cameraKeys.ts';

export const cameraKeys: typeof english = {
  title: '相机密钥',
  intro: '用于自行发送照片的相机。密钥只能把文件送到这次布设，别的什么也不能做，也看不到任何内容。',
  once: '密钥只在此刻显示一次，请填入相机。',
  byHeader: '请求头带上 Authorization: Bearer 和密钥：',
  byAddress: '相机只能填写地址时：',
  name: '名称',
  create: '创建密钥',
  made: '创建',
  lastUsed: '最近使用',
  never: '从未',
  files: '文件',
  none: '还没有密钥。',
  revoke: '收回',
  revoked: '密钥已收回。',
  revokedAt: (when: string) => `${when} 收回`,
  revokeTitle: '收回这个密钥？',
  revokeText: (name: string) => `“${name}”不能再送来任何文件；已经送来的保留。`,
};
