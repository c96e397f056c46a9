// Where the picture lies within the magnifier.
import type { Size, View } from '../stage.ts';

export const magnification = 3;

/** `at`: the magnifier's middle on the stage. What lies there is in its middle too, enlarged; the picture's place is told from the magnifier's top left corner. */
export function loupeView(at: { x: number; y: number }, view: View, picture: Size, diameter: number): View {
  // A picture that is shown small is enlarged to its own pixels at least; one of a few pixels has no more to show.
  const scale = Math.max(view.scale * magnification, Math.min(1, view.scale * 8));
  const along = (point: number, start: number, length: number) => diameter / 2 - Math.min(Math.max((point - start) / view.scale, 0), length) * scale;
  return { scale, x: along(at.x, view.x, picture.width), y: along(at.y, view.y, picture.height) };
}
