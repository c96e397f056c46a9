// Times of the field: a clock's reading and a zone make an instant with its offset, as the API wants it.

export const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** Minutes that a zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return Math.round((shown - Math.floor(instant / 1000) * 1000) / 60_000);
}

/**
 * "2024-05-01T10:00" in Asia/Shanghai → "2024-05-01T10:00:00+08:00". Where clocks were set back and a reading occurs
 * twice, the earlier is meant; where they were set forward and it never occurred, the offset before the change holds.
 */
export function withOffset(reading: string, zone: string): string {
  const local = Date.parse(`${reading.length === 16 ? `${reading}:00` : reading}Z`);
  const before = offsetAt(local - 86_400_000, zone);
  const after = offsetAt(local + 86_400_000, zone);
  const fitting = [before, after].find((minutes) => offsetAt(local - minutes * 60_000, zone) === minutes) ?? before;
  const size = Math.abs(fitting);
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = fitting < 0 ? '-' : '+';
  return `${new Date(local).toISOString().slice(0, 19)}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A moment of the API as a clock in that zone showed it: what fieldTime() writes. A fixed offset such as "+08:00" is a zone, too. */
export function inZone(moment: string, zone: string): string {
  const [, sign, hours, minutes] = zone.match(/^([+-])(\d\d):(\d\d)$/) ?? [];
  const at = Date.parse(moment);
  const ahead = hours === undefined ? offsetAt(at, zone) : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return new Date(at + ahead * 60_000).toISOString().slice(0, 19);
}

/** A moment of the API as an input of type datetime-local takes it, in that zone. */
export function clockReading(moment: string | null | undefined, zone: string): string {
  return moment ? inZone(moment, zone).slice(0, 16) : '';
}
