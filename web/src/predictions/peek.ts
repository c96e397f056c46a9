// What a file of predictions is, before it is sent: enough to see that it is the right one. The service reads it whole.
import type { PredictionImport } from '@serow/api';

export interface Peek {
  format: 'megadetector' | 'speciesnet' | undefined; // undefined: neither list was found
  entries: number | undefined; // undefined: the file is too large to be counted here
  model: string;
  names: string[]; // of the first entries
}

/** Larger files are not read whole in a page: of these only the beginning is looked at. */
export const mostPeeked = 32 * 1024 * 1024;
const headBytes = 256 * 1024;
const shownNames = 3;

interface Entry { file?: unknown; filepath?: unknown }
interface File_ { info?: { detector?: unknown }; images?: unknown; predictions?: unknown }

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Of the whole text. Throws SyntaxError where it is no JSON. */
export function peekWhole(json: string): Peek {
  const file = JSON.parse(json) as File_ | null;
  const list = Array.isArray(file?.images) ? file.images : Array.isArray(file?.predictions) ? file.predictions : undefined;
  return {
    format: list === undefined ? undefined : list === file?.images ? 'megadetector' : 'speciesnet',
    entries: list?.length,
    model: text(file?.info?.detector),
    names: ((list ?? []) as Entry[]).slice(0, shownNames).map((each) => text(each?.file) || text(each?.filepath)).filter(Boolean),
  };
}

/** Of the first bytes, which are no whole JSON. */
export function peekHead(json: string): Peek {
  const images = json.indexOf('"images"');
  const predictions = json.indexOf('"predictions"');
  const string = (name: string) => [...json.matchAll(new RegExp(`"${name}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`, 'g'))].map((found) => JSON.parse(found[1] ?? '""') as string);
  const format = images < 0 && predictions < 0 ? undefined : predictions < 0 || (images >= 0 && images < predictions) ? 'megadetector' : 'speciesnet';
  return { format, entries: undefined, model: string('detector')[0] ?? '', names: string(format === 'speciesnet' ? 'filepath' : 'file').slice(0, shownNames) };
}

export async function peek(file: Blob): Promise<Peek> {
  return file.size <= mostPeeked ? peekWhole(await file.text()) : peekHead(await file.slice(0, headBytes).text());
}

type Report = NonNullable<PredictionImport['report']>;
export const lists = ['unmatched', 'ambiguous', 'notReady', 'failed'] as const;

/** The lists of entries that gave no answer, those that have any, the longest first. */
export function withoutAnswer(report: Report): { why: (typeof lists)[number]; count: number; files: readonly string[] }[] {
  return lists.map((why) => ({ why, ...report[why] })).filter((each) => each.count > 0).sort((a, b) => b.count - a.count);
}

/** Text of a threshold's field: nothing (as the file says), a share, or undefined where it is neither. */
export function thresholdOf(typed: string): number | null | undefined {
  if (!typed.trim()) return null;
  const value = Number(typed.trim().replace(',', '.'));
  return value > 0 && value <= 1 ? value : undefined;
}
