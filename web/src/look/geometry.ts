// Plane geometry of the map that is kept as a picture: Mercator, clipping, round numbers for legend and scale.

export type Position = readonly number[];
export type Ring = readonly Position[];
export interface Bounds { west: number; south: number; east: number; north: number }
export interface Frame { left: number; top: number; width: number; height: number }
export interface Circle { x: number; y: number; radius: number }

const mercator = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + (Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 360));

export function boundsOf(all: Iterable<Position>): Bounds | undefined {
  let bounds: Bounds | undefined;
  for (const [longitude = 0, latitude = 0] of all) {
    if (!bounds) bounds = { west: longitude, east: longitude, south: latitude, north: latitude };
    else {
      bounds = { west: Math.min(bounds.west, longitude), east: Math.max(bounds.east, longitude), south: Math.min(bounds.south, latitude), north: Math.max(bounds.north, latitude) };
    }
  }
  return bounds;
}

export interface Projection {
  project(longitude: number, latitude: number): [x: number, y: number];
  /** Metres on the ground of one unit of the figure, in the middle. */
  metres: number;
  /** What the frame shows, in degrees. */
  seen: Bounds;
}

/** Mercator that shows all of the bounds in the frame, with a margin; a single place about 4 km across. */
export function projection(bounds: Bounds, frame: Frame, margin = 0.1): Projection {
  const middle = { longitude: (bounds.west + bounds.east) / 2, y: (mercator(bounds.south) + mercator(bounds.north)) / 2 };
  const latitude = (bounds.south + bounds.north) / 2;
  const least = ((4000 / 6_371_000) / Math.max(0.1, Math.cos((latitude * Math.PI) / 180)));
  const wide = Math.max(((bounds.east - bounds.west) * Math.PI) / 180, least);
  const high = Math.max(mercator(bounds.north) - mercator(bounds.south), least);
  const scale = Math.min(frame.width / wide, frame.height / high) * (1 - 2 * margin);
  const centre = { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 };
  const toLatitude = (y: number) => (Math.atan(Math.sinh(y)) * 180) / Math.PI;
  return {
    project: (longitude, lat) => [centre.x + ((longitude - middle.longitude) * Math.PI / 180) * scale, centre.y - (mercator(lat) - middle.y) * scale],
    metres: (6_371_000 * Math.cos((latitude * Math.PI) / 180)) / scale,
    seen: {
      west: middle.longitude - ((frame.width / 2 / scale) * 180) / Math.PI,
      east: middle.longitude + ((frame.width / 2 / scale) * 180) / Math.PI,
      south: toLatitude(middle.y - frame.height / 2 / scale),
      north: toLatitude(middle.y + frame.height / 2 / scale),
    },
  };
}

/** The part of a ring that lies in the bounds (Sutherland and Hodgman 1974); empty where none does. */
export function clipRing(ring: Ring, bounds: Bounds): Position[] {
  const edges: [axis: 0 | 1, limit: number, sign: 1 | -1][] = [[0, bounds.west, 1], [0, bounds.east, -1], [1, bounds.south, 1], [1, bounds.north, -1]];
  let points: Position[] = [...ring];
  for (const [axis, limit, sign] of edges) {
    const inside = (point: Position) => (point[axis]! - limit) * sign >= 0;
    const next: Position[] = [];
    points.forEach((point, index) => {
      const before = points[(index + points.length - 1) % points.length]!;
      if (inside(point) !== inside(before)) {
        const share = (limit - before[axis]!) / (point[axis]! - before[axis]!);
        next.push([before[0]! + share * (point[0]! - before[0]!), before[1]! + share * (point[1]! - before[1]!)]);
      }
      if (inside(point)) next.push(point);
    });
    points = next;
  }
  return points;
}

/** The largest of 1, 2, 5 × 10ⁿ that is not more than the value. */
export function roundDown(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return ([5, 2, 1].find((each) => each * power <= value * (1 + 1e-9)) ?? 1) * power;
}

/** Circles whose AREA is in proportion to the number; no number at all, no area. */
export function radiusOf(events: number, most: number, largest: number): number {
  return events > 0 && most > 0 ? largest * Math.sqrt(events / most) : 0;
}

/** Round numbers for the legend: the largest at most `most`, then a quarter and about a twentieth of it, whole and different. */
export function legendValues(most: number): number[] {
  const values = [roundDown(most), roundDown(most / 4), roundDown(most / 20)].filter((each) => each >= 1);
  return [...new Set(values)];
}

/** Whether a box touches none of those already placed. */
export function isFree(box: readonly [number, number, number, number], placed: readonly (readonly [number, number, number, number])[]): boolean {
  return placed.every((other) => box[2] <= other[0] || box[0] >= other[2] || box[3] <= other[1] || box[1] >= other[3]);
}
