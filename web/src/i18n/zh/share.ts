import type { share as english } from '../en/share.ts';

export const share: typeof english = {
  title: '导出',
  packageTitle: 'Camtrap DP 数据包',
  packageText: '按红外相机数据的开放标准（1.0.2 版）导出整个项目：一个 zip 文件，R 软件包、GBIF 和其他系统都能读取。',
  contains: 'zip 中包含',
  files: {
    datapackage: '项目说明：标题、地点、物种、许可协议、制作方式',
    deployments: '每台相机在样点上的起止时间',
    media: '每张照片和每段视频的时间与哈希；图片本身保留在这里',
    observations: '其中的内容：逐个文件记录，每个检测框或每群动物一行，注明由机器或由人判定及所属序列',
    failurePeriods: '相机何时没有工作及原因：标准之外的表，其结构说明在数据包中',
  },
  same: '同样的数据得到同样的字节：可以用哈希比较两次导出。',
  licences: '许可协议',
  noLicence: '尚未说明',
  noLicenceHint: '只有说明了使用条件，他人才能使用数据。请先在设置中选择许可协议。',
  unreviewed: (count: string) => `${count} 个文件还没有人工判断；将按机器建议导出，并注明来源。`,
  empty: '还没有可导出的内容。请先导入照片。',
  notYours: '您可以浏览，但不能导出数据包。项目管理者可以将您设为标注者。',
  download: '下载数据包',
  commandLine: '命令行方式',
};
