import type { ThresholdCell } from '@serow/api';
import { expect, test } from 'vitest';
import { effectOf, usual } from './thresholds.ts';

const cell = (best: (number | null)[], byModel: boolean[], seen: boolean[] | null, media: number): ThresholdCell => ({ best, byModel, seen, media });
const asModels = { animal: null, human: null, vehicle: null };
const cells = [
  cell([80, null, null], [true, false, false], null, 100),
  cell([25, null, null], [true, false, false], null, 20),
  cell([12, null, null], [false, false, false], null, 7),
  cell([null, null, null], [false, false, false], null, 50),
  cell([30, 60, null], [true, true, false], null, 4),
  // People: 10 animals found surely, 5 found hardly, 3 not found; 2 stones that the machine calls animals.
  cell([90, null, null], [true, false, false], [true, false, false], 10),
  cell([25, null, null], [true, false, false], [true, false, false], 5),
  cell([12, null, null], [false, false, false], [true, false, false], 3),
  cell([25, null, null], [true, false, false], [false, false, false], 2),
];

test('a higher threshold makes observations vanish and pictures blank', () => {
  const { seen } = effectOf(cells, asModels, { ...asModels, animal: 40 });
  expect(seen.animal).toEqual({ before: 124, after: 100, gained: 0, lost: 24 });
  expect(seen.human).toEqual({ before: 4, after: 4, gained: 0, lost: 0 });
  // 20 become blank; the 4 with a person in them do not.
  expect(seen.nothing).toEqual({ before: 57, after: 77, gained: 20, lost: 0 });
});

test('a lower one brings boxes of the ledger up', () => {
  const { seen } = effectOf(cells, asModels, { ...asModels, animal: 12 });
  expect(seen.animal).toEqual({ before: 124, after: 131, gained: 7, lost: 0 });
  expect(seen.nothing).toEqual({ before: 57, after: 50, gained: 0, lost: 7 });
});

test('what people have answered says what becomes right and wrong', () => {
  const higher = effectOf(cells, asModels, { ...asModels, animal: 26 });
  expect(higher.judged.animal).toEqual({ shown: 18, found: [15, 10], wrong: [2, 0] });
  expect([higher.answered, higher.right]).toEqual([20, [15, 12]]);
  const lower = effectOf(cells, asModels, { ...asModels, animal: 10 });
  expect(lower.judged.animal).toEqual({ shown: 18, found: [15, 18], wrong: [2, 2] });
  expect(lower.right).toEqual([15, 18]);
});

test('the same thresholds change nothing', () => {
  const { seen } = effectOf(cells, { ...asModels, animal: 40 }, { ...asModels, animal: 40 });
  expect([seen.animal.gained, seen.animal.lost, seen.nothing.gained, seen.nothing.lost]).toEqual([0, 0, 0, 0]);
});

test('a slider stands at the least confidence that counts so far', () => {
  expect(usual(cells, 'animal')).toBe(25);
  expect(usual(cells, 'vehicle')).toBe(30);
});
