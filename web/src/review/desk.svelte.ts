// The reader's desk: the events of the present filter, where the keyboard is, what is chosen, what was answered.
import type { AnswerBatch, BatchID, Event, EventID, Media, MediaID, Observation, Project } from '@serow/api';
import { api, ask, session } from '../api/index.ts';
import { remember, remembered } from '../app/preferences.svelte.ts';
import { explain } from '../app/toasts.svelte.ts';
import { t } from '../i18n/index.svelte.ts';
import { allReviewed, foreseen, reviewed, writingsOf, type Meaning, type Writing } from './answers.ts';
import { between, moved, type Focus } from './focus.ts';
import type { EventsQuery } from './filters.ts';
import type { Act } from './keys.ts';
import { EventPages } from './pages.ts';
import { parseRecent, withRecent, type RecentSpecies } from './recent.ts';
import { Optimistic, SendQueue } from './truth.ts';
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
  again?: () => void;
}

const places = new Map<string, Focus>();

export class Desk {
  readonly project: Project;
  readonly mayAnswer: boolean;
  focus = $state.raw<Focus>({ row: 0, media: -1 });
  /** Rises with every change of what is loaded or shown. */
  version = $state(0);
  selected = $state.raw<ReadonlyMap<MediaID, Media>>(new Map());
  whole = $state(false);
  advance = $state(remembered('review.advance') !== 'no');
  boxes = $state(remembered('review.boxes') !== 'no');
  unfolded = $state.raw<ReadonlySet<EventID>>(new Set());
  recent = $state.raw<RecentSpecies[]>([]);
  said = $state.raw<Said | undefined>(undefined);
  refused = $state.raw<{ text: string; again: () => void }[]>([]);
  saving = $state(0);
  undoDepth = $state(0);
  /** How many photos of a row the grid shows, and rows in the window; the grid keeps this true. */
  shown: (row: number) => number = (row) => this.event(row)?.media.length ?? 0;
  pageRows = 4;
  /** First and last row that are wholly in the window. */
  sight = $state.raw<[number, number]>([0, 0]);
  /** Told of every medium that the server answers with. */
  taken: (media: Media) => void = () => {};
  /** Where the desk holds one medium without a list, as on its own page: answers go to it. */
  only = $state.raw<Media | undefined>(undefined);

  #pages: EventPages<Event> | undefined;
  #over = new Optimistic<Media>();
  #queue = new SendQueue();
  #undo = new UndoStack<BatchID>();
  #key = '';

  constructor(project: Project) {
    this.project = project;
    this.mayAnswer = project.role !== 'viewer';
    this.recent = parseRecent(remembered(`recent.${project.projectID}`));
  }

  // ---- what is there -------------------------------------------------------------------------------------------

  /** Begins a list; the place in it is where the reader left it in this window. */
  load(query: EventsQuery, { fresh = false } = {}): void {
    const key = this.project.projectID + JSON.stringify(query);
    if (key === this.#key && !fresh) return;
    this.#pages?.close();
    this.#key = key;
    this.selected = new Map();
    this.focus = places.get(key) ?? { row: 0, media: -1 };
    const path = { projectID: this.project.projectID };
    this.#pages = new EventPages<Event>(
      {
        id: (event) => event.eventID,
        time: (event) => Date.parse(event.eventStart),
        page: ({ from, ...at }) => ask(api.GET('/projects/{projectID}/events', { params: { path, query: { ...query, ...at, ...(from ? { from } : {}) } } })),
      },
      () => this.version++,
    );
    this.version++;
    this.want(this.focus.row - 10, this.focus.row + 30);
  }

  close(): void {
    this.#pages?.close();
  }

  get total(): number | undefined {
    void this.version;
    return this.#pages?.total;
  }

  get failure(): unknown {
    void this.version;
    return this.#pages?.failure;
  }

  retry(): void {
    void this.#pages?.retry();
  }

  want(first: number, last: number): Promise<void> {
    return this.#pages?.want(first, last) ?? Promise.resolve();
  }

  /** A row with the reader's own answers over it; undefined where it is not loaded. */
  event(row: number): Event | undefined {
    void this.version;
    const event = this.#pages?.at(row);
    if (!event || this.#over.pending === 0) return event;
    return { ...event, media: event.media.map((each) => this.#over.over(each.mediaID, each)) };
  }

  get focusedMedia(): Media | undefined {
    return this.focus.media < 0 ? undefined : this.event(this.focus.row)?.media[this.focus.media];
  }

  /** A medium as it now is; as it was given where its event is no longer held. */
  #present(media: Media): Media {
    const row = media.eventID ? this.#pages?.rowOf(media.eventID) : undefined;
    const found = row === undefined ? undefined : this.event(row)?.media.find((each) => each.mediaID === media.mediaID);
    return found ?? this.#over.over(media.mediaID, media);
  }

  // ---- where ---------------------------------------------------------------------------------------------------

  go(focus: Focus): void {
    this.focus = focus;
    places.set(this.#key, focus);
  }

  move(act: Act): void {
    this.go(moved(this.focus, act, { rows: this.total ?? 0, shown: this.shown, page: this.pageRows }));
  }

  /** The photo before or after this one, across events: in the viewer there are only photos. */
  async step(by: 1 | -1): Promise<void> {
    const event = this.event(this.focus.row);
    const at = this.focus.media + by;
    if (event && at >= 0 && at < event.media.length) return this.go({ row: this.focus.row, media: at });
    const row = this.focus.row + by;
    if (row < 0 || row >= (this.total ?? 0)) return;
    await this.want(row - 5, row + 10);
    const there = this.event(row);
    if (there) this.go({ row, media: by > 0 ? 0 : there.media.length - 1 });
  }

  /** On to what nobody has looked at yet. Loads as it goes; a note where there is nothing more. */
  async toUnreviewed({ photo = false } = {}): Promise<void> {
    const pages = this.#pages;
    const event = this.event(this.focus.row);
    if (photo && event) {
      const next = event.media.findIndex((each, at) => at > this.focus.media && !reviewed(each));
      if (next >= 0) return this.go({ row: this.focus.row, media: next });
    }
    let row = this.focus.row + 1;
    for (let pagesRead = 0; pages && pages === this.#pages && pagesRead < 40; pagesRead++) {
      const open = (each: Event) => each.media.some((media) => !reviewed(this.#over.over(media.mediaID, media)));
      while (row < (pages.total ?? 0) && pages.at(row) && !open(pages.at(row)!)) row++;
      const found = pages.at(row);
      if (found) {
        const first = photo ? found.media.findIndex((each) => !reviewed(this.#over.over(each.mediaID, each))) : -1;
        return this.go({ row, media: first });
      }
      if (row >= (pages.total ?? 0)) break;
      await pages.want(row, row + 60);
      if (pages.failure !== undefined) return;
    }
    this.said = { ...(this.said ?? { tone: 'note' as const }), text: `${this.said?.text ? `${this.said.text} ` : ''}${t.review.noneUnreviewedAfter}` };
  }

  // ---- what is chosen ------------------------------------------------------------------------------------------

  scope(): Scope {
    if (this.only) {
      void this.version;
      return { kind: 'media', media: [this.#over.over(this.only.mediaID, this.only)] };
    }
    if (this.selected.size > 0) {
      return { kind: 'selection', media: [...this.selected.values()].map((each) => this.#present(each)) };
    }
    const event = this.event(this.focus.row);
    const one = this.focusedMedia;
    if (one && !this.whole) return { kind: 'media', media: [one] };
    return event ? { kind: 'event', media: event.media, eventID: event.eventID } : { kind: 'event', media: [] };
  }

  /** From the event to its first photo; on a photo, whether answers go to it alone or to its whole event. */
  toggleScope(): void {
    if (this.focus.media < 0) {
      this.whole = false;
      this.go({ row: this.focus.row, media: 0 });
    } else {
      this.whole = !this.whole;
    }
  }

  /** Takes all of these into the selection, or out of it where all were in. */
  toggleSelected(these: readonly Media[]): void {
    const next = new Map(this.selected);
    const all = these.every((each) => next.has(each.mediaID));
    for (const each of these) {
      if (all) next.delete(each.mediaID);
      else next.set(each.mediaID, each);
    }
    this.selected = next;
  }

  /** Shift-click: from the photo in focus to this one. */
  selectTo(row: number, at: number): void {
    const media = this.event(row)?.media ?? [];
    const clicked = media[at];
    if (!clicked) return;
    const anchor = row === this.focus.row ? this.focusedMedia : undefined;
    const range = anchor ? between(media, media[this.focus.media]!, clicked) : [clicked];
    this.selected = new Map([...this.selected, ...range.map((each) => [each.mediaID, each] as const)]);
    this.go({ row, media: at });
  }

  toggleUnfolded(id: EventID): void {
    const next = new Set(this.unfolded);
    if (!next.delete(id)) next.add(id);
    this.unfolded = next;
  }

  keepOption(option: 'advance' | 'boxes', on: boolean): void {
    this[option] = on;
    remember(`review.${option}`, on ? 'yes' : 'no');
  }

  // ---- answers -------------------------------------------------------------------------------------------------

  /** Writes an answer for what is chosen; shown at once, taken back visibly where the server refuses. */
  answer(meaning: Meaning, { scope = this.scope(), stay = false }: { scope?: Scope; stay?: boolean } = {}): void {
    if (!this.mayAnswer) {
      this.said = { text: t.review.mayNotAnswer, tone: 'note' };
      return;
    }
    const writings = writingsOf(meaning, scope.media);
    if (writings.length === 0) {
      const nothing = meaning.kind === 'confirm' ? t.review.nothingToConfirm : t.review.nothingToCount;
      this.said = { text: scope.media.length === 0 ? t.review.notLoaded : nothing, tone: 'note' };
      return;
    }
    if (meaning.kind === 'species') this.#remember(meaning);
    const token = this.#foresee(writings, scope, meaning.kind === 'species' ? meaning.vernacularNames : undefined);
    const act: Undoable<BatchID> = { label: t.review.answered(meaning, writings.reduce((sum, each) => sum + each.mediaIDs.length, 0)), batches: Promise.resolve([]) };
    act.batches = this.#send(async () => {
      const done: BatchID[] = [];
      try {
        for (const writing of writings) done.push((await this.#write(writing, scope)).batchID);
      } catch (error) {
        this.#refuse(act.label, error, () => this.answer(meaning, { scope: this.#again(scope), stay: true }));
        if (done.length === 0) throw error;
      }
      return done;
    }, token);
    this.#undo.push(act);
    this.#settleUndo(act.batches);
    this.said = { text: act.label, tone: 'done', undo: act };
    const repeatable = meaning.kind === 'count' || meaning.kind === 'countBy';
    if (scope.kind === 'selection') this.selected = new Map();
    if (this.advance && !stay && !repeatable && !this.only) void this.toUnreviewed({ photo: scope.kind === 'media' });
  }

  undo(one?: Undoable<BatchID>): void {
    const act = one ? (this.#undo.take(one) ? one : undefined) : this.#undo.pop();
    this.undoDepth = this.#undo.depth;
    if (!act) {
      this.said = { text: t.review.nothingToUndo, tone: 'note' };
      return;
    }
    this.said = { text: t.review.undone(act.label), tone: 'note' };
    void this.#send(async () => {
      const path = { projectID: this.project.projectID };
      for (const batchID of (await act.batches.catch(() => [])).toReversed()) {
        try {
          const batch = await ask(api.DELETE('/projects/{projectID}/answers/{batchID}', { params: { path: { ...path, batchID } } }));
          this.#take(batch);
          this.#goTo(batch);
        } catch (error) {
          this.#refuse(t.review.undone(act.label), error, () => this.undo(act));
          this.#undo.push(act);
          throw error;
        }
      }
    }).catch(() => undefined);
  }

  #foresee(writings: Writing[], scope: Scope, names: Observation['vernacularNames'] | undefined): number {
    const by = session.current?.name ?? '';
    const views = new Map<string, Media>();
    for (const writing of writings) {
      for (const media of scope.media) {
        if (writing.mediaIDs.includes(media.mediaID)) views.set(media.mediaID, foreseen(media, writing, by, names));
      }
    }
    const token = this.#over.show(views);
    this.version++;
    return token;
  }

  async #write(writing: Writing, scope: Scope): Promise<AnswerBatch> {
    const { mediaIDs, ...what } = writing;
    const wholeEvent = scope.kind === 'event' && scope.eventID !== undefined && mediaIDs.length === scope.media.length;
    const body = wholeEvent && scope.eventID ? { eventID: scope.eventID, ...what } : { mediaIDs, ...what };
    const batch = await ask(api.POST('/projects/{projectID}/answers', { params: { path: { projectID: this.project.projectID } }, body }));
    this.#take(batch);
    return batch;
  }

  #send<Result>(work: () => Promise<Result>, token?: number): Promise<Result> {
    this.saving++;
    return this.#queue.send(work).finally(() => {
      this.saving--;
      if (token !== undefined) this.#over.drop(token);
      this.undoDepth = this.#undo.depth;
      this.version++;
    });
  }

  #settleUndo(batches: Promise<BatchID[]>): void {
    this.undoDepth = this.#undo.depth;
    batches.catch(() => (this.undoDepth = this.#undo.depth));
  }

  /** The server's word on these media, into what is loaded. */
  #take(batch: AnswerBatch): void {
    for (const media of batch.media) {
      this.taken(media);
      if (!media.eventID) continue;
      this.#pages?.replace(media.eventID, (event) => ({ ...event, media: event.media.map((each) => (each.mediaID === media.mediaID ? media : each)) }));
    }
    this.version++;
  }

  #goTo(batch: AnswerBatch): void {
    const first = batch.media[0];
    const row = first?.eventID ? this.#pages?.rowOf(first.eventID) : undefined;
    if (row === undefined || row === this.focus.row) return;
    this.go({ row, media: this.focus.media < 0 ? -1 : Math.max(0, this.event(row)?.media.findIndex((each) => each.mediaID === first?.mediaID) ?? 0) });
  }

  #again(scope: Scope): Scope {
    return { ...scope, media: scope.media.map((each) => this.#present(each)) };
  }

  #refuse(what: string, error: unknown, again: () => void): void {
    const entry = { text: t.review.notSaved(what, explain(error)), again: () => {
      this.refused = this.refused.filter((each) => each !== entry);
      again();
    } };
    this.refused = [...this.refused, entry];
    if (this.said?.text === what) this.said = undefined;
  }

  #remember(species: RecentSpecies | (Meaning & { kind: 'species' })): void {
    this.recent = withRecent(this.recent, { scientificName: species.scientificName, vernacularNames: species.vernacularNames ?? {} });
    remember(`recent.${this.project.projectID}`, JSON.stringify(this.recent));
  }

  get isAllReviewed(): boolean {
    return allReviewed(this.scope().media);
  }
}
