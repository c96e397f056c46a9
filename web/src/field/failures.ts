// What the form of a failure period holds, as the contract wants it; what proposals say, and where things lie in the figure.
import type { EffortExamination, FailurePeriodFields, FailureProposal, FailureReason } from '@serow/api';
import { withOffset } from '../parts/zone.ts';

export interface FailureDraft {
  from: string;
  to: string;
  reason: FailureReason;
  note: string;
}

export const reasons = ['batteryEmpty', 'cardFull', 'viewShifted', 'obstructed', 'damaged', 'stolen', 'cameraFault', 'other'] as const satisfies readonly FailureReason[];

export const emptyFailure = (): FailureDraft => ({ from: '', to: '', reason: 'other', note: '' });

export const endsBeforeStart = (draft: FailureDraft) => draft.from !== '' && draft.to !== '' && draft.to <= draft.from;

/** What is sent; undefined while something is missing or cannot be. Readings are the deployment's clock. */
export function fieldsOf(draft: FailureDraft, zone: string): FailurePeriodFields | undefined {
  if (!draft.from || endsBeforeStart(draft)) return undefined;
  return {
    failureStart: withOffset(draft.from, zone), failureEnd: draft.to ? withOffset(draft.to, zone) : null, failureReason: draft.reason,
    failureComments: draft.note.trim(),
  };
}

/** The same of a proposal, to be changed before it is recorded. */
export function draftOf(proposal: FailureProposal, note: string, reading: (moment: string) => string): FailureDraft {
  const minutes = (moment: string) => reading(moment).slice(0, 16);
  return { from: minutes(proposal.failureStart), to: proposal.failureEnd ? minutes(proposal.failureEnd) : '', reason: proposal.failureReason, note };
}

export interface EvidenceWords {
  silence: (hours: string, expected: string, p: string, usual: string) => string;
  neighboursAlive: (count: string) => string;
  missedShot: (frames: string, every: string) => string;
  nothingSeen: (frames: string) => string;
  otherView: (frames: string, similarity: string) => string;
  volts: (first: string, last: string) => string;
  cardFilled: (gigabytes: string) => string;
}

/** What a proposal rests on, in the reader's language. */
export function evidenceOf(proposal: FailureProposal, words: EvidenceWords, number: (value: number, digits?: number) => string): string {
  const p = proposal.pValue === null ? '' : proposal.pValue < 0.0001 ? `< ${number(0.0001, 4)}` : `= ${number(proposal.pValue, 4)}`;
  const sentences = {
    silence: () => words.silence(number(proposal.hours), number(proposal.expectedVisits ?? 0), p, number(proposal.usualHours ?? 0)),
    missedShot: () => words.missedShot(number(proposal.frames ?? 0), number(proposal.usualHours ?? 0, 1)),
    nothingSeen: () => words.nothingSeen(number(proposal.frames ?? 0)),
    otherView: () => words.otherView(number(proposal.frames ?? 0), number(proposal.similarity ?? 0, 2)),
  };
  return [
    sentences[proposal.sign](),
    proposal.neighbours !== null ? words.neighboursAlive(number(proposal.neighbours)) : '',
    proposal.voltsFirst !== null && proposal.voltsLast !== null ? words.volts(number(proposal.voltsFirst, 1), number(proposal.voltsLast, 1)) : '',
    proposal.cardGigabytes !== null ? words.cardFilled(number(proposal.cardGigabytes)) : '',
  ].filter(Boolean).join(' ');
}

type Day = EffortExamination['days'][number];

export interface Bar { from: number; to: number; date: string; files: number }

/** Bars over the days, as shares of the whole time: each day one, of more than 240 days several together. */
export function barsOf(days: readonly Day[], mostBars = 240): Bar[] {
  const together = Math.max(1, Math.ceil(days.length / mostBars));
  const bars: Bar[] = [];
  for (let at = 0; at < days.length; at += together) {
    const group = days.slice(at, at + together);
    bars.push({ from: at / days.length, to: (at + group.length) / days.length, date: group[0]?.date ?? '', files: group.reduce((sum, day) => sum + day.files, 0) });
  }
  return bars;
}

/** Where a time lies in them, in [0, 1]; readings of the deployment's clock. Without an end: to that of the deployment. */
export function bandOf(days: readonly Day[], start: string, end: string | null, deploymentEnd: string | null): { from: number; to: number } {
  const first = days[0];
  if (!first) return { from: 0, to: 0 };
  const share = (reading: string) => Math.min(1, Math.max(0, (Date.parse(`${reading}Z`) - Date.parse(`${first.date}T00:00:00Z`)) / 86_400_000 / days.length));
  const until = end ?? deploymentEnd;
  return { from: share(start), to: until ? share(until) : 1 };
}
