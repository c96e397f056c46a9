// A filter in a few words: what a title may leave open.
import type { MediaFilter } from '@serow/api';
import { fieldDate, number } from '../i18n/format.ts';
import { t } from '../i18n/index.svelte.ts';
import { countFilters, filtersFrom, listed } from '../review/filters.ts';

export function filterInWords(filter: MediaFilter, timeZone: string): string {
  const filters = filtersFrom(filter, timeZone);
  const points = listed(filters.point).length;
  const words = [
    filters.show !== 'all' && t.review.shows[filters.show],
    listed(filters.species).slice(0, 3).join(t.assignments.speciesOr),
    points > 0 && (points === 1 ? t.review.point : t.assignments.points(number(points))),
    filters.from && t.assignments.after(fieldDate(filters.from)),
    filters.to && t.assignments.before(fieldDate(filters.to)),
    filters.hours.replace('-', '–'),
  ].filter((each): each is string => Boolean(each));
  const rest = countFilters({ ...filters, show: 'all', species: '', point: '', from: '', to: '', hours: '' });
  if (rest) words.push(t.assignments.moreFilters(number(rest), rest === 1));
  return words.join(' · ') || t.assignments.everything;
}
