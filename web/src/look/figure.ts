// Pieces of the figures that are drawn as SVG text: the same drawing on the page and in the file that is kept.

export interface Theme {
  ink: string;
  quiet: string;
  line: string;
  ground: string;
  land: string;
  water: string;
  accent: string;
  /** One for each curve, to be told apart also by colour-blind readers (Okabe and Ito 2008); dashes repeat it. */
  series: readonly string[];
  font: string;
}

const font = "Arial, Helvetica, 'Liberation Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Zen Hei', sans-serif";

/** Black on white, for print. */
export const paper: Theme = {
  ink: '#111111', quiet: '#444444', line: '#cccccc', ground: '#ffffff', land: '#f4f2ec', water: '#dde8ee', accent: '#1f6a4a',
  series: ['#0072b2', '#d55e00', '#009e73'], font,
};

/** The page's own colours, which follow light and dark. */
export const onPage = (dark: boolean): Theme => ({
  ink: 'var(--ink)', quiet: 'var(--ink-2)', line: 'var(--line)', ground: 'var(--surface)', land: 'var(--land)', water: 'var(--water)', accent: 'var(--accent)',
  series: dark ? ['#5cb8f0', '#f5953d', '#3fd0a2'] : paper.series, font: 'var(--font)',
});

export const dashes = ['', '9 4', '2 4'] as const;

/** Text that comes from people (names, titles) is made harmless. */
export function safe(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Coordinates with two digits: enough for print, and files stay small. */
export const at = (value: number): string => String(Math.round(value * 100) / 100);

/** 0 and round steps up to at least `most`: about `wanted` of them. */
export function ticks(most: number, wanted = 5): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10) * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Digits after the point that tell these apart. */
export function digitsOf(values: readonly number[]): number {
  const step = values.length > 1 ? Math.abs(values[1]! - values[0]!) : 1;
  for (let digits = 0; digits < 6; digits++) if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6) return digits;
  return 6;
}

export interface Name {
  /** In the reader's language; may be empty. */
  common: string;
  scientific: string;
  /** Whether the scientific name is written in italics; where it is not said, names of two words are. */
  italic?: boolean;
}

/** "takin (Budorcas taxicolor)", the scientific name of a species in italics, as SVG. */
export function nameSpans(name: Name): string {
  const italic = name.italic ?? /^[A-Z][a-z-]+ [a-z]/.test(name.scientific);
  const scientific = name.scientific ? `<tspan${italic ? ' font-style="italic"' : ''}>${safe(name.scientific)}</tspan>` : '';
  if (!name.common) return scientific;
  return scientific ? `${safe(name.common)} (${scientific})` : safe(name.common);
}

/** How wide a text will be, nearly: wide signs count as one em. Good enough to place legends without measuring. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const sign of text) em += (sign.codePointAt(0) ?? 0) > 0x2e80 ? 1 : /[A-Z0-9mwMW%]/.test(sign) ? 0.64 : /[il.,'|:; ()]/.test(sign) ? 0.3 : 0.52;
  return em * size;
}

/** A text cut to a width, with … where something is missing. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let kept = [...text];
  while (kept.length > 1 && textWidth(`${kept.join('')}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.join('').trimEnd()}…`;
}

export interface Drawing {
  width: number;
  height: number;
  /** What lies inside the <svg>. */
  body: string;
  /** What it shows, for screen readers. */
  title: string;
}

/** The whole SVG. `millimetres` is its width in print. */
export function svgOf(drawing: Drawing, theme: Theme, millimetres?: number): string {
  const { width, height, body, title } = drawing;
  const size = millimetres === undefined ? '' : ` width="${millimetres}mm" height="${at((millimetres * height) / width)}mm"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"${size} role="img" font-family="${safe(theme.font)}" font-size="13"><title>${safe(title)}</title>${body}</svg>`;
}
