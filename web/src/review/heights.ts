// The heights of very many rows: where row i begins, and which row lies at y, both in O(log n).
// A Fenwick tree over whole pixels; a row that was never told has `usual` height.

export class RowHeights {
  #usual: number;
  #count = 0;
  #own: Int32Array;
  #sums: Float64Array;

  constructor(count: number, usual: number) {
    this.#usual = usual;
    this.#own = new Int32Array(0);
    this.#sums = new Float64Array(1);
    this.reset(count, usual);
  }

  get count(): number {
    return this.#count;
  }

  /** All rows at their usual height again. */
  reset(count: number, usual: number): void {
    this.#usual = Math.max(1, Math.round(usual));
    this.#count = count;
    this.#own = new Int32Array(count).fill(this.#usual);
    this.#sums = new Float64Array(count + 1);
    // Every node holds the sum of the lowest-bit many rows before it.
    for (let at = 1; at <= count; at++) this.#sums[at] = (at & -at) * this.#usual;
  }

  height(row: number): number {
    return this.#own[row] ?? 0;
  }

  set(row: number, height: number): void {
    if (row < 0 || row >= this.#count) return;
    const whole = Math.max(1, Math.round(height));
    const change = whole - (this.#own[row] ?? 0);
    if (change === 0) return;
    this.#own[row] = whole;
    for (let at = row + 1; at <= this.#count; at += at & -at) this.#sums[at]! += change;
  }

  /** Where a row begins; of `count`: the height of everything. */
  top(row: number): number {
    let sum = 0;
    for (let at = Math.min(Math.max(row, 0), this.#count); at > 0; at -= at & -at) sum += this.#sums[at]!;
    return sum;
  }

  get total(): number {
    return this.top(this.#count);
  }

  /** The row at y, clamped to the rows there are; -1 where there are none. */
  rowAt(y: number): number {
    if (this.#count === 0) return -1;
    let row = 0;
    let left = y;
    for (let step = 1 << Math.floor(Math.log2(this.#count)); step > 0; step >>= 1) {
      if (row + step <= this.#count && this.#sums[row + step]! <= left) {
        row += step;
        left -= this.#sums[row]!;
      }
    }
    return Math.min(row, this.#count - 1);
  }
}

/** First and last row to draw for a window of the list, with `margin` pixels more on both sides; undefined: none. */
export function rowsInWindow(heights: RowHeights, top: number, height: number, margin: number): [number, number] | undefined {
  if (heights.count === 0) return undefined;
  return [heights.rowAt(Math.max(0, top - margin)), heights.rowAt(Math.max(0, top + height + margin))];
}
