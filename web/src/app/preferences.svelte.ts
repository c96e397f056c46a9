// What a reader chose for this browser: theme, language, online map tiles.
export type Theme = 'system' | 'light' | 'dark';

const dark = matchMedia('(prefers-color-scheme: dark)');

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`serow.${key}`);
  } catch {
    return null; // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`serow.${key}`);
    else localStorage.setItem(`serow.${key}`, value);
  } catch {
    return;
  }
}

class Appearance {
  theme = $state<Theme>((remembered('theme') as Theme | null) ?? 'system');
  #systemDark = $state(dark.matches);
  readonly dark = $derived(this.theme === 'system' ? this.#systemDark : this.theme === 'dark');

  constructor() {
    dark.addEventListener('change', () => (this.#systemDark = dark.matches));
  }

  choose(theme: Theme): void {
    this.theme = theme;
    remember('theme', theme === 'system' ? null : theme);
  }
}

export const appearance = new Appearance();
