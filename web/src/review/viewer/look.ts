// How a picture is shown: brightness, contrast and gamma as factors, and whether its greys are spread over the whole range.

export interface Look {
  brightness: number;
  contrast: number;
  /** Above 1 what is dark becomes lighter and white stays white. */
  gamma: number;
  equalise: boolean;
}

export type Factor = 'brightness' | 'contrast' | 'gamma';

export const plainLook: Look = { brightness: 1, contrast: 1, gamma: 1, equalise: false };
export const lookRange: Record<Factor, readonly [number, number]> = { brightness: [0.3, 4], contrast: [0.5, 3], gamma: [0.4, 4] };

export const isPlain = (look: Look) => look.brightness === 1 && look.contrast === 1 && look.gamma === 1 && !look.equalise;

/** A key's step: a fifth, so that a night picture is light after a few. */
export function stepped(look: Look, kind: Factor, up: boolean): Look {
  const [least, most] = lookRange[kind];
  const value = Math.round(look[kind] * (up ? 1.2 : 1 / 1.2) * 20) / 20;
  return { ...look, [kind]: Math.min(most, Math.max(least, value)) };
}
