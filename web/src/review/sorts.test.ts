import type { Event, WorthReason } from '@serow/api';
import { describe, expect, it, vi } from 'vitest';
import { listQuery, sortInAddress, sortOf } from './sorts.ts';

vi.mock('../i18n/index.svelte.ts', async () => ({ reading: { locale: 'en', language: 'en' }, t: { order: (await import('../i18n/en/order.ts')).order } }));

const { inFull, inShort } = await import('./whyHere.ts');

describe('sorts in the address', () => {
  it('the usual one says nothing, another word is the usual one', () => {
    for (const address of ['', 'sort=best', 'sort=oldest']) expect(sortOf(new URLSearchParams(address))).toBe('oldest');
    expect(sortOf(new URLSearchParams('sort=worth&show=blank'))).toBe('worth');
    expect([sortInAddress('oldest'), sortInAddress('newest')]).toEqual([{ sort: '' }, { sort: 'newest' }]);
    expect([listQuery({ show: 'blank' }, 'oldest'), listQuery({ show: 'blank' }, 'worth')]).toEqual([{ show: 'blank' }, { show: 'blank', sort: 'worth' }]);
  });
});

describe('why an event stands where it does', () => {
  const event = { locationName: 'P03', media: [{ observations: [{ scientificName: 'Panthera pardus', vernacularNames: { eng: 'Leopard' } }] }] } as unknown as Event;
  it('says each reason in a few words and in a sentence', () => {
    const rare: WorthReason = { code: 'rare', share: 0.2, scientificName: 'Panthera pardus', settledEvents: 2 };
    expect([inShort(event, rare), inFull(event, rare)]).toEqual(['rare here: 2 settled', 'Leopard is rare here: people agree to see it in 2 events of the project so far.']);
    expect(inShort(event, { code: 'unsure', share: 0.1, probability: 0.41 })).toBe('unsure: 41%');
    expect(inShort(event, { code: 'little_reviewed', share: 0.1, reviewedTrapNights: 3.8 })).toBe('little reviewed at P03');
    expect(inFull(event, { code: 'little_reviewed', share: 0.1, reviewedTrapNights: 3.8 })).toBe('At P03 the events of about 3.8 trap-nights are settled so far.');
    expect(inShort(event, { code: 'machines_differ', share: 0.3 })).toBe('models disagree');
  });
});
