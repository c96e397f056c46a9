// What of a video is played, and how its frames are counted.
import type { Media } from '@serow/api';
import type { Act } from '../keys.ts';

export const speeds = [0.25, 0.5, 1, 2, 4] as const;

/** Where the bytes to play lie, below the address of the media; undefined where there are none (yet). */
export function playedPart(playback: Media['playback']): 'content' | 'proxy' | undefined {
  if (playback?.state === 'original') return 'content';
  return playback?.state === 'proxy' ? 'proxy' : undefined;
}

/** Frames a second of what is played; a proxy leaves frames out that are nearer than 12.5 ms. 25 where nobody knows. */
export function playedRate(frameRate: number | null, part: 'content' | 'proxy'): number {
  if (!frameRate || frameRate <= 0) return 25;
  return part === 'proxy' ? frameRate / Math.max(1, Math.ceil(frameRate * 0.0125 - 1e-6)) : frameRate;
}

/** The middle of the frame `by` frames away from the one shown at `second`, so that rounding shows no neighbour. */
export function frameTime(second: number, by: number, rate: number, length: number): number {
  const last = Math.max(0, Math.ceil(length * rate - 0.01) - 1);
  const frame = Math.floor(second * rate + 0.01) + by;
  return (Math.min(Math.max(frame, 0), last) + 0.5) / rate;
}

export function nextSpeed(speed: number, by: 1 | -1): number {
  const at = speeds.findIndex((each) => each === speed);
  return speeds[Math.min(Math.max((at < 0 ? 2 : at) + by, 0), speeds.length - 1)]!;
}

/** 75.25 → 1:15.3 */
export function clock(second: number): string {
  const tenths = Math.round(Math.max(0, Number.isFinite(second) ? second : 0) * 10);
  const rest = tenths % 600;
  return `${Math.floor(tenths / 600)}:${String(Math.floor(rest / 10)).padStart(2, '0')}.${rest % 10}`;
}

const acts = ['play', 'frameBack', 'frameOn', 'secondBack', 'secondOn', 'videoStart', 'videoEnd', 'slower', 'faster', 'loop', 'mute'] as const;
export type VideoAct = (typeof acts)[number];
export const isVideoAct = (act: Act): act is VideoAct => (acts as readonly Act[]).includes(act);
