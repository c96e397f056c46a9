import { describe, expect, it } from 'vitest';
import { isPlain, plainLook, stepped } from './look.ts';
import { equalising, histogramOf, toneCurve } from './tone.ts';

const grey = (...values: number[]) => values.flatMap((value) => [value, value, value, 255]);

// The example of https://en.wikipedia.org/wiki/Histogram_equalization: 8 × 8 pixels, and what becomes of them.
const example = [
  52, 55, 61, 59, 79, 61, 76, 61, 62, 59, 55, 104, 94, 85, 59, 71, 63, 65, 66, 113, 144, 104, 63, 72, 64, 70, 70, 126, 154, 109, 71, 69,
  67, 73, 68, 106, 122, 88, 68, 68, 68, 79, 60, 70, 77, 66, 58, 75, 69, 85, 64, 58, 55, 61, 65, 83, 70, 87, 69, 68, 65, 73, 78, 90,
];

describe('tone curves', () => {
  it('the published example of an equalised histogram', () => {
    const curve = equalising(histogramOf(grey(...example)));
    const shown = (level: number) => Math.round(curve[level]! * 255);
    expect([52, 55, 61, 59, 79, 61, 76, 61].map(shown)).toEqual([0, 12, 53, 32, 190, 53, 174, 53]);
    expect([shown(78), shown(154)]).toEqual([182, 255]);
  });
  it('two dark, one grey, one light pixel: 0, a half and 1', () => {
    const curve = equalising(histogramOf(grey(10, 10, 20, 30)));
    expect([curve[10], curve[20], curve[30]]).toEqual([0, 0.5, 1]);
  });
  it('a picture of one level stays as it is', () => expect(equalising(histogramOf(grey(51, 51)))[51]).toBe(0.2));
  it('a colour counts by its luma', () => {
    // 0.299 × 255 = 76.2; 0.587 × 255 = 149.7; 0.114 × 255 = 29.1
    const counts = histogramOf([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
    expect([counts[76], counts[150], counts[29]]).toEqual([1, 1, 1]);
  });
  it('gamma 2 is the square root: a quarter becomes a half, black and white stay', () => {
    const curve = toneCurve({ gamma: 2, equalise: false }, undefined)!;
    expect([curve[0], curve[255]]).toEqual([0, 1]);
    expect(curve[51]).toBeCloseTo(Math.sqrt(0.2), 12);
  });
  it('a plain look needs no curve, nor does one whose histogram is not there yet', () => {
    expect(toneCurve(plainLook, undefined)).toBeUndefined();
    expect(toneCurve({ gamma: 1, equalise: true }, undefined)).toBeUndefined();
  });
  it('a key’s step is a fifth, within the range', () => {
    expect(stepped(plainLook, 'gamma', true).gamma).toBe(1.2);
    let look = plainLook;
    for (let step = 0; step < 20; step++) look = stepped(look, 'gamma', true);
    expect(look.gamma).toBe(4);
    expect([isPlain(plainLook), isPlain({ ...plainLook, equalise: true })]).toEqual([true, false]);
  });
});
