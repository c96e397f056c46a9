// Which part of a picture is shown around a box.

/** [x, y, width, height] in fractions of the picture. */
export type Part = readonly [x: number, y: number, width: number, height: number];

/**
 * Twice as wide and high as the box, around its middle, within the picture, and of the shape of the frame that it is shown in;
 * shapes are width through height in pixels.
 */
export function partAround(box: readonly number[], pictureShape: number, frameShape = 4 / 3): Part {
  const [x = 0, y = 0, width = 1, height = 1] = box;
  const relative = frameShape / pictureShape;
  const tall = Math.min(Math.max(2 * height, (2 * width) / relative, 0.12), 1, 1 / relative);
  const wide = tall * relative;
  const within = (middle: number, size: number) => Math.min(Math.max(middle - size / 2, 0), 1 - size);
  return [within(x + width / 2, wide), within(y + height / 2, tall), wide, tall];
}
