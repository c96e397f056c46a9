// Tone curves of a picture on screen: which lightness each of the 256 levels is shown with. Pure arithmetic; the browser
// lays the curve over the picture as a filter.
import type { Look } from './look.ts';

export const levels = 256;

/** Luma by Rec. 601, 0 to 255. */
export const luma = (red: number, green: number, blue: number) => 0.299 * red + 0.587 * green + 0.114 * blue;

/** How many pixels there are of each luma. */
export function histogramOf(rgba: ArrayLike<number>): number[] {
  const counts = new Array<number>(levels).fill(0);
  for (let at = 0; at + 3 < rgba.length; at += 4) counts[Math.round(luma(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!))]!++;
  return counts;
}

/**
 * Histogram equalisation: (cdf(v) − cdf_min) / (N − cdf_min), in 0 to 1 (Gonzalez and Woods, Digital Image Processing,
 * 3.3). The straight line where all pixels are of one level: there is nothing to spread.
 */
export function equalising(histogram: readonly number[]): number[] {
  const all = histogram.reduce((sum, count) => sum + count, 0);
  const least = histogram.find((count) => count > 0) ?? 0;
  if (all === least) return histogram.map((_, level) => level / (levels - 1));
  let below = 0;
  return histogram.map((count) => Math.max(0, ((below += count) - least) / (all - least)));
}

/** The curve of equalisation and gamma, one value in 0 to 1 for each level; undefined where it would change nothing. */
export function toneCurve(look: Pick<Look, 'gamma' | 'equalise'>, histogram: readonly number[] | undefined): number[] | undefined {
  const spread = look.equalise && histogram ? equalising(histogram) : undefined;
  if (!spread && look.gamma === 1) return undefined;
  const from = spread ?? Array.from({ length: levels }, (_, level) => level / (levels - 1));
  return from.map((value) => value ** (1 / look.gamma));
}
