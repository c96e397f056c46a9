import type { Media, MediaID, Observation } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { chipsOf, foreseen, writingsOf } from './answers.ts';

function seen(fields: Partial<Observation>): Observation {
  return {
    observationID: 'o' as Observation['observationID'], mediaID: 'm' as MediaID, eventID: null, eventStart: null, locationName: 'P01', observationType: 'animal', scientificName: '',
    count: 1, lifeStage: null, sex: null, classificationMethod: 'machine', classifiedBy: 'model', classificationTimestamp: '', classificationProbability: 0.8, bbox: null, ...fields,
  };
}

function photo(id: string, observations: Observation[], consensus: Media['consensus'] = observations.length ? 'machine' : 'none'): Media {
  return { mediaID: id as MediaID, consensus, observations, eventID: null, timestamp: null, locationName: 'P01' } as unknown as Media;
}

const takin = { scientificName: 'Budorcas taxicolor' };

describe('what is written', () => {
  it('only what has an answer can be confirmed', () => {
    expect(writingsOf({ kind: 'confirm' }, [photo('a', [seen(takin)]), photo('b', [])])).toEqual([{ mediaIDs: ['a'], confirm: true }]);
    expect(writingsOf({ kind: 'confirm' }, [photo('b', [])])).toEqual([]);
  });

  it('a species named on one photo keeps the one box that a machine drew', () => {
    expect(writingsOf({ kind: 'species', scientificName: 'Sus scrofa', vernacularNames: undefined }, [photo('a', [seen({ bbox: [0.1, 0.2, 0.3, 0.4], count: 2 })])])).toEqual([
      { mediaIDs: ['a'], observations: [{ observationType: 'animal', scientificName: 'Sus scrofa', count: 2, bbox: [0.1, 0.2, 0.3, 0.4] }] },
    ]);
  });

  it('for a whole event no photo’s box is given to another, and differing counts are not made one', () => {
    expect(writingsOf({ kind: 'species', scientificName: 'Sus scrofa', vernacularNames: undefined }, [photo('a', [seen({ bbox: [0, 0, 1, 1] })]), photo('b', [seen({ count: 3 })])])).toEqual([
      { mediaIDs: ['a', 'b'], observations: [{ observationType: 'animal', scientificName: 'Sus scrofa' }] },
    ]);
  });

  it('a count goes only where there is something to count; alike photos go together', () => {
    const all = [photo('a', [seen(takin)]), photo('b', [seen(takin)]), photo('c', [seen({ observationType: 'blank', count: null })]), photo('d', [seen({ scientificName: 'Sus scrofa' })])];
    expect(writingsOf({ kind: 'count', count: 4 }, all)).toEqual([
      { mediaIDs: ['a', 'b'], observations: [{ observationType: 'animal', scientificName: 'Budorcas taxicolor', count: 4 }] },
      { mediaIDs: ['d'], observations: [{ observationType: 'animal', scientificName: 'Sus scrofa', count: 4 }] },
    ]);
  });

  it('one less than one is nothing to write', () => {
    expect(writingsOf({ kind: 'countBy', step: -1 }, [photo('a', [seen(takin)])])).toEqual([]);
    expect(writingsOf({ kind: 'countBy', step: 1 }, [photo('a', [seen(takin)])])[0]?.observations?.[0]?.count).toBe(2);
  });
});

describe('what it will look like', () => {
  it('confirmed: the same, now by a person', () => {
    const after = foreseen(photo('a', [seen(takin)]), { mediaIDs: [], confirm: true }, 'Rosa', undefined);
    expect(after.consensus).toBe('human');
    expect(after.observations[0]).toMatchObject({ scientificName: 'Budorcas taxicolor', classificationMethod: 'human', classifiedBy: 'Rosa', classificationProbability: null });
  });
});

describe('what an event shows', () => {
  it('each kind once, with its largest count and the surest probability', () => {
    const chips = chipsOf([photo('a', [seen({ ...takin, count: 2, classificationProbability: 0.6 })]), photo('b', [seen({ ...takin, count: 3 })]), photo('c', [seen({ observationType: 'blank', count: null })])]);
    expect(chips).toHaveLength(1);
    expect(chips[0]).toMatchObject({ scientificName: 'Budorcas taxicolor', count: 3, probability: 0.8, human: false });
  });
  it('blank only where everything is; not classified beats blank', () => {
    const blank = seen({ observationType: 'blank', count: null });
    expect(chipsOf([photo('a', [blank]), photo('b', [blank])]).map((each) => each.observationType)).toEqual(['blank']);
    expect(chipsOf([photo('a', [blank]), photo('b', [seen({ observationType: 'unclassified' })])]).map((each) => each.observationType)).toEqual(['unclassified']);
  });
  it('a person’s word only where every photo of it was looked at', () => {
    const human = seen({ ...takin, classificationMethod: 'human', classificationProbability: null });
    expect(chipsOf([photo('a', [human]), photo('b', [human])])[0]?.human).toBe(true);
    expect(chipsOf([photo('a', [human]), photo('b', [seen(takin)])])[0]?.human).toBe(false);
  });
});
