import type { Media, Observation } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { addition, beside, besideWritings, copied, lastAnswerOf } from './beside.ts';

const seen = (fields: Partial<Observation>): Observation => ({ observationType: 'animal', scientificName: '', count: null, lifeStage: null, sex: null, bbox: null, ...fields }) as Observation;
const photo = (id: string, observations: Observation[], more: Partial<Media> = {}): Media => ({ mediaID: id, consensus: 'human', observations, ...more }) as Media;
const takin = (count: number | null = null, more: Partial<Observation> = {}) => seen({ scientificName: 'Budorcas taxicolor', count, ...more });
const boar = (count: number | null = null) => seen({ scientificName: 'Sus scrofa', count });
const blank = seen({ observationType: 'blank' });

describe('the same as the last answer', () => {
  it('a photo’s several kinds with their numbers and all that was told, without their boxes', () => {
    const last = lastAnswerOf([photo('1', [takin(2, { sex: 'female', bbox: [0, 0, 0.5, 0.5] }), boar(1)])]);
    expect(last?.observations).toEqual([
      { observationType: 'animal', scientificName: 'Budorcas taxicolor', count: 2, sex: 'female' },
      { observationType: 'animal', scientificName: 'Sus scrofa', count: 1 },
    ]);
  });
  it('of an event each kind once with its largest number; blank photos between do not count', () => {
    const last = lastAnswerOf([photo('1', [takin(2)]), photo('2', [blank]), photo('3', [takin(3), boar()])]);
    expect(last?.observations).toEqual([{ observationType: 'animal', scientificName: 'Budorcas taxicolor', count: 3 }, { observationType: 'animal', scientificName: 'Sus scrofa' }]);
  });
  it('two boxes of one kind in one photo are two', () => {
    const last = lastAnswerOf([photo('1', [takin(null, { bbox: [0, 0, 0.1, 0.1] }), takin(null, { bbox: [0.5, 0, 0.1, 0.1] })]), photo('2', [takin()])]);
    expect(last?.observations).toEqual([{ observationType: 'animal', scientificName: 'Budorcas taxicolor', count: 2 }]);
  });
  it('blank where all are; nothing where nothing was told', () => {
    expect(lastAnswerOf([photo('1', [blank]), photo('2', [blank])])?.observations).toEqual([{ observationType: 'blank' }]);
    expect(lastAnswerOf([photo('1', [])])).toBeUndefined();
  });
  it('the one box of a photo stays with the one animal', () => {
    const last = lastAnswerOf([photo('1', [takin(1)])])!;
    const boxed = photo('2', [boar()].map((each) => ({ ...each, bbox: [0.1, 0.1, 0.2, 0.2] as [number, number, number, number] })), { consensus: 'machine' });
    expect(copied(last, [boxed])[0]?.bbox).toEqual([0.1, 0.1, 0.2, 0.2]);
    expect(copied(last, [boxed, boxed])[0]?.bbox).toBeUndefined();
  });
});

describe('beside what is there', () => {
  const added = addition({ kind: 'species', scientificName: 'Sus scrofa', vernacularNames: {} })!;
  it('a second kind leaves the first with all that was told of it', () => {
    expect(beside(photo('1', [takin(2, { lifeStage: 'juvenile' })]), added)).toEqual([
      { observationType: 'animal', scientificName: 'Budorcas taxicolor', count: 2, lifeStage: 'juvenile' }, { observationType: 'animal', scientificName: 'Sus scrofa', count: 1 },
    ]);
  });
  it('takes the place of a model’s suggestion and of a blank', () => {
    expect(beside(photo('1', [takin()], { consensus: 'machine' }), added)).toEqual([added]);
    expect(beside(photo('1', [blank]), added)).toEqual([added]);
  });
  it('the same again is one more', () => expect(beside(photo('1', [boar(2)]), added)[0]?.count).toBe(3));
  it('blank, a count and a confirmation name nothing', () => {
    expect(addition({ kind: 'type', observationType: 'blank' })).toBeUndefined();
    expect(addition({ kind: 'confirm' })).toBeUndefined();
    expect(addition({ kind: 'type', observationType: 'human' })).toEqual({ observationType: 'human', count: 1 });
  });
  it('photos that are to say the same go in one request; withheld ones in none', () => {
    const writings = besideWritings(added, [photo('1', [takin(1)]), photo('2', [takin(1)]), photo('3', [blank]), photo('4', [takin(1)], { privacy: 'withheld' } as Partial<Media>)]);
    expect(writings.map((each) => each.mediaIDs)).toEqual([['1', '2'], ['3']]);
  });
});
