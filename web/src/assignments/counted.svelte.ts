// How far each assignment is, asked for one after the other: a count may take the server a while, and a page shows many.
import type { Assignment, AssignmentID, AssignmentProgress, ProjectID } from '@serow/api';
import { SvelteMap } from 'svelte/reactivity';
import { api, ask } from '../api/index.ts';

export class Counted {
  readonly known = new SvelteMap<AssignmentID, AssignmentProgress>();
  readonly failed = new SvelteMap<AssignmentID, unknown>();
  readonly #projectID: ProjectID;
  #round = new AbortController();

  constructor(projectID: ProjectID) {
    this.#projectID = projectID;
  }

  /** Asks for these, in their order; a round that goes on is given up. What is known stays until the newer figures are here. */
  async ask(these: readonly Assignment[]): Promise<void> {
    this.#round.abort();
    const { signal } = (this.#round = new AbortController());
    for (const { assignmentID } of these) {
      try {
        const one = await ask(api.GET('/projects/{projectID}/assignments/{assignmentID}', { params: { path: { projectID: this.#projectID, assignmentID } }, signal }));
        this.known.set(assignmentID, one.progress);
        this.failed.delete(assignmentID);
      } catch (error) {
        if (signal.aborted) return;
        this.failed.set(assignmentID, error);
      }
      if (signal.aborted) return;
    }
  }

  close(): void {
    this.#round.abort();
  }
}
