import { describe, expect, it } from 'vitest';
import { changeBetween, comparedWith, greyOf, marked, medianOf } from './difference.ts';

const pixels = (...values: number[]) => Uint8ClampedArray.from(values);

describe('what moved', () => {
  it('the median of three pictures forgets what stood in one of them', () => {
    expect([...medianOf([pixels(10, 20), pixels(12, 200), pixels(11, 22)])]).toEqual([11, 22]);
  });
  it('of an even number the lower one of the middle', () => expect([...medianOf([pixels(4), pixels(1), pixels(9), pixels(6)])]).toEqual([4]));
  it('an animal is marked, the still scene is not', () => {
    // Differences 0 0 0 0 100: no shift, no noise; 4 levels are allowed for, 96 beyond them are more than the 40 of a full mark.
    expect([...changeBetween(pixels(50, 60, 70, 80, 190), pixels(50, 60, 70, 80, 90))]).toEqual([0, 0, 0, 0, 1]);
  });
  it('a longer exposure marks nothing', () => expect([...changeBetween(pixels(70, 80, 90), pixels(50, 60, 70))]).toEqual([0, 0, 0]));
  it('beyond three times the noise by half of the 40: half a mark', () => {
    // Differences −2 2 −2 2 0 and 30: shift 0 (the third of six), sizes 0 2 2 2 2 30, noise 2: 4 + 6 = 10 are allowed for.
    const change = changeBetween(pixels(48, 52, 48, 52, 50, 80), pixels(50, 50, 50, 50, 50, 50));
    expect([...change]).toEqual([0, 0, 0, 0, 0, 0.5]);
  });
  it('is drawn over a dim grey photo', () => {
    expect([...marked(pixels(100, 100), Float32Array.of(0, 1))]).toEqual([55, 55, 55, 255, 255, 214, 10, 255]);
    expect([...greyOf([100, 100, 100, 255])]).toEqual([100]);
  });
  it('which photos are held against', () => {
    expect([comparedWith(3, 5, 'neighbour'), comparedWith(0, 5, 'neighbour'), comparedWith(0, 1, 'neighbour'), comparedWith(2, 5, 'off')]).toEqual([[2], [1], [], []]);
    expect(comparedWith(2, 4, 'event')).toEqual([0, 1, 3]);
    const some = comparedWith(0, 101, 'event');
    expect([some.length, some[0], some.at(-1)]).toEqual([9, 1, 100]);
  });
});
