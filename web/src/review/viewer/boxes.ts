// Boxes that are drawn over a photo, and the observations that they belong to. Pure values; a box is
// [x, y, width, height] in fractions of the picture from the top left.
import type { Media, Observation, ObservationFields } from '@serow/api';
import { fieldsOf } from '../answers.ts';

export type Box = readonly [number, number, number, number];
export type Corner = 'nw' | 'ne' | 'sw' | 'se';

/** The least side: a box one can still take hold of. */
export const least = 0.01;

const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));
// A hundred-thousandth of a picture is less than a pixel; binary dust beyond it would make every box a new one.
const tidy = (value: number) => Math.round(value * 1e5) / 1e5;

function tidied(x: number, y: number, width: number, height: number): Box {
  const [left, top] = [tidy(x), tidy(y)];
  return [left, top, tidy(Math.min(width, 1 - left)), tidy(Math.min(height, 1 - top))];
}

/** Moved as far as the picture goes. */
export function movedBox([x, y, width, height]: Box, dx: number, dy: number): Box {
  return tidied(within(x + dx, 0, 1 - width), within(y + dy, 0, 1 - height), width, height);
}

/** Its right and lower side moved. */
export function resizedBox([x, y, width, height]: Box, dx: number, dy: number): Box {
  return tidied(x, y, within(width + dx, least, 1 - x), within(height + dy, least, 1 - y));
}

/** Between two points, in whatever direction it was drawn. */
export function boxBetween(ax: number, ay: number, bx: number, by: number): Box {
  const [left, right] = [within(Math.min(ax, bx), 0, 1 - least), within(Math.max(ax, bx), least, 1)];
  const [top, bottom] = [within(Math.min(ay, by), 0, 1 - least), within(Math.max(ay, by), least, 1)];
  return tidied(left, top, Math.max(least, right - left), Math.max(least, bottom - top));
}

/** One corner drawn to a point; the opposite one stays. */
export function cornerTo([x, y, width, height]: Box, corner: Corner, toX: number, toY: number): Box {
  return boxBetween(corner.endsWith('w') ? x + width : x, corner.startsWith('n') ? y + height : y, toX, toY);
}

/** One observation while boxes are drawn. */
export interface Thing {
  key: number;
  fields: ObservationFields;
  names: Observation['vernacularNames'];
}

const alone = (type: string) => type === 'blank' || type === 'unknown' || type === 'unclassified';

export function thingsOf(media: Media): Thing[] {
  return media.observations.map((seen, at) => ({ key: at + 1, fields: fieldsOf(seen), names: seen.vernacularNames }));
}

const freshKey = (things: readonly Thing[]) => Math.max(0, ...things.map((each) => each.key)) + 1;

/**
 * A box was drawn. It goes to an animal, person or vehicle that was told without one; of a group of several it is one of
 * them. Else it is one more, called as the others where they have one name. What was said of the whole photo (blank,
 * cannot be told) no longer holds.
 */
export function withNewBox(things: readonly Thing[], bbox: Box): { things: Thing[]; key: number } {
  const kept = things.filter((each) => !alone(each.fields.observationType));
  const box = [...bbox] as NonNullable<ObservationFields['bbox']>;
  const key = freshKey(things);
  const bare = kept.find((each) => !each.fields.bbox);
  if (bare) {
    const count = bare.fields.count ?? 1;
    if (count <= 1) return { things: kept.map((each) => (each === bare ? { ...each, fields: { ...each.fields, bbox: box } } : each)), key: bare.key };
    const rest = { ...bare, fields: { ...bare.fields, count: count - 1 } };
    return { things: [...kept.map((each) => (each === bare ? rest : each)), { ...bare, key, fields: { ...bare.fields, count: 1, bbox: box } }], key };
  }
  const first = kept[0];
  const shared = first && kept.every((each) => each.fields.observationType === first.fields.observationType && each.fields.scientificName === first.fields.scientificName) ? first : undefined;
  const fields: ObservationFields = { observationType: shared?.fields.observationType ?? 'animal', ...(shared?.fields.scientificName ? { scientificName: shared.fields.scientificName } : {}), count: 1, bbox: box };
  return { things: [...kept, { key, fields, names: shared?.names }], key };
}

/** What is in the box is called so; what was said of the animal before (sex, age, behaviour) goes where it is another kind. */
export function assigned(thing: Thing, type: 'animal' | 'human' | 'vehicle', scientificName: string | undefined, names: Observation['vernacularNames']): Thing {
  const { observationType, scientificName: before, ...rest } = thing.fields;
  const same = observationType === type && (before ?? '') === (scientificName ?? '');
  const { count, bbox } = rest;
  const kept = same ? rest : { ...(count === undefined ? {} : { count }), ...(bbox ? { bbox } : {}) };
  return { ...thing, names, fields: { observationType: type, ...(scientificName ? { scientificName } : {}), ...kept } };
}

export function countedBy(thing: Thing, step: number): Thing {
  return { ...thing, fields: { ...thing.fields, count: within((thing.fields.count ?? 1) + step, 1, 100_000) } };
}

/** What is written: a photo from which everything was taken away is blank. */
export function observationsOf(things: readonly Thing[]): ObservationFields[] {
  return things.length > 0 ? things.map((each) => each.fields) : [{ observationType: 'blank' }];
}
