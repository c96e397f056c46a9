// From the API's map to what is drawn.
import type { Area, ProjectMap } from '@serow/api';
import type { Feature, FeatureCollection, MultiLineString } from 'geojson';
import { readOutlines } from '../parts/basemap.ts';
import type { Drawing, Theme } from './figure.ts';
import { boundsOf, type Bounds, type Ring } from './geometry.ts';
import { mapFigure, type MapSpec } from './mapFigure.ts';

type Point = ProjectMap['locations'][number];

/** Independent events of a species at a point; of all where none is chosen. */
export function eventsAt(point: Pick<Point, 'species'>, scientificName: string): number {
  return point.species.reduce((sum, each) => sum + (!scientificName || each.scientificName === scientificName ? each.events : 0), 0);
}

export function areaRings(area: Pick<Area, 'geometry'>): Ring[] {
  const geometry = area.geometry as { type?: string; coordinates?: unknown } | null;
  if (geometry?.type === 'Polygon') return geometry.coordinates as Ring[];
  if (geometry?.type === 'MultiPolygon') return (geometry.coordinates as Ring[][]).flat();
  return [];
}

export function boundsOfMap(points: readonly { latitude: number; longitude: number }[], areas: readonly Pick<Area, 'geometry'>[]): Bounds | undefined {
  return boundsOf([...points.map((each) => [each.longitude, each.latitude]), ...areas.flatMap((area) => areaRings(area).flat())]);
}

function ringsOf(land: Feature | FeatureCollection): Ring[] {
  const features = land.type === 'FeatureCollection' ? land.features : [land];
  return features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? (geometry.coordinates as Ring[]) : geometry.type === 'MultiPolygon' ? (geometry.coordinates as Ring[][]).flat() : []));
}

/** The figure for print, with the outlines of land and borders that the page's own background uses. */
export async function printedMap(spec: Omit<MapSpec, 'land' | 'borders' | 'bounds'>, theme: Theme): Promise<Drawing> {
  const outlines = await readOutlines();
  const bounds = boundsOf([...spec.points.map((each) => [each.longitude, each.latitude]), ...spec.areas.flatMap((area) => area.rings.flat())]);
  return mapFigure({
    ...spec,
    land: ringsOf(outlines.land),
    borders: (outlines.borders as MultiLineString).coordinates as Ring[],
    bounds: bounds ?? { west: 73, east: 135, south: 18, north: 53 },
  }, theme);
}
