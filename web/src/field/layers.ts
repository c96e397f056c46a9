// Sample areas and points as layers of a map.
import type { Area, Location } from '@serow/api';
import type { FeatureCollection } from 'geojson';
import type { Map } from 'maplibre-gl';
import { setData, shortened } from '../parts/basemap.ts';
import type { Outline } from './geojson.ts';

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
const text = { 'text-font': ['sans-serif'], 'text-size': 12 };

export function addLayers(map: Map): void {
  for (const source of ['areas', 'points', 'draftOutline', 'drawing']) map.addSource(source, { type: 'geojson', data: nothing });
  map.addLayer({ id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-opacity': 0.1 } });
  map.addLayer({ id: 'areasEdge', type: 'line', source: 'areas', paint: { 'line-width': 1.5 } });
  map.addLayer({ id: 'areasName', type: 'symbol', source: 'areas', layout: { ...text, 'text-field': ['get', 'name'] }, paint: { 'text-halo-width': 1.5 } });
  map.addLayer({ id: 'draftOutline', type: 'fill', source: 'draftOutline', paint: { 'fill-opacity': 0.18 } });
  map.addLayer({ id: 'draftOutlineEdge', type: 'line', source: 'draftOutline', paint: { 'line-width': 2, 'line-dasharray': [2, 1] } });
  map.addLayer({ id: 'drawingLine', type: 'line', source: 'drawing', paint: { 'line-width': 2 } });
  map.addLayer({ id: 'drawingCorners', type: 'circle', source: 'drawing', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 5, 'circle-stroke-width': 2 } });
  map.addLayer({
    id: 'points', type: 'circle', source: 'points',
    paint: { 'circle-radius': ['case', ['get', 'chosen'], 8, 5.5], 'circle-stroke-width': 2 },
  });
  map.addLayer({
    id: 'pointsName', type: 'symbol', source: 'points',
    layout: { ...text, 'text-field': ['get', 'name'], 'text-anchor': 'left', 'text-offset': [0.8, 0], 'text-optional': true },
    paint: { 'text-halo-width': 1.5 },
  });
}

export function paintLayers(map: Map): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [accent, info, surface, ink, land] = ['--accent', '--info', '--surface', '--ink', '--land'].map(colour);
  map.setPaintProperty('areas', 'fill-color', info);
  map.setPaintProperty('areasEdge', 'line-color', info);
  for (const layer of ['draftOutline']) map.setPaintProperty(layer, 'fill-color', accent);
  for (const layer of ['draftOutlineEdge', 'drawingLine']) map.setPaintProperty(layer, 'line-color', accent);
  for (const layer of ['points', 'drawingCorners']) {
    map.setPaintProperty(layer, 'circle-color', accent);
    map.setPaintProperty(layer, 'circle-stroke-color', surface);
  }
  for (const layer of ['areasName', 'pointsName']) {
    map.setPaintProperty(layer, 'text-color', ink);
    map.setPaintProperty(layer, 'text-halo-color', land);
  }
}

export function showAreas(map: Map, areas: readonly Area[]): void {
  setData(map, 'areas', {
    type: 'FeatureCollection',
    features: areas.flatMap((area) =>
      area.geometry ? [{ type: 'Feature' as const, properties: { name: shortened(area.name) }, geometry: area.geometry as unknown as Outline }] : [],
    ),
  });
}

export function showPoints(map: Map, points: readonly Location[], chosen: string | undefined): void {
  setData(map, 'points', {
    type: 'FeatureCollection',
    features: points.map((point) => ({
      type: 'Feature',
      properties: { name: shortened(point.locationName), locationID: point.locationID, chosen: point.locationID === chosen },
      geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
    })),
  });
}
