// The reader's desk: the shelf of events before them, where the keyboard is, what is chosen, and the ledger they write to.
import type { AnswerBatch, BatchID, Event, EventID, Media, MediaID, Project } from '@serow/api';
import { api, ask, session } from '../api/index.ts';
import type { Answered } from '../api/live.ts';
import { remember, remembered } from '../app/preferences.svelte.ts';
import { explain } from '../app/toasts.svelte.ts';
import { t } from '../i18n/index.svelte.ts';
import { reviewed, writingsOf, type Meaning } from './answers.ts';
import { addition, besideWritings, copied, lastAnswerOf, type LastAnswer } from './beside.ts';
import { AnswerChoices } from './choices.svelte.ts';
import { between, moved, type Focus } from './focus.ts';
import { observationsInWords } from './inWords.ts';
import { keyBook } from './keyBook.svelte.ts';
import type { Act } from './keys.ts';
import { Ledger, type Said, type Scope } from './ledger.svelte.ts';
import { atHand, parseRecent, withRecent, type RecentSpecies } from './recent.ts';
import { Shelf } from './shelf.svelte.ts';
import type { ListQuery, Sort } from './sorts.ts';
import type { Act as Undoable } from './undo.ts';

const places = new Map<string, Focus>();

export class Desk {
  readonly project: Project;
  readonly mayAnswer: boolean;
  readonly choices: AnswerChoices;
  readonly shelf: Shelf;
  readonly ledger: Ledger;
  focus = $state.raw<Focus>({ row: 0, media: -1 });
  selected = $state.raw<ReadonlyMap<MediaID, Media>>(new Map());
  whole = $state(false);
  advance = $state(remembered('review.advance') !== 'no');
  boxes = $state(remembered('review.boxes') !== 'no');
  /** Answers go beside each other, and the reader stays, until this is turned off. */
  beside = $state(false);
  /** What was answered last, to be answered again. */
  last = $state.raw<LastAnswer | undefined>(undefined);
  unfolded = $state.raw<ReadonlySet<EventID>>(new Set());
  /** The species at hand: the project's own list first, then what was named last. */
  readonly recent: RecentSpecies[] = $derived.by(() => atHand(this.choices.species, this.lately));
  lately = $state.raw<RecentSpecies[]>([]);
  /** How the list is sorted. */
  sort = $state<Sort>('oldest');
  /** The event of which is told why it stands where it does. */
  why = $state.raw<Event | undefined>(undefined);
  /** How many photos of a row the grid shows, and rows in the window; the grid keeps this true. */
  shown: (row: number) => number = (row) => this.event(row)?.media.length ?? 0;
  pageRows = 4;
  /** First and last row that are wholly in the window. */
  sight = $state.raw<[number, number]>([0, 0]);
  /** Where the desk holds one medium without a list, as on its own page: answers go to it. */
  only = $state.raw<Media | undefined>(undefined);
  #key = '';

  constructor(project: Project) {
    this.project = project;
    this.mayAnswer = project.role !== 'viewer';
    this.lately = parseRecent(remembered(`recent.${project.projectID}`));
    this.choices = new AnswerChoices(project.projectID);
    this.shelf = new Shelf(project.projectID);
    this.ledger = new Ledger(project.projectID, this.shelf, (batch) => this.#goTo(batch));
  }

  // ---- what is there -------------------------------------------------------------------------------------------

  /** Begins a list; the place in it is where the reader left it in this window. */
  load(query: ListQuery, { fresh = false } = {}): void {
    const key = this.project.projectID + JSON.stringify(query);
    if (key === this.#key && !fresh) return;
    this.#key = key;
    this.sort = query.sort ?? 'oldest';
    this.selected = new Map();
    this.focus = places.get(key) ?? { row: 0, media: -1 };
    this.shelf.load(query);
    void this.shelf.want(this.focus.row - 10, this.focus.row + 30);
  }

  close(): void {
    this.shelf.close();
  }

  get version(): number {
    return this.shelf.version;
  }

  get total(): number | undefined {
    return this.shelf.total;
  }

  event(row: number): Event | undefined {
    return this.shelf.event(row);
  }

  get focusedMedia(): Media | undefined {
    return this.focus.media < 0 ? undefined : this.event(this.focus.row)?.media[this.focus.media];
  }

  // ---- where ---------------------------------------------------------------------------------------------------

  go(focus: Focus): void {
    if (focus.row !== this.focus.row) this.beside = false;
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
    await this.shelf.want(row - 5, row + 10);
    const there = this.event(row);
    if (there) this.go({ row, media: by > 0 ? 0 : there.media.length - 1 });
  }

  /** On to what nobody has looked at yet. Loads as it goes; a note where there is nothing more. */
  async toUnreviewed({ photo = false } = {}): Promise<void> {
    const list = this.shelf.list;
    const event = this.event(this.focus.row);
    if (photo && event) {
      const next = event.media.findIndex((each, at) => at > this.focus.media && each.privacy !== 'withheld' && !reviewed(each));
      if (next >= 0) return this.go({ row: this.focus.row, media: next });
    }
    const isOpen = (media: Media) => media.privacy !== 'withheld' && !reviewed(this.shelf.over(media));
    let row = this.focus.row + 1;
    for (let pagesRead = 0; list && list === this.shelf.list && pagesRead < 40; pagesRead++) {
      while (row < (list.total ?? 0) && list.at(row) && !list.at(row)!.media.some(isOpen)) row++;
      const found = list.at(row);
      if (found) return this.go({ row, media: photo ? found.media.findIndex(isOpen) : -1 });
      if (row >= (list.total ?? 0)) break;
      await list.want(row, row + 60);
      if (list.failure !== undefined) return;
    }
    this.ledger.addNote(t.review.noneUnreviewedAfter);
  }

  #goTo(batch: AnswerBatch): void {
    const first = batch.media[0];
    const row = this.shelf.rowOf(first);
    if (row === undefined || row === this.focus.row) return;
    this.go({ row, media: this.focus.media < 0 ? -1 : Math.max(0, this.event(row)?.media.findIndex((each) => each.mediaID === first?.mediaID) ?? 0) });
  }

  // ---- what is chosen ------------------------------------------------------------------------------------------

  scope(): Scope {
    if (this.only) {
      void this.version;
      return { kind: 'media', media: [this.shelf.over(this.only)] };
    }
    if (this.selected.size > 0) {
      return { kind: 'selection', media: [...this.selected.values()].map((each) => this.shelf.present(each)) };
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

  get said(): Said | undefined {
    return this.ledger.said;
  }

  get saving(): number {
    return this.ledger.saving;
  }

  /** Writes an answer for what is chosen; shown at once, taken back visibly where the server refuses. */
  answer(meaning: Meaning, { scope = this.scope(), stay = false }: { scope?: Scope; stay?: boolean } = {}): void {
    if (!this.mayAnswer) return this.ledger.note(t.review.mayNotAnswer);
    const added = this.beside ? addition(meaning) : undefined;
    const writings = added ? besideWritings(added, scope.media) : writingsOf(meaning, scope.media);
    if (writings.length === 0) {
      const nothing = meaning.kind === 'confirm' ? t.review.nothingToConfirm(keyBook.label('blank')) : t.review.nothingToCount;
      const withheld = scope.media.every((each) => each.privacy === 'withheld');
      return this.ledger.note(scope.media.length === 0 ? t.review.notLoaded : withheld ? t.review.withheldText : nothing);
    }
    if (meaning.kind === 'species') this.named({ scientificName: meaning.scientificName, vernacularNames: meaning.vernacularNames ?? {} });
    this.ledger.write(meaning, writings, scope, () =>
      this.answer(meaning, { scope: { ...scope, media: scope.media.map((each) => this.shelf.present(each)) }, stay: true }));
    const answered = scope.media.filter((each) => each.privacy !== 'withheld').map((each) => this.shelf.present(each));
    this.last = lastAnswerOf(answered) ?? this.last;
    const repeatable = this.beside || meaning.kind === 'count' || meaning.kind === 'countBy';
    if (scope.kind === 'selection') this.selected = new Map();
    if (this.advance && !stay && !repeatable && !this.only) void this.toUnreviewed({ photo: scope.kind === 'media' });
  }

  /** The last answer once more, for what is chosen now. */
  copyLast(): void {
    if (!this.mayAnswer) return this.ledger.note(t.review.mayNotAnswer);
    if (!this.last) return this.ledger.note(t.review.nothingToCopy);
    const scope = this.scope();
    const says = t.review.copied(observationsInWords(this.last.observations, this.last.names));
    this.answer({ kind: 'observations', observations: copied(this.last, scope.media), says }, { scope });
  }

  /** Several kinds beside each other, or done with it: then on to the next. */
  toggleBeside(): void {
    this.beside = !this.beside && this.mayAnswer;
    if (!this.beside && this.advance && !this.only && this.scope().media.every(reviewed)) void this.toUnreviewed({ photo: this.focus.media >= 0 && !this.whole });
  }

  undo(one?: Undoable<BatchID>): void {
    this.ledger.undo(one);
  }

  /** Somebody else answered: what is held of those events near the window is read anew, in turn with the reader's own answers. */
  async answeredBy(people: readonly Answered[]): Promise<void> {
    const ids = new Set(people.filter((each) => each.accountID !== session.current?.accountID).flatMap((each) => each.eventIDs));
    const [first, last] = this.sight;
    const near = (row: number) => row >= first - 60 && row <= last + 60;
    const held = [...ids].flatMap((id) => {
      const row = this.shelf.rowOfEvent(id);
      const event = row !== undefined && near(row) ? this.event(row) : undefined;
      return event ? [event] : [];
    });
    if (held.length === 0) return;
    const times = held.map((each) => Date.parse(each.eventStart));
    const query = {
      from: new Date(Math.min(...times)).toISOString(), to: new Date(Math.max(...times) + 1000).toISOString(),
      deploymentID: [...new Set(held.map((each) => each.deploymentID))], limit: 500, total: false,
    };
    const path = { projectID: this.project.projectID };
    try {
      await this.ledger.inTurn(async () => {
        const page = await ask(api.GET('/projects/{projectID}/events', { params: { path, query } }));
        for (const event of page.items) if (ids.has(event.eventID)) this.shelf.take(event.media);
      }, { quiet: true });
      const here = this.event(this.focus.row);
      if (here && ids.has(here.eventID)) this.ledger.addNote(t.review.othersHere);
    } catch { /* the next word of it may come through */ }
  }

  /** Marks what is chosen as a favourite, or no longer where all of it is one. */
  async favour(): Promise<void> {
    const these = this.scope().media.filter((each) => each.privacy !== 'withheld');
    if (!this.mayAnswer || these.length === 0) return;
    const favorite = !these.every((each) => each.favorite);
    const path = { projectID: this.project.projectID };
    try {
      await this.ledger.inTurn(async () => {
        for (let at = 0; at < these.length; at += 1000)
          await ask(api.POST('/projects/{projectID}/favorites', { params: { path }, body: { mediaIDs: these.slice(at, at + 1000).map((each) => each.mediaID), favorite } }));
        this.shelf.take(these.map((each) => ({ ...this.shelf.present(each), favorite })));
      });
      if (this.only) this.only = { ...this.only, favorite };
      this.ledger.note(favorite ? t.review.favoured(these.length) : t.review.notFavoured(these.length));
    } catch (thrown) {
      this.ledger.note(explain(thrown));
    }
  }

  /** A species was named: it gets a digit. */
  named(species: RecentSpecies): void {
    this.lately = withRecent(this.lately, species);
    remember(`recent.${this.project.projectID}`, JSON.stringify(this.lately));
  }
}
