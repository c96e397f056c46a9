// A reliability diagram as the page draws it: how often right, beside how sure.
import type { Reliability } from '@serow/api';

export interface Dot {
  x: number;
  y: number;
  /** The dot's area shows how many answers it stands for. */
  radius: number;
  answers: number;
}

/** Dots in a square of `side`, from 0 at the bottom left to 1; bins without answers are left out. */
export function dotsOf(reliability: Reliability, side: number): Dot[] {
  const most = Math.max(1, ...reliability.bins.map((bin) => bin.answers));
  return reliability.bins
    .filter((bin) => bin.answers > 0)
    .map((bin) => ({ x: bin.meanProbability * side, y: (1 - bin.right / bin.answers) * side, radius: 2.5 + 4.5 * Math.sqrt(bin.answers / most), answers: bin.answers }));
}
