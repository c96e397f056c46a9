import { reading, t } from './index.svelte.ts';

/** What a reader is told of a problem: any part of what the API sends. */
export interface Told {
  code: string;
  detail: string;
  title?: string;
}

/** The exact sentence comes from the service in English. Other readers get the kind of problem in their language before it. */
export function problemInWords(problem: Told): string {
  const exact = problem.detail || problem.title || '';
  if (reading.language === 'en') return exact;
  const kind = problemKind(problem);
  if (!kind || kind === exact) return kind || exact;
  return problem.detail ? `${kind}（${problem.detail}）` : kind;
}

/** The kind of problem alone, for where there is little room. */
export function problemKind(problem: Told): string {
  return t.problems[problem.code as keyof typeof t.problems] ?? problem.title ?? '';
}
