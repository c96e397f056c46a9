// Brightness and contrast of a picture on screen, as factors.

export interface Look {
  brightness: number;
  contrast: number;
}

export const plainLook: Look = { brightness: 1, contrast: 1 };
export const lookRange = { brightness: [0.3, 4], contrast: [0.5, 3] } as const;

/** A key's step: a fifth, so that a night picture is light after a few. */
export function stepped(look: Look, kind: keyof Look, up: boolean): Look {
  const [least, most] = lookRange[kind];
  const value = Math.round(look[kind] * (up ? 1.2 : 1 / 1.2) * 20) / 20;
  return { ...look, [kind]: Math.min(most, Math.max(least, value)) };
}
