import type { Observation } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { boxAt, lanesOf, seenAt, type Track } from './tracks.ts';

const track = (number: number, individual: number, path: [second: number, x: number][], scientificName = ''): Track => ({
  number, individual, scientificName, observationType: 'animal', vernacularNames: {}, classificationProbability: 0.5 + number / 10,
  path: path.map(([second, x]) => ({ second, bbox: [x, 0.2, 0.1, 0.1], confidence: 0.5 })),
});

describe('where a track is', () => {
  const walks = track(0, 0, [[2, 0.1], [4, 0.3]]);
  it('lies between two sights in between', () => {
    expect(boxAt(walks, 2)![0]).toBeCloseTo(0.1);
    expect(boxAt(walks, 3)![0]).toBeCloseTo(0.2);
    expect(boxAt(walks, 4)![0]).toBeCloseTo(0.3);
  });
  it('stays for half a second at both ends, and is nowhere else', () => {
    expect(boxAt(walks, 1.6)![0]).toBeCloseTo(0.1);
    expect(boxAt(walks, 4.4)![0]).toBeCloseTo(0.3);
    expect(boxAt(walks, 1.4)).toBeUndefined();
    expect(boxAt(walks, 4.6)).toBeUndefined();
  });
  const other = track(1, 1, [[3, 0.8]]);
  it('is shown with all that are there', () => {
    expect(seenAt([walks, other], [], 3).map((seen) => seen.observationID)).toEqual(['0', '1']);
    expect(seenAt([walks, other], [], 4).map((seen) => seen.observationID)).toEqual(['0']);
  });
  it('bears the name that a person gave it, and is gone where a person took it away', () => {
    const said = { classificationMethod: 'human', observationType: 'animal', scientificName: 'Pan troglodytes', second: 4, bbox: [0.3, 0.2, 0.1, 0.1] } as unknown as Observation;
    expect(seenAt([walks, other], [said], 3).map((seen) => [seen.observationID, seen.scientificName])).toEqual([['0', 'Pan troglodytes']]);
    const blank = { classificationMethod: 'human', observationType: 'blank', scientificName: '', second: null, bbox: null } as unknown as Observation;
    expect(seenAt([walks, other], [blank], 3)).toEqual([]);
  });
});

describe('lanes', () => {
  it('are one for each individual, by first sight, named by the track that knows most', () => {
    const lanes = lanesOf([track(0, 1, [[0, 0.1], [2, 0.1]], 'Capreolus capreolus'), track(1, 0, [[1, 0.5]]), track(2, 1, [[5, 0.1], [6, 0.2]])]);
    expect(lanes.map((lane) => lane.individual)).toEqual([1, 0]);
    expect(lanes[0]!.stays).toEqual([{ number: 0, from: 0, to: 2 }, { number: 2, from: 5, to: 6 }]);
    expect(lanes[0]!.named.scientificName).toBe('Capreolus capreolus');
  });
  it('are none where nothing was followed', () => expect(lanesOf([])).toEqual([]));
});
