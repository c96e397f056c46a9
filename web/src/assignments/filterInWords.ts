// A filter in a few words: what a title may leave open.
import type { Location, MediaFilter } from '@serow/api';
import { fieldDate, number } from '../i18n/format.ts';
import { t } from '../i18n/index.svelte.ts';
import { countFilters, filtersFrom, listed } from '../review/filters.ts';

/** `locations`: of the project, so that a sample point or two are named. */
export function filterInWords(filter: MediaFilter, timeZone: string, locations: readonly Location[] = []): string {
  const filters = filtersFrom(filter, timeZone);
  const points = listed(filters.point);
  const names = locations.filter((each) => points.includes(each.locationID)).map((each) => each.locationName);
  const atPoints = points.length <= 2 && names.length === points.length ? names.join(', ') : t.assignments.points(number(points.length), points.length === 1);
  const words = [
    filters.show !== 'all' && t.review.shows[filters.show],
    listed(filters.species).slice(0, 3).join(t.assignments.speciesOr),
    points.length > 0 && atPoints,
    filters.from && t.assignments.after(fieldDate(filters.from)),
    filters.to && t.assignments.before(fieldDate(filters.to)),
    filters.hours.replace('-', '–'),
  ].filter((each): each is string => Boolean(each));
  const rest = countFilters({ ...filters, show: 'all', species: '', point: '', from: '', to: '', hours: '' });
  if (rest) words.push(t.assignments.moreFilters(number(rest), rest === 1));
  return words.join(' · ') || t.assignments.everything;
}
