// Why an event is worth an answer, in words.
import type { Event, WorthReason } from '@serow/api';
import { number, percent } from '../i18n/format.ts';
import { t } from '../i18n/index.svelte.ts';
import { vernacular } from '../i18n/species.ts';

/** Does something in it wait for a person, as it is now? */
export const waits = (event: Event): boolean => event.media.some((each) => each.state === 'ready' && each.consensus !== 'human' && each.consensus !== 'accepted');

/** As the reader calls it, where the event shows it. */
function nameOf(event: Event, scientificName = ''): string {
  const seen = event.media.flatMap((each) => each.observations).find((each) => each.scientificName === scientificName);
  return (seen && vernacular(seen.vernacularNames)) || scientificName;
}

const nights = ({ reviewedTrapNights: many = 0 }: WorthReason) => number(many, many < 1 ? 2 : many < 10 ? 1 : 0);

/** A few words, for the event's row. */
export function inShort(event: Event, reason: WorthReason): string {
  const { code } = reason;
  const words = t.order.short;
  if (code === 'rare') return words.rare(nameOf(event, reason.scientificName), number(reason.settledEvents ?? 0));
  if (code === 'unsure') return words.unsure(percent(reason.probability ?? 0));
  if (code === 'little_reviewed') return words.little_reviewed(event.locationName);
  return words[code]();
}

/** A sentence. */
export function inFull(event: Event, reason: WorthReason): string {
  const { code } = reason;
  const words = t.order.long;
  if (code === 'rare') return words.rare(nameOf(event, reason.scientificName), number(reason.settledEvents ?? 0), reason.settledEvents ?? 0);
  if (code === 'unsure') return words.unsure(percent(reason.probability ?? 0));
  if (code === 'little_reviewed') return words.little_reviewed(event.locationName, nights(reason), (reason.reviewedTrapNights ?? 0) < 0.01 ? 0 : (reason.reviewedTrapNights ?? 0));
  return words[code];
}
