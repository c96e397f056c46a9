// The words of the pages in the reader's language: `t.upload.title` in a component follows a change of language.
import { remember, remembered } from '../app/preferences.svelte.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Language = 'en' | 'zh';
export type Words = typeof en;

const words: Record<Language, Words> = { en, zh };
export const languages: Record<Language, string> = { en: 'English', zh: '中文' };

function firstLanguage(): Language {
  const chosen = remembered('language');
  if (chosen === 'en' || chosen === 'zh') return chosen;
  return navigator.languages.find((each) => /^(en|zh)\b/i.test(each))?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

class Reading {
  language = $state<Language>(firstLanguage());
  readonly locale = $derived(this.language === 'zh' ? 'zh-CN' : 'en-GB');

  choose(language: Language): void {
    this.language = language;
    remember('language', language);
  }
}

export const reading = new Reading();

export const t: Words = new Proxy({} as Words, {
  get: (_, room) => words[reading.language][room as keyof Words],
});
