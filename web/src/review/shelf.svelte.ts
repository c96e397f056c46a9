// What lies before the reader: the events of the present filter, with the reader's own answers over them until the
// server has confirmed them.
import type { Event, EventID, Media, ProjectID } from '@serow/api';
import { api, ask } from '../api/index.ts';
import { EventPages } from './pages.ts';
import type { ListQuery } from './sorts.ts';
import { Optimistic } from './truth.ts';

export class Shelf {
  /** Rises with every change of what is loaded or shown. */
  version = $state(0);
  /** Of a list by worth: as of when its order holds, and whether a newer one is under way. */
  order = $state.raw<{ at: string | null; pending: boolean }>();
  /** Told of every medium that the server answers with. */
  taken: (media: Media) => void = () => {};
  readonly #projectID: ProjectID;
  #pages: EventPages<Event> | undefined;
  #over = new Optimistic<Media>();

  constructor(projectID: ProjectID) {
    this.#projectID = projectID;
  }

  load(query: ListQuery): void {
    this.#pages?.close();
    const path = { projectID: this.#projectID };
    this.order = undefined;
    this.#pages = new EventPages<Event>(
      {
        id: (event) => event.eventID,
        time: (event) => Date.parse(event.eventStart),
        // The first page by itself: of a million photos counting takes longer than showing.
        page: async ({ from, ...at }) => {
          const page = await ask(api.GET('/projects/{projectID}/events', { params: { path, query: { ...query, ...at, ...(from ? { from } : at.cursor ? {} : { total: false }) } } }));
          if (query.sort === 'worth' && !at.cursor && !at.offset) this.order = { at: page.worthAt, pending: page.worthPending };
          return page;
        },
        byNumber: query.sort !== undefined && query.sort !== 'oldest',
        count: async () => (await ask(api.GET('/projects/{projectID}/events', { params: { path, query: { ...query, limit: 1 } } }))).total ?? 0,
      },
      () => this.version++,
    );
    this.version++;
  }

  close(): void {
    this.#pages?.close();
  }

  /** The list itself: another object after another filter was chosen. */
  get list(): EventPages<Event> | undefined {
    return this.#pages;
  }

  get total(): number | undefined {
    void this.version;
    return this.#pages?.total;
  }

  get failure(): unknown {
    void this.version;
    return this.#pages?.failure;
  }

  want(first: number, last: number): Promise<void> {
    return this.#pages?.want(first, last) ?? Promise.resolve();
  }

  /** A row with the reader's own answers over it; undefined where it is not loaded. */
  event(row: number): Event | undefined {
    void this.version;
    const event = this.#pages?.at(row);
    if (!event || this.#over.pending === 0) return event;
    return { ...event, media: event.media.map((each) => this.over(each)) };
  }

  over(media: Media): Media {
    return this.#over.over(media.mediaID, media);
  }

  /** Where a loaded event stands. */
  rowOfEvent(eventID: EventID): number | undefined {
    return this.#pages?.rowOf(eventID);
  }

  rowOf(media: Media | undefined): number | undefined {
    return media?.eventID ? this.#pages?.rowOf(media.eventID) : undefined;
  }

  /** A medium as it now is; as it was given where its event is no longer held. */
  present(media: Media): Media {
    const row = this.rowOf(media);
    const found = row === undefined ? undefined : this.event(row)?.media.find((each) => each.mediaID === media.mediaID);
    return found ?? this.over(media);
  }

  /** Shows these media as they will be; until the token that comes back is dropped. */
  foresee(views: ReadonlyMap<string, Media>): number {
    const token = this.#over.show(views);
    this.version++;
    return token;
  }

  drop(token: number): void {
    this.#over.drop(token);
    this.version++;
  }

  /** The server's word on these media, into what is loaded. */
  take(all: readonly Media[]): void {
    for (const media of all) {
      this.taken(media);
      if (!media.eventID) continue;
      this.#pages?.replace(media.eventID, (event) => ({ ...event, media: event.media.map((each) => (each.mediaID === media.mediaID ? media : each)) }));
    }
    this.version++;
  }
}
