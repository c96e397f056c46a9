// The boxes of one photo while somebody draws: a value, each change makes the next one and remembers the one before.
import { withNewBox, type Box, type Thing } from './boxes.ts';

export class BoxSession {
  readonly things: readonly Thing[];
  readonly #key: number | undefined;
  readonly #before: BoxSession | undefined;

  constructor(things: readonly Thing[], key: number | undefined = things.find((each) => each.fields.bbox)?.key, before?: BoxSession) {
    this.things = things;
    this.#key = key;
    this.#before = before;
  }

  get boxed(): readonly Thing[] {
    return this.things.filter((each) => each.fields.bbox);
  }

  get chosen(): Thing | undefined {
    return this.boxed.find((each) => each.key === this.#key);
  }

  /** Its place among the boxes, from 1; 0 where none is chosen. */
  get place(): number {
    return this.boxed.findIndex((each) => each.key === this.#key) + 1;
  }

  get changed(): boolean {
    return this.#before !== undefined;
  }

  choose(key: number): BoxSession {
    return new BoxSession(this.things, key, this.#before);
  }

  /** The box after the chosen one, or before it, round and round. */
  next(by: 1 | -1): BoxSession {
    const boxed = this.boxed;
    if (boxed.length === 0) return this;
    const at = boxed.findIndex((each) => each.key === this.#key);
    return this.choose(boxed[(Math.max(at, by > 0 ? -1 : 0) + by + boxed.length) % boxed.length]!.key);
  }

  add(box: Box): BoxSession {
    const { things, key } = withNewBox(this.things, box);
    return new BoxSession(things, key, this);
  }

  /** `same`: a further step of the change before, such as of one drag; both are taken back together. */
  change(how: (thing: Thing) => Thing, { same = false } = {}): BoxSession {
    const chosen = this.chosen;
    if (!chosen) return this;
    return new BoxSession(this.things.map((each) => (each === chosen ? how(each) : each)), this.#key, same ? this.#before : this);
  }

  /** Takes the chosen box away, and what was said of it; the next one is chosen. */
  remove(): BoxSession {
    const chosen = this.chosen;
    if (!chosen) return this;
    const boxed = this.boxed;
    const at = boxed.indexOf(chosen);
    const key = (boxed[at + 1] ?? boxed[at - 1])?.key;
    return new BoxSession(this.things.filter((each) => each !== chosen), key, this);
  }

  undone(): BoxSession | undefined {
    return this.#before;
  }
}
