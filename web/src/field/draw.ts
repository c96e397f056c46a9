// Draws a polygon on a map: clicks make corners, the first corner or Enter closes, Backspace takes back, Escape gives up.
import type { Polygon, Position } from 'geojson';
import type { Map, MapMouseEvent } from 'maplibre-gl';
import { setData } from '../parts/basemap.ts';

export interface Drawing {
  close(): void;
  takeBack(): void;
  /** Ends drawing without a result. */
  stop(): void;
}

export function drawPolygon(map: Map, onChange: (corners: number) => void, onDone: (polygon: Polygon | undefined) => void): Drawing {
  const corners: Position[] = [];
  let pointer: Position | undefined;
  map.getCanvas().style.cursor = 'crosshair';
  map.doubleClickZoom.disable();

  function show() {
    const line = pointer ? [...corners, pointer] : corners;
    setData(map, 'drawing', {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: line.length > 1 ? line : [] } },
        ...corners.map((corner) => ({ type: 'Feature' as const, properties: {}, geometry: { type: 'Point' as const, coordinates: corner } })),
      ],
    });
    onChange(corners.length);
  }

  function near(event: MapMouseEvent, corner: Position | undefined): boolean {
    if (!corner) return false;
    const at = map.project([corner[0] ?? 0, corner[1] ?? 0]);
    return Math.hypot(at.x - event.point.x, at.y - event.point.y) < 12;
  }

  function click(event: MapMouseEvent) {
    if (corners.length >= 3 && near(event, corners[0])) return close();
    // The second click of a double click is not another corner.
    if (near(event, corners.at(-1))) return;
    corners.push([round(event.lngLat.wrap().lng), round(event.lngLat.lat)]);
    show();
  }

  function move(event: MapMouseEvent) {
    pointer = [event.lngLat.lng, event.lngLat.lat];
    if (corners.length) show();
  }

  function key(event: KeyboardEvent) {
    if ((event.target as Element | null)?.closest('input, textarea, select')) return;
    if (event.key === 'Enter' && !(event.target as Element | null)?.closest('button, a')) close();
    else if (event.key === 'Backspace') takeBack();
    else if (event.key === 'Escape') stop();
    else return;
    event.preventDefault();
  }

  function end() {
    map.off('click', click);
    map.off('mousemove', move);
    removeEventListener('keydown', key);
    map.getCanvas().style.cursor = '';
    map.doubleClickZoom.enable();
    setData(map, 'drawing', { type: 'FeatureCollection', features: [] });
  }

  function close() {
    if (corners.length < 3) return;
    const [first] = corners;
    end();
    onDone({ type: 'Polygon', coordinates: [[...corners, [...(first ?? [])]]] });
  }

  function takeBack() {
    corners.pop();
    show();
  }

  function stop() {
    end();
    onDone(undefined);
  }

  map.on('click', click);
  map.on('mousemove', move);
  addEventListener('keydown', key);
  return { close, takeBack, stop };
}

/** Six decimals are about 0.1 m: more than any map click can mean. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
