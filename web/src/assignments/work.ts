// What an assignment's figures mean on a page: how far its bar is, where "Go on" leads, whose it is.
import type { AccountID, Assignment, AssignmentProgress, LocationID, MediaFilter } from '@serow/api';
import { filtersFrom, noFilters, type Filters } from '../review/filters.ts';

/** The share that is done, of what there was to do when it was given. More may have come since: then of that. */
export function shareDone(one: Pick<Assignment, 'toDoThen'>, progress: Pick<AssignmentProgress, 'toDo'>): number {
  const all = Math.max(one.toDoThen.events, progress.toDo.events);
  return all === 0 ? 1 : (all - progress.toDo.events) / all;
}

/** The filters that show what is left: its own, and only what is still to be reviewed. */
export function leftFilters(filter: MediaFilter, leftWhile: AssignmentProgress['leftWhile'], timeZone: string): Filters {
  const filters = filtersFrom(filter, timeZone);
  if (leftWhile !== 'unreviewed') return filters;
  return filters.show === 'all' || filters.show === 'unreviewed' ? { ...filters, show: 'unreviewed', open: '' } : { ...filters, open: 'yes' };
}

/** Those that show what waits for a second person. */
export function secondFilters(filter: MediaFilter, timeZone: string): Filters {
  return { ...filtersFrom(filter, timeZone), show: 'awaiting', open: '' };
}

/** All of it, also what is settled. */
export function allFilters(filter: MediaFilter, timeZone: string): Filters {
  const filters = filtersFrom(filter, timeZone);
  return { ...filters, show: filters.show === 'unreviewed' ? 'all' : filters.show, open: '' };
}

export const asQuery = (filters: Filters): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).filter(([key, value]) => value !== noFilters[key as keyof Filters]));

export const isMine = (one: Pick<Assignment, 'assignees'>, accountID: AccountID | undefined): boolean =>
  one.assignees.some((each) => each.accountID === accountID);

/** Of days as they are written: 2026-12-24. */
export const isLate = (one: Pick<Assignment, 'dueOn' | 'state'>, today: string): boolean => one.state === 'open' && one.dueOn !== null && one.dueOn < today;

/** Mine first, then others', then what is done; each in the order of the list. */
export function parts(items: readonly Assignment[], accountID: AccountID | undefined): { mine: Assignment[]; others: Assignment[]; done: Assignment[] } {
  const open = items.filter((each) => each.state === 'open');
  return { mine: open.filter((each) => isMine(each, accountID)), others: open.filter((each) => !isMine(each, accountID)), done: items.filter((each) => each.state === 'done') };
}

/**
 * Sample points for each of `people`, so that all get about as many events: the largest first, each to who has least so far
 * (Graham 1969: the fullest share is then at most 4/3 of the best split's). No point is given twice.
 */
export function splitPoints(points: readonly { locationID: LocationID; events: number }[], people: number): LocationID[][] {
  const shares = Array.from({ length: people }, () => ({ events: 0, points: [] as LocationID[] }));
  for (const point of points.toSorted((one, other) => other.events - one.events)) {
    // Of those who have equally few events, who has fewest points: so that nobody goes without.
    const share = shares.toSorted((one, other) => one.events - other.events || one.points.length - other.points.length)[0];
    share?.points.push(point.locationID);
    if (share) share.events += point.events;
  }
  return shares.map((each) => each.points);
}

/** Heights of bars, from 0 to 1; a day with anything is seen, however many another one has. */
export function barHeights(days: readonly number[]): number[] {
  const most = Math.max(...days, 1);
  return days.map((each) => (each === 0 ? 0 : Math.max(0.06, each / most)));
}

export function dayAt(firstDay: string, at: number): string {
  return new Date(Date.parse(`${firstDay}T00:00Z`) + at * 86_400_000).toISOString().slice(0, 10);
}

/** Today as the reader's clock has it. */
export function today(now = new Date()): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
