import type { remarks as english } from '../en/remarks.ts';

export const remarks: typeof english = {
  more: '更多', told: '这里还有内容',
  tags: '标签', tagsHint: '跛行，雪', comments: '备注',
  cameraSetupType: '在相机旁', setups: { setup: '架设相机', calibration: '校准相机' },
  individualPositionRadius: '距离（米）', individualPositionAngle: '角度（°）', individualSpeed: '速度（米/秒）',
  retired: '不再询问', yes: '是', no: '否', badNumber: '请输入数字',
  fields: '自定义字段', fieldsIntro: '本项目在标准之外另行询问的内容。发布的数据包中以“名称:值”写入 observationTags。',
  fieldName: '名称', kind: '类型', kinds: { text: '文本', number: '数字', choice: '列表中选一', flag: '是或否' },
  choices: '选项', choicesHint: '每行一项', addField: '添加字段', retire: '停用', retiredFields: '不再询问', askAgain: '重新启用',
  noFields: '没有自定义字段。', moveUp: '上移', moveDown: '下移',
  species: '常用物种', speciesIntro: '首先提供给每位核对者。前九个对应按键 1 至 9；其余按键留给各人最近命名的物种。',
  noSpecies: '没有列表：按键对应各人最近命名的物种。', addSpecies: '添加物种',
};
