// The filters live in the address, so that a link shows another reader the same events.

import type { DeploymentID, LocationID } from '@serow/api';

export const shows = [
  'all', 'unreviewed', 'reviewed', 'animal', 'human', 'vehicle', 'blank', 'unknown', 'unclassified', 'conflict', 'awaiting', 'accepted', 'unreadable',
] as const;
export type Show = (typeof shows)[number];

export interface Filters {
  show: Show;
  species: string;
  point: string;
  deployment: string;
  /** Days at the project's place, both included: 2024-05-01. */
  from: string;
  to: string;
}

export const noFilters: Filters = { show: 'all', species: '', point: '', deployment: '', from: '', to: '' };

const day = /^\d{4}-\d{2}-\d{2}$/;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What does not make sense in an address is left out rather than sent to the server. */
export function filtersOf(query: URLSearchParams): Filters {
  const read = (key: string) => query.get(key)?.trim() ?? '';
  const show = read('show') as Show;
  const date = (text: string) => (day.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`)) ? text : '');
  const id = (text: string) => (uuid.test(text) ? text : '');
  return {
    show: shows.includes(show) ? show : 'all',
    species: read('species').slice(0, 200),
    point: id(read('point')),
    deployment: id(read('deployment')),
    from: date(read('from')),
    to: date(read('to')),
  };
}

export function isFiltered(filters: Filters): boolean {
  return (Object.keys(noFilters) as (keyof Filters)[]).some((key) => filters[key] !== noFilters[key]);
}

export interface EventsQuery {
  show?: Show;
  scientificName?: string;
  locationID?: LocationID;
  deploymentID?: DeploymentID;
  from?: string;
  to?: string;
  hideTrustedBlanks?: boolean;
}

export function eventsQuery(filters: Filters, timeZone: string): EventsQuery {
  return {
    ...(filters.show !== 'all' ? { show: filters.show } : {}),
    ...(filters.species ? { scientificName: filters.species } : {}),
    ...(filters.point ? { locationID: filters.point as LocationID } : {}),
    ...(filters.deployment ? { deploymentID: filters.deployment as DeploymentID } : {}),
    ...(filters.from ? { from: dayStart(filters.from, timeZone) } : {}),
    ...(filters.to ? { to: dayStart(dayAfter(filters.to), timeZone) } : {}),
  };
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Midnight of a day in a time zone, as an instant: 2024-05-01 in Asia/Shanghai → 2024-04-30T16:00:00.000Z */
export function dayStart(date: string, timeZone: string): string {
  const wall = Date.parse(`${date}T00:00Z`);
  // Twice: the first guess may lie on the other side of a change of summer time.
  let instant = wall;
  for (let round = 0; round < 2; round++) instant = wall - offsetAt(instant, timeZone);
  return new Date(instant).toISOString();
}

function offsetAt(instant: number, timeZone: string): number {
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat('en-US', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    }).formatToParts(instant);
  } catch {
    return 0; // A zone that this browser does not know: the day of UTC.
  }
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return wall - Math.floor(instant / 1000) * 1000;
}
