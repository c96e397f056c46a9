import type { Problem } from '@serow/api';

/** An answer that says no: what was wrong, where, and what to do next. `code` is the stable word to branch on. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'detail' in value && 'code' in value;
}

/** The problem in an answer's body, or one made from its status where a proxy answered something else. */
export function problemFrom(status: number, body: unknown): ProblemError {
  if (isProblem(body)) return new ProblemError(body);
  return new ProblemError({ type: 'about:blank', title: `HTTP ${status}`, status, detail: '', code: `http-${status}` });
}

/** No answer came at all. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}
