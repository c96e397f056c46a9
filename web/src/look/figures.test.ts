import { describe, expect, it } from 'vitest';
import { chosenSpecies, found, sorted, verifiedShare, type SpeciesRow } from './choice.ts';
import { digitsOf, fitText, nameSpans, paper, safe, svgOf, ticks } from './figure.ts';
import { boundsOf, clipRing, isFree, legendValues, projection, radiusOf, roundDown } from './geometry.ts';
import { mapFigure } from './mapFigure.ts';
import { clockRhythm, highest, lineRhythm, onClock, type Curve } from './rhythm.ts';

describe('axes', () => {
  it.each([
    [0.118, [0, 0.025, 0.05, 0.075, 0.1, 0.125]],
    [7, [0, 2, 4, 6, 8]],
    [100, [0, 20, 40, 60, 80, 100]],
    [0, [0]],
    [Number.NaN, [0]],
  ])('up to %s', (most, expected) => expect(ticks(most)).toEqual(expected));
  it('as many digits as tell the steps apart', () => {
    expect(digitsOf([0, 0.025, 0.05])).toBe(3);
    expect(digitsOf([0, 0.05])).toBe(2);
    expect(digitsOf([0, 20])).toBe(0);
  });
});

describe('text in figures', () => {
  it('cannot become markup', () => expect(safe('<b title="x">&\'')).toBe('&#60;b title=&#34;x&#34;&#62;&#38;&#39;'));
  it('a species is written in italics, a family is not', () => {
    expect(nameSpans({ common: 'takin', scientific: 'Budorcas taxicolor' })).toBe('takin (<tspan font-style="italic">Budorcas taxicolor</tspan>)');
    expect(nameSpans({ common: '', scientific: 'Cervidae' })).toBe('<tspan>Cervidae</tspan>');
  });
  it('a long name is cut with a sign', () => {
    expect(fitText('P01', 11, 100)).toBe('P01');
    expect(fitText('秦岭佛坪三官庙竹林小道', 10, 55)).toBe('秦岭佛坪…');
  });
});

const curve: Curve = {
  name: { common: 'takin <i>', scientific: 'Budorcas taxicolor' },
  times: [6, 18],
  density: Array.from({ length: 129 }, (_, at) => ({ hour: (at * 24) / 128, density: 0.04 })),
  note: 'n = 2',
};
const words = { title: 'T', hour: 'h', density: 'd', number: (value: number, digits: number) => value.toFixed(digits), foot: '' };

describe('the rhythm', () => {
  it('midnight is at the top of the clock, six to the right, noon below', () => {
    expect(onClock(0, 10).map((each) => Math.round(each) + 0)).toEqual([0, -10]);
    expect(onClock(6, 10).map((each) => Math.round(each) + 0)).toEqual([10, 0]);
    expect(onClock(12, 10).map((each) => Math.round(each) + 0)).toEqual([0, 10]);
  });
  it('the rug has one stroke for each event, at its hour', () => {
    const { body } = lineRhythm([curve], words, paper);
    expect(body.match(/M239 \d+v14M573 \d+v14/)).not.toBeNull(); // 72 + 6/24 · 668 and 72 + 18/24 · 668
  });
  it('a level density is a level line at its value', () => {
    expect(highest([curve])).toBe(0.04);
    const path = lineRhythm([curve], words, paper).body.match(/<path d="(M72 [^"]*)" fill="none" stroke="#0072b2"/)?.[1] ?? '';
    const heights = new Set([...path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((each) => each[1]));
    expect(heights).toEqual(new Set(['120'])); // top 64, 280 high, scale to 0.05: 344 − 0.8 · 280
  });
  it('names cannot break the drawing', () => {
    for (const drawing of [lineRhythm([curve], words, paper), clockRhythm([curve], words, paper)]) {
      const svg = svgOf(drawing, paper, 170);
      expect(svg).not.toContain('<i>');
      expect(svg).toContain('width="170mm"');
      expect(svg).not.toContain('NaN');
    }
  });
  it('without any curve there still is a frame', () => {
    expect(svgOf(lineRhythm([{ ...curve, density: [], times: [] }], words, paper), paper)).not.toMatch(/NaN|Infinity/);
    expect(svgOf(clockRhythm([{ ...curve, density: [], times: [] }], words, paper), paper)).not.toMatch(/NaN|Infinity/);
  });
});

describe('the map', () => {
  const square = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]];
  it('a ring is cut at the frame', () => {
    const cut = clipRing(square, { west: 5, east: 20, south: -5, north: 5 });
    expect(boundsOf(cut)).toEqual({ west: 5, east: 10, south: 0, north: 5 });
    expect(clipRing(square, { west: 11, east: 20, south: 0, north: 5 })).toEqual([]);
    expect(boundsOf(clipRing(square, { west: 2, east: 3, south: 2, north: 3 }))).toEqual({ west: 2, east: 3, south: 2, north: 3 });
  });
  it('shows all of its bounds, north up', () => {
    const frame = { left: 0, top: 0, width: 600, height: 400 };
    const { project, seen } = projection({ west: 107, east: 108, south: 33, north: 34 }, frame);
    const [west, south] = project(107, 33);
    const [east, north] = project(108, 34);
    expect(west).toBeGreaterThan(0);
    expect(east).toBeLessThan(600);
    expect(north).toBeLessThan(south);
    expect(south - north).toBeCloseTo(320, 6); // 400 less a tenth above and below
    expect(seen.north).toBeGreaterThan(34);
  });
  it('a single point is shown at about 4 km, not infinitely large', () => {
    const { metres } = projection({ west: 107, east: 107, south: 33, north: 33 }, { left: 0, top: 0, width: 600, height: 400 });
    expect(metres * 400).toBeCloseTo(5000, -2);
  });
  it('four times the events, four times the area', () => {
    expect(radiusOf(25, 100, 20)).toBe(10);
    expect(radiusOf(0, 100, 20)).toBe(0);
    expect(radiusOf(0, 0, 20)).toBe(0);
  });
  it('legend and scale are round', () => {
    expect(legendValues(34)).toEqual([20, 5, 1]);
    expect(legendValues(1)).toEqual([1]);
    expect(legendValues(0)).toEqual([]);
    expect([7, 20, 0.3, 1000, 4999].map(roundDown)).toEqual([5, 20, 0.2, 1000, 2000]);
  });
  it('names do not lie over each other', () => {
    expect(isFree([0, 0, 10, 10], [[10, 0, 20, 10]])).toBe(true);
    expect(isFree([0, 0, 11, 10], [[10, 0, 20, 10]])).toBe(false);
  });
  it('a circle for each point with events, a ring for one without', () => {
    const points = [{ name: 'A', latitude: 33, longitude: 107, events: 4 }, { name: '<B>', latitude: 33.1, longitude: 107.1, events: 0 }];
    const drawing = mapFigure({
      title: 'T', species: { common: 'takin', scientific: '' }, points, areas: [], land: [[[100, 30], [110, 30], [110, 40], [100, 40]]], borders: [], bounds: boundsOf(points.map((each) => [each.longitude, each.latitude]))!,
      words: { events: 'Events', none: 'none', north: 'N', credits: 'c', number: (value) => String(value) },
    }, paper);
    const svg = svgOf(drawing, paper);
    expect(svg.match(/<circle[^>]*r="22"/g)).toHaveLength(1);
    expect(svg.match(/<circle[^>]*r="3.2"/g)).toHaveLength(2); // the point, and its sign in the legend
    expect(svg).not.toContain('<B>');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});

describe('the table of species', () => {
  const row = (scientificName: string, events: number, rate: number | null, media = 10, machineMedia = 5): SpeciesRow => ({
    scientificName, events, rate, media, machineMedia, vernacularNames: { eng: `the ${scientificName}`, zho: `某${scientificName}` }, individuals: events, rateLow: null, rateHigh: null, locations: 1, naiveOccupancy: null,
  });
  const rows = [row('A', 3, null), row('B', 9, 2), row('C', 5, 4)];
  const names = (list: SpeciesRow[]) => list.map((each) => each.scientificName).join('');
  it('is sorted by any column; without a value last both ways', () => {
    expect(names(sorted(rows, 'events', true, (each) => each.scientificName, 'en'))).toBe('BCA');
    expect(names(sorted(rows, 'rate', true, (each) => each.scientificName, 'en'))).toBe('CBA');
    expect(names(sorted(rows, 'rate', false, (each) => each.scientificName, 'en'))).toBe('BCA');
    expect(names(sorted(rows, 'name', false, (each) => each.scientificName, 'en'))).toBe('ABC');
  });
  it('is searched by any name', () => {
    expect(names(found(rows, ' THE b'))).toBe('B');
    expect(names(found(rows, '某C'))).toBe('C');
    expect(names(found(rows, ''))).toBe('ABC');
  });
  it('tells the share that people verified', () => {
    expect(verifiedShare(row('A', 1, 1, 10, 4))).toBe(0.6);
    expect(verifiedShare(row('A', 1, 1, 0, 0))).toBe(0);
  });
  it('takes up to three species from an address, each once', () => {
    expect(chosenSpecies('A,B,A,,C,D')).toEqual(['A', 'B', 'C']);
    expect(chosenSpecies(null)).toEqual([]);
  });
});
