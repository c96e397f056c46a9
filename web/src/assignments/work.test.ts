import type { AccountID, Assignment, LocationID } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { allFilters, asQuery, barHeights, dayAt, isLate, leftFilters, parts, secondFilters, shareDone, splitPoints, today } from './work.ts';

const zone = 'Asia/Shanghai';
const one = (fields: Partial<Assignment>): Assignment => ({
  assignmentID: '1', title: 'Spring', note: '', filter: {}, dueOn: null, assignees: [], toDoThen: { media: 0, events: 0 }, assignedBy: 'Li', assignedAt: '', changedAt: '', state: 'open', doneAt: null, doneBy: '', ...fields,
} as Assignment);

describe('the bar of an assignment', () => {
  const share = (then: number, now: number) => shareDone({ toDoThen: { media: 0, events: then } }, { toDo: { media: 0, events: now } });
  it('is what is done of what there was to do', () => expect(share(400, 100)).toBe(0.75));
  it('is full where nothing is left, also where there never was anything', () => expect([share(400, 0), share(0, 0)]).toEqual([1, 1]));
  it('is empty, and no less, where more came than was done', () => expect(share(400, 500)).toBe(0));
});

describe('where an assignment is gone on with', () => {
  it('shows what is unreviewed of all', () => expect(asQuery(leftFilters({ show: 'unreviewed', scientificName: ['Sus scrofa'] }, 'unreviewed', zone))).toEqual({ show: 'unreviewed', species: 'Sus scrofa' }));
  it('adds that to another kind of thing that is asked for', () => expect(asQuery(leftFilters({ show: 'animal' }, 'unreviewed', zone))).toEqual({ show: 'animal', open: 'yes' }));
  it('shows conflicts, and what was answered, as they are', () => {
    expect(asQuery(leftFilters({ show: 'conflict' }, 'conflict', zone))).toEqual({ show: 'conflict' });
    expect(asQuery(leftFilters({ accountID: ['0190a0a0-0000-7000-8000-000000000001' as AccountID] }, 'reviewed', zone))).toEqual({ reviewer: '0190a0a0-0000-7000-8000-000000000001' });
  });
  it('shows what waits for a second person, and all of it', () => {
    expect(asQuery(secondFilters({ show: 'unreviewed', light: 'infrared' }, zone))).toEqual({ show: 'awaiting', light: 'infrared' });
    expect(asQuery(allFilters({ show: 'unreviewed', light: 'infrared' }, zone))).toEqual({ light: 'infrared' });
    expect(asQuery(allFilters({ show: 'conflict' }, zone))).toEqual({ show: 'conflict' });
  });
});

it('parts what is mine from what is others’ and what is done', () => {
  const me = 'me' as AccountID;
  const mine = one({ title: 'mine', assignees: [{ accountID: me, name: 'Me' }] });
  const done = one({ title: 'done', assignees: [{ accountID: me, name: 'Me' }], state: 'done' });
  const other = one({ title: 'other', assignees: [{ accountID: 'you' as AccountID, name: 'You' }] });
  const nobodys = one({ title: 'nobody' });
  const found = parts([other, mine, nobodys, done], me);
  expect([found.mine, found.others, found.done].map((each) => each.map((item) => item.title))).toEqual([['mine'], ['other', 'nobody'], ['done']]);
});

it('is late after its day, as long as it is open', () => {
  expect(isLate(one({ dueOn: '2026-11-30' }), '2026-11-30')).toBe(false);
  expect(isLate(one({ dueOn: '2026-11-29' }), '2026-11-30')).toBe(true);
  expect(isLate(one({ dueOn: '2026-11-29', state: 'done' }), '2026-11-30')).toBe(false);
  expect(isLate(one({}), '2026-11-30')).toBe(false);
});

it('draws each day that has anything', () => {
  expect(barHeights([0, 0])).toEqual([0, 0]);
  expect(barHeights([0, 1, 50, 100])).toEqual([0, 0.06, 0.5, 1]);
});

describe('sample points for several people', () => {
  const points = (...events: number[]) => events.map((each, at) => ({ locationID: `p${at}` as LocationID, events: each }));
  const sums = (shares: LocationID[][], ...events: number[]) => shares.map((share) => share.reduce((sum, each) => sum + (events[Number(each.slice(1))] ?? 0), 0));
  it('are about as many events for each', () => {
    // Graham's own worst case for two machines: 3 3 2 2 2 gives 7 and 5, where 6 and 6 would be best.
    expect(sums(splitPoints(points(3, 3, 2, 2, 2), 2), 3, 3, 2, 2, 2)).toEqual([7, 5]);
    expect(sums(splitPoints(points(10, 1, 1, 8), 2), 10, 1, 1, 8)).toEqual([10, 10]);
  });
  it('are each given once, also those without any event', () => {
    const shares = splitPoints(points(0, 0, 0, 5), 3);
    expect(shares.flat().toSorted()).toEqual(['p0', 'p1', 'p2', 'p3']);
    expect(shares.every((each) => each.length > 0)).toBe(true);
  });
});

it('counts days over the end of a month', () => expect([dayAt('2024-02-28', 1), dayAt('2024-02-28', 2)]).toEqual(['2024-02-29', '2024-03-01']));
it('writes today as the clock here has it', () => expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05'));
