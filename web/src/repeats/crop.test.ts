import { expect, test } from 'vitest';
import { partAround } from './crop.ts';

const near = (part: readonly number[], wanted: number[]) => part.forEach((side, at) => expect(side).toBeCloseTo(wanted[at] ?? NaN, 9));

test('a box in the middle is shown with half of its size around it', () => {
  // 0.2 × 0.2 of a 4:3 picture in a 4:3 frame: 0.4 × 0.4 around (0.5, 0.5).
  near(partAround([0.4, 0.4, 0.2, 0.2], 4 / 3), [0.3, 0.3, 0.4, 0.4]);
});

test('at an edge the part stays within the picture', () => {
  near(partAround([0.9, 0, 0.1, 0.1], 4 / 3), [0.8, 0, 0.2, 0.2]);
});

test('the part has the shape of the frame, whatever that of the picture', () => {
  // 16:9 is wider than 4:3 by 4/3: the part is as high as the box asks for, and 3/4 as wide in fractions.
  near(partAround([0.45, 0.4, 0.1, 0.2], 16 / 9), [0.35, 0.3, 0.3, 0.4]);
  // A large box of an upright picture: all of its width.
  near(partAround([0.1, 0.4, 0.8, 0.2], 3 / 4), [0, 0.5 - 0.5625 / 2, 1, 0.5625]);
});
