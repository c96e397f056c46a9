import { reading } from './index.svelte.ts';

export interface Names {
  eng?: string | undefined;
  zho?: string | undefined;
}

/** The vernacular name in the reader's language, else in the other one, else ''. */
export function vernacular(names: Names | null | undefined): string {
  if (!names) return '';
  return (reading.language === 'zh' ? names.zho || names.eng : names.eng || names.zho) ?? '';
}
