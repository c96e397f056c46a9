// What lies before the reader: cohorts as they come from the server, what became of each crop, and the ledger they write to.
import type { AnswerBatch, BatchID, CohortBatch, CropAnswerBatch, Detection, MediaID, Observation, Project } from '@serow/api';
import { api, ask, session } from '../api/index.ts';
import type { Answered } from '../api/live.ts';
import { remember, remembered } from '../app/preferences.svelte.ts';
import { t } from '../i18n/index.svelte.ts';
import { vernacular } from '../i18n/species.ts';
import { AnswerChoices } from '../review/choices.svelte.ts';
import type { EventsQuery } from '../review/filters.ts';
import type { Act } from '../review/keys.ts';
import { Ledger } from '../review/ledger.svelte.ts';
import { atHand, parseRecent, withRecent, type RecentSpecies } from '../review/recent.ts';
import { answerable, besides, keyOf, moved, nextOpen, type Cohort, type Fate, type Place } from './cohorts.ts';

export type Says =
  | { kind: 'confirm' }
  | { kind: 'type'; observationType: 'blank' | 'human' | 'vehicle' | 'unknown' }
  | { kind: 'species'; scientificName: string; vernacularNames: Observation['vernacularNames'] };

/** Crops of a batch, and how few cohorts may be left before the next one is fetched. */
const batchSize = 500;
const fewLeft = 4;
/** What one answer may be about. */
const most = 1000;
/** Photos that are looked at again at once after others answered; of more the server tells when they are answered. */
const mostLookedAt = 20;

export class Deck {
  readonly project: Project;
  readonly mayAnswer: boolean;
  readonly choices: AnswerChoices;
  readonly ledger: Ledger;
  cohorts = $state.raw<Cohort[]>([]);
  /** The latest batch: whether its crops are described, and by what. */
  latest = $state.raw<CohortBatch>();
  loading = $state(false);
  failure = $state.raw<unknown>();
  place = $state.raw<Place>({ cohort: 0, crop: 0 });
  selected = $state.raw<ReadonlySet<string>>(new Set());
  readonly recent: RecentSpecies[] = $derived.by(() => atHand(this.choices.species, this.lately));
  lately = $state.raw<RecentSpecies[]>([]);
  /** As many tiles as lie beside each other; the grid keeps this true. */
  columns = 1;
  #fates = $state.raw<ReadonlyMap<string, Fate>>(new Map());
  readonly #outPhotos = $derived(new Set([...this.#fates].filter(([, fate]) => fate === 'out').map(([key]) => key.split(' ')[0]!)));
  /** What was said of each crop that is answered. */
  #said = $state.raw<ReadonlyMap<string, string>>(new Map());
  #query: EventsQuery = {};
  #next: string | undefined;
  #list = 0; // another number after another filter was chosen
  #count = 0;

  constructor(project: Project) {
    this.project = project;
    this.mayAnswer = project.role !== 'viewer';
    this.lately = parseRecent(remembered(`recent.${project.projectID}`));
    this.choices = new AnswerChoices(project.projectID);
    const nothing = { take: () => undefined, foresee: () => 0, drop: () => undefined };
    this.ledger = new Ledger(project.projectID, nothing, (batch) => this.#takenBack(batch));
  }

  // ---- what is there --------------------------------------------------------------------------------------------------

  load(query: EventsQuery): void {
    this.#query = query;
    this.#list++;
    this.#next = undefined;
    this.cohorts = [];
    this.latest = undefined;
    this.#fates = new Map();
    this.#said = new Map();
    this.selected = new Set();
    this.place = { cohort: 0, crop: 0 };
    void this.more();
  }

  /** Is there another batch behind those that are here? Before the first one nobody knows. */
  get goesOn(): boolean {
    return this.latest === undefined || this.#next !== undefined;
  }

  /** The next batch, if there is one; waits for one that is on its way. */
  async more(): Promise<void> {
    if (this.loading || !this.goesOn) return;
    const list = this.#list;
    this.loading = true;
    this.failure = undefined;
    try {
      const cursor = this.latest && this.#next ? { cursor: this.#next } : {};
      const batch = await ask(api.GET('/projects/{projectID}/cohorts', { params: { path: { projectID: this.project.projectID }, query: { ...this.#query, ...cursor, limit: batchSize } } }));
      if (list !== this.#list) return;
      this.latest = batch;
      this.#next = batch.next ?? undefined;
      // Of a photo that was answered meanwhile nothing waits any more.
      const done = new Set([...this.#fates].filter(([, fate]) => fate === 'answered' || fate === 'along').map(([key]) => key.split(' ')[0]!));
      const fates = new Map(this.#fates);
      for (const cohort of batch.cohorts) for (const crop of cohort.crops) if (done.has(crop.mediaID)) fates.set(keyOf(crop), 'along');
      this.#fates = fates;
      this.cohorts = [...this.cohorts, ...batch.cohorts.map((each) => ({ ...each, id: this.#count++ }))];
    } catch (thrown) {
      if (list === this.#list) this.failure = thrown;
    } finally {
      this.loading = false;
    }
    if (list !== this.#list) await this.more();
  }

  fate = (crop: Detection): Fate => this.#fates.get(keyOf(crop)) ?? 'open';

  /** What a cohort was answered as, each once. */
  saidOf(cohort: Cohort): string[] {
    return [...new Set(cohort.crops.filter((each) => this.fate(each) === 'answered').flatMap((each) => this.#said.get(keyOf(each)) ?? []))];
  }

  /** Nothing of it is left to answer, and something was: it is folded to its heading. */
  isFolded(cohort: Cohort | undefined): boolean {
    return cohort === undefined || (!this.isOpen(cohort) && cohort.crops.some((each) => !['open', 'out'].includes(this.fate(each))));
  }
  isOpen(cohort: Cohort | undefined): boolean {
    return cohort !== undefined && answerable(cohort.crops, this.fate, this.#outPhotos).asked.length > 0;
  }
  shown = (cohort: number): number => (this.isFolded(this.cohorts[cohort]) ? 0 : (this.cohorts[cohort]?.crops.length ?? 0));

  readonly left: number = $derived.by(() => this.cohorts.filter((each) => this.isOpen(each)).length);

  // ---- where ------------------------------------------------------------------------------------------------------------

  get cohort(): Cohort | undefined {
    return this.cohorts[this.place.cohort];
  }
  get crop(): Detection | undefined {
    return this.place.crop < 0 ? undefined : this.cohort?.crops[this.place.crop];
  }

  go(place: Place): void {
    this.place = place;
    if (place.cohort >= this.cohorts.length - fewLeft) void this.more();
  }
  move(act: Act): void {
    this.go(moved(this.place, act, { cohorts: this.cohorts.length, shown: this.shown, columns: this.columns }));
  }

  /** On to what is left to answer; a note where there is nothing more. */
  async toOpen(): Promise<void> {
    const list = this.#list;
    if (this.left <= fewLeft) {
      const more = this.more();
      if (this.left === 0) await more;
    }
    if (list !== this.#list) return;
    const cohort = nextOpen(this.cohorts.length, this.place.cohort, (each) => this.isOpen(this.cohorts[each]));
    if (cohort < 0) return this.ledger.addNote(t.crops.allSettled);
    const there = this.cohorts[cohort]!;
    this.go({ cohort, crop: Math.max(0, there.crops.findIndex((each) => this.fate(each) === 'open')) });
  }

  // ---- what is chosen ---------------------------------------------------------------------------------------------------

  toggleSelected(crop: Detection | undefined): void {
    if (!crop || this.fate(crop) !== 'open') return;
    const next = new Set(this.selected);
    if (!next.delete(keyOf(crop)) && next.size < most) next.add(keyOf(crop));
    this.selected = next;
  }

  /** A crop that does not belong there stays open when its cohort is answered; once more puts it back. */
  takeOut(): void {
    const these = this.selected.size > 0 ? this.#selection() : this.crop ? [this.crop] : [];
    const open = these.filter((each) => ['open', 'out'].includes(this.fate(each)));
    if (!this.mayAnswer || open.length === 0) return;
    const back = open.every((each) => this.fate(each) === 'out');
    this.#setFates(open, back ? 'open' : 'out');
    this.selected = new Set();
    this.ledger.note(back ? t.crops.putBack(open.length) : t.crops.takenOut(open.length));
    if (!back && this.place.crop + 1 < this.shown(this.place.cohort)) this.move('right');
  }

  #selection(): Detection[] {
    return this.cohorts.flatMap((cohort) => cohort.crops.filter((each) => this.selected.has(keyOf(each))));
  }

  /** What an answer would go to now. */
  get scope(): { asked: Detection[]; held: number } {
    return answerable(this.selected.size > 0 ? this.#selection() : (this.cohort?.crops ?? []), this.fate, this.#outPhotos);
  }

  // ---- answers ------------------------------------------------------------------------------------------------------------

  /** One answer for the cohort, or for what is selected: shown at once, taken back visibly where the server refuses. */
  answer(says: Says): void {
    if (!this.mayAnswer) return this.ledger.note(t.review.mayNotAnswer);
    const { asked, held } = this.scope;
    if (asked.length === 0) return this.ledger.note(held > 0 ? t.crops.held(held) : t.crops.nothingOpen);
    if (says.kind === 'confirm' && asked.some((each) => each.scientificName !== asked[0]!.scientificName)) return this.ledger.note(t.crops.severalNames);
    const selection = this.selected.size > 0;
    this.#send(says, asked, held);
    this.selected = new Set();
    if (says.kind === 'species') this.#named({ scientificName: says.scientificName, vernacularNames: says.vernacularNames ?? {} });
    if (!selection || !this.isOpen(this.cohort)) void this.toOpen();
    else if (this.crop && this.fate(this.crop) !== 'open') this.go({ ...this.place, crop: Math.max(0, this.cohort!.crops.findIndex((each) => this.fate(each) === 'open')) });
  }

  undo(): void {
    this.ledger.undo();
  }

  #send(says: Says, asked: readonly Detection[], held: number): void {
    const photos = new Set<string>(asked.map((each) => each.mediaID));
    const beside = this.cohorts.flatMap((cohort) => cohort.crops).filter((each) => photos.has(each.mediaID) && this.fate(each) === 'open' && !asked.includes(each));
    this.#setFates(asked, 'answered');
    this.#setFates(beside, 'along');
    const words = this.#words(says, asked[0]!);
    this.#said = new Map([...this.#said, ...asked.map((each) => [keyOf(each), words] as const)]);
    const label = [t.crops.answered(words, asked.length), besides(asked) ? t.crops.keeps(besides(asked)) : '', held ? t.crops.held(held) : ''].filter(Boolean).join(' ');
    const body = {
      crops: asked.map(({ mediaID, bbox, scientificName }) => ({ mediaID, bbox, scientificName })),
      ...(says.kind === 'confirm' ? { confirm: true } : says.kind === 'type' ? { observationType: says.observationType } : { observationType: 'animal' as const, scientificName: says.scientificName }),
    };
    const list = this.#list;
    this.ledger.tell(label, async () => {
      const batch = await ask(api.POST('/projects/{projectID}/crop-answers', { params: { path: { projectID: this.project.projectID } }, body }));
      if (list === this.#list) this.#told(batch, asked, beside);
      return batch.batchID ? [batch.batchID as BatchID] : [];
    }, () => this.#send(says, asked.filter((each) => this.fate(each) === 'open'), 0)).catch(() => {
      if (list === this.#list) this.#setFates([...asked, ...beside], 'open');
    });
  }

  // What the server left out is not shown as answered.
  #told(batch: CropAnswerBatch, asked: readonly Detection[], beside: readonly Detection[]): void {
    if (batch.leftOut.length === 0) return;
    const written = new Set<string>(batch.media.map((each) => each.mediaID));
    const left = new Set(batch.leftOut.map(keyOf));
    this.#setFates(asked.filter((each) => left.has(keyOf(each))), 'left');
    this.#setFates(beside.filter((each) => !written.has(each.mediaID)), 'left');
    const answered = batch.leftOut.filter((each) => each.why === 'answered').length;
    this.ledger.addNote([answered ? t.crops.leftAnswered(answered) : '', batch.leftOut.length > answered ? t.crops.leftChanged(batch.leftOut.length - answered) : ''].filter(Boolean).join(' '));
  }

  /** Somebody else answered: open crops of those events are looked at again, and what waits no more is marked. */
  async answeredBy(people: readonly Answered[]): Promise<void> {
    const list = this.#list;
    const events = new Set<string>(people.filter((each) => each.accountID !== session.current?.accountID).flatMap((each) => each.eventIDs));
    const theirs = () => this.cohorts.flatMap((cohort) => cohort.crops).filter((each) => each.eventID && events.has(each.eventID) && ['open', 'out'].includes(this.fate(each)));
    const photos = [...new Set(theirs().map((each) => each.mediaID))].slice(0, mostLookedAt);
    const now = await Promise.all(photos.map((mediaID) =>
      ask(api.GET('/projects/{projectID}/media/{mediaID}', { params: { path: { projectID: this.project.projectID, mediaID } } })).catch(() => undefined)));
    if (list !== this.#list) return;
    const done = new Set<string>(now.filter((each) => each && !['machine', 'accepted'].includes(each.consensus)).map((each) => each!.mediaID));
    const gone = theirs().filter((each) => done.has(each.mediaID));
    if (gone.length === 0) return;
    this.#setFates(gone, 'left');
    this.selected = new Set([...this.selected].filter((key) => !gone.some((each) => keyOf(each) === key)));
    this.ledger.addNote(t.crops.leftAnswered(gone.length));
  }

  #takenBack(batch: AnswerBatch): void {
    const photos = new Set<MediaID>(batch.media.map((each) => each.mediaID));
    const back = this.cohorts.flatMap((cohort) => cohort.crops).filter((each) => photos.has(each.mediaID) && this.fate(each) !== 'out');
    this.#setFates(back, 'open');
    const cohort = this.cohorts.findIndex((each) => each.crops.some((crop) => back.includes(crop)));
    if (cohort >= 0) this.go({ cohort, crop: this.cohorts[cohort]!.crops.findIndex((each) => back.includes(each)) });
  }

  #setFates(crops: readonly Detection[], fate: Fate): void {
    const next = new Map(this.#fates);
    for (const each of crops) next.set(keyOf(each), fate);
    this.#fates = next;
  }

  #words(says: Says, first: Detection): string {
    if (says.kind === 'type') return says.observationType === 'blank' ? t.crops.noAnimal : t.review[says.observationType];
    const { scientificName, vernacularNames } = says.kind === 'confirm' ? first : says;
    return vernacular(vernacularNames) || scientificName || t.app.observationTypes.animal;
  }

  #named(species: RecentSpecies): void {
    this.lately = withRecent(this.lately, species);
    remember(`recent.${this.project.projectID}`, JSON.stringify(this.lately));
  }
}
