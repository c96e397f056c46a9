// Short messages at the foot of the page. What went wrong stays until it is closed.
import { ProblemError, Unreachable } from '../api/problem.ts';
import { t } from '../i18n/index.svelte.ts';
import { problemInWords } from '../i18n/problem.ts';

export interface Toast {
  id: number;
  kind: 'done' | 'failed';
  text: string;
  action: { label: string; run: () => void } | undefined;
}

class Toasts {
  shown = $state<Toast[]>([]);
  #next = 1;

  done(text: string, action?: Toast['action']): void {
    const id = this.#add('done', text, action);
    setTimeout(() => this.close(id), action ? 9000 : 5000);
  }

  failed(error: unknown): void {
    const text = explain(error);
    if (!this.shown.some((each) => each.kind === 'failed' && each.text === text)) this.#add('failed', text, undefined);
  }

  close(id: number): void {
    this.shown = this.shown.filter((each) => each.id !== id);
  }

  #add(kind: Toast['kind'], text: string, action: Toast['action']): number {
    const id = this.#next++;
    this.shown = [...this.shown.slice(-3), { id, kind, text, action }];
    return id;
  }
}

/** A sentence for the reader about anything that was thrown. */
export function explain(error: unknown): string {
  if (error instanceof Unreachable) return t.app.unreachable;
  if (error instanceof ProblemError) return problemInWords(error.problem) || t.app.refused(error.status);
  return error instanceof Error && error.message ? error.message : t.app.unexpected;
}

export const toasts = new Toasts();
