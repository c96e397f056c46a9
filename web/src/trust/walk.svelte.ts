// The way through a sample: what is still open, the next in hand, answers sent one after the other.
import type { BatchID, Media, MediaID, ObservationFields, ProjectID, TrustCheckID } from '@serow/api';
import { api, ask, base } from '../api/index.ts';

export class Walk {
  /** Still open, the next first; a few in hand, so that the next picture is there already. */
  open = $state.raw<Media[]>([]);
  left = $state<number>();
  withheld = $state(0);
  /** The last answer in words, where it can be taken back. */
  said = $state('');
  saving = $state(0);
  failure = $state.raw<unknown>();
  readonly #path: { projectID: ProjectID; trustCheckID: TrustCheckID };
  readonly #changed: () => void;
  #given: { media: Media; batch: Promise<BatchID>; shown: string }[] = [];
  #answered = new Set<MediaID>();
  #put = new Set<MediaID>();
  #reading: AbortController | undefined;

  /** `changed` is told whenever the server wrote something. */
  constructor(projectID: ProjectID, trustCheckID: TrustCheckID, changed: () => void) {
    this.#path = { projectID, trustCheckID };
    this.#changed = changed;
    void this.read();
  }

  close(): void {
    this.#reading?.abort();
  }

  get here(): Media | undefined {
    return this.open[0];
  }

  get whole(): boolean {
    return this.left === 0;
  }

  /** Reads what is open anew; the picture that the reader looks at stays where it is. */
  async read(): Promise<void> {
    this.#reading?.abort();
    const mine = (this.#reading = new AbortController());
    try {
      const limit = Math.min(100, 12 + this.#put.size);
      const now = await ask(api.GET('/projects/{projectID}/trust/{trustCheckID}/media', { params: { path: this.#path, query: { limit } }, signal: mine.signal }));
      if (mine.signal.aborted) return;
      this.failure = undefined;
      const pending = now.items.filter((each) => this.#answered.has(each.mediaID)).length;
      this.left = Math.max(0, now.left - pending);
      this.withheld = now.withheld;
      const others = now.items.filter((each) => !this.#answered.has(each.mediaID));
      const here = others.find((each) => each.mediaID === this.here?.mediaID);
      const rest = others.filter((each) => each !== here);
      this.#hold([...(here ? [here] : []), ...rest.filter((each) => !this.#put.has(each.mediaID)), ...rest.filter((each) => this.#put.has(each.mediaID))]);
    } catch (thrown) {
      if (!mine.signal.aborted) this.failure = thrown;
    }
  }

  /** Goes on at once; throws where the server refuses, and then the picture is back. */
  async answer(media: Media, observation: ObservationFields, shown: string): Promise<void> {
    const batch = this.#send(media, observation);
    this.#given.push({ media, batch, shown });
    this.#answered.add(media.mediaID);
    this.said = shown;
    this.left = Math.max(0, (this.left ?? 1) - 1);
    this.#hold(this.open.filter((each) => each.mediaID !== media.mediaID));
    try {
      await batch;
    } catch (thrown) {
      this.#given = this.#given.filter((each) => each.batch !== batch);
      this.said = this.#given.at(-1)?.shown ?? '';
      this.#answered.delete(media.mediaID);
      this.left = (this.left ?? 0) + 1;
      this.#hold([media, ...this.open]);
      throw thrown;
    }
    if (this.open.length < 6) await this.read();
    this.#changed();
  }

  /** Takes the last answer back; its picture is the next again. False: there is none. */
  async undo(): Promise<boolean> {
    const last = this.#given.pop();
    if (!last) return false;
    const batchID = await last.batch;
    await ask(api.DELETE('/projects/{projectID}/answers/{batchID}', { params: { path: { projectID: this.#path.projectID, batchID } } }));
    this.said = this.#given.at(-1)?.shown ?? '';
    this.#answered.delete(last.media.mediaID);
    this.left = (this.left ?? 0) + 1;
    this.#hold([last.media, ...this.open]);
    this.#changed();
    return true;
  }

  /** Puts this one at the end. */
  later(): void {
    const [here, ...rest] = this.open;
    if (!here || rest.length === 0) return;
    this.#put.add(here.mediaID);
    this.#hold([...rest, here]);
    if (rest.every((each) => this.#put.has(each.mediaID))) void this.read();
  }

  async #send(media: Media, observation: ObservationFields): Promise<BatchID> {
    this.saving++;
    try {
      return (await ask(api.POST('/projects/{projectID}/answers', { params: { path: { projectID: this.#path.projectID } }, body: { mediaIDs: [media.mediaID], observations: [observation] } }))).batchID;
    } finally {
      this.saving--;
    }
  }

  #hold(open: Media[]): void {
    this.open = open;
    // The next ones are fetched ahead, into the browser's cache.
    for (const each of open.slice(1, 5)) if (each.hasRenditions) new Image().src = `${base}/projects/${this.#path.projectID}/media/${each.mediaID}/preview`;
  }
}

type Meaning = { kind: 'answer'; key: string } | { kind: 'recent'; at: number } | { kind: 'species' } | { kind: 'later' } | { kind: 'undo' } | { kind: 'zoom'; factor: number };

/** What a pressed key means here. */
export function meaningOf(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): Meaning | undefined {
  const key = event.key.toLowerCase();
  if (event.altKey) return undefined;
  if (key === 'z') return { kind: 'undo' };
  if (event.ctrlKey || event.metaKey) return undefined;
  if ('bapvu'.includes(key) && key.length === 1) return { kind: 'answer', key };
  if (/^[1-9]$/.test(key)) return { kind: 'recent', at: Number(key) - 1 };
  if (key === 's' || key === '/') return { kind: 'species' };
  if (key === 'arrowright' || key === 'l') return { kind: 'later' };
  if (key === 'i') return { kind: 'zoom', factor: 1.25 };
  if (key === 'o') return { kind: 'zoom', factor: 0.8 };
  return undefined;
}
