import type { FailureProposal } from '@serow/api';
import { expect, test } from 'vitest';
import { en } from '../i18n/en.ts';
import { bandOf, barsOf, draftOf, emptyFailure, endsBeforeStart, evidenceOf, fieldsOf } from './failures.ts';

test('a failure is sent once it has a start, in the zone of its deployment', () => {
  const draft = emptyFailure();
  expect(fieldsOf(draft, 'Asia/Shanghai')).toBeUndefined();
  const whole = { ...draft, from: '2024-05-04T10:00', to: '2024-05-06T10:00', reason: 'batteryEmpty' as const, note: ' flat ' };
  expect(fieldsOf(whole, 'Asia/Shanghai')).toEqual({ failureStart: '2024-05-04T10:00:00+08:00', failureEnd: '2024-05-06T10:00:00+08:00', failureReason: 'batteryEmpty', failureComments: 'flat' });
  expect(fieldsOf({ ...whole, to: '' }, 'Europe/Berlin')).toMatchObject({ failureStart: '2024-05-04T10:00:00+02:00', failureEnd: null });
});

test('an end at or before the start is held back', () => {
  const draft = { ...emptyFailure(), from: '2024-05-04T10:00' };
  expect(endsBeforeStart(draft)).toBe(false);
  for (const to of ['2024-05-04T10:00', '2024-05-03T23:00']) {
    expect(endsBeforeStart({ ...draft, to })).toBe(true);
    expect(fieldsOf({ ...draft, to }, 'UTC')).toBeUndefined();
  }
});

const proposal: FailureProposal = {
  failureStart: '2024-05-19T13:29:00Z', failureEnd: null, failureReason: 'batteryEmpty', sign: 'silence', confidence: 0.97, evidence: 'No file …', hours: 248.02, usualHours: 36, expectedVisits: 20.6,
  pValue: 1e-7, frames: null, neighbours: 2, voltsFirst: 9, voltsLast: 6.94, similarity: null, cardGigabytes: null,
};
const plain = (value: number, digits = 0) => value.toFixed(digits);

test('the evidence is a sentence for each sign and its figures', () => {
  expect(evidenceOf(proposal, en.effort, plain)).toBe(
    'No file for 248 h, in which 21 visits were to be expected (p < 0.0001); 19 of 20 gaps of this camera are shorter than 36 h. 2 other deployments have files of that time. The battery had fallen from 9.0 V to 6.9 V.');
  expect(evidenceOf({ ...proposal, sign: 'nothingSeen', frames: 20, neighbours: null, voltsLast: null }, en.effort, plain)).toBe('20 frames in a row are black, white or without any detail.');
  expect(evidenceOf({ ...proposal, sign: 'missedShot', frames: 4, usualHours: 24, neighbours: null, voltsLast: null, cardGigabytes: 32 }, en.effort, plain)).toBe(
    '4 pictures are missing of a timetable of one every 24.0 h. The files until then fill a card of 32 GB.');
});

test('a proposal can be changed before it is recorded', () => {
  expect(draftOf(proposal, 'x', () => '2024-05-19T21:29:00')).toEqual({ from: '2024-05-19T21:29', to: '', reason: 'batteryEmpty', note: 'x' });
});

test('bars and bands lie on one axis of whole days', () => {
  const days = Array.from({ length: 10 }, (_, at) => ({ date: `2024-05-${String(at + 1).padStart(2, '0')}`, files: at }));
  expect(barsOf(days)).toHaveLength(10);
  expect(barsOf(days, 4).map((bar) => [bar.from, bar.files])).toEqual([[0, 3], [0.3, 12], [0.6, 21], [0.9, 9]]);
  expect(bandOf(days, '2024-05-03T12:00:00', '2024-05-05T00:00:00', null)).toEqual({ from: 0.25, to: 0.4 });
  expect(bandOf(days, '2024-04-01T00:00:00', null, '2024-05-09T00:00:00')).toEqual({ from: 0, to: 0.8 });
  expect(bandOf(days, '2024-05-09T00:00:00', null, null)).toEqual({ from: 0.8, to: 1 });
  expect(bandOf([], '2024-05-09T00:00:00', null, null)).toEqual({ from: 0, to: 0 });
});
