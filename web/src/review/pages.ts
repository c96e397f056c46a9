// A list of a hundred thousand events, of which only the neighbourhood of the reader is held.
//
// The API hands out pages by cursor, so one can walk on from a page but not leap into the middle. It also tells how many
// events there are `from` a moment on, and with that, where in the list a moment lies: total − total(from). A leap
// looks for a moment near the wanted row by that (interpolating, a handful of one-row requests) and walks on from there.
// A list that is not by time is leapt into by number.
// What is loaded are segments, each an unbroken run of events; when one grows into the next they are joined by eventID.

export interface Page<Item> {
  items: Item[];
  next: string | null;
  /** Of the whole list; null on the pages after the first, and on the first where it is counted beside. */
  total: number | null;
}

export interface Source<Item> {
  page(at: { cursor?: string; from?: string; offset?: number; limit: number }): Promise<Page<Item>>;
  /** It is not from the oldest on: a leap asks for what follows so many events. */
  byNumber?: boolean;
  /** How many there are, where the first page comes without: so that it is there sooner. */
  count?(): Promise<number>;
  id(item: Item): string;
  /** Milliseconds since 1970. */
  time(item: Item): number;
}

interface Segment<Item> {
  start: number;
  items: Item[];
  next: string | null;
  /** The moment it was asked from; a cursor belongs to the question that it came from. */
  from: string | undefined;
}

/** How many there are from a first page on; the server counts them on every page that no cursor asked for. */
function counted(page: Page<unknown>): number {
  if (page.total === null) throw new Error('The first page of events came without their number.');
  return page.total;
}

const end = (segment: Segment<unknown>) => segment.start + segment.items.length;

export interface Limits {
  pageSize: number;
  /** So many pages are walked rather than leapt over. */
  walk: number;
  /** Events held at most. */
  held: number;
}

const usual: Limits = { pageSize: 60, walk: 4, held: 4000 };

export class EventPages<Item> {
  total: number | undefined;
  failure: unknown;
  #segments: Segment<Item>[] = [];
  #places = new Map<string, number>();
  #want: [number, number] | undefined;
  #running: Promise<void> | undefined;
  #closed = false;
  readonly #source: Source<Item>;
  readonly #changed: () => void;
  readonly #limits: Limits;

  constructor(source: Source<Item>, changed: () => void, limits: Partial<Limits> = {}) {
    this.#source = source;
    this.#changed = changed;
    this.#limits = { ...usual, ...limits };
  }

  get loading(): boolean {
    return this.#running !== undefined;
  }

  at(row: number): Item | undefined {
    const segment = this.#segments.find((each) => row >= each.start && row < end(each));
    return segment?.items[row - segment.start];
  }

  rowOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** The next loaded row from `row` on that fits; undefined where the loaded run ends first, -1 at the end of the list. */
  find(row: number, fits: (item: Item) => boolean): number | undefined {
    for (let at = Math.max(0, row); ; at++) {
      if (this.total !== undefined && at >= this.total) return -1;
      const item = this.at(at);
      if (item === undefined) return undefined;
      if (fits(item)) return at;
    }
  }

  replace(id: string, change: (item: Item) => Item): void {
    const row = this.#places.get(id);
    const segment = row === undefined ? undefined : this.#segments.find((each) => row >= each.start && row < end(each));
    if (row === undefined || !segment) return;
    segment.items[row - segment.start] = change(segment.items[row - segment.start]!);
  }

  /**
   * Sees to it that these rows are loaded. Only the last wish counts: what was scrolled past is not fetched.
   * Resolves when the last wish is fulfilled or `failure` is set; never rejects.
   */
  want(first: number, last: number): Promise<void> {
    this.#want = [Math.max(0, first), Math.max(0, last)];
    return this.#work();
  }

  retry(): Promise<void> {
    this.failure = undefined;
    return this.#work();
  }

  close(): void {
    this.#closed = true;
    this.#want = undefined;
  }

  #work(): Promise<void> {
    if (this.#running) return this.#running;
    if (this.failure !== undefined || this.#closed || this.#missing() === undefined) return Promise.resolve();
    this.#running = this.#fill().finally(() => {
      this.#running = undefined;
      if (this.failure !== undefined) this.#changed();
    });
    return this.#running;
  }

  async #fill(): Promise<void> {
    try {
      for (let missing = this.#missing(); missing !== undefined && !this.#closed; missing = this.#missing()) {
        const got = await this.#fetch(missing);
        if (this.#closed) return;
        // Events went away meanwhile and the list is shorter than it was said to be.
        if (got === 0) this.total = this.#loadedEnd();
        this.#forget();
        this.#changed();
      }
    } catch (error) {
      if (this.#closed) return;
      this.failure = error;
    }
  }

  #missing(): number | undefined {
    if (!this.#want) return undefined;
    if (this.total === undefined) return 0;
    const last = Math.min(this.#want[1], this.total - 1);
    for (let row = this.#want[0]; row <= last; row++) {
      const segment = this.#segments.find((each) => row >= each.start && row < end(each));
      if (!segment) return row;
      row = end(segment) - 1;
    }
    return undefined;
  }

  /** Brings a row, or comes nearer to it; how many events came. */
  async #fetch(row: number): Promise<number> {
    const before = this.#segments.findLast((each) => each.start <= row);
    const far = this.#limits.walk * this.#limits.pageSize;
    if (before && before.next !== null && row - end(before) < far) {
      return this.#grow(before, await this.#source.page(this.#onward(before, this.#limits.pageSize)));
    }
    if (this.total === undefined || row < far) {
      return this.#begin(0, undefined, await this.#source.page({ limit: this.#limits.pageSize }));
    }
    return this.#source.byNumber ? this.#leapByNumber(row) : this.#leap(row);
  }

  async #leapByNumber(row: number): Promise<number> {
    const { pageSize } = this.#limits;
    const start = row - Math.floor(pageSize / 4);
    const page = await this.#source.page({ offset: start, limit: pageSize });
    this.#begin(start, undefined, page);
    return page.items.length;
  }

  #onward(segment: Segment<Item>, limit: number): { cursor?: string; from?: string; limit: number } {
    return { ...(segment.next !== null ? { cursor: segment.next } : {}), ...(segment.from !== undefined ? { from: segment.from } : {}), limit };
  }

  #begin(start: number, from: string | undefined, page: Page<Item>): number {
    if (start === 0) this.total = page.total === null && this.#source.count ? this.#countBeside(page) : counted(page);
    const segment: Segment<Item> = { start, items: page.items, next: page.next, from };
    this.#segments = this.#segments.filter((each) => each.start < start || each.start > end(segment));
    this.#segments.push(segment);
    this.#segments.sort((a, b) => a.start - b.start);
    if (start > 0) this.#cutAtPrevious(segment);
    this.#settle(segment);
    return page.items.length;
  }

  // Until the number is there: what is known, and one more where there is more.
  #countBeside(page: Page<Item>): number {
    if (page.next === null) return page.items.length;
    this.#source.count!().then(
      (total) => {
        if (this.#closed) return;
        this.total = Math.max(total, this.#loadedEnd());
        this.#changed();
        void this.#work();
      },
      (error: unknown) => {
        if (this.#closed) return;
        this.failure = error;
        this.#changed();
      },
    );
    return page.items.length + 1;
  }

  #grow(segment: Segment<Item>, page: Page<Item>): number {
    segment.items.push(...page.items);
    segment.next = page.next;
    this.#settle(segment);
    return page.items.length;
  }

  // A leap's row number rests on counts; a walk's is exact. Where a walk meets what a leap loaded, the walk is right.
  #settle(segment: Segment<Item>): void {
    const at = this.#segments.indexOf(segment);
    const following = this.#segments[at + 1];
    if (following && end(segment) >= following.start) {
      const last = segment.items[segment.items.length - 1];
      const met = last === undefined ? -1 : following.items.findIndex((each) => this.#source.id(each) === this.#source.id(last));
      if (met >= 0) {
        segment.items.push(...following.items.slice(met + 1));
        segment.next = following.next;
        segment.from = following.from;
      }
      // Not met: the events between are still to be walked; those leapt to come again in their turn.
      this.#segments.splice(at + 1, 1);
      this.#settle(segment);
      return;
    }
    if (segment.next === null && this.total !== undefined) this.total = end(segment);
    else if (this.total !== undefined && end(segment) > this.total) this.total = end(segment);
    this.#index();
  }

  #cutAtPrevious(segment: Segment<Item>): void {
    const previous = this.#segments[this.#segments.indexOf(segment) - 1];
    if (!previous || end(previous) <= segment.start) return;
    segment.items.splice(0, Math.min(segment.items.length, end(previous) - segment.start));
    segment.start = end(previous);
  }

  async #leap(row: number): Promise<number> {
    const { pageSize } = this.#limits;
    const total = this.total!;
    const first = this.#segments[0]?.items[0];
    let low = { row: 0, time: first === undefined ? 0 : this.#source.time(first) };
    let high = { row: total, time: Date.now() };
    for (const each of this.#segments) {
      const item = each.items[0];
      const point = item && { row: each.start, time: this.#source.time(item) };
      if (point && point.row <= row && point.row > low.row) low = point;
      if (point && point.row > row && point.row < high.row) high = point;
    }
    let beyond = false;
    for (let tries = 0; tries < 30 && row - low.row > pageSize / 2 && high.time - low.time > 1000; tries++) {
      const share = (row - pageSize / 4 - low.row) / Math.max(1, high.row - low.row);
      // Halving the time helps where events are very unevenly spread, and where the guess lay after the last of them.
      const time = Math.round(low.time + (high.time - low.time) * (beyond || tries % 3 === 2 ? 0.5 : Math.min(0.98, Math.max(0.02, share))));
      const after = counted(await this.#source.page({ from: new Date(time).toISOString(), limit: 1 }));
      if (this.#closed) return 0;
      beyond = after === 0;
      const found = { row: Math.max(0, total - after), time };
      if (found.row <= row) low = found;
      else high = found;
    }
    const from = new Date(low.time).toISOString();
    const page = await this.#source.page({ from, limit: pageSize });
    const start = Math.min(row, Math.max(0, total - counted(page)));
    this.#begin(start, from, page);
    // So many events begin at this one moment that the page does not reach: go on from here.
    if (start + page.items.length <= row && page.next !== null && page.items.length > 0) {
      const segment = this.#segments.find((each) => each.start === start);
      while (segment && segment.next !== null && end(segment) <= row && !this.#closed) {
        if (this.#grow(segment, await this.#source.page(this.#onward(segment, 500))) === 0) break;
      }
    }
    return page.items.length;
  }

  // Bounded memory: the segments farthest from the reader go first, then the far end of the reader's own.
  #forget(): void {
    const [first, last] = this.#want ?? [0, 0];
    const middle = (first + last) / 2;
    const held = () => this.#segments.reduce((sum, each) => sum + each.items.length, 0);
    const distance = (each: Segment<Item>) => (middle < each.start ? each.start - middle : middle >= end(each) ? middle - end(each) : 0);
    let changed = false;
    while (held() > this.#limits.held && this.#segments.length > 1) {
      const farthest = this.#segments.reduce((a, b) => (distance(b) > distance(a) ? b : a));
      if (distance(farthest) === 0) break;
      this.#segments.splice(this.#segments.indexOf(farthest), 1);
      changed = true;
    }
    const own = this.#segments[0];
    if (own && this.#segments.length === 1 && own.items.length > this.#limits.held) {
      const away = Math.min(own.items.length - this.#limits.held, Math.max(0, Math.floor(first - own.start - this.#limits.held / 4)));
      if (away > 0) {
        own.items.splice(0, away);
        own.start += away;
        changed = true;
      }
    }
    if (changed) this.#index();
  }

  #loadedEnd(): number {
    const last = this.#segments.at(-1);
    return last ? end(last) : 0;
  }

  #index(): void {
    this.#places.clear();
    for (const segment of this.#segments) {
      segment.items.forEach((item, at) => this.#places.set(this.#source.id(item), segment.start + at));
    }
  }
}
