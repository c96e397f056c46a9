// Outlines of areas out of GeoJSON that somebody pasted or chose, with a sentence where it will not do.
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { t } from '../i18n/index.svelte.ts';

export type Outline = Polygon | MultiPolygon;
export interface NamedOutline {
  name: string;
  outline: Outline;
}

const most = 10_000; // positions, as the API takes them

export function outlinesFrom(text: string): NamedOutline[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error(t.field.notJSON);
  }
  const found = [...walk(json, '')];
  if (found.length === 0) throw new Error(t.field.noPolygon);
  for (const { outline } of found) check(outline);
  return found;
}

function* walk(json: unknown, name: string): Generator<NamedOutline> {
  if (typeof json !== 'object' || json === null || !('type' in json)) return;
  const object = json as Record<string, unknown>;
  if (object['type'] === 'FeatureCollection') for (const feature of list(object['features'])) yield* walk(feature, name);
  else if (object['type'] === 'GeometryCollection') for (const part of list(object['geometries'])) yield* walk(part, name);
  else if (object['type'] === 'Feature') yield* walk(object['geometry'], nameOf(object['properties']) || name);
  else if (object['type'] === 'Polygon' || object['type'] === 'MultiPolygon') {
    yield { name, outline: { type: object['type'], coordinates: object['coordinates'] } as Outline };
  }
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function nameOf(properties: unknown): string {
  if (typeof properties !== 'object' || properties === null) return '';
  const found = Object.entries(properties).find(([key, value]) => /^(name|名称|title|label)$/i.test(key) && typeof value === 'string');
  return found ? String(found[1]).trim().slice(0, 200) : '';
}

export function rings(outline: Outline): Position[][] {
  return outline.type === 'Polygon' ? outline.coordinates : outline.coordinates.flat();
}

/** Corners, counting the closing position of a ring once. */
export function corners(outline: Outline): number {
  return rings(outline).reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);
}

function check(outline: Outline): void {
  const polygons = list(outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates);
  let count = 0;
  for (const ring of polygons.flatMap(list)) {
    const positions = list(ring) as Position[];
    if (positions.length < 4) throw new Error(t.field.badRing);
    for (const position of positions) {
      const [longitude, latitude] = list(position);
      const right = typeof longitude === 'number' && typeof latitude === 'number' && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
      if (!right) throw new Error(t.field.badPosition(JSON.stringify(position)?.slice(0, 60) ?? ''));
    }
    const [first, last] = [positions[0], positions.at(-1)];
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) throw new Error(t.field.badRing);
    count += positions.length;
  }
  if (count === 0) throw new Error(t.field.noPolygon);
  if (count > most) throw new Error(t.field.tooMany);
}

export function boundsOf(positions: Iterable<Position>): [number, number, number, number] | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude = 0, latitude = 0] of positions) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return west <= east ? [west, south, east, north] : undefined;
}
