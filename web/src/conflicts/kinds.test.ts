import type { Observation } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { kindsOf } from './kinds.ts';

const seen = (observationType: string, scientificName: string, count: number | null, classificationProbability: number | null = null) =>
  ({ observationType, scientificName, count, classificationProbability, vernacularNames: {} }) as unknown as Observation;

describe('what one answer says', () => {
  it('adds up alike things and keeps the surest', () => {
    const kinds = kindsOf([seen('animal', 'Budorcas taxicolor', 1, 0.6), seen('human', '', 2), seen('animal', 'Budorcas taxicolor', 2, 0.9)]);
    expect(kinds.map((each) => [each.scientificName || each.observationType, each.count, each.probability])).toEqual([['Budorcas taxicolor', 3, 0.9], ['human', 2, null]]);
  });
  it('counts what has no count once', () => {
    expect(kindsOf([seen('blank', '', null)])[0]?.count).toBe(1);
  });
});
