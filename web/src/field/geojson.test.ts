import { describe, expect, it, vi } from 'vitest';
import { field } from '../i18n/en/field.ts';

vi.mock('../i18n/index.svelte.ts', () => ({ t: { field } }));
const { boundsOf, corners, outlinesFrom } = await import('./geojson.ts');

const ring = [[107.8, 33.5], [107.9, 33.5], [107.9, 33.6], [107.8, 33.5]];
const polygon = { type: 'Polygon', coordinates: [ring] };

describe('GeoJSON', () => {
  it('is taken as a geometry, a feature or a collection, with names', () => {
    expect(outlinesFrom(JSON.stringify(polygon))).toEqual([{ name: '', outline: polygon }]);
    const collection = {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { Name: ' North slope ' }, geometry: polygon },
        { type: 'Feature', properties: null, geometry: { type: 'Point', coordinates: [1, 2] } },
        { type: 'Feature', properties: { 名称: '南坡' }, geometry: { type: 'MultiPolygon', coordinates: [[ring], [ring]] } },
      ],
    };
    const found = outlinesFrom(`\uFEFF${JSON.stringify(collection)}`);
    expect(found.map((one) => one.name)).toEqual(['North slope', '南坡']);
    expect(found.map((one) => corners(one.outline))).toEqual([3, 6]);
  });

  it.each([
    ['not JSON', 'POLYGON((1 2))', field.notJSON],
    ['no polygon', '{"type":"Point","coordinates":[1,2]}', field.noPolygon],
    ['an empty polygon', '{"type":"Polygon","coordinates":[]}', field.noPolygon],
    ['an open ring', '{"type":"Polygon","coordinates":[[[1,2],[2,2],[2,3],[1,3]]]}', field.badRing],
    ['too short a ring', '{"type":"Polygon","coordinates":[[[1,2],[2,2],[1,2]]]}', field.badRing],
    ['metres of a projection', '{"type":"Polygon","coordinates":[[[500000,3700000],[1,2],[2,2],[500000,3700000]]]}', field.badPosition('[500000,3700000]')],
    ['text for numbers', '{"type":"Polygon","coordinates":[[["1",2],[2,2],[2,3],["1",2]]]}', field.badPosition('["1",2]')],
    ['no positions at all', '{"type":"Polygon","coordinates":[[1,2,3,4]]}', field.badPosition('1')],
  ])('is refused with the reason: %s', (_, text, reason) => {
    expect(() => outlinesFrom(text)).toThrow(reason);
  });

  it('is refused when it is finer than the API takes', () => {
    const long = Array.from({ length: 10_001 }, (_, at) => [at / 100_000, 1]);
    expect(() => outlinesFrom(JSON.stringify({ type: 'Polygon', coordinates: [[...long, long[0]]] }))).toThrow(field.tooMany);
  });
});

it('bounds hold all positions, and none hold nothing', () => {
  expect(boundsOf(ring)).toEqual([107.8, 33.5, 107.9, 33.6]);
  expect(boundsOf([])).toBeUndefined();
});
