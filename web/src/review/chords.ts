// What a reader changed of the keys: which chords an act has in place of the usual ones, and what a new one would clash with.
import { rules, usualBindings, type Act, type Binding, type Chord, type Pressed, type Where } from './keys.ts';

export type OwnKeys = Partial<Record<Act, readonly Chord[]>>;

/** The digits belong to the species lately used, one each: they are not given to anything else. */
export const fixed: ReadonlySet<Act> = new Set(['recent']);

/** The table with the reader's own keys in it; an act without changes keeps the usual ones. */
export function bindingsWith(own: OwnKeys): Binding[] {
  const where = new Map(rules.map((rule) => [rule.act, rule.where]));
  const changed = (Object.entries(own) as [Act, readonly Chord[]][]).flatMap(([act, chords]) => chords.map((chord) => ({ act, where: where.get(act) ?? [], ...chord })));
  return [...changed, ...usualBindings.filter((each) => !own[each.act])];
}

/** The chord that was pressed; undefined for a key that only goes with others, or one held with Alt (the browser's). */
export function chordOf(pressed: Pressed): Chord | undefined {
  if (pressed.altKey || ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified', ''].includes(pressed.key)) return undefined;
  const control = pressed.ctrlKey || pressed.metaKey ? { control: true } : {};
  if (/^[a-z]$/i.test(pressed.key)) {
    const key = pressed.shiftKey ? pressed.key.toUpperCase() : pressed.key.toLowerCase();
    return { key, ...control, ...(pressed.shiftKey ? { shift: true } : {}) };
  }
  // Of a sign the keyboard has used Shift already; of a named key it tells two chords apart.
  return { key: pressed.key, ...control, ...(pressed.shiftKey && pressed.key.length > 1 ? { shift: true } : {}) };
}

export const sameChord = (a: Chord, b: Chord) => a.key === b.key && Boolean(a.control) === Boolean(b.control) && Boolean(a.shift) === Boolean(b.shift);

const reach = (where: readonly Where[]): Set<Where> => new Set(where.flatMap((each) => (each === 'viewer' ? (['viewer', 'drawing', 'video'] as const) : [each])));

/** The act that has this chord already somewhere where this one can be asked for; undefined where it is free. */
export function clashOf(act: Act, chord: Chord, own: OwnKeys): Act | undefined {
  // What an act is delivered with was weighed: a video's Space plays, though it closes the viewer elsewhere.
  const others = bindingsWith(own).filter((each) => each.act !== act && sameChord(each, chord));
  const places = reach(rules.filter((rule) => rule.act === act).flatMap((rule) => rule.where));
  const usual = usualBindings.some((each) => each.act === act && sameChord(each, chord));
  return others.find((each) => {
    if (usual && usualBindings.some((delivered) => delivered.act === each.act && sameChord(delivered, chord))) return false;
    return [...reach(each.where)].some((where) => places.has(where));
  })?.act;
}

/** The keys with one chord of an act in another's place (`at`: which of its chords). */
export function withChord(own: OwnKeys, act: Act, at: number, chord: Chord): OwnKeys {
  const present = bindingsWith(own).filter((each) => each.act === act).map(({ key, control, shift }) => ({ key, ...(control ? { control } : {}), ...(shift === undefined ? {} : { shift }) }));
  const next = present.filter((each, index) => index === at || !sameChord(each, chord)).map((each) => (each === present[at] ? chord : each));
  return { ...own, [act]: next };
}

/** What was kept in the browser, which anything may have written to: what makes no sense is left out. */
export function parseOwnKeys(kept: string | null): OwnKeys {
  const own: OwnKeys = {};
  try {
    const read: unknown = JSON.parse(kept ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    for (const [act, chords] of Object.entries(read)) {
      if (!rules.some((rule) => rule.act === act) || fixed.has(act as Act) || !Array.isArray(chords)) continue;
      const good = chords.filter((each): each is Chord => typeof each?.key === 'string' && each.key !== '' && ['undefined', 'boolean'].includes(typeof each.shift) && ['undefined', 'boolean'].includes(typeof each.control));
      if (good.length > 0) own[act as Act] = good;
    }
  } catch {
    return {};
  }
  return own;
}
