// Pictures that will be wanted next, asked for before they are: a few at a time, and given up once the reader went elsewhere.

export interface Picture {
  src: string;
  onload: unknown;
  onerror: unknown;
}

export interface PrefetchLimits {
  /** Asked for at the same time; the page's own pictures and answers must get through beside them. */
  atOnce: number;
  /** Held at most: a picture that is held is shown without asking again. */
  held: number;
}

export class Prefetch {
  readonly #make: () => Picture;
  readonly #limits: PrefetchLimits;
  // In the order of use, the latest at the end.
  #held = new Map<string, { picture: Picture; done: boolean }>();
  #wanted: readonly string[] = [];

  constructor(limits: Partial<PrefetchLimits> = {}, make: () => Picture = () => new Image()) {
    this.#limits = { atOnce: 4, held: 48, ...limits };
    this.#make = make;
  }

  /** What is wanted now, the nearest first. What is on its way and is not among it is given up. */
  want(addresses: readonly string[]): void {
    this.#wanted = addresses.slice(0, this.#limits.held);
    for (const [address, { picture, done }] of this.#held) {
      if (done || this.#wanted.includes(address)) continue;
      this.#give(picture);
      this.#held.delete(address);
    }
    for (const address of this.#wanted) {
      const held = this.#held.get(address);
      if (held) { this.#held.delete(address); this.#held.set(address, held); }
    }
    this.#ask();
  }

  close(): void {
    this.want([]);
    this.#held.clear();
  }

  /** How many are on their way. */
  get running(): number {
    return [...this.#held.values()].filter((each) => !each.done).length;
  }

  has(address: string): boolean {
    return this.#held.get(address)?.done ?? false;
  }

  #ask(): void {
    for (const address of this.#wanted) {
      if (this.running >= this.#limits.atOnce) return;
      if (this.#held.has(address)) continue;
      const picture = this.#make();
      const entry = { picture, done: false };
      this.#held.set(address, entry);
      picture.onload = () => { entry.done = true; this.#ask(); };
      // One that is not there is not asked for again and again.
      picture.onerror = () => { entry.done = true; this.#ask(); };
      picture.src = address;
      this.#forget();
    }
  }

  #give(picture: Picture): void {
    picture.onload = picture.onerror = null;
    picture.src = ''; // The browser breaks the request off.
  }

  #forget(): void {
    for (const [address, { done }] of this.#held) {
      if (this.#held.size <= this.#limits.held) return;
      if (done && !this.#wanted.includes(address)) this.#held.delete(address);
    }
  }
}
