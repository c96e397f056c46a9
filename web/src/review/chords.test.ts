import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en.ts';
import { bindingsWith, chordOf, clashOf, parseOwnKeys, withChord, type OwnKeys } from './chords.ts';
import { actOf, ariaKeys, cheatSheet, keyName, rules, usualBindings, type Pressed } from './keys.ts';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('keys of one’s own', () => {
  it('every act that has a name has a key, and every key does something', () => {
    expect(Object.keys(en.review.acts).filter((act) => !rules.some((rule) => rule.act === act && rule.keys.length > 0))).toEqual([]);
    expect(rules.filter((rule) => !(rule.act in en.review.acts))).toEqual([]);
  });
  it('a pressed key as a chord', () => {
    expect(chordOf(press('q'))).toEqual({ key: 'q' });
    expect(chordOf(press('Q', { shiftKey: true }))).toEqual({ key: 'Q', shift: true });
    expect(chordOf(press('Q'))).toEqual({ key: 'q' }); // Caps Lock
    expect(chordOf(press('?', { shiftKey: true }))).toEqual({ key: '?' });
    expect(chordOf(press('ArrowUp', { shiftKey: true, ctrlKey: true }))).toEqual({ key: 'ArrowUp', control: true, shift: true });
    expect([chordOf(press('Shift', { shiftKey: true })), chordOf(press('x', { altKey: true }))]).toEqual([undefined, undefined]);
  });
  it('a new key does what the old one did, and the old one nothing', () => {
    const own = withChord({}, 'blank', 0, { key: ';' });
    const bindings = bindingsWith(own);
    expect([actOf(press(';'), 'grid', bindings), actOf(press('b'), 'grid', bindings), actOf(press(';'), 'viewer', bindings)]).toEqual(['blank', undefined, 'blank']);
  });
  it('one of two keys is changed, the other stays', () => {
    const own = withChord({}, 'confirm', 1, { key: ';' });
    const bindings = bindingsWith(own);
    expect([actOf(press('Enter'), 'grid', bindings), actOf(press(';'), 'grid', bindings), actOf(press('c'), 'grid', bindings)]).toEqual(['confirm', 'confirm', undefined]);
    expect(withChord({}, 'confirm', 1, { key: 'Enter' }).confirm).toEqual([{ key: 'Enter' }]);
  });
  it('a clash is told, also with the digits, and across what the viewer hands on', () => {
    expect(clashOf('blank', { key: 'p' }, {})).toBe('human');
    expect(clashOf('blank', { key: '3' }, {})).toBe('recent');
    expect(clashOf('blank', { key: '.' }, {})).toBe('frameOn'); // With a video in view it would step a frame.
    expect(clashOf('blank', { key: ';' }, {})).toBeUndefined();
    expect(clashOf('select', { key: 'q' }, {})).toBeUndefined(); // In the grid q is free, and there is no selecting in the viewer.
    expect(clashOf('blank', { key: 'b' }, {})).toBeUndefined();
  });
  it('what is delivered with one key in two places may have it back', () => {
    const own = withChord({}, 'closeViewer', 1, { key: ';' });
    expect(clashOf('closeViewer', { key: ' ' }, own)).toBeUndefined();
    expect(clashOf('human', { key: ';' }, own)).toBe('closeViewer');
  });
  it('a freed key can be given to another', () => {
    const own: OwnKeys = withChord({}, 'human', 0, { key: ';' });
    expect(clashOf('blank', { key: 'p' }, own)).toBeUndefined();
    expect(clashOf('human', { key: 'p' }, withChord(own, 'blank', 0, { key: 'p' }))).toBe('blank');
  });
  it('survives whatever lies in the browser’s storage', () => {
    for (const kept of [null, '', 'x', '7', '[]', '{"nonsense":[{"key":"x"}]}', '{"blank":7}', '{"blank":[{"key":7}]}', '{"recent":[{"key":"x"}]}']) expect(parseOwnKeys(kept)).toEqual({});
    const own = withChord({}, 'blank', 0, { key: 'B', shift: true });
    expect(parseOwnKeys(JSON.stringify(own))).toEqual(own);
  });
  it('are named as on a key cap, and as assistive technology wants them', () => {
    expect([keyName({ key: ' ' }), keyName({ key: 'A', shift: true }), keyName({ key: 'z', control: true }), keyName({ key: 'ArrowUp', shift: true })]).toEqual(['Space', 'Shift A', 'Ctrl z', 'Shift ↑']);
    expect([ariaKeys({ key: ' ' }), ariaKeys({ key: 'A', shift: true }), ariaKeys({ key: '+' })]).toEqual(['Space', 'Shift+A', 'Plus']);
  });
  it('while boxes are drawn letters still answer', () => {
    expect([actOf(press('ArrowLeft'), 'drawing'), actOf(press('ArrowLeft', { shiftKey: true }), 'drawing'), actOf(press('s'), 'drawing'), actOf(press('p'), 'drawing'), actOf(press('2'), 'drawing')]).toEqual(['boxLeft', 'boxNarrower', 'species', 'human', 'recent']);
  });
  it('the cheat sheet shows changed keys', () => {
    const own = withChord({}, 'blank', 0, { key: ';' });
    expect(cheatSheet('grid', bindingsWith(own)).find((row) => row.act === 'blank')?.chords.map(keyName)).toEqual([';']);
    expect(usualBindings.length).toBeGreaterThan(60);
  });
});
