// What the server said, and over it what the reader answered and the server has not yet confirmed.
// A refused answer is taken off again, and what other answers laid over it stays.

interface Patch<Value> {
  token: number;
  value: Value;
}

export class Optimistic<Value> {
  #patches = new Map<string, Patch<Value>[]>();
  #next = 1;

  /** Shows `values` until confirmed or withdrawn with the token that comes back. */
  show(values: ReadonlyMap<string, Value>): number {
    const token = this.#next++;
    for (const [id, value] of values) this.#patches.set(id, [...(this.#patches.get(id) ?? []), { token, value }]);
    return token;
  }

  /** Takes a token's values away: refused, or confirmed and now part of the truth. */
  drop(token: number): void {
    for (const [id, patches] of this.#patches) {
      const left = patches.filter((each) => each.token !== token);
      if (left.length === 0) this.#patches.delete(id);
      else if (left.length !== patches.length) this.#patches.set(id, left);
    }
  }

  over(id: string, truth: Value): Value {
    return this.#patches.get(id)?.at(-1)?.value ?? truth;
  }

  get pending(): number {
    return this.#patches.size;
  }
}

/** Sends one after the other, in the order of asking: two answers to one photo must not overtake each other. */
export class SendQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get waiting(): number {
    return this.#waiting;
  }

  send<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting++;
    const done = this.#tail.then(work, work).finally(() => this.#waiting--);
    this.#tail = done.catch(() => undefined);
    return done;
  }
}
