// Which key does what, in the grid, in the viewer, and in the viewer while it shows a video that plays. The cheat sheet is drawn from this table too.

export type Act =
  | 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'pageUp' | 'pageDown' | 'nextUnreviewed'
  | 'confirm' | 'blank' | 'human' | 'vehicle' | 'unknown' | 'species' | 'count' | 'countUp' | 'countDown' | 'recent'
  | 'scope' | 'select' | 'clear' | 'undo' | 'open' | 'unfold' | 'boxes' | 'help'
  | 'zoomIn' | 'zoomOut' | 'fit' | 'brighter' | 'darker' | 'moreContrast' | 'lessContrast' | 'resetLook' | 'details'
  | 'panLeft' | 'panRight' | 'panUp' | 'panDown' | 'closeViewer'
  | 'play' | 'frameBack' | 'frameOn' | 'secondBack' | 'secondOn' | 'videoStart' | 'videoEnd' | 'slower' | 'faster' | 'loop' | 'mute';

export type KeyGroup = 'move' | 'answer' | 'scope' | 'view' | 'viewer' | 'video';
/** A video's keys are those of the viewer, except for what they say themselves. */
export type Where = 'grid' | 'viewer' | 'video';

export interface KeyRule {
  act: Act;
  /** `event.key`; a capital letter or a sign already says whether Shift is held. */
  keys: readonly string[];
  group: KeyGroup;
  where: readonly Where[];
  /** With Ctrl or ⌘. */
  control?: boolean;
  shift?: boolean;
}

const both = ['grid', 'viewer'] as const;
const grid = ['grid'] as const;
const viewer = ['viewer'] as const;
const video = ['video'] as const;

export const rules: readonly KeyRule[] = [
  { act: 'down', keys: ['ArrowDown', 'j'], group: 'move', where: grid },
  { act: 'up', keys: ['ArrowUp', 'k'], group: 'move', where: grid },
  { act: 'right', keys: ['ArrowRight', 'l'], group: 'move', where: both },
  { act: 'left', keys: ['ArrowLeft', 'h'], group: 'move', where: both },
  { act: 'pageDown', keys: ['PageDown'], group: 'move', where: grid },
  { act: 'pageUp', keys: ['PageUp'], group: 'move', where: grid },
  { act: 'first', keys: ['Home'], group: 'move', where: grid },
  { act: 'last', keys: ['End'], group: 'move', where: grid },
  { act: 'nextUnreviewed', keys: ['N'], group: 'move', where: grid },
  { act: 'confirm', keys: ['Enter', 'c'], group: 'answer', where: both },
  { act: 'blank', keys: ['b'], group: 'answer', where: both },
  { act: 'species', keys: ['s', '/'], group: 'answer', where: both },
  { act: 'recent', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], group: 'answer', where: both },
  { act: 'human', keys: ['p'], group: 'answer', where: both },
  { act: 'vehicle', keys: ['v'], group: 'answer', where: both },
  { act: 'unknown', keys: ['u'], group: 'answer', where: both },
  { act: 'count', keys: ['n', '#'], group: 'answer', where: both },
  { act: 'countUp', keys: ['+', '='], group: 'answer', where: both },
  { act: 'countDown', keys: ['-'], group: 'answer', where: both },
  { act: 'undo', keys: ['z'], group: 'answer', where: both },
  { act: 'undo', keys: ['z'], group: 'answer', where: both, control: true },
  { act: 'scope', keys: ['e'], group: 'scope', where: both },
  { act: 'select', keys: ['x'], group: 'scope', where: grid },
  { act: 'clear', keys: ['Escape'], group: 'scope', where: grid },
  { act: 'open', keys: [' '], group: 'view', where: grid },
  { act: 'unfold', keys: ['m'], group: 'view', where: grid },
  { act: 'boxes', keys: ['t'], group: 'view', where: both },
  { act: 'help', keys: ['?'], group: 'view', where: both },
  { act: 'panLeft', keys: ['ArrowLeft'], group: 'viewer', where: viewer, shift: true },
  { act: 'panRight', keys: ['ArrowRight'], group: 'viewer', where: viewer, shift: true },
  { act: 'panUp', keys: ['ArrowUp'], group: 'viewer', where: viewer },
  { act: 'panDown', keys: ['ArrowDown'], group: 'viewer', where: viewer },
  { act: 'zoomIn', keys: ['i'], group: 'viewer', where: viewer },
  { act: 'zoomOut', keys: ['o'], group: 'viewer', where: viewer },
  { act: 'fit', keys: ['f', '0'], group: 'viewer', where: viewer },
  { act: 'brighter', keys: [']'], group: 'viewer', where: viewer },
  { act: 'darker', keys: ['['], group: 'viewer', where: viewer },
  { act: 'moreContrast', keys: ['}'], group: 'viewer', where: viewer },
  { act: 'lessContrast', keys: ['{'], group: 'viewer', where: viewer },
  { act: 'resetLook', keys: ['\\'], group: 'viewer', where: viewer },
  { act: 'details', keys: ['d'], group: 'viewer', where: viewer },
  { act: 'closeViewer', keys: ['Escape', ' '], group: 'viewer', where: viewer },
  { act: 'play', keys: [' '], group: 'video', where: video },
  { act: 'frameBack', keys: [','], group: 'video', where: video },
  { act: 'frameOn', keys: ['.'], group: 'video', where: video },
  { act: 'secondBack', keys: ['ArrowLeft'], group: 'video', where: video, shift: true },
  { act: 'secondOn', keys: ['ArrowRight'], group: 'video', where: video, shift: true },
  { act: 'videoStart', keys: ['Home'], group: 'video', where: video },
  { act: 'videoEnd', keys: ['End'], group: 'video', where: video },
  { act: 'slower', keys: ['<'], group: 'video', where: video },
  { act: 'faster', keys: ['>'], group: 'video', where: video },
  { act: 'loop', keys: ['r'], group: 'video', where: video },
  { act: 'mute', keys: ['m'], group: 'video', where: video },
];

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** What a pressed key asks for; Caps Lock does not matter where a capital means nothing of its own. */
export function actOf(pressed: Pressed, where: Where): Act | undefined {
  return ownActOf(pressed, where) ?? (where === 'video' ? ownActOf(pressed, 'viewer') : undefined);
}

function ownActOf(pressed: Pressed, where: Where): Act | undefined {
  if (pressed.altKey) return undefined;
  const control = pressed.ctrlKey || pressed.metaKey;
  const fits = (rule: KeyRule, key: string) =>
    rule.where.includes(where) &&
    rule.keys.includes(key) &&
    (rule.control ?? false) === control &&
    (rule.shift === undefined || rule.shift === pressed.shiftKey);
  const exact = rules.filter((rule) => fits(rule, pressed.key));
  // A rule that asks for Shift wins over one that does not care.
  const chosen = exact.find((rule) => rule.shift) ?? exact[0];
  if (chosen) return chosen.act;
  return pressed.shiftKey ? undefined : rules.find((rule) => fits(rule, pressed.key.toLowerCase()))?.act;
}

/** The rows of the cheat sheet: one for each act, with all its keys. */
export function cheatSheet(where: Where): { act: Act; group: KeyGroup; keys: string[] }[] {
  const rows: { act: Act; group: KeyGroup; keys: string[] }[] = [];
  for (const rule of rules) {
    if (!rule.where.includes(where)) continue;
    const written = rule.act === 'recent' ? ['1 … 9'] : rule.keys.map((key) => keyName(key, rule));
    const row = rows.find((each) => each.act === rule.act);
    if (row) row.keys.push(...written);
    else rows.push({ act: rule.act, group: rule.group, keys: written });
  }
  return rows;
}

const names: Record<string, string> = {
  ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', ' ': 'Space', Escape: 'Esc', PageUp: 'PgUp', PageDown: 'PgDn',
};

function keyName(key: string, rule: KeyRule): string {
  const name = names[key] ?? (/^[A-Z]$/.test(key) ? `Shift ${key}` : key);
  return `${rule.control ? 'Ctrl ' : ''}${rule.shift ? 'Shift ' : ''}${name}`;
}

/** Keys typed into a box, or that a focused button or link understands itself, are not for the grid. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.isComposing || event.defaultPrevented || !(target instanceof HTMLElement)) return event.isComposing || event.defaultPrevented;
  if (target.closest('input:not([type="range"]):not([type="checkbox"]), textarea, select, [contenteditable="true"]')) return true;
  if (target instanceof HTMLInputElement && /^(Arrow|Home|End|Page)/.test(event.key)) return true;
  return (event.key === 'Enter' || event.key === ' ') && target.closest('button, a[href], input, summary') !== null;
}
