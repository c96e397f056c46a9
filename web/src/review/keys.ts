// Which key does what: in the grid, in the grid of crops, in the viewer, in the viewer while it shows a video that plays, and while boxes are
// drawn. The cheat sheet is drawn from this table too; what a reader changed of it is in `chords.ts`.

export type Act =
  | 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'pageUp' | 'pageDown' | 'nextUnreviewed'
  | 'confirm' | 'blank' | 'human' | 'vehicle' | 'unknown' | 'species' | 'count' | 'countUp' | 'countDown' | 'recent' | 'copyLast' | 'beside' | 'favourite'
  | 'scope' | 'select' | 'clear' | 'undo' | 'open' | 'unfold' | 'boxes' | 'help' | 'advance' | 'larger' | 'smaller' | 'filters' | 'refresh' | 'why'
  | 'zoomIn' | 'zoomOut' | 'fit' | 'magnify' | 'brighter' | 'darker' | 'moreContrast' | 'lessContrast' | 'gammaUp' | 'gammaDown' | 'equalise' | 'resetLook'
  | 'difference' | 'flip' | 'flipSlower' | 'flipFaster' | 'details' | 'reveal' | 'adjust' | 'drawBoxes'
  | 'panLeft' | 'panRight' | 'panUp' | 'panDown' | 'closeViewer'
  | 'boxNext' | 'boxPrevious' | 'boxLeft' | 'boxRight' | 'boxUp' | 'boxDown' | 'boxWider' | 'boxNarrower' | 'boxTaller' | 'boxShorter'
  | 'boxNew' | 'boxDelete' | 'boxSave' | 'boxCancel'
  | 'pick' | 'takeOut' | 'wholePhoto'
  | 'play' | 'frameBack' | 'frameOn' | 'secondBack' | 'secondOn' | 'videoStart' | 'videoEnd' | 'slower' | 'faster' | 'loop' | 'mute';

export type KeyGroup = 'move' | 'answer' | 'scope' | 'view' | 'viewer' | 'drawing' | 'video';
/** The keys of a video, and those while boxes are drawn, are those of the viewer, except for what they say themselves. */
export type Where = 'grid' | 'crops' | 'viewer' | 'drawing' | 'video';

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
const lists = ['grid', 'crops'] as const;
const all = ['grid', 'crops', 'viewer'] as const;
const crops = ['crops'] as const;
const grid = ['grid'] as const;
const viewer = ['viewer'] as const;
const drawing = ['drawing'] as const;
const video = ['video'] as const;

export const rules: readonly KeyRule[] = [
  { act: 'down', keys: ['ArrowDown', 'j'], group: 'move', where: lists },
  { act: 'up', keys: ['ArrowUp', 'k'], group: 'move', where: lists },
  { act: 'right', keys: ['ArrowRight', 'l'], group: 'move', where: all },
  { act: 'left', keys: ['ArrowLeft', 'h'], group: 'move', where: all },
  { act: 'pageDown', keys: ['PageDown'], group: 'move', where: lists },
  { act: 'pageUp', keys: ['PageUp'], group: 'move', where: lists },
  { act: 'first', keys: ['Home'], group: 'move', where: lists },
  { act: 'last', keys: ['End'], group: 'move', where: lists },
  { act: 'nextUnreviewed', keys: ['N'], group: 'move', where: lists },
  { act: 'confirm', keys: ['Enter', 'c'], group: 'answer', where: all },
  { act: 'blank', keys: ['b'], group: 'answer', where: all },
  { act: 'species', keys: ['s', '/'], group: 'answer', where: all },
  { act: 'recent', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], group: 'answer', where: all },
  { act: 'human', keys: ['p'], group: 'answer', where: all },
  { act: 'vehicle', keys: ['v'], group: 'answer', where: all },
  { act: 'unknown', keys: ['u'], group: 'answer', where: all },
  { act: 'count', keys: ['n', '#'], group: 'answer', where: both },
  { act: 'countUp', keys: ['+', '='], group: 'answer', where: both },
  { act: 'countDown', keys: ['-'], group: 'answer', where: both },
  { act: 'copyLast', keys: ['y'], group: 'answer', where: both },
  { act: 'beside', keys: ['a'], group: 'answer', where: both },
  { act: 'favourite', keys: ['*'], group: 'answer', where: both },
  { act: 'undo', keys: ['z'], group: 'answer', where: all },
  { act: 'undo', keys: ['z'], group: 'answer', where: all, control: true },
  { act: 'scope', keys: ['e'], group: 'scope', where: both },
  { act: 'select', keys: ['x'], group: 'scope', where: grid },
  { act: 'pick', keys: [' '], group: 'scope', where: crops },
  { act: 'takeOut', keys: ['x'], group: 'scope', where: crops },
  { act: 'clear', keys: ['Escape'], group: 'scope', where: lists },
  { act: 'advance', keys: ['A'], group: 'scope', where: both, shift: true },
  { act: 'open', keys: [' '], group: 'view', where: grid },
  { act: 'unfold', keys: ['m'], group: 'view', where: grid },
  { act: 'boxes', keys: ['t'], group: 'view', where: both },
  { act: 'larger', keys: ['i'], group: 'view', where: lists },
  { act: 'smaller', keys: ['o'], group: 'view', where: lists },
  { act: 'filters', keys: ['f'], group: 'view', where: lists },
  { act: 'refresh', keys: ['r'], group: 'view', where: grid },
  { act: 'why', keys: ['d'], group: 'view', where: grid },
  { act: 'wholePhoto', keys: ['w'], group: 'view', where: crops },
  { act: 'help', keys: ['?'], group: 'view', where: all },
  { act: 'panLeft', keys: ['ArrowLeft'], group: 'viewer', where: viewer, shift: true },
  { act: 'panRight', keys: ['ArrowRight'], group: 'viewer', where: viewer, shift: true },
  { act: 'panUp', keys: ['ArrowUp'], group: 'viewer', where: viewer },
  { act: 'panDown', keys: ['ArrowDown'], group: 'viewer', where: viewer },
  { act: 'zoomIn', keys: ['i'], group: 'viewer', where: viewer },
  { act: 'zoomOut', keys: ['o'], group: 'viewer', where: viewer },
  { act: 'fit', keys: ['f', '0'], group: 'viewer', where: viewer },
  { act: 'magnify', keys: ['m'], group: 'viewer', where: viewer },
  { act: 'brighter', keys: [']'], group: 'viewer', where: viewer },
  { act: 'darker', keys: ['['], group: 'viewer', where: viewer },
  { act: 'moreContrast', keys: ['}'], group: 'viewer', where: viewer },
  { act: 'lessContrast', keys: ['{'], group: 'viewer', where: viewer },
  { act: 'gammaUp', keys: ['g'], group: 'viewer', where: viewer },
  { act: 'gammaDown', keys: ['G'], group: 'viewer', where: viewer, shift: true },
  { act: 'equalise', keys: ['q'], group: 'viewer', where: viewer },
  { act: 'resetLook', keys: ['\\'], group: 'viewer', where: viewer },
  { act: 'adjust', keys: ['Q'], group: 'viewer', where: viewer, shift: true },
  { act: 'difference', keys: ['k'], group: 'viewer', where: viewer },
  { act: 'flip', keys: ['j'], group: 'viewer', where: viewer },
  { act: 'flipSlower', keys: ['<'], group: 'viewer', where: viewer },
  { act: 'flipFaster', keys: ['>'], group: 'viewer', where: viewer },
  { act: 'drawBoxes', keys: ['w'], group: 'viewer', where: viewer },
  { act: 'details', keys: ['d'], group: 'viewer', where: viewer },
  { act: 'reveal', keys: ['U'], group: 'viewer', where: viewer, shift: true },
  { act: 'closeViewer', keys: ['Escape', ' '], group: 'viewer', where: viewer },
  { act: 'boxNew', keys: ['a', 'Insert'], group: 'drawing', where: drawing },
  { act: 'boxNext', keys: ['Tab'], group: 'drawing', where: drawing },
  { act: 'boxPrevious', keys: ['Tab'], group: 'drawing', where: drawing, shift: true },
  { act: 'boxLeft', keys: ['ArrowLeft'], group: 'drawing', where: drawing },
  { act: 'boxRight', keys: ['ArrowRight'], group: 'drawing', where: drawing },
  { act: 'boxUp', keys: ['ArrowUp'], group: 'drawing', where: drawing },
  { act: 'boxDown', keys: ['ArrowDown'], group: 'drawing', where: drawing },
  { act: 'boxWider', keys: ['ArrowRight'], group: 'drawing', where: drawing, shift: true },
  { act: 'boxNarrower', keys: ['ArrowLeft'], group: 'drawing', where: drawing, shift: true },
  { act: 'boxTaller', keys: ['ArrowDown'], group: 'drawing', where: drawing, shift: true },
  { act: 'boxShorter', keys: ['ArrowUp'], group: 'drawing', where: drawing, shift: true },
  { act: 'boxDelete', keys: ['Delete', 'Backspace'], group: 'drawing', where: drawing },
  { act: 'boxSave', keys: ['Enter', 'w'], group: 'drawing', where: drawing },
  { act: 'boxCancel', keys: ['Escape'], group: 'drawing', where: drawing },
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

/** One key with what is held beside it. `shift` undefined: it does not matter, as for signs and most named keys. */
export interface Chord {
  key: string;
  control?: boolean;
  shift?: boolean;
}

export interface Binding extends Chord {
  act: Act;
  where: readonly Where[];
}

/** The table as it is delivered. */
export const usualBindings: readonly Binding[] = rules.flatMap((rule) => rule.keys.map((key) => ({
  act: rule.act, where: rule.where, key, ...(rule.control ? { control: true } : {}), ...(rule.shift === undefined ? {} : { shift: rule.shift }),
})));

/** Whose keys a place has besides its own. */
export const inherits = (where: Where): where is 'video' | 'drawing' => where === 'video' || where === 'drawing';

/** What a pressed key asks for; Caps Lock does not matter where a capital means nothing of its own. */
export function actOf(pressed: Pressed, where: Where, bindings: readonly Binding[] = usualBindings): Act | undefined {
  return ownActOf(pressed, where, bindings) ?? (inherits(where) ? ownActOf(pressed, 'viewer', bindings) : undefined);
}

function ownActOf(pressed: Pressed, where: Where, bindings: readonly Binding[]): Act | undefined {
  if (pressed.altKey) return undefined;
  const control = pressed.ctrlKey || pressed.metaKey;
  const fits = (each: Binding, key: string) =>
    each.where.includes(where) && each.key === key && (each.control ?? false) === control && (each.shift === undefined || each.shift === pressed.shiftKey);
  const exact = bindings.filter((each) => fits(each, pressed.key));
  // A rule that asks for Shift wins over one that does not care.
  const chosen = exact.find((each) => each.shift) ?? exact[0];
  if (chosen) return chosen.act;
  return pressed.shiftKey ? undefined : bindings.find((each) => fits(each, pressed.key.toLowerCase()))?.act;
}

/** The rows of the cheat sheet: one for each act that has keys of its own there, with all its keys. */
export function cheatSheet(where: Where, bindings: readonly Binding[] = usualBindings): { act: Act; group: KeyGroup; chords: Chord[] }[] {
  const rows = new Map<Act, { act: Act; group: KeyGroup; chords: Chord[] }>();
  for (const rule of rules) if (rule.where.includes(where)) rows.set(rule.act, { act: rule.act, group: rule.group, chords: [] });
  for (const each of bindings) if (each.where.includes(where)) rows.get(each.act)?.chords.push(each);
  return [...rows.values()];
}

const names: Record<string, string> = {
  ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', ' ': 'Space', Escape: 'Esc', PageUp: 'PgUp', PageDown: 'PgDn', Delete: 'Del', Insert: 'Ins',
};

/** A chord as it is written on a key cap. */
export function keyName({ key, control, shift }: Chord): string {
  const capital = /^[A-Z]$/.test(key);
  return `${control ? 'Ctrl ' : ''}${shift || capital ? 'Shift ' : ''}${names[key] ?? key}`;
}

/** As `aria-keyshortcuts` wants it. */
export function ariaKeys({ key, control, shift }: Chord): string {
  return [control && 'Control', (shift || /^[A-Z]$/.test(key)) && 'Shift', key === ' ' ? 'Space' : key === '+' ? 'Plus' : key].filter(Boolean).join('+');
}

/** Keys typed into a box, or that a focused button or link understands itself, are not for the grid. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.isComposing || event.defaultPrevented || !(target instanceof HTMLElement)) return event.isComposing || event.defaultPrevented;
  if (target.closest('input:not([type="range"]):not([type="checkbox"]), textarea, select, [contenteditable="true"]')) return true;
  if (target instanceof HTMLInputElement && /^(Arrow|Home|End|Page)/.test(event.key)) return true;
  return (event.key === 'Enter' || event.key === ' ') && target.closest('button, a[href], input, summary') !== null;
}
