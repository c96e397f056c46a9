import type { individuals as english } from '../en/individuals.ts';

export const individuals: typeof english = {
  title: '个体',
  intro: '能够分辨的动物，每只都有自己的名字：在何时何地出现过，以及它的照片。',
  link: '个体', linkText: '已知的动物：照片、地点、首次与最近出现的时间。',
  which: '个体', notSaid: '未说明', name: '名字', nameHint: '名字，如 F03', useName: '使用此名字',
  alike: '看起来像', alikeHint: '依据本项目的网络在两张照片中看到的特征。仅供您比对，并非身份认定。',
  others: '同种的其他个体', known: '同种的已知个体', noneYet: '该物种还没有任何已命名的个体。', takeAway: '不是这只动物',
  seenOn: (media) => `${media} 张照片`,
  none: '还没有已命名的个体', noneText: '在核对页面打开一张照片，在观察记录的“更多”中说明是哪只动物。',
  neverSeen: '尚未出现', between: (first, last) => `${first} 至 ${last}`, places: (count) => `${count} 个样点`, onePlace: '1 个样点',
  first: '首次出现', last: '最近出现', pictures: '照片', points: '样点', latest: (count) => `最近的 ${count} 张照片`,
  edit: '编辑', remove: '移除', removeText: (name) => `要移除 ${name} 吗？没有观察记录指向它。`, removed: '已移除。',
  comments: '备注', sex: '性别', all: '所有个体', add: '为动物命名', species: '物种', chooseSpecies: '选择物种',
  seenWith: '已在照片中命名的个体不能改换物种。', filter: '按名字或物种查找',
};
