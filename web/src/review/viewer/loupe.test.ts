import { expect, it } from 'vitest';
import { loupeView } from './loupe.ts';

const picture = { width: 4000, height: 3000 };

it('what lies under the magnifier is in its middle, three times as large', () => {
  // The stage shows a quarter: (300, 200) is pixel (1000, 600) of the picture, which begins at (50, 50).
  expect(loupeView({ x: 300, y: 200 }, { scale: 0.25, x: 50, y: 50 }, { width: 1000, height: 800 }, 200)).toEqual({ scale: 1, x: 100 - 1000, y: 100 - 600 });
  expect(loupeView({ x: 550, y: 450 }, { scale: 0.5, x: 50, y: 50 }, picture, 200)).toEqual({ scale: 1.5, x: 100 - 1500, y: 100 - 1200 });
});
it('beside the picture it shows the edge', () => {
  expect(loupeView({ x: 10, y: 10 }, { scale: 0.5, x: 50, y: 50 }, picture, 200)).toEqual({ scale: 1.5, x: 100, y: 100 });
});
