import type { TrainingMaterial } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { leftOutOf, overlapping, proposed } from './material.ts';

const taxon = (scientificName: string, enough: boolean, finer: string | null = null) => ({ scientificName, vernacularNames: {}, crops: 9, photos: 9, videos: 0, locations: 2, enough, finer });
const leftOut = { videos: 0, withoutBox: 2, severalTaxa: 0, notIdentified: 0, unknownNames: ['Yeti'] };
const material: TrainingMaterial = {
  needed: { crops: 5, locations: 2, taxa: 2 }, crops: 36, boxesByMachine: 0, locations: 2, backbones: [], leftOut,
  taxa: [taxon('Cervidae', true, 'Alces alces'), taxon('Alces alces', true), taxon('Puma concolor', false), taxon('Canis latrans', true)],
};

describe('what a training could learn', () => {
  it('proposes that of which there is enough, and the finer of two names', () => {
    expect(proposed(material)).toEqual(['Alces alces', 'Canis latrans']);
  });
  it('names a group that is chosen beside one of its own', () => {
    expect(overlapping(material, ['Cervidae', 'Alces alces'])).toBe('Cervidae');
    expect(overlapping(material, ['Cervidae', 'Canis latrans'])).toBeUndefined();
  });
  it('tells only of what there is', () => {
    const words = { videos: (n: string) => `${n} v`, withoutBox: (n: string) => `${n} w`, severalTaxa: (n: string) => `${n} s`, notIdentified: (n: string) => `${n} n`, unknownNames: (names: string) => names };
    expect(leftOutOf(leftOut, words, String)).toEqual(['2 w', 'Yeti']);
  });
});
