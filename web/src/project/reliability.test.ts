import { expect, it } from 'vitest';
import { dotsOf } from './reliability.ts';

it('puts a bin at how sure and how often right, up is more', () => {
  const none = { answers: 0, right: 0, meanProbability: 0 };
  const bins = [...Array.from({ length: 8 }, () => none), { answers: 1, right: 0, meanProbability: 0.85 }, { answers: 4, right: 3, meanProbability: 0.95 }];
  expect(dotsOf({ calibrationError: 0, brier: 0, bins }, 100)).toEqual([
    { x: 85, y: 100, radius: 4.75, answers: 1 },
    { x: 95, y: 25, radius: 7, answers: 4 },
  ]);
});
