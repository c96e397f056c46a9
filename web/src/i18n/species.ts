import { reading, t } from './index.svelte.ts';
import { animalsOf, rankOf } from './rank.ts';

export interface Names {
  eng?: string | undefined;
  zho?: string | undefined;
}

/** The vernacular name in the reader's language, else in the other one, else ''. Groups are called by their animals. */
export function vernacular(names: Names | null | undefined): string {
  if (!names) return '';
  const zho = names.zho ? animalsOf(names.zho) : '';
  return (reading.language === 'zh' ? zho || names.eng : names.eng || zho) ?? '';
}

/** What follows the name of a genus or a larger group: it was not told which species; '' behind a species. */
export function notFurther(scientificName: string, names: Names | null | undefined): string {
  return scientificName && rankOf(scientificName, names?.zho) !== 'species' ? t.app.notFurther : '';
}

/** The name for lists and figures; the scientific one where there is no other. */
export function fullName(scientificName: string, names: Names | null | undefined): string {
  return (vernacular(names) || scientificName) + notFurther(scientificName, names);
}
