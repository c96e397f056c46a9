/** Bytes per second over the last seconds: calm enough to read, quick enough to believe. */
export class Rate {
  #samples: { at: number; bytes: number }[] = [];
  readonly #window: number;

  constructor(seconds = 12) {
    this.#window = seconds * 1000;
  }

  /** `bytes`: how many there are altogether by now. */
  sample(bytes: number, now = performance.now()): void {
    this.#samples.push({ at: now, bytes });
    while (this.#samples.length > 2 && now - (this.#samples[0]?.at ?? now) > this.#window) this.#samples.shift();
  }

  forget(): void {
    this.#samples = [];
  }

  get perSecond(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < 1000) return undefined;
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }
}
