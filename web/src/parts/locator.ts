// A small map of the country around a place. A reserve seen from near shows no coast and no border of the background, and
// a graticule alone does not tell a reader where in the world that is.
import type { Feature, FeatureCollection, MultiLineString, Position } from 'geojson';

export interface Window {
  /** Pixels. */
  width: number;
  height: number;
  /** Degrees. */
  longitude: number;
  latitude: number;
  /** Degrees of latitude from the lower to the upper edge. */
  tall: number;
}

type Place = (position: Position) => [x: number, y: number];

/** Plate carrée, true to scale at the middle: good enough for some hundred kilometres around. */
export function placing({ width, height, longitude, latitude, tall }: Window): Place {
  const scale = height / tall;
  const squeeze = Math.max(0.1, Math.cos((latitude * Math.PI) / 180));
  return ([x = 0, y = 0]) => [width / 2 + (x - longitude) * squeeze * scale, height / 2 - (y - latitude) * scale];
}

/** A line as SVG, without steps below half a pixel; '' where it stays outside, on one side of the window. */
export function pathOf(line: readonly Position[], { width, height }: Window, place: Place, closed: boolean): string {
  let [left, right, above, below] = [true, true, true, true];
  let d = '';
  let last: [number, number] | undefined;
  for (const position of line) {
    const [x, y] = place(position);
    left &&= x < 0;
    right &&= x > width;
    above &&= y < 0;
    below &&= y > height;
    if (last && Math.abs(x - last[0]) < 0.5 && Math.abs(y - last[1]) < 0.5) continue;
    d += `${last ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    last = [x, y];
  }
  return left || right || above || below ? '' : d + (closed ? 'Z' : '');
}

// The outlines end at 180°: beyond it the world begins again.
function around(line: readonly Position[], window: Window, closed: boolean): string {
  return [-360, 0, 360].map((turn) => pathOf(line, window, placing({ ...window, longitude: window.longitude + turn }), closed)).join('');
}

export function landPath(land: Feature | FeatureCollection, window: Window): string {
  const features = land.type === 'FeatureCollection' ? land.features : [land];
  let d = '';
  for (const { geometry } of features) {
    const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : geometry.type === 'Polygon' ? [geometry.coordinates] : [];
    for (const ring of polygons.flat()) d += around(ring, window, true);
  }
  return d;
}

export function bordersPath(borders: MultiLineString, window: Window): string {
  return borders.coordinates.map((line) => around(line, window, false)).join('');
}
