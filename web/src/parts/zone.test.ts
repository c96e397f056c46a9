import { describe, expect, it } from 'vitest';
import { clockReading, inZone, isZone, withOffset } from './zone.ts';

describe('withOffset', () => {
  it('takes the offset that the zone has at that time', () => {
    expect(withOffset('2024-05-01T10:00', 'Asia/Shanghai')).toBe('2024-05-01T10:00:00+08:00');
    expect(withOffset('2024-01-15T10:00', 'Europe/Berlin')).toBe('2024-01-15T10:00:00+01:00');
    expect(withOffset('2024-07-15T10:00:30', 'Europe/Berlin')).toBe('2024-07-15T10:00:30+02:00');
    expect(withOffset('2024-07-15T10:00', 'Asia/Kathmandu')).toBe('2024-07-15T10:00:00+05:45');
    expect(withOffset('2024-01-15T10:00', 'America/St_Johns')).toBe('2024-01-15T10:00:00-03:30');
  });

  it('knows the offset right after a change, not only a day later', () => {
    // Berlin: 2024-03-31 02:00 → 03:00, 2024-10-27 03:00 → 02:00.
    expect(withOffset('2024-03-31T01:59', 'Europe/Berlin')).toBe('2024-03-31T01:59:00+01:00');
    expect(withOffset('2024-03-31T03:00', 'Europe/Berlin')).toBe('2024-03-31T03:00:00+02:00');
    expect(withOffset('2024-10-27T03:00', 'Europe/Berlin')).toBe('2024-10-27T03:00:00+01:00');
  });

  it('means the earlier of two, and the old offset for a time that never was', () => {
    expect(withOffset('2024-10-27T02:30', 'Europe/Berlin')).toBe('2024-10-27T02:30:00+02:00');
    expect(withOffset('2024-03-31T02:30', 'Europe/Berlin')).toBe('2024-03-31T02:30:00+01:00');
  });

  it('gives the reading of the clock back', () => {
    expect(clockReading(withOffset('2024-05-01T10:00', 'Asia/Shanghai'), 'Asia/Shanghai')).toBe('2024-05-01T10:00');
    expect(clockReading(null, 'Asia/Shanghai')).toBe('');
  });
});

it('a moment is shown as the clocks of the zone did, whatever offset the service writes it with', () => {
  for (const moment of ['2024-04-30T16:00:00Z', '2024-04-30T18:00:00+02:00']) {
    expect(inZone(moment, 'Asia/Shanghai')).toBe('2024-05-01T00:00:00');
    expect(inZone(moment, '+05:45')).toBe('2024-04-30T21:45:00');
    expect(inZone(moment, '-03:30')).toBe('2024-04-30T12:30:00');
    expect(clockReading(moment, 'Asia/Shanghai')).toBe('2024-05-01T00:00');
  }
  expect(inZone('2024-07-15T08:00:30.250Z', 'Europe/Berlin')).toBe('2024-07-15T10:00:30');
});

it('only names of zones are zones', () => {
  expect(isZone('Asia/Shanghai')).toBe(true);
  expect(isZone('UTC')).toBe(true);
  expect(isZone('Beijing time')).toBe(false);
  expect(isZone('')).toBe(false);
});
