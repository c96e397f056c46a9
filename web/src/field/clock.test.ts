import { describe, expect, test } from 'vitest';
import type { MediaID } from '@serow/api';
import { bands, dots, duration, emptyDraft, fieldsOf, offsetFrom, readingOf, secondsFrom, signed, type CorrectionDraft } from './clock.ts';

describe('clock corrections', () => {
  test('durations are read as people write them', () => {
    expect(secondsFrom('8:00')).toBe(28_800);
    expect(secondsFrom('0:05:30')).toBe(330);
    expect(secondsFrom('1d 12:00')).toBe(129_600);
    for (const bad of ['', '8', '8:60', '0:00', '-1:00', 'a:bc']) expect(secondsFrom(bad)).toBeUndefined();
    expect(duration(129_600)).toBe('36:00');
    expect(signed(-330)).toBe('−0:05:30');
  });

  test('offsets from UTC are read with their sign', () => {
    expect(offsetFrom('+02:00')).toBe(120);
    expect(offsetFrom('-03:30')).toBe(-210);
    expect(offsetFrom('−03:30')).toBe(-210);
    for (const bad of ['02:00', '+2', '+15:00', '+02:75']) expect(offsetFrom(bad)).toBeUndefined();
  });

  test('a draft is sent only when it is whole', () => {
    const draft = emptyDraft();
    expect(fieldsOf(draft)).toBeUndefined();
    expect(fieldsOf({ ...draft, amount: '0:05', sign: 'fast', reason: ' a watch ' })).toEqual({ kind: 'offset', offset: -300, reason: 'a watch' });
    const none = { mediaID: undefined, shown: '', right: '' };
    const reference = { references: [{ ...none, shown: '2024-05-01T12:00', right: '2024-05-01T12:01:30' }, none] as CorrectionDraft['references'] };
    expect(fieldsOf({ ...draft, way: 'reference', ...reference })).toEqual({ kind: 'offset', references: [{ shown: '2024-05-01T12:00:00', right: '2024-05-01T12:01:30' }] });
    expect(fieldsOf({ ...draft, kind: 'drift', ...reference })).toBeUndefined();
    const photo = { ...none, mediaID: 'one' as unknown as MediaID, shown: '2024-05-01T12:00:00' };
    expect(fieldsOf({ ...draft, way: 'reference', references: [photo, none] })).toBeUndefined();
    const told = { ...photo, right: '2024-05-01T12:01' };
    expect(fieldsOf({ ...draft, way: 'reference', references: [told, none] })).toEqual({ kind: 'offset', references: [{ mediaID: 'one', right: '2024-05-01T12:01:00' }] });
    expect(fieldsOf({ ...draft, kind: 'drift', references: [told, { ...none, shown: '2024-05-20T12:00:00', right: '2024-05-20T12:09:00' }] }))
      .toEqual({ kind: 'drift', references: [{ mediaID: 'one', right: '2024-05-01T12:01:00' }, { shown: '2024-05-20T12:00:00', right: '2024-05-20T12:09:00' }] });
    expect(readingOf({ timestamp: '2024-05-02T06:10:05+08:00' })).toBe('2024-05-02T06:10:05');
    expect(readingOf({ timestamp: null })).toBe('');
    expect(fieldsOf({ ...draft, kind: 'yearFix', years: '0' })).toBeUndefined();
    expect(fieldsOf({ ...draft, kind: 'yearFix', years: '-75' })).toEqual({ kind: 'yearFix', years: -75 });
    expect(fieldsOf({ ...draft, kind: 'dayMonthSwap', setAt: '2024-06-05T09:00' })).toEqual({ kind: 'dayMonthSwap', setAt: '2024-06-05T09:00:00' });
    expect(fieldsOf({ ...draft, kind: 'summerTime', utcOffset: '+02:00' })).toEqual({ kind: 'summerTime', utcOffset: 120 });
  });

  test('a shift moves frames over midnight into the next day', () => {
    const nights = [{ date: '2024-05-01', dark: [[0, 5]] }, { date: '2024-05-03', dark: [] }];
    const frames = [{ at: '2024-05-01T18:30:00', light: 'infrared' as const }];
    expect(dots({ nights, frames })).toEqual([{ day: 0, hour: 18.5, infrared: true }]);
    expect(dots({ nights, frames }, 480)).toEqual([{ day: 1, hour: 2.5, infrared: true }]);
    expect(dots({ nights, frames }, -1140)).toEqual([{ day: -1, hour: 23.5, infrared: true }]);
    expect(bands(nights)).toEqual([{ day: 0, until: 2, dark: [[0, 5]] }, { day: 2, until: 4, dark: [] }]);
  });
});
