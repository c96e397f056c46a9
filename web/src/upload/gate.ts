// What the ingest gate found, in the reader's words.
import type { CardReport, Finding } from '@serow/api';
import { distance, duration, number } from '../i18n/format.ts';
import { t } from '../i18n/index.svelte.ts';

type Evidence = Finding['evidence'][number];

export function sentence(finding: Finding): string {
  const n = number(finding.count);
  const at = finding.locationName ?? '';
  const words = t.upload.found;
  switch (finding.kind) {
    case 'outsidePeriod': {
      const [before = '0', after = '0'] = finding.found.split(', ');
      return words.outsidePeriod(at, number(Number(before)), number(Number(after)));
    }
    case 'wrongCamera': return words.wrongCamera(at, finding.expected, finding.found);
    case 'mixedCameras': return words.mixedCameras(at, finding.found, n);
    case 'elsewhere': return words.elsewhere(at, distance(Number(finding.found)), n);
    case 'timeBackwards': {
      const furthest = Math.max(0, ...finding.evidence.map((each) => each.seconds ?? 0));
      return words.timeBackwards(at, n, finding.count, duration(furthest));
    }
    case 'duplicates': return finding.found ? words.duplicates(n, named(finding.found)) : words.twice(n);
    case 'empty': return words.empty;
    default: return words[finding.kind](n, finding.count, at);
  }
}

/** The other card as the service names it: one without a name in the reader's language. */
function named(card: string): string {
  return card.replace(/^a card without a name(?=$| \()/, t.project.unnamed);
}

/** What the list of a finding holds: places between two files, or files. */
export function evidence(finding: Finding): string {
  const { length } = finding.evidence;
  const between = finding.kind === 'counterGaps' || finding.kind === 'timeBackwards';
  return (between ? t.upload.evidence : t.upload.filesCount)(number(length), length);
}

/** Whether a reason comes from the service, in English. */
export const isEnglish = (finding: Finding) => finding.kind === 'unreadable';

export function told(finding: Finding, one: Evidence): string {
  if (finding.kind === 'counterGaps') return t.upload.found.missing(number(one.count), one.count);
  if (finding.kind === 'timeBackwards') return one.seconds === null ? one.detail : `${one.detail} (−${duration(one.seconds)})`;
  return one.detail;
}

export const deservesLook = (report: CardReport) => report.findings.some((each) => each.severity === 'warn');
