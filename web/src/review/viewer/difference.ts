// What moved: a photo held against another of its event, or against the event's median. Pure arithmetic on pixels.
import { luma } from './tone.ts';

/** The luma of each pixel. */
export function greyOf(rgba: ArrayLike<number>): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(rgba.length / 4);
  for (let at = 0; at < grey.length; at++) grey[at] = luma(rgba[4 * at]!, rgba[4 * at + 1]!, rgba[4 * at + 2]!);
  return grey;
}

/** The median of several pictures of one size, pixel by pixel: the scene without what moves through it. Of an even number the lower one. */
export function medianOf(greys: readonly Uint8ClampedArray[]): Uint8ClampedArray {
  const median = new Uint8ClampedArray(greys[0]?.length ?? 0);
  const column = new Uint8Array(greys.length);
  const middle = (greys.length - 1) >> 1;
  for (let at = 0; at < median.length; at++) {
    for (let of = 0; of < greys.length; of++) {
      const value = greys[of]![at]!;
      let place = of;
      for (; place > 0 && column[place - 1]! > value; place--) column[place] = column[place - 1]!;
      column[place] = value;
    }
    median[at] = column[middle]!;
  }
  return median;
}

/** The level below which half of the pixels lie. */
function middleLevel(counts: Uint32Array, all: number): number {
  let below = 0;
  return counts.findIndex((count) => (below += count) * 2 >= all);
}

/** Beyond the noise by so much a pixel is wholly marked. */
const full = 40;

/**
 * How strongly each pixel changed, 0 to 1. The median of the differences is taken off first, so that a change of
 * exposure marks nothing; then three times the median of what is left, the noise of the two pictures.
 */
export function changeBetween(now: Uint8ClampedArray, other: Uint8ClampedArray): Float32Array {
  const signed = new Uint32Array(511);
  for (let at = 0; at < now.length; at++) signed[now[at]! - other[at]! + 255]!++;
  const shift = middleLevel(signed, now.length) - 255;
  const sizes = new Uint32Array(511);
  for (let at = 0; at < now.length; at++) sizes[Math.abs(now[at]! - other[at]! - shift)]!++;
  const least = 4 + 3 * middleLevel(sizes, now.length);
  const change = new Float32Array(now.length);
  for (let at = 0; at < now.length; at++) change[at] = Math.min(1, Math.max(0, (Math.abs(now[at]! - other[at]! - shift) - least) / full));
  return change;
}

/** The photo in dim grey, what changed in yellow: RGBA. */
export function marked(now: Uint8ClampedArray, change: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(now.length * 4);
  for (let at = 0; at < now.length; at++) {
    const dim = now[at]! * 0.55;
    const strength = change[at]!;
    rgba[4 * at] = dim + (255 - dim) * strength;
    rgba[4 * at + 1] = dim + (214 - dim) * strength;
    rgba[4 * at + 2] = dim + (10 - dim) * strength;
    rgba[4 * at + 3] = 255;
  }
  return rgba;
}

export type Comparison = 'off' | 'neighbour' | 'event';
export const nextComparison: Record<Comparison, Comparison> = { off: 'neighbour', neighbour: 'event', event: 'off' };

/** More photos tell no more of a scene, and cost memory. */
const mostOfEvent = 9;

/** Which photos of the event one is held against: the one before it (the one after the first), or some of all, evenly. */
export function comparedWith(at: number, count: number, comparison: Comparison): number[] {
  if (comparison === 'off' || count < 2) return [];
  if (comparison === 'neighbour') return [at > 0 ? at - 1 : 1];
  const others = Array.from({ length: count }, (_, each) => each).filter((each) => each !== at);
  if (others.length <= mostOfEvent) return others;
  return Array.from({ length: mostOfEvent }, (_, each) => others[Math.round((each * (others.length - 1)) / (mostOfEvent - 1))]!);
}
