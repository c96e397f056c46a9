// The filters live in the address, so that a link shows another reader the same events.

import type { AccountID, AreaID, DeploymentID, LocationID, MediaFilter } from '@serow/api';

export const shows = [
  'all', 'unreviewed', 'reviewed', 'animal', 'human', 'vehicle', 'blank', 'unknown', 'unclassified', 'conflict', 'awaiting', 'accepted', 'unreadable',
] as const;
export type Show = (typeof shows)[number];

export interface Filters {
  show: Show;
  /** Scientific names, divided by commas; one of them is seen. */
  species: string;
  /** Sample points, divided by commas. */
  point: string;
  area: string;
  deployment: string;
  /** Days at the project's place, both included: 2024-05-01. */
  from: string;
  to: string;
  /** Of the day, as clocks stood where the camera did; over midnight where it begins later than it ends: 19:00-06:00. */
  hours: string;
  /** Of the surest box of a model, in percent, both included: 40-80. */
  score: string;
  model: string;
  reviewer: string;
  kind: '' | 'image' | 'video';
  light: '' | 'infrared' | 'colour';
  people: '' | 'with' | 'without';
  favorite: '' | 'yes';
  /** Only what is unreviewed, beside what `show` asks. */
  open: '' | 'yes';
  /** Observation tags, one of which it bears, parted by commas. */
  tag: string;
}

export const noFilters: Filters = {
  show: 'all', species: '', point: '', area: '', deployment: '', from: '', to: '', hours: '', score: '', model: '', reviewer: '', kind: '', light: '', people: '', favorite: '', open: '', tag: '',
};

/** What takes every filter out of an address. */
export const cleared: Record<keyof Filters, string> = { ...noFilters, show: '' };

const day = /^\d{4}-\d{2}-\d{2}$/;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const hours = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;
const most = 100;

export const listed = (text: string): string[] => text.split(',').map((each) => each.trim()).filter(Boolean);

/** Percent from and to; nothing for what is no range. */
export function scoreRange(text: string): [number, number] | undefined {
  const found = /^(\d{1,3})-(\d{1,3})$/.exec(text);
  const [from, to] = [Number(found?.[1]), Number(found?.[2])];
  return found && from <= to && to <= 100 ? [from, to] : undefined;
}

/** What does not make sense in an address is left out rather than sent to the server. */
export function filtersOf(query: URLSearchParams): Filters {
  const read = (key: string) => query.get(key)?.trim() ?? '';
  const oneOf = <Word extends string>(key: string, words: readonly Word[]): Word | '' => words.find((each) => each === read(key)) ?? '';
  const date = (text: string) => (day.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`)) ? text : '');
  const id = (text: string) => (uuid.test(text) ? text : '');
  return {
    show: oneOf('show', shows) || 'all',
    species: listed(read('species')).map((each) => each.slice(0, 200)).slice(0, most).join(','),
    point: listed(read('point')).filter((each) => uuid.test(each)).slice(0, most).join(','),
    area: id(read('area')),
    deployment: id(read('deployment')),
    from: date(read('from')),
    to: date(read('to')),
    hours: hours.test(read('hours')) ? read('hours') : '',
    score: scoreRange(read('score')) ? read('score') : '',
    model: read('model').slice(0, 300),
    reviewer: id(read('reviewer')),
    kind: oneOf('kind', ['image', 'video']),
    light: oneOf('light', ['infrared', 'colour']),
    people: oneOf('people', ['with', 'without']),
    favorite: oneOf('favorite', ['yes']),
    open: oneOf('open', ['yes']),
    tag: listed(read('tag')).map((each) => each.slice(0, 100)).slice(0, most).join(','),
  };
}

export function isFiltered(filters: Filters): boolean {
  return countFilters(filters) > 0;
}

export function countFilters(filters: Filters): number {
  return (Object.keys(noFilters) as (keyof Filters)[]).filter((key) => filters[key] !== noFilters[key]).length;
}

/** The same as the server takes it: of lists, of views that are kept, of answers to many. */
export type EventsQuery = MediaFilter & { hideTrustedBlanks?: boolean };

export function eventsQuery(filters: Filters, timeZone: string): EventsQuery {
  const [fromTime, toTime] = filters.hours.split('-');
  const score = scoreRange(filters.score);
  return {
    ...(filters.show !== 'all' ? { show: filters.show } : {}),
    ...(filters.species ? { scientificName: listed(filters.species) } : {}),
    ...(filters.point ? { locationID: listed(filters.point) as LocationID[] } : {}),
    ...(filters.area ? { areaID: [filters.area as AreaID] } : {}),
    ...(filters.deployment ? { deploymentID: [filters.deployment as DeploymentID] } : {}),
    ...(filters.from ? { from: dayStart(filters.from, timeZone) } : {}),
    ...(filters.to ? { to: dayStart(dayAfter(filters.to), timeZone) } : {}),
    ...(fromTime && toTime ? { fromTime, toTime } : {}),
    ...(score ? { scoreFrom: score[0] / 100, scoreTo: score[1] / 100 } : {}),
    ...(filters.model ? { model: [filters.model] } : {}),
    ...(filters.reviewer ? { accountID: [filters.reviewer as AccountID] } : {}),
    ...(filters.kind ? { kind: filters.kind } : {}),
    ...(filters.light ? { light: filters.light } : {}),
    ...(filters.people ? { people: filters.people === 'with' } : {}),
    ...(filters.favorite ? { favorite: true } : {}),
    ...(filters.open ? { open: true } : {}),
    ...(filters.tag ? { observationTag: listed(filters.tag) } : {}),
  };
}

/** Back into an address: what a view keeps. Of what an address cannot say (several areas or models) the first. */
export function filtersFrom(kept: EventsQuery, timeZone: string): Filters {
  const percent = (share: number) => Math.round(share * 100);
  return {
    ...noFilters,
    show: kept.show ?? 'all',
    species: (kept.scientificName ?? []).join(','),
    point: (kept.locationID ?? []).join(','),
    area: kept.areaID?.[0] ?? '',
    deployment: kept.deploymentID?.[0] ?? '',
    from: kept.from ? dayOf(kept.from, timeZone) : '',
    to: kept.to ? dayOf(new Date(Date.parse(kept.to) - 1).toISOString(), timeZone) : '',
    hours: kept.fromTime || kept.toTime ? `${kept.fromTime ?? '00:00'}-${kept.toTime ?? '00:00'}` : '',
    score: kept.scoreFrom !== undefined || kept.scoreTo !== undefined ? `${percent(kept.scoreFrom ?? 0)}-${percent(kept.scoreTo ?? 1)}` : '',
    model: kept.model?.[0] ?? '',
    reviewer: kept.accountID?.[0] ?? '',
    kind: kept.kind ?? '',
    light: kept.light ?? '',
    people: kept.people === undefined ? '' : kept.people ? 'with' : 'without',
    favorite: kept.favorite ? 'yes' : '',
    open: kept.open ? 'yes' : '',
    tag: (kept.observationTag ?? []).join(','),
  };
}

function dayOf(moment: string, timeZone: string): string {
  const instant = Date.parse(moment);
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 10);
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
