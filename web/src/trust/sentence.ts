// What a check tells, in one sentence.
import type { TrustCheck } from '@serow/api';
import { instant, number, percent } from '../i18n/format.ts';
import { t } from '../i18n/index.svelte.ts';
import { vernacular } from '../i18n/species.ts';

/** Rounded up to a tenth of a percent: a bound must stay one. */
export const atMost = (share: number) => percent(Math.min(1, Math.ceil(Math.round(share * 1e9) / 1e6) / 1000), 1);

export const nameOf = (taxon: NonNullable<TrustCheck['taxon']>) => vernacular(taxon.vernacularNames) || taxon.scientificName;

export const isWhole = (check: TrustCheck) => check.drawn > 0 && check.reviewed === check.drawn;

/** The result, or how far it is. */
export function sentenceOf(check: TrustCheck): string {
  if (!isWhole(check)) return check.reviewed === 0 ? t.trust.notYet(number(check.drawn)) : t.trust.soFar(number(check.reviewed), number(check.drawn), number(check.missed), atMost(check.most));
  const [media, reviewed, missed] = [number(check.media), number(check.reviewed), number(check.missed)];
  const all = check.drawn >= check.media;
  if (check.taxon) {
    const name = nameOf(check.taxon);
    return all ? t.trust.knownName(name, percent(check.share, 1), media, missed) : t.trust.missedName(name, atMost(check.most), media, reviewed, missed);
  }
  return all ? t.trust.knownBlank(percent(check.share, 1), media, missed) : t.trust.missedBlank(atMost(check.most), media, reviewed, missed);
}

/** What came since, and whether more is missed than was asked for. */
export function remarksOn(check: TrustCheck): string[] {
  const newer = (check.mediaNow ?? 0) - (check.coveredNow ?? 0);
  return [
    ...(isWhole(check) && check.most > check.wanted ? [t.trust.more(percent(check.wanted, 1))] : []),
    ...(newer > 0 ? [t.trust.newer(number(newer), newer)] : []),
  ];
}

export const whyExpired = (check: TrustCheck) => check.changes.map(({ what, at }) => t.trust.expiredBy[what](instant(at))).join(' ');

/** Of a subject the check that holds, else the latest that was not cancelled. */
export function latestOf(checks: readonly TrustCheck[], scientificName: string | undefined): TrustCheck | undefined {
  const own = checks.filter((each) => each.state !== 'cancelled' && each.taxon?.scientificName === scientificName);
  return own.find((each) => each.state === 'measured') ?? own[0];
}
