// A map background that needs no internet: land and borders of Natural Earth (public domain, 1:50 million), which are part
// of the build, and a graticule that gets finer as one zooms in, so that a reserve can be placed on an empty map too.
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import type { LngLatBounds, Map, StyleSpecification } from 'maplibre-gl';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import outlinesURL from 'world-atlas/countries-50m.json?url';

type Outlines = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

let outlines: Promise<{ land: FeatureCollection | Feature; borders: MultiLineString }> | undefined;

/** Land and borders as GeoJSON, for pages that draw their own map. */
export function readOutlines() {
  outlines ??= fetch(outlinesURL)
    .then((answer) => answer.json() as Promise<Outlines>)
    .then((world) => ({
      land: feature(world, world.objects.land),
      borders: mesh(world, world.objects.countries, (a, b) => a !== b),
    }))
    .catch((error: unknown) => {
      outlines = undefined; // A lost connection must not spoil every later map.
      throw error;
    });
  return outlines;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The style to begin a map with. Text is drawn with the reader's own fonts: there is no glyph server. */
export async function basemap(): Promise<StyleSpecification> {
  const { land, borders } = await readOutlines();
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: land, tolerance: 0.2 },
      borders: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: borders } },
      graticule: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      graticuleLabels: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      // Colours from the start: MapLibre's own would flash black.
      { id: 'water', type: 'background', paint: { 'background-color': colour('--water') } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colour('--land') } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-width': 0.8, 'line-color': colour('--line-strong') } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-width': 0.8, 'line-color': colour('--line-strong'), 'line-dasharray': [4, 2] } },
      { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-width': 0.6, 'line-color': colour('--line') } },
      {
        id: 'graticuleLabels',
        type: 'symbol',
        source: 'graticuleLabels',
        layout: {
          'text-field': ['get', 'text'], 'text-size': 10.5, 'text-font': ['sans-serif'],
          'text-anchor': ['get', 'anchor'], 'text-offset': [0.3, 0.1], 'text-allow-overlap': true,
        },
        paint: { 'text-halo-width': 1.5 },
      },
    ],
  };
}

/** Gives the background the colours of the present theme; what pages drew on the map stays as it is. */
export function paintBasemap(map: Map): void {
  map.setPaintProperty('water', 'background-color', colour('--water'));
  map.setPaintProperty('land', 'fill-color', colour('--land'));
  map.setPaintProperty('coast', 'line-color', colour('--line-strong'));
  map.setPaintProperty('borders', 'line-color', colour('--line-strong'));
  map.setPaintProperty('graticule', 'line-color', colour('--line'));
  map.setPaintProperty('graticuleLabels', 'text-color', colour('--ink-3'));
  map.setPaintProperty('graticuleLabels', 'text-halo-color', colour('--land'));
}

const steps = [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

function degrees(value: number, step: number, plus: string, minus: string): string {
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return value === 0 ? '0°' : `${Math.abs(value).toFixed(digits)}° ${value > 0 ? plus : minus}`;
}

/** Lines about 130 px apart, and their names along the left and the lower edge of what is seen. */
export function drawGraticule(map: Map): void {
  const bounds: LngLatBounds = map.getBounds();
  const wide = bounds.getEast() - bounds.getWest();
  const wanted = (wide * 130) / Math.max(1, map.getCanvas().clientWidth);
  const step = steps.findLast((each) => each >= wanted) ?? 30;
  const [west, east] = [bounds.getWest() - step, bounds.getEast() + step];
  const [south, north] = [Math.max(-85, bounds.getSouth() - step), Math.min(85, bounds.getNorth() + step)];
  const lines: Position[][] = [];
  const labels: Feature[] = [];
  const label = (at: Position, text: string, anchor: string) =>
    labels.push({ type: 'Feature', properties: { text, anchor }, geometry: { type: 'Point', coordinates: at } });

  for (let at = Math.ceil(west / step); at * step <= east; at++) {
    const longitude = at * step;
    lines.push([[longitude, south], [longitude, north]]);
    const named = ((((longitude + 180) % 360) + 360) % 360) - 180;
    if (longitude > bounds.getWest()) label([longitude, bounds.getSouth()], degrees(named, step, 'E', 'W'), 'bottom-left');
  }
  for (let at = Math.ceil(south / step); at * step <= north; at++) {
    const latitude = at * step;
    lines.push([[west, latitude], [east, latitude]]);
    if (latitude > bounds.getSouth()) label([bounds.getWest(), latitude], degrees(latitude, step, 'N', 'S'), 'bottom-left');
  }
  setData(map, 'graticule', { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: lines } });
  setData(map, 'graticuleLabels', { type: 'FeatureCollection', features: labels });
}

/** Gives a GeoJSON source new data; does nothing where the map has no such source. */
export function setData(map: Map, source: string, data: Feature | FeatureCollection | Polygon | MultiPolygon): void {
  const found = map.getSource(source);
  if (found && 'setData' in found) (found as { setData: (data: unknown) => void }).setData(data);
}

/** A name as it stands on a map: the beginning of a very long one. */
export function shortened(name: string, most = 24): string {
  const signs = [...name];
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : name;
}
