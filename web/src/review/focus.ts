// Where the keyboard is: on an event's heading, or on one of its photos.
import type { Act } from './keys.ts';

export interface Focus {
  row: number;
  /** -1: the heading, that is the whole event. */
  media: number;
}

export interface Ground {
  rows: number;
  /** How many photos of a row are shown; 0 where the row is not loaded. */
  shown(row: number): number;
  /** Rows that fit the window. */
  page: number;
}

/** Where a movement leads; the same place where there is no further. */
export function moved(from: Focus, act: Act, ground: Ground): Focus {
  const row = (wanted: number): Focus => {
    const there = Math.min(Math.max(0, wanted), Math.max(0, ground.rows - 1));
    return there === from.row ? from : { row: there, media: -1 };
  };
  switch (act) {
    case 'down':
      return row(from.row + 1);
    case 'up':
      // From a photo up to its own event's heading first.
      return from.media >= 0 ? { row: from.row, media: -1 } : row(from.row - 1);
    case 'pageDown':
      return row(from.row + Math.max(1, ground.page));
    case 'pageUp':
      return row(from.row - Math.max(1, ground.page));
    case 'first':
      return { row: 0, media: -1 };
    case 'last':
      return { row: Math.max(0, ground.rows - 1), media: -1 };
    case 'right':
      return from.media + 1 < ground.shown(from.row) ? { row: from.row, media: from.media + 1 } : row(from.row + 1);
    case 'left':
      if (from.media >= 0) return { row: from.row, media: from.media - 1 };
      return from.row > 0 ? { row: from.row - 1, media: ground.shown(from.row - 1) - 1 } : from;
    default:
      return from;
  }
}

/** The IDs from one photo to another within an event, both included: what a Shift-click takes. */
export function between<ID>(all: readonly ID[], one: ID, other: ID): ID[] {
  const a = all.indexOf(one);
  const b = all.indexOf(other);
  if (a < 0 || b < 0) return b < 0 ? [] : [other];
  return all.slice(Math.min(a, b), Math.max(a, b) + 1);
}
