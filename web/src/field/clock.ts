// What a clock correction's form holds, as the contract wants it; and where frames lie in the doctor's figure.
import type { ClockCorrection, ClockCorrectionFields, ClockExamination, Media, MediaID } from '@serow/api';

/** What a clock showed, typed or read from a photo, and the right time. */
export interface Reference { mediaID: MediaID | undefined; shown: string; right: string }

export interface CorrectionDraft {
  kind: ClockCorrectionFields['kind'];
  way: 'difference' | 'reference';
  sign: 'slow' | 'fast';
  amount: string;
  references: [Reference, Reference];
  years: string;
  setAt: string;
  utcOffset: string;
  reason: string;
}

const noReference = (): Reference => ({ mediaID: undefined, shown: '', right: '' });

export const emptyDraft = (): CorrectionDraft => ({
  kind: 'offset', way: 'difference', sign: 'slow', amount: '', references: [noReference(), noReference()], years: '', setAt: '', utcOffset: '', reason: '',
});

/** "8:00" → 28800, "0:05:30" → 330, "1d 12:00" → 129600; undefined for what is no duration, or nothing. */
export function secondsFrom(text: string): number | undefined {
  const found = /^(?:(\d{1,5})\s*d\s*)?(\d{1,3}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (!found) return undefined;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  if (minutes > 59 || seconds > 59) return undefined;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds || undefined;
}

/** The same way round: 129600 → "36:00", 330 → "0:05:30". */
export function duration(seconds: number): string {
  const size = Math.abs(Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const short = `${Math.floor(size / 3600)}:${two(Math.floor(size / 60) % 60)}`;
  return size % 60 ? `${short}:${two(size % 60)}` : short;
}

export const signed = (seconds: number) => `${seconds < 0 ? '−' : '+'}${duration(seconds)}`;

/** "+02:00" → 120; undefined for anything else. */
export function offsetFrom(text: string): number | undefined {
  const found = /^([+\-−])(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!found || Number(found[2]) > 14 || Number(found[3]) > 59) return undefined;
  const size = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '+' ? size : -size;
}

export function offsetText(minutes: number): string {
  return `UTC${minutes < 0 ? '−' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
}

const withSeconds = (reading: string) => (reading.length === 16 ? `${reading}:00` : reading);

/** What is sent; undefined while something is missing or cannot be read. */
export function fieldsOf(draft: CorrectionDraft): ClockCorrectionFields | undefined {
  const reason = draft.reason.trim();
  const common = { kind: draft.kind, ...(reason && { reason }) };
  const reference = (at: 0 | 1) => {
    const { mediaID, shown, right } = draft.references[at];
    if (!right || !(mediaID ?? shown)) return undefined;
    return { ...(mediaID ? { mediaID } : { shown: withSeconds(shown) }), right: withSeconds(right) };
  };
  const setAt = draft.setAt ? { setAt: withSeconds(draft.setAt) } : {};
  switch (draft.kind) {
    case 'offset': {
      const first = reference(0);
      if (draft.way === 'reference') return first && { ...common, references: [first] };
      const seconds = secondsFrom(draft.amount);
      return seconds === undefined ? undefined : { ...common, offset: draft.sign === 'slow' ? seconds : -seconds };
    }
    case 'drift': {
      const [first, second] = [reference(0), reference(1)];
      return first && second && { ...common, references: [first, second] };
    }
    case 'summerTime': {
      const utcOffset = offsetFrom(draft.utcOffset);
      return utcOffset === undefined ? undefined : { ...common, utcOffset };
    }
    case 'yearFix': {
      const years = Number(draft.years);
      return Number.isInteger(years) && years !== 0 ? { ...common, ...setAt, years } : undefined;
    }
    case 'dayMonthSwap': return { ...common, ...setAt };
  }
}

/** The present time of a photo as its clock is believed, without the zone: "2024-05-01T12:00:05". */
export const readingOf = (media: Pick<Media, 'timestamp'>) => (media.timestamp ?? '').slice(0, 19);

export interface Words { stayedOn: (offset: string) => string; yearsAdded: (years: string) => string }

/** A correction in a few words, besides its kind. */
export function told(correction: ClockCorrection, words: Words, time: (reading: string) => string): string {
  switch (correction.kind) {
    case 'offset': return signed(correction.offset);
    case 'drift': return correction.references.map((each) => `${time(each.shown)} → ${time(each.right)}`).join('; ');
    case 'summerTime': return words.stayedOn(offsetText(correction.utcOffset));
    case 'yearFix': return words.yearsAdded(`${correction.years > 0 ? '+' : '−'}${Math.abs(correction.years)}`);
    case 'dayMonthSwap': return correction.setAt ? time(correction.setAt) : '';
  }
}

export interface Dot { day: number; hour: number; infrared: boolean }

const dayLength = 86_400_000;
const moment = (reading: string) => Date.parse(`${reading}Z`);

/** Days since the first night that is drawn, and the hour; `shift` in minutes. */
export function dots(examination: Pick<ClockExamination, 'frames' | 'nights'>, shift = 0): Dot[] {
  const first = examination.nights[0];
  if (!first) return [];
  const start = moment(`${first.date}T00:00:00`);
  return examination.frames.map(({ at, light }) => {
    const since = moment(at) + shift * 60_000 - start;
    const day = Math.floor(since / dayLength);
    return { day, hour: (since - day * dayLength) / 3_600_000, infrared: light === 'infrared' };
  });
}

/** The day of each night, counted as in dots(), and until which day it stands for those not listed. */
export function bands(nights: ClockExamination['nights']): { day: number; until: number; dark: number[][] }[] {
  const first = nights[0];
  if (!first) return [];
  const days = nights.map((night) => Math.round((moment(`${night.date}T00:00:00`) - moment(`${first.date}T00:00:00`)) / dayLength));
  return nights.map((night, at) => ({ day: days[at] ?? 0, until: days[at + 1] ?? (days[at] ?? 0) + (at > 0 ? (days[at] ?? 0) - (days[at - 1] ?? 0) : 1), dark: night.dark }));
}
