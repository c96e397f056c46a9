// What a machine followed through a video: where it is at a moment, and one lane for each individual.
import type { Observation, VideoTracks } from '@serow/api';

export type Track = VideoTracks['tracks'][number];
type Box = [number, number, number, number];

/** Frames are looked at once or a few times a second: so long before and after its sight a box stays on the picture. */
const hold = 0.5;

/** Where it is, between two sights in between; undefined where it is not there. */
export function boxAt(track: Track, second: number): Box | undefined {
  const next = track.path.findIndex((point) => point.second > second);
  const before = track.path[next < 0 ? track.path.length - 1 : next - 1];
  const after = next < 0 ? undefined : track.path[next];
  if (before && after) {
    const share = (second - before.second) / (after.second - before.second);
    return before.bbox!.map((value, n) => value + (after.bbox![n]! - value) * share) as Box;
  }
  const end = before ?? after;
  return end && Math.abs(end.second - second) <= hold ? (end.bbox as Box) : undefined;
}

type Shown = Pick<Observation, 'observationID' | 'observationType' | 'scientificName' | 'vernacularNames' | 'classificationMethod' | 'classificationProbability' | 'bbox'>;

/** The observation that an individual became: its box is one of the individual's, at that second. */
function observationOf(track: Track, all: readonly Track[], observations: readonly Observation[]): Observation | undefined {
  const own = all.filter((each) => each.individual === track.individual).flatMap((each) => each.path);
  return observations.find((seen) => own.some((point) => point.second === seen.second && String(point.bbox) === String(seen.bbox)));
}

/**
 * What the boxes over the picture show at that moment. Once a person has answered, only what they let stand, by the
 * name that they gave it.
 */
export function seenAt(tracks: readonly Track[], observations: readonly Observation[], second: number): Shown[] {
  const answered = observations.some((seen) => seen.classificationMethod === 'human');
  return tracks.flatMap((track): Shown[] => {
    const bbox = boxAt(track, second);
    const known = bbox && answered ? observationOf(track, tracks, observations) : undefined;
    if (!bbox || (answered && !known)) return [];
    const { observationType, scientificName, vernacularNames, classificationProbability } = known ?? track;
    return [{ observationID: `${track.number}` as Observation['observationID'], observationType, scientificName, vernacularNames, classificationMethod: answered ? 'human' : 'machine', classificationProbability, bbox }];
  });
}

export interface Lane {
  individual: number;
  /** The most certain of its tracks: it names the lane. */
  named: Track;
  stays: { number: number; from: number; to: number }[];
}

/** By first sight. */
export function lanesOf(tracks: readonly Track[]): Lane[] {
  const lanes = new Map<number, Lane>();
  for (const track of tracks) {
    const stay = { number: track.number, from: track.path[0]!.second, to: track.path.at(-1)!.second };
    const lane = lanes.get(track.individual);
    if (!lane) lanes.set(track.individual, { individual: track.individual, named: track, stays: [stay] });
    else {
      lane.stays.push(stay);
      // A name is worth more than a certain box.
      const better = Number(track.scientificName !== '') - Number(lane.named.scientificName !== '') || track.classificationProbability - lane.named.classificationProbability;
      if (better > 0) lane.named = track;
    }
  }
  return [...lanes.values()].sort((a, b) => a.stays[0]!.from - b.stays[0]!.from || a.individual - b.individual);
}
