// Which pictures the reader will want next: those after this one, and those of the events that an answer leads to.
import type { Event, Media, MediaID } from '@serow/api';
import { reviewed } from './answers.ts';
import type { Focus } from './focus.ts';

/** The event of a row; undefined where it is not loaded, or there is none. */
export type Rows = (row: number) => Event | undefined;

/** Rows that are looked through for what is not reviewed yet. */
const reach = 60;

const hasPicture = (media: Media | undefined): media is Media => media !== undefined && media.hasRenditions && media.privacy !== 'withheld';
const isOpen = (media: Media) => media.privacy !== 'withheld' && !reviewed(media);

function nextOpen(rows: Rows, from: number, count: number): Event[] {
  const found: Event[] = [];
  for (let row = from; row < from + reach && found.length < count; row++) {
    const event = rows(row);
    if (!event) break;
    if (event.media.some(isOpen)) found.push(event);
  }
  return found;
}

const unique = (media: readonly (Media | undefined)[]): MediaID[] => [...new Set(media.filter(hasPicture).map((each) => each.mediaID))];

/** In the viewer, the nearest first: to both sides of this photo, and where an answer leads. */
export function previewsAhead(rows: Rows, focus: Focus): MediaID[] {
  const here = rows(focus.row)?.media ?? [];
  const at = Math.max(0, focus.media);
  // An answer leads to the first photo of the next event, or to the first open one of it.
  const open = nextOpen(rows, focus.row + 1, 6).flatMap((event) => [event.media[0], event.media.find((each) => isOpen(each) && hasPicture(each))]);
  const openHere = here.find((each, index) => index > at && isOpen(each));
  return unique([here[at], here[at + 1], open[0], open[1], openHere, here[at - 1], rows(focus.row + 1)?.media[0], here[at + 2], ...open.slice(2), here[at + 3], rows(focus.row - 1)?.media.at(-1), rows(focus.row + 2)?.media[0]]);
}

/** While the reader flips through an event: the photos that come next, round and round. */
export function flipAhead(photos: readonly Media[], at: number, count: number): MediaID[] {
  return unique(Array.from({ length: Math.min(count, photos.length) }, (_, step) => photos[(at + step) % photos.length]));
}

/** In the grid: the thumbnails of the rows below, and of the events that answers lead to. `shown`: of one event at most. */
export function thumbnailsAhead(rows: Rows, focus: Focus, shown: number): MediaID[] {
  const open = nextOpen(rows, focus.row + 1, 8);
  const near = [1, 2, 3].map((by) => rows(focus.row + by));
  return unique([...open.slice(0, 2), ...near, ...open.slice(2)].flatMap((event) => event?.media.slice(0, shown) ?? []));
}
