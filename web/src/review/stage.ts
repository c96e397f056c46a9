// How a picture lies in the viewer: `scale` is screen pixels per picture pixel, x and y the picture's top left corner.

export interface Size {
  width: number;
  height: number;
}

export interface View {
  scale: number;
  x: number;
  y: number;
}

export const deepest = 8;

export function fitScale(picture: Size, stage: Size): number {
  if (picture.width <= 0 || picture.height <= 0) return 1;
  return Math.min(stage.width / picture.width, stage.height / picture.height);
}

/** The whole picture, centred; a small one is enlarged at most twice. */
export function fit(picture: Size, stage: Size): View {
  const scale = Math.min(fitScale(picture, stage), 2);
  return { scale, x: (stage.width - picture.width * scale) / 2, y: (stage.height - picture.height * scale) / 2 };
}

/** Keeps the picture on the stage: centred where it is smaller, without gaps at the edges where it is larger. */
export function clamped(view: View, picture: Size, stage: Size): View {
  const along = (at: number, length: number, room: number) => (length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, at)));
  return {
    scale: view.scale,
    x: along(view.x, picture.width * view.scale, stage.width),
    y: along(view.y, picture.height * view.scale, stage.height),
  };
}

/** Zooms by a factor; what lies under (atX, atY) of the stage stays there. */
export function zoomed(view: View, factor: number, atX: number, atY: number, picture: Size, stage: Size): View {
  const least = fit(picture, stage).scale;
  const scale = Math.min(Math.max(deepest, least), Math.max(least, view.scale * factor));
  const real = scale / view.scale;
  return clamped({ scale, x: atX - (atX - view.x) * real, y: atY - (atY - view.y) * real }, picture, stage);
}

export function panned(view: View, dx: number, dy: number, picture: Size, stage: Size): View {
  return clamped({ ...view, x: view.x + dx, y: view.y + dy }, picture, stage);
}

/** 100 % at a point, or back to the whole picture where it is already enlarged. */
export function toggled(view: View, atX: number, atY: number, picture: Size, stage: Size): View {
  const whole = fit(picture, stage);
  const enlarged = view.scale > whole.scale * 1.01;
  return enlarged ? whole : zoomed(whole, Math.max(1, whole.scale * 2) / whole.scale, atX, atY, picture, stage);
}

/** A preview of 1600 pixels is not enough once more pixels of the screen than it has would be filled. */
export function needsOriginal(view: View, picture: Size, pixelRatio: number, previewSide = 1600): boolean {
  return view.scale * Math.max(picture.width, picture.height) * pixelRatio > previewSide * 1.15 && Math.max(picture.width, picture.height) > previewSide;
}
