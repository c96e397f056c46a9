// Cohorts as they are worked through: what has become of each crop, what an answer goes to, where a key leads.
import type { CohortBatch, Detection } from '@serow/api';
import type { Act } from '../review/keys.ts';
import { between, gap, gridLayout, padding, type Density, type GridLayout } from '../review/layout.ts';

export type Cohort = CohortBatch['cohorts'][number] & { id: number };

/** out: the reader took it out; answered: with its cohort; along: with its photo; left: not written, since others had. */
export type Fate = 'open' | 'out' | 'answered' | 'along' | 'left';
export type FateOf = (crop: Detection) => Fate;

export const keyOf = (crop: Pick<Detection, 'mediaID' | 'bbox'>): string => `${crop.mediaID} ${crop.bbox.join(' ')}`;

/**
 * Of these crops those that an answer goes to. An answer of the ledger is about a whole photo: where a crop was taken
 * out, its photo stays open, or what the reader doubts would be written with the rest.
 */
export function answerable(crops: readonly Detection[], fate: FateOf, outPhotos: ReadonlySet<string>): { asked: Detection[]; held: number } {
  const open = crops.filter((each) => fate(each) === 'open');
  const asked = open.filter((each) => !outPhotos.has(each.mediaID));
  return { asked, held: open.length - asked.length };
}

/** How many animals besides these their photos show, each photo once: what keeps its suggested name with the answer. */
export function besides(asked: readonly Detection[]): number {
  const photos = new Map<string, { others: number; asked: number }>();
  for (const crop of asked) {
    const photo = photos.get(crop.mediaID) ?? { others: crop.others.length, asked: 0 };
    photos.set(crop.mediaID, { ...photo, asked: photo.asked + 1 });
  }
  return [...photos.values()].reduce((sum, each) => sum + Math.max(0, each.others + 1 - each.asked), 0);
}

/** The least and the greatest score, in the order of the words; nothing where no crop has one. */
export function scoreRange(crops: readonly Detection[]): [number, number] | undefined {
  const scores = crops.flatMap((each) => (each.classificationProbability === null ? [] : [each.classificationProbability]));
  return scores.length > 0 ? [Math.min(...scores), Math.max(...scores)] : undefined;
}

// ---- where things lie -----------------------------------------------------------------------------------------------

export function cropLayout(width: number, density: Density): GridLayout {
  const layout = gridLayout(width, density);
  const narrow = width < 640;
  // A crop is a square and needs less room than a whole photo: one more beside the others.
  const room = layout.columns * layout.tileWidth + (layout.columns - 1) * gap;
  const columns = density === 'large' && narrow ? layout.columns : layout.columns + (narrow ? 1 : Math.max(1, Math.round(layout.columns / 3)));
  const tileWidth = Math.floor((room - (columns - 1) * gap) / columns);
  return { ...layout, columns, tileWidth, tileHeight: tileWidth, headerHeight: narrow ? 68 : 44 };
}

/** `tiles` 0: only the heading. */
export function cohortHeight(layout: GridLayout, tiles: number): number {
  if (tiles === 0) return layout.headerHeight + 2 + between;
  const rows = Math.ceil(tiles / layout.columns);
  return layout.headerHeight + padding + rows * layout.tileHeight + (rows - 1) * gap + 2 + between;
}

// ---- where the keyboard is ------------------------------------------------------------------------------------------

export interface Place {
  cohort: number;
  /** -1: the heading of a cohort that is folded. */
  crop: number;
}

export interface Ground {
  cohorts: number;
  /** Tiles that a cohort shows; 0 where it is folded. */
  shown(cohort: number): number;
  columns: number;
}

/** Where a movement leads; the same place where there is no further. */
export function moved(from: Place, act: Act, ground: Ground): Place {
  const enter = (cohort: number, crop: (tiles: number) => number): Place => {
    if (cohort < 0 || cohort >= ground.cohorts) return from;
    const tiles = ground.shown(cohort);
    return { cohort, crop: tiles === 0 ? -1 : Math.min(Math.max(0, crop(tiles)), tiles - 1) };
  };
  const tiles = ground.shown(from.cohort);
  const column = Math.max(0, from.crop) % ground.columns;
  const rowOf = (crop: number) => Math.floor(crop / ground.columns);
  switch (act) {
    case 'right':
      return from.crop + 1 < tiles ? { ...from, crop: from.crop + 1 } : enter(from.cohort + 1, () => 0);
    case 'left':
      return from.crop > 0 ? { ...from, crop: from.crop - 1 } : enter(from.cohort - 1, (there) => there - 1);
    case 'down':
      if (from.crop >= 0 && rowOf(from.crop) < rowOf(tiles - 1)) return { ...from, crop: Math.min(from.crop + ground.columns, tiles - 1) };
      return enter(from.cohort + 1, () => column);
    case 'up':
      if (from.crop >= ground.columns) return { ...from, crop: from.crop - ground.columns };
      return enter(from.cohort - 1, (there) => rowOf(there - 1) * ground.columns + column);
    case 'pageDown':
      return enter(from.cohort + 1, () => 0);
    case 'pageUp':
      return enter(from.cohort - 1, () => 0);
    case 'first':
      return enter(0, () => 0);
    case 'last':
      return enter(ground.cohorts - 1, (there) => there - 1);
    default:
      return from;
  }
}

/** The next cohort with something left to answer, after this one and then from the beginning; -1: none. */
export function nextOpen(count: number, from: number, isOpen: (cohort: number) => boolean): number {
  for (let step = 1; step <= count; step++) {
    const cohort = (from + step) % count;
    if (isOpen(cohort)) return cohort;
  }
  return -1;
}
