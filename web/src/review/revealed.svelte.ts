// What this reader asked to see unblurred since the page was opened. The server writes each look down.
import type { Media, MediaID } from '@serow/api';
import { SvelteSet } from 'svelte/reactivity';

const asked = new SvelteSet<MediaID>();

/** Does it show people who are blurred for now? */
export const isBlurred = (media: Media) => media.privacy === 'private' && !asked.has(media.mediaID);

export function reveal(media: Media): void {
  if (media.privacy === 'private') asked.add(media.mediaID);
}

/** For the address of a picture. */
export const unblurred = (media: Media) => (media.privacy === 'private' && asked.has(media.mediaID) ? '?unblurred=true' : '');
