// From what the reader means ("two takins", "blank", "yes") to what is written to the ledger, and what it will look like.
import type { Media, MediaID, Observation, ObservationFields } from '@serow/api';

export type Meaning =
  | { kind: 'confirm' }
  | { kind: 'type'; observationType: 'blank' | 'human' | 'vehicle' | 'unknown' }
  | { kind: 'species'; scientificName: string; vernacularNames: Observation['vernacularNames'] }
  | { kind: 'count'; count: number }
  | { kind: 'countBy'; step: number }
  /** `says`: what the foot of the page tells of it, in words. */
  | { kind: 'observations'; observations: ObservationFields[]; says?: string };

/** One request to POST /answers. */
export interface Writing {
  mediaIDs: MediaID[];
  confirm?: boolean;
  observations?: ObservationFields[];
}

/** The fields of an answer that say the same as a present observation. */
export function fieldsOf(seen: Observation): ObservationFields {
  return {
    observationType: seen.observationType as ObservationFields['observationType'],
    ...(seen.scientificName ? { scientificName: seen.scientificName } : {}),
    ...(seen.count !== null ? { count: seen.count } : {}),
    ...(seen.lifeStage ? { lifeStage: seen.lifeStage as ObservationFields['lifeStage'] } : {}),
    ...(seen.sex ? { sex: seen.sex as ObservationFields['sex'] } : {}),
    ...(seen.behavior ? { behavior: seen.behavior } : {}),
    ...remarksOf(seen),
    ...(seen.bbox ? { bbox: seen.bbox } : {}),
  };
}

/** What people remarked of it, beside what, how many and where. */
export function remarksOf(seen: Observation): Partial<ObservationFields> {
  return {
    ...(seen.cameraSetupType ? { cameraSetupType: seen.cameraSetupType as ObservationFields['cameraSetupType'] } : {}),
    ...(seen.individualID ? { individualID: seen.individualID } : {}),
    ...(typeof seen.individualPositionRadius === 'number' ? { individualPositionRadius: seen.individualPositionRadius } : {}),
    ...(typeof seen.individualPositionAngle === 'number' ? { individualPositionAngle: seen.individualPositionAngle } : {}),
    ...(typeof seen.individualSpeed === 'number' ? { individualSpeed: seen.individualSpeed } : {}),
    ...(seen.observationTags?.length ? { observationTags: seen.observationTags } : {}),
    ...(seen.observationComments ? { observationComments: seen.observationComments } : {}),
    ...(Object.keys(seen.customFields ?? {}).length ? { customFields: seen.customFields } : {}),
  };
}

const countable = (type: string) => type === 'animal' || type === 'human' || type === 'vehicle';

/** Which present observation a count or a species belongs to: the first animal, else the first person or vehicle. */
export function principal(media: Media): Observation | undefined {
  return media.observations.find((each) => each.observationType === 'animal') ?? media.observations.find((each) => countable(each.observationType));
}

// The box that a machine drew stays with the animal when a person names it; for a group it would be one photo's only.
function keptBox(all: readonly Media[], type: string): Pick<ObservationFields, 'bbox'> {
  const only = all.length === 1 ? all[0] : undefined;
  const boxes = only?.observations.filter((each) => each.bbox && each.observationType === type) ?? [];
  return boxes.length === 1 && boxes[0]!.bbox ? { bbox: boxes[0]!.bbox } : {};
}

// What was remarked of the one thing in a picture stays when it is named anew; which animal it is does not: that goes with the name.
function keptRemarks(all: readonly Media[], name: string): Partial<ObservationFields> {
  const seen = all.length === 1 ? all[0]!.observations : [];
  if (seen.length !== 1) return {};
  const { individualID, ...remarks } = remarksOf(seen[0]!);
  return { ...remarks, ...(individualID && seen[0]!.scientificName === name ? { individualID } : {}) };
}

/** What to write for these media; nothing where the meaning does not apply to any of them (nothing to confirm or count). */
export function writingsOf(meaning: Meaning, scope: readonly Media[]): Writing[] {
  // Nobody answers what they may not look at.
  const all = scope.filter((each) => each.privacy !== 'withheld');
  const ids = (these: readonly Media[]) => these.map((each) => each.mediaID);
  if (all.length === 0) return [];
  switch (meaning.kind) {
    case 'confirm': {
      const answered = all.filter((each) => each.consensus !== 'none');
      return answered.length > 0 ? [{ mediaIDs: ids(answered), confirm: true }] : [];
    }
    case 'type':
      return [{ mediaIDs: ids(all), observations: [{ observationType: meaning.observationType, ...keptBox(all, meaning.observationType) }] }];
    case 'species': {
      const count = sharedCount(all);
      return [
        {
          mediaIDs: ids(all),
          observations: [
            { observationType: 'animal', scientificName: meaning.scientificName, ...(count !== null ? { count } : {}), ...keptRemarks(all, meaning.scientificName), ...keptBox(all, 'animal') },
          ],
        },
      ];
    }
    case 'observations':
      return [{ mediaIDs: ids(all), observations: meaning.observations }];
    case 'count':
    case 'countBy':
      return counted(meaning, all);
  }
}

/** The count that all have in common, kept when a species is changed; null: they differ, or a machine only counted boxes. */
function sharedCount(all: readonly Media[]): number | null {
  const counts = new Set(all.map((each) => principal(each)?.count ?? null));
  return counts.size === 1 ? [...counts][0]! : null;
}

// Each photo keeps its own observations; photos on which the same is to be written go together.
function counted(meaning: { kind: 'count'; count: number } | { kind: 'countBy'; step: number }, all: readonly Media[]): Writing[] {
  const groups = new Map<string, Writing>();
  for (const media of all) {
    const chosen = principal(media);
    if (!chosen) continue;
    const wanted = meaning.kind === 'count' ? meaning.count : (chosen.count ?? 1) + meaning.step;
    const count = Math.min(100_000, Math.max(1, Math.round(wanted)));
    if (count === chosen.count && meaning.kind === 'countBy') continue;
    const observations = media.observations.map((each) => (each === chosen ? { ...fieldsOf(each), count } : fieldsOf(each)));
    const key = JSON.stringify(observations);
    const group = groups.get(key);
    if (group) group.mediaIDs.push(media.mediaID);
    else groups.set(key, { mediaIDs: [media.mediaID], observations });
  }
  return [...groups.values()];
}

/** A photo as it will be once the server has written the answer; `by` is the reader's name. */
export function foreseen(media: Media, writing: Writing, by: string, names: Observation['vernacularNames'] | undefined): Media {
  const now = new Date().toISOString();
  const human = { classificationMethod: 'human' as const, classifiedBy: by, classificationTimestamp: now, classificationProbability: null };
  if (writing.confirm) {
    return { ...media, consensus: 'human', observations: media.observations.map((each) => ({ ...each, ...human })) };
  }
  const first = media.observations[0];
  const observations = (writing.observations ?? []).map((fields, at): Observation => {
    const same = media.observations.find((each) => each.scientificName === (fields.scientificName ?? '') && each.vernacularNames);
    return {
      observationID: (first?.observationID ?? media.mediaID) as Observation['observationID'],
      mediaID: media.mediaID,
      eventID: media.eventID,
      eventStart: first?.eventStart ?? media.timestamp,
      locationName: media.locationName,
      observationType: fields.observationType,
      scientificName: fields.scientificName ?? '',
      ...(at === 0 && names ? { vernacularNames: names } : same?.vernacularNames ? { vernacularNames: same.vernacularNames } : {}),
      count: fields.count ?? null,
      lifeStage: fields.lifeStage ?? null,
      sex: fields.sex ?? null,
      ...(fields.behavior ? { behavior: fields.behavior } : {}),
      cameraSetupType: fields.cameraSetupType ?? null,
      individualID: fields.individualID ?? null,
      individualName: media.observations.find((each) => fields.individualID && each.individualID === fields.individualID)?.individualName ?? '',
      individualPositionRadius: fields.individualPositionRadius ?? null,
      individualPositionAngle: fields.individualPositionAngle ?? null,
      individualSpeed: fields.individualSpeed ?? null,
      observationTags: fields.observationTags ?? [],
      observationComments: fields.observationComments ?? '',
      customFields: fields.customFields ?? {},
      bbox: fields.bbox ?? null,
      ...human,
    };
  });
  return { ...media, consensus: 'human', observations };
}

/** Nothing is left to do for who looks: what others answered blind is not told, and still waits for this reader. */
export const reviewed = (media: Media) =>
  media.keptBack ? media.observations.some((each) => each.classificationMethod === 'human') : !['none', 'machine'].includes(media.consensus);
export const allReviewed = (all: readonly Media[]) => all.length > 0 && all.every(reviewed);

export interface Chip {
  observationType: string;
  scientificName: string;
  vernacularNames: Observation['vernacularNames'];
  count: number | null;
  probability: number | null;
  /** Every photo that shows it was looked at by a person. */
  human: boolean;
}

/** What an event shows, each kind once with its largest count; blank only where all of it is blank. */
export function chipsOf(all: readonly Media[]): Chip[] {
  const chips = new Map<string, Chip>();
  for (const media of all) {
    for (const seen of media.observations) {
      const key = `${seen.observationType} ${seen.scientificName}`;
      const chip = chips.get(key);
      const human = seen.classificationMethod === 'human';
      if (!chip) {
        chips.set(key, {
          observationType: seen.observationType,
          scientificName: seen.scientificName,
          vernacularNames: seen.vernacularNames,
          count: seen.count,
          probability: seen.classificationProbability,
          human,
        });
        continue;
      }
      if (seen.count !== null) chip.count = Math.max(chip.count ?? 0, seen.count);
      if (seen.classificationProbability !== null) chip.probability = Math.max(chip.probability ?? 0, seen.classificationProbability);
      chip.human &&= human;
    }
  }
  const found = [...chips.values()];
  const telling = found.filter((each) => countable(each.observationType) || each.observationType === 'unknown');
  if (telling.length > 0) return telling.sort((a, b) => rank(a) - rank(b));
  const unclassified = found.find((each) => each.observationType === 'unclassified');
  return unclassified ? [unclassified] : found;
}

const order = ['animal', 'human', 'vehicle', 'unknown'];
const rank = (chip: Chip) => order.indexOf(chip.observationType) - (chip.scientificName ? 0.5 : 0);
