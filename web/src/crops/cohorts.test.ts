import type { Detection } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { answerable, besides, cohortHeight, cropLayout, keyOf, moved, nextOpen, scoreRange, type Fate } from './cohorts.ts';

const crop = (mediaID: string, x = 0, more: Partial<Detection> = {}) => ({ mediaID, bbox: [x, 0, 0.1, 0.1], others: [], classificationProbability: 0.5, ...more }) as unknown as Detection;
const other = { observationType: 'animal', scientificName: '', vernacularNames: {} };

describe('what an answer goes to', () => {
  it('is what is open, without photos of which a crop was taken out', () => {
    const [a, b, c, d] = [crop('1'), crop('2'), crop('2', 0.5), crop('3')];
    const fates = new Map<string, Fate>([[keyOf(c!), 'out'], [keyOf(d!), 'answered']]);
    expect(answerable([a!, b!, c!, d!], (each) => fates.get(keyOf(each)) ?? 'open', new Set(['2']))).toEqual({ asked: [a], held: 1 });
  });
  it('tells how many others keep what was suggested, each photo once', () => {
    // Of photo 1 both of its two; of photo 2 one of its three.
    const asked = [crop('1', 0, { others: [other] }), crop('1', 0.5, { others: [other] }), crop('2', 0, { others: [other, other] })];
    expect(besides(asked)).toBe(2);
    expect(besides([])).toBe(0);
  });
  it('tells between what scores it lies', () => {
    expect(scoreRange([crop('1', 0, { classificationProbability: 0.71 }), crop('2', 0, { classificationProbability: 0.94 }), crop('3', 0, { classificationProbability: null })])).toEqual([0.71, 0.94]);
    expect(scoreRange([crop('3', 0, { classificationProbability: null })])).toBeUndefined();
  });
});

describe('keys', () => {
  // Seven crops in rows of three; a folded one; two crops.
  const ground = { cohorts: 3, columns: 3, shown: (cohort: number) => [7, 0, 2][cohort]! };
  const go = (cohort: number, at: number, act: Parameters<typeof moved>[1]) => {
    const to = moved({ cohort, crop: at }, act, ground);
    return [to.cohort, to.crop];
  };
  it('lead from crop to crop and over the edge of a cohort', () => {
    expect(go(0, 0, 'right')).toEqual([0, 1]);
    expect(go(0, 6, 'right')).toEqual([1, -1]);
    expect(go(1, -1, 'right')).toEqual([2, 0]);
    expect(go(2, 1, 'right')).toEqual([2, 1]);
    expect(go(2, 0, 'left')).toEqual([1, -1]);
    expect(go(1, -1, 'left')).toEqual([0, 6]);
    expect(go(0, 0, 'left')).toEqual([0, 0]);
  });
  it('lead up and down in their column', () => {
    expect(go(0, 1, 'down')).toEqual([0, 4]);
    expect(go(0, 4, 'down')).toEqual([0, 6]); // the last row is shorter
    expect(go(0, 6, 'down')).toEqual([1, -1]);
    expect(go(0, 4, 'up')).toEqual([0, 1]);
    expect(go(0, 1, 'up')).toEqual([0, 1]);
    expect(go(2, 1, 'up')).toEqual([1, -1]);
    expect(moved({ cohort: 1, crop: 1 }, 'up', { cohorts: 2, columns: 3, shown: (cohort) => [7, 2][cohort]! })).toEqual({ cohort: 0, crop: 6 });
  });
  it('lead to cohorts and to both ends', () => {
    expect(go(0, 5, 'pageDown')).toEqual([1, -1]);
    expect(go(2, 1, 'pageUp')).toEqual([1, -1]);
    expect(go(0, 5, 'first')).toEqual([0, 0]);
    expect(go(0, 5, 'last')).toEqual([2, 1]);
  });
  it('lead on to what is open, then from the beginning', () => {
    const open = new Set([0, 3]);
    const isOpen = (cohort: number) => open.has(cohort);
    expect(nextOpen(5, 1, isOpen)).toBe(3);
    expect(nextOpen(5, 3, isOpen)).toBe(0);
    expect(nextOpen(5, 0, (cohort) => cohort === 0)).toBe(0);
    expect(nextOpen(5, 0, () => false)).toBe(-1);
    expect(nextOpen(0, 0, () => true)).toBe(-1);
  });
});

describe('the layout', () => {
  it('is of squares, and a folded cohort is its heading', () => {
    for (const width of [390, 800, 1440, 2560]) {
      const layout = cropLayout(width, 'medium');
      expect(layout.tileHeight).toBe(layout.tileWidth);
      expect(layout.columns * layout.tileWidth + (layout.columns - 1) * 8).toBeLessThanOrEqual(width - 24);
      expect(cohortHeight(layout, 0)).toBe(layout.headerHeight + 14);
      expect(cohortHeight(layout, layout.columns + 1) - cohortHeight(layout, layout.columns)).toBe(layout.tileHeight + 8);
    }
  });
});
