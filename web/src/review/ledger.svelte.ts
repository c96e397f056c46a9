// The reader's answers on their way to the server: one after the other, to be taken back, and kept in view where the
// server refuses them.
import type { AnswerBatch, BatchID, EventID, Media, Observation, ProjectID } from '@serow/api';
import { api, ask, session } from '../api/index.ts';
import { explain } from '../app/toasts.svelte.ts';
import { t } from '../i18n/index.svelte.ts';
import { foreseen, type Meaning, type Writing } from './answers.ts';
import type { Shelf } from './shelf.svelte.ts';
import { SendQueue } from './truth.ts';
import { UndoStack, type Act as Undoable } from './undo.ts';

/** What an answer would go to. */
export interface Scope {
  kind: 'selection' | 'event' | 'media';
  media: Media[];
  /** Set where all media of one event are meant. */
  eventID?: EventID;
}

/** What the foot of the page tells about the latest answer. */
export interface Said {
  text: string;
  tone: 'done' | 'note' | 'bad';
  undo?: Undoable<BatchID>;
}

/** Where media are shown: what the ledger tells them. */
type Held = Pick<Shelf, 'take' | 'foresee' | 'drop'>;

export class Ledger {
  said = $state.raw<Said | undefined>(undefined);
  refused = $state.raw<{ text: string; again: () => void }[]>([]);
  saving = $state(0);
  readonly #projectID: ProjectID;
  readonly #shelf: Held;
  readonly #takenBack: (batch: AnswerBatch) => void;
  #queue = new SendQueue();
  #undo = new UndoStack<BatchID>();

  /** `takenBack` is told of every batch that an undo took away. */
  constructor(projectID: ProjectID, shelf: Held, takenBack: (batch: AnswerBatch) => void) {
    this.#projectID = projectID;
    this.#shelf = shelf;
    this.#takenBack = takenBack;
  }

  note(text: string): void {
    this.said = { text, tone: 'note' };
  }

  /** Adds a sentence to what is said already. */
  addNote(text: string): void {
    this.said = { ...(this.said ?? { tone: 'note' as const }), text: this.said?.text ? `${this.said.text} ${text}` : text };
  }

  /** Shows an answer at once and sends it; `again` is offered where the server refuses it. */
  write(meaning: Meaning, writings: Writing[], scope: Scope, again: () => void): void {
    const token = this.#foresee(writings, scope, meaning.kind === 'species' ? meaning.vernacularNames : undefined);
    const files = writings.reduce((sum, each) => sum + each.mediaIDs.length, 0);
    const act: Undoable<BatchID> = { label: t.review.answered(meaning, files), batches: Promise.resolve([]) };
    act.batches = this.#send(async () => {
      const done: BatchID[] = [];
      try {
        for (const writing of writings) done.push((await this.#post(writing, scope)).batchID);
      } catch (error) {
        this.#refuse(act.label, error, again);
        if (done.length === 0) throw error;
      }
      return done;
    }, token);
    this.#undo.push(act);
    this.said = { text: act.label, tone: 'done', undo: act };
  }

  /** Something else that the reader said: sent in turn, told with this label, taken back by the batches that `send` gives. */
  tell(label: string, send: () => Promise<BatchID[]>, again: () => void): Promise<BatchID[]> {
    const batches = this.#send(send).catch((error: unknown) => {
      this.#refuse(label, error, again);
      throw error;
    });
    const act: Undoable<BatchID> = { label, batches };
    this.#undo.push(act);
    this.said = { text: label, tone: 'done', undo: act };
    return batches;
  }

  /** Takes back this act, or the latest one. */
  undo(one?: Undoable<BatchID>): void {
    const act = one ? (this.#undo.take(one) ? one : undefined) : this.#undo.pop();
    if (!act) return this.note(t.review.nothingToUndo);
    this.note(t.review.undone(act.label));
    void this.#send(async () => {
      for (const batchID of (await act.batches.catch(() => [])).toReversed()) {
        try {
          const batch = await ask(api.DELETE('/projects/{projectID}/answers/{batchID}', { params: { path: { projectID: this.#projectID, batchID } } }));
          this.#shelf.take(batch.media);
          this.#takenBack(batch);
        } catch (error) {
          this.#refuse(t.review.undone(act.label), error, () => this.undo(act));
          this.#undo.push(act);
          throw error;
        }
      }
    }).catch(() => undefined);
  }

  /** Something else that changes these media: after the answers before it, so that theirs do not come over it. */
  inTurn<Result>(work: () => Promise<Result>, { quiet = false } = {}): Promise<Result> {
    return quiet ? this.#queue.send(work) : this.#send(work);
  }

  #foresee(writings: Writing[], scope: Scope, names: Observation['vernacularNames'] | undefined): number {
    const by = session.current?.name ?? '';
    const views = new Map<string, Media>();
    for (const writing of writings) {
      for (const media of scope.media) {
        if (writing.mediaIDs.includes(media.mediaID)) views.set(media.mediaID, foreseen(media, writing, by, names));
      }
    }
    return this.#shelf.foresee(views);
  }

  async #post(writing: Writing, scope: Scope): Promise<AnswerBatch> {
    const { mediaIDs, ...what } = writing;
    const wholeEvent = scope.kind === 'event' && scope.eventID !== undefined && mediaIDs.length === scope.media.length;
    const body = wholeEvent && scope.eventID ? { eventID: scope.eventID, ...what } : { mediaIDs, ...what };
    const batch = await ask(api.POST('/projects/{projectID}/answers', { params: { path: { projectID: this.#projectID } }, body }));
    this.#shelf.take(batch.media);
    if (batch.media.some((each) => each.consensus === 'conflict')) this.addNote(t.review.nowConflict);
    return batch;
  }

  #send<Result>(work: () => Promise<Result>, token?: number): Promise<Result> {
    this.saving++;
    return this.#queue.send(work).finally(() => {
      this.saving--;
      if (token !== undefined) this.#shelf.drop(token);
    });
  }

  #refuse(what: string, error: unknown, again: () => void): void {
    const entry = { text: t.review.notSaved(what, explain(error)), again: () => {
      this.refused = this.refused.filter((each) => each !== entry);
      again();
    } };
    this.refused = [...this.refused, entry];
    if (this.said?.text === what) this.said = undefined;
  }
}
