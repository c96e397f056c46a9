// How finely a name says what an animal is. Observations carry no rank, but names tell it: two words are a species, the
// zoological code ends families in -idae, and in Serow's list every class, order, family and genus that has a Chinese
// name ends in 纲, 目, 科 or 属; only genera are without one.
export type Rank = 'class' | 'order' | 'family' | 'genus' | 'species';

const endings: Record<string, Rank> = { 纲: 'class', 目: 'order', 科: 'family', 属: 'genus' };

export function rankOf(scientificName: string, zho?: string): Rank {
  if (scientificName.includes(' ')) return 'species';
  if (scientificName.endsWith('idae')) return 'family';
  return endings[zho?.at(-1) ?? ''] ?? 'genus';
}

/** Names of genera and below are written in italics, those above upright. */
export const isItalic = (scientificName: string, zho?: string) => ['genus', 'species'].includes(rankOf(scientificName, zho));

const animals: Record<string, string> = { 哺乳纲: '哺乳动物', 鸟纲: '鸟类', 爬行纲: '爬行动物', 两栖纲: '两栖动物', 昆虫纲: '昆虫' };

/** What the animals of a group are called in Chinese: 食肉目 is an order, 食肉目动物 are its animals. */
export const animalsOf = (zho: string) => animals[zho] ?? (/[纲目科属]$/.test(zho) ? `${zho}动物` : zho);
