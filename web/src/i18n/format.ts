// Numbers, sizes, dates and durations as the reader's language writes them.
import { reading, t } from './index.svelte.ts';

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${reading.locale} n ${JSON.stringify(options)}`;
  let format = kept.get(key);
  if (!format) kept.set(key, (format = new Intl.NumberFormat(reading.locale, options)));
  return format as Intl.NumberFormat;
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${reading.locale} d ${JSON.stringify(options)}`;
  let format = kept.get(key);
  if (!format) kept.set(key, (format = new Intl.DateTimeFormat(reading.locale, options)));
  return format as Intl.DateTimeFormat;
}

export function number(value: number, digits = 0): string {
  return numbers({ maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
}

/** 0.873 → 87 % */
export function percent(share: number, digits = 0): string {
  return numbers({ style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** In steps of 1000, as disks and cards are sold: 728163 → 728 kB */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let step = 0;
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000;
    step++;
  }
  const digits = step === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${numbers({ maximumFractionDigits: digits }).format(value)} ${units[step]}`;
}

const offset = /(Z|[+-]\d{2}:\d{2})$/;

/**
 * A date-time of the API as it is written, in its own offset: a photo taken at 05:10 at the camera is shown as 05:10,
 * whatever the zone of the reader's computer.
 */
export function fieldTime(iso: string | null | undefined, { seconds = false, date = true } = {}): string {
  if (!iso) return '';
  const local = new Date(`${iso.replace(offset, '')}Z`);
  if (Number.isNaN(local.getTime())) return iso;
  return dates({
    timeZone: 'UTC',
    ...(date ? { year: 'numeric', month: 'short', day: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(local);
}

export function fieldDate(iso: string | null | undefined): string {
  if (!iso) return '';
  const local = new Date(`${iso.replace(offset, '')}Z`);
  return Number.isNaN(local.getTime())
    ? iso
    : dates({ timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' }).format(local);
}

/** An instant (an upload, a token) in the reader's own zone. */
export function instant(iso: string | null | undefined): string {
  if (!iso) return '';
  return dates({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(iso),
  );
}

/** The same, of today the time alone. */
export function lately(iso: string | null | undefined): string {
  if (!iso || new Date(iso).toDateString() !== new Date().toDateString()) return instant(iso);
  return dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
}

/** 95 → 1 min 35 s. Two units at most. */
export function duration(seconds: number): string {
  const u = t.app.units;
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86400), u.day],
    [Math.floor((whole % 86400) / 3600), u.hour],
    [Math.floor((whole % 3600) / 60), u.minute],
    [whole % 60, u.second],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return `0 ${u.second}`;
  // Of months and years nobody asks for the hours.
  if (first === 0 && whole >= 100 * 86400) return `${number(Math.floor(whole / 86400))} ${u.day}`;
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** 850 m, 3.2 km, 76 km */
export function distance(metres: number): string {
  const u = t.app.units;
  if (metres < 999.5) return `${number(Math.round(metres))} ${u.metre}`;
  return `${number(metres / 1000, metres < 9950 ? 1 : 0)} ${u.kilometre}`;
}

/** 33.5512, 107.8533 → 33.55120° N, 107.85330° E */
export function coordinates(latitude: number, longitude: number): string {
  const half = (value: number, plus: string, minus: string) => `${number(Math.abs(value), 5)}° ${value < 0 ? minus : plus}`;
  return `${half(latitude, 'N', 'S')}, ${half(longitude, 'E', 'W')}`;
}
