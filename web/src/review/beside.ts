// Answers that are made of others: the same as the one before, and several kinds beside each other in one photo.
import type { Media, Observation, ObservationFields } from '@serow/api';
import { fieldsOf, type Meaning, type Writing } from './answers.ts';

/** What was answered last, to be answered again. */
export interface LastAnswer {
  observations: ObservationFields[];
  /** Names by scientific name, as far as they are known. */
  names: Record<string, Observation['vernacularNames']>;
}

const alone = (type: string) => type === 'blank' || type === 'unknown' || type === 'unclassified';
// What another photo may show as well. Its box, and whatever else is said of that one photo, is not copied.
const common = ['observationType', 'scientificName', 'count', 'lifeStage', 'sex', 'behavior'] as const;
const inCommon = (fields: ObservationFields): ObservationFields => Object.fromEntries(common.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]]))) as unknown as ObservationFields;
// Everything but how many.
const kindOf = ({ count: _, ...fields }: ObservationFields) => JSON.stringify(Object.entries(fields).sort());

/**
 * What these media show once they are answered, as one answer: each kind once, with the largest number that one photo
 * shows; of two photos of an event the animals are the same. A photo's own list stays as it is. Blank only where all are.
 */
export function lastAnswerOf(media: readonly Media[]): LastAnswer | undefined {
  const names: LastAnswer['names'] = {};
  for (const each of media) for (const seen of each.observations) if (seen.scientificName && seen.vernacularNames) names[seen.scientificName] = seen.vernacularNames;
  const of = (each: Media) => each.observations.map((seen) => inCommon(fieldsOf(seen))).filter((seen) => seen.observationType !== 'unclassified');
  const [only, more] = media;
  let observations: ObservationFields[];
  if (only && !more) observations = of(only);
  else {
    const kinds = new Map<string, ObservationFields>();
    for (const each of media) {
      // The boxes of one photo that say the same are so many individuals.
      const here = new Map<string, ObservationFields>();
      for (const fields of of(each)) {
        const key = kindOf(fields);
        const before = here.get(key);
        here.set(key, before ? { ...fields, count: (before.count ?? 1) + (fields.count ?? 1) } : fields);
      }
      for (const [key, fields] of here) {
        const before = kinds.get(key);
        const count = before && fields.count !== undefined && fields.count !== null ? Math.max(before.count ?? 0, fields.count) : (before?.count ?? fields.count);
        kinds.set(key, count === undefined || count === null ? fields : { ...fields, count });
      }
    }
    const all = [...kinds.values()];
    const telling = all.filter((each) => !alone(each.observationType));
    observations = telling.length > 0 ? telling : all.slice(0, 1);
  }
  return observations.length > 0 ? { observations, names } : undefined;
}

/** The last answer for these media; of a single photo the one box of a type stays with the one animal of that type. */
export function copied(last: LastAnswer, media: readonly Media[]): ObservationFields[] {
  const only = media.length === 1 ? media[0] : undefined;
  return last.observations.map((fields) => {
    const boxes = only?.observations.filter((each) => each.bbox && each.observationType === fields.observationType) ?? [];
    const alike = last.observations.filter((each) => each.observationType === fields.observationType);
    return boxes.length === 1 && alike.length === 1 && boxes[0]!.bbox ? { ...fields, bbox: boxes[0]!.bbox } : fields;
  });
}

/** What an answer adds where answers go beside each other; undefined for one that does not name something. */
export function addition(meaning: Meaning): ObservationFields | undefined {
  if (meaning.kind === 'species') return { observationType: 'animal', scientificName: meaning.scientificName, count: 1 };
  if (meaning.kind === 'type' && !alone(meaning.observationType)) return { observationType: meaning.observationType, count: 1 };
  return undefined;
}

/** What stands after the addition: beside what a person said; the same again is one more; a model's suggestion goes. */
export function beside(media: Media, added: ObservationFields): ObservationFields[] {
  const byPerson = media.consensus === 'human' || media.consensus === 'conflict';
  const present = byPerson ? media.observations.map(fieldsOf).filter((each) => !alone(each.observationType)) : [];
  const at = present.findIndex((each) => !each.bbox && each.observationType === added.observationType && (each.scientificName ?? '') === (added.scientificName ?? ''));
  if (at < 0) return [...present, added];
  return present.map((each, index) => (index === at ? { ...each, count: Math.min(100_000, (each.count ?? 1) + 1) } : each));
}

/** One request for all media on which the same is to be written. */
export function besideWritings(added: ObservationFields, scope: readonly Media[]): Writing[] {
  const groups = new Map<string, Writing>();
  for (const media of scope) {
    if (media.privacy === 'withheld') continue;
    const observations = beside(media, added);
    const key = JSON.stringify(observations);
    const group = groups.get(key);
    if (group) group.mediaIDs.push(media.mediaID);
    else groups.set(key, { mediaIDs: [media.mediaID], observations });
  }
  return [...groups.values()];
}
