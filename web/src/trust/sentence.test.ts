import type { TrustCheck } from '@serow/api';
import { expect, test, vi } from 'vitest';

vi.mock('../i18n/index.svelte.ts', async () => ({ reading: { locale: 'en', language: 'en' }, t: { trust: (await import('../i18n/en/trust.ts')).trust } }));

const { atMost, latestOf, remarksOn, sentenceOf, whyExpired } = await import('./sentence.ts');

const check = (over: Partial<TrustCheck>): TrustCheck => ({
  trustCheckID: 'a' as unknown as TrustCheck['trustCheckID'], taxon: null, state: 'measured', wanted: 0.01, missedAllowed: 0, media: 12_340, strata: [], seed: '1',
  drawn: 299, reviewed: 299, missed: 1, share: 1 / 299, most: 0.01577, interval: [0.0001, 0.0185], mediaNow: 12_041, coveredNow: 12_041, changes: [],
  begunBy: 'Li', begunAt: '2026-01-01T00:00:00Z', measuredAt: '2026-01-02T00:00:00Z', cancelledAt: null, cancelledBy: '', ...over,
});

test('a bound is rounded up, never down', () => {
  expect(atMost(0.01571)).toBe('1.6%');
  expect(atMost(0.0101)).toBe('1.1%');
  expect(atMost(0.01)).toBe('1%');
  expect(atMost(0.049999999999)).toBe('5%');
  expect(atMost(1)).toBe('100%');
});

test('the result is one sentence', () => {
  expect(sentenceOf(check({}))).toBe('At most 1.6% of the 12,340 blanks hide an animal (95 %): 299 looked at, 1 missed.');
  expect(sentenceOf(check({ drawn: 40, reviewed: 40, media: 40, missed: 2, share: 0.05, most: 0.05 }))).toBe('All 40 blanks were looked at: 2 hide an animal (5%).');
  expect(sentenceOf(check({ state: 'open', reviewed: 0, missed: 0 }))).toBe('None of 299 looked at yet.');
  expect(sentenceOf(check({ state: 'open', reviewed: 59, missed: 0, most: 0.0495 }))).toBe('59 of 299 looked at, 0 wrong. If it stays like this: at most 5%.');
});

test('it says what it does not cover', () => {
  expect(remarksOn(check({ most: 0.009 }))).toEqual([]);
  expect(remarksOn(check({ mediaNow: 12_100 }))).toEqual(['More than the 1% that were asked for.', '59 came since, and are not covered.']);
  expect(whyExpired(check({ state: 'expired', changes: [{ what: 'taxa', at: null }] }))).toBe('The list of possible species changed.');
});

test('the one that holds goes before a later one that is open', () => {
  const open = check({ state: 'open', reviewed: 3 });
  const holds = check({});
  const deer = check({ taxon: { scientificName: 'Cervus nippon', vernacularNames: {} } });
  expect(latestOf([open, holds, deer], undefined)).toBe(holds);
  expect(latestOf([open, check({ state: 'cancelled' })], undefined)).toBe(open);
  expect(latestOf([open, deer], 'Cervus nippon')).toBe(deer);
  expect(latestOf([deer], 'Sus scrofa')).toBeUndefined();
});
