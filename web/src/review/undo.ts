// What can be taken back, latest first. One act of the reader may be several batches in the ledger.

export interface Act<Batch extends string = string> {
  label: string;
  /** Resolves when the server has all of it; rejects where it was refused. */
  batches: Promise<Batch[]>;
}

export class UndoStack<Batch extends string = string> {
  #acts: Act<Batch>[] = [];
  readonly #deepest: number;

  constructor(deepest = 200) {
    this.#deepest = deepest;
  }

  push(act: Act<Batch>): void {
    this.#acts.push(act);
    if (this.#acts.length > this.#deepest) this.#acts.shift();
    // A refused act never happened: nothing to take back.
    act.batches.catch(() => this.#remove(act));
  }

  /** The latest act, taken off the stack. */
  pop(): Act<Batch> | undefined {
    return this.#acts.pop();
  }

  /** One certain act (the toast's button), taken off wherever it lies; false where it is gone already. */
  take(act: Act<Batch>): boolean {
    return this.#remove(act);
  }

  get depth(): number {
    return this.#acts.length;
  }

  get latest(): Act<Batch> | undefined {
    return this.#acts.at(-1);
  }

  #remove(act: Act<Batch>): boolean {
    const at = this.#acts.indexOf(act);
    if (at >= 0) this.#acts.splice(at, 1);
    return at >= 0;
  }
}
