import { expect, test } from 'vitest';
import { bordersPath, landPath, pathOf, placing, type Window } from './locator.ts';

const window: Window = { width: 100, height: 80, longitude: 10, latitude: 60, tall: 16 };

test('the middle lies in the middle, and east-west distances are squeezed with the latitude', () => {
  const place = placing(window);
  expect(place([10, 60])).toEqual([50, 40]);
  // 5 pixels a degree; cos 60° is one half.
  expect(place([12, 60])[0]).toBeCloseTo(55);
  expect(place([10, 62])[1]).toBeCloseTo(30);
});

test('what lies on the other side of the date line is near', () => {
  const border = bordersPath({ type: 'MultiLineString', coordinates: [[[-179, 0], [-177, 0]]] }, { ...window, longitude: 179, latitude: 0 });
  expect(border).toBe('M60.0 40.0L70.0 40.0');
});

test('a line outside is left out, and one around the window is kept', () => {
  const place = placing(window);
  expect(pathOf([[60, 60], [61, 61], [62, 60]], window, place, true)).toBe('');
  const around = landPath({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[-40, 30], [60, 30], [60, 85], [-40, 85], [-40, 30]]] } }, window);
  expect(around).toMatch(/^M.*Z$/);
});

test('steps below half a pixel are left out', () => {
  expect(pathOf([[10, 60], [10.01, 60], [10.02, 60], [14, 60]], window, placing(window), false)).toBe('M50.0 40.0L60.0 40.0');
});
