import { describe, expect, it } from 'vitest';
import { latitudeFrom, longitudeFrom, pairFrom } from './coordinates.ts';

describe('coordinates', () => {
  it('are read with point or comma, sign or none', () => {
    expect(latitudeFrom(' 33.5512 ')).toBe(33.5512);
    expect(latitudeFrom('-33,5512')).toBe(-33.5512);
    expect(latitudeFrom('−33.5°')).toBe(-33.5);
    expect(longitudeFrom('107')).toBe(107);
    expect(longitudeFrom('-180')).toBe(-180);
  });

  it('out of range or not a number are none', () => {
    for (const text of ['90.1', '-91', '', 'abc', '33.5.1', '1e2', '33°33′']) expect(latitudeFrom(text), text).toBeUndefined();
    for (const text of ['180.5', '1000', '12 34']) expect(longitudeFrom(text), text).toBeUndefined();
  });

  it('come as a pair from maps and receivers', () => {
    expect(pairFrom('33.5512, 107.8533')).toEqual(['33.5512', '107.8533']);
    expect(pairFrom('33.5512;107.8533')).toEqual(['33.5512', '107.8533']);
    expect(pairFrom('-2.15\t34.68')).toEqual(['-2.15', '34.68']);
    expect(pairFrom('33.5512° N, 107.8533° E')).toEqual(['33.5512', '107.8533']);
    expect(pairFrom('2.15° S, 60.5° W')).toEqual(['-2.15', '-60.5']);
    expect(pairFrom('−2.15, +34.68')).toEqual(['−2.15', '+34.68']);
    for (const text of ['33.5512', 'x33.5512, 107.8533', 'P1, 107']) expect(pairFrom(text), text).toBeUndefined();
    expect(pairFrom('P01')).toBeUndefined();
  });
});
