// The map of sample points as a figure for print: outlines, areas, circles by events, legend, scale, north, credits.
import { at, fitText, nameSpans, safe, textWidth, type Drawing, type Name, type Theme } from './figure.ts';
import { clipRing, isFree, legendValues, projection, radiusOf, roundDown, type Bounds, type Frame, type Ring } from './geometry.ts';

export interface MapPoint {
  name: string;
  latitude: number;
  longitude: number;
  events: number;
}

export interface MapSpec {
  title: string;
  species: Name;
  points: readonly MapPoint[];
  areas: readonly { name: string; rings: readonly Ring[] }[];
  land: readonly Ring[];
  borders: readonly Ring[];
  bounds: Bounds;
  words: {
    events: string;
    none: string;
    north: string;
    credits: string;
    number: (value: number, digits: number) => string;
  };
}

export const largestRadius = 22;
const degreeSteps = [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

export function mapFigure(spec: MapSpec, theme: Theme): Drawing {
  const width = 760;
  const frame: Frame = { left: 56, top: 62, width: width - 56 - 20, height: 460 };
  const height = frame.top + frame.height + 122;
  const { project, metres, seen } = projection(spec.bounds, frame);
  const points = (ring: Ring) => ring.map(([x = 0, y = 0], index) => { const [px, py] = project(x, y); return `${index ? 'L' : 'M'}${at(px)} ${at(py)}`; }).join('');
  const land = spec.land.map((ring) => clipRing(ring, seen)).filter((ring) => ring.length > 2).map((ring) => `${points(ring)}Z`).join('');
  const near = spec.borders.filter((line) => line.some(([x = 0, y = 0]) => x > seen.west && x < seen.east && y > seen.south && y < seen.north));
  const most = spec.points.reduce((largest, point) => Math.max(largest, point.events), 0);

  const body =
    `<rect width="${width}" height="${height}" fill="${theme.ground}"/>` +
    `<text x="${frame.left}" y="24" font-size="16" font-weight="600" fill="${theme.ink}">${safe(fitText(spec.title, 16, width - frame.left - 20))}</text>` +
    `<text x="${frame.left}" y="46" fill="${theme.ink}">${nameSpans(spec.species)}</text>` +
    `<clipPath id="frame"><rect x="${frame.left}" y="${frame.top}" width="${frame.width}" height="${frame.height}"/></clipPath>` +
    `<g clip-path="url(#frame)"><rect x="${frame.left}" y="${frame.top}" width="${frame.width}" height="${frame.height}" fill="${theme.water}"/>` +
    `<path d="${land}" fill="${theme.land}" stroke="${theme.quiet}" stroke-width="0.5"/>` +
    `<path d="${near.map(points).join('')}" fill="none" stroke="${theme.quiet}" stroke-width="0.7" stroke-dasharray="5 3"/>` +
    graticule(seen, frame, project, theme) + areas(spec, points, theme) + circles(spec, project, most, theme) + names(spec, project, frame, most, theme) +
    '</g>' +
    `<rect x="${frame.left}" y="${frame.top}" width="${frame.width}" height="${frame.height}" fill="none" stroke="${theme.ink}"/>` +
    edgeLabels(seen, frame, project, theme) + legend(spec, most, frame, theme) + scaleBar(spec, metres, frame, theme) + north(spec, frame, theme) +
    `<text x="${frame.left}" y="${height - 12}" fill="${theme.quiet}" font-size="10.5">${safe(fitText(spec.words.credits, 10.5, width - frame.left - 20))}</text>`;
  return { width, height, body, title: `${spec.title}. ${spec.species.common || spec.species.scientific}` };
}

type Project = (longitude: number, latitude: number) => [number, number];

function step(seen: Bounds): number {
  return degreeSteps.findLast((each) => each >= (seen.east - seen.west) / 5) ?? 30;
}

function linesOf(low: number, high: number, by: number): number[] {
  const lines: number[] = [];
  for (let index = Math.ceil(low / by); index * by <= high; index++) lines.push(Number((index * by).toFixed(6)));
  return lines;
}

function graticule(seen: Bounds, frame: Frame, project: Project, theme: Theme): string {
  const by = step(seen);
  const across = linesOf(seen.west, seen.east, by).map((longitude) => `M${at(project(longitude, 0)[0])} ${frame.top}v${frame.height}`);
  const along = linesOf(seen.south, seen.north, by).map((latitude) => `M${frame.left} ${at(project(0, latitude)[1])}h${frame.width}`);
  return `<path d="${[...across, ...along].join('')}" stroke="${theme.line}" stroke-width="0.6" fill="none"/>`;
}

function edgeLabels(seen: Bounds, frame: Frame, project: Project, theme: Theme): string {
  const by = step(seen);
  const digits = Math.max(0, -Math.floor(Math.log10(by)));
  const text = (value: number, plus: string, minus: string) => (value === 0 ? '0°' : `${Math.abs(value).toFixed(digits)}°${value > 0 ? plus : minus}`);
  const across = linesOf(seen.west, seen.east, by).map((longitude) => { const x = project(longitude, 0)[0]; return `<path d="M${at(x)} ${frame.top + frame.height}v5" stroke="${theme.ink}"/><text x="${at(x)}" y="${frame.top + frame.height + 18}" text-anchor="middle" font-size="11" fill="${theme.ink}">${text(((longitude + 540) % 360) - 180, 'E', 'W')}</text>`; });
  const along = linesOf(seen.south, seen.north, by).map((latitude) => { const y = project(0, latitude)[1]; return `<path d="M${frame.left} ${at(y)}h-5" stroke="${theme.ink}"/><text transform="translate(${frame.left - 10} ${at(y)}) rotate(-90)" text-anchor="middle" font-size="11" fill="${theme.ink}">${text(latitude, 'N', 'S')}</text>`; });
  return across.join('') + along.join('');
}

function areas(spec: MapSpec, points: (ring: Ring) => string, theme: Theme): string {
  return spec.areas.map((area) => `<path d="${area.rings.map((ring) => `${points(ring)}Z`).join('')}" fill="${theme.accent}" fill-opacity="0.08" fill-rule="evenodd" stroke="${theme.accent}" stroke-width="1.4"/>`).join('');
}

function circles(spec: MapSpec, project: Project, most: number, theme: Theme): string {
  // Large ones first, so that a small one is never hidden.
  return spec.points.toSorted((a, b) => b.events - a.events).map((point) => {
    const [x, y] = project(point.longitude, point.latitude);
    return point.events > 0
      ? `<circle cx="${at(x)}" cy="${at(y)}" r="${at(Math.max(2, radiusOf(point.events, most, largestRadius)))}" fill="${theme.series[0]}" fill-opacity="0.62" stroke="${theme.ground}" stroke-width="1"/>`
      : `<circle cx="${at(x)}" cy="${at(y)}" r="3.2" fill="${theme.ground}" fill-opacity="0.7" stroke="${theme.ink}" stroke-width="1.1"/>`;
  }).join('');
}

// A name stands beside its point where there is room; a crowded map has fewer names rather than unreadable ones.
function names(spec: MapSpec, project: Project, frame: Frame, most: number, theme: Theme): string {
  const placed: [number, number, number, number][] = spec.points.map((point) => {
    const [x, y] = project(point.longitude, point.latitude);
    const r = Math.max(3, radiusOf(point.events, most, largestRadius) * 0.8);
    return [x - r, y - r, x + r, y + r];
  });
  let out = '';
  for (const point of spec.points.toSorted((a, b) => b.events - a.events)) {
    const [x, y] = project(point.longitude, point.latitude);
    const text = fitText(point.name, 10.5, 110);
    const wide = textWidth(text, 10.5);
    const r = Math.max(3.2, radiusOf(point.events, most, largestRadius));
    const sides: [number, 'start' | 'end' | 'middle', number][] = [[x + r + 3, 'start', y + 4], [x - r - 3, 'end', y + 4], [x, 'middle', y - r - 4], [x, 'middle', y + r + 11]];
    for (const [textX, anchor, textY] of sides) {
      const left = anchor === 'start' ? textX : anchor === 'end' ? textX - wide : textX - wide / 2;
      const box: [number, number, number, number] = [left, textY - 9, left + wide, textY + 2];
      if (box[0] < frame.left + 3 || box[2] > frame.left + frame.width - 3 || !isFree(box, placed)) continue;
      placed.push(box);
      out += `<text x="${at(textX)}" y="${at(textY)}" text-anchor="${anchor}" font-size="10.5" fill="${theme.ink}" stroke="${theme.land}" stroke-width="2.5" paint-order="stroke" stroke-linejoin="round">${safe(text)}</text>`;
      break;
    }
  }
  return out;
}

function legend(spec: MapSpec, most: number, frame: Frame, theme: Theme): string {
  const y = frame.top + frame.height + 62;
  let x = frame.left;
  let out = `<text x="${x}" y="${y + 4}" fill="${theme.ink}" font-size="12">${safe(spec.words.events)}</text>`;
  x += textWidth(spec.words.events, 12) + 14;
  for (const value of [...legendValues(most), 0]) {
    const radius = value > 0 ? Math.max(2, radiusOf(value, most, largestRadius)) : 3.2;
    const text = value > 0 ? spec.words.number(value, 0) : spec.words.none;
    out += value > 0
      ? `<circle cx="${at(x + radius)}" cy="${y}" r="${at(radius)}" fill="${theme.series[0]}" fill-opacity="0.62" stroke="${theme.ground}"/>`
      : `<circle cx="${at(x + radius)}" cy="${y}" r="3.2" fill="${theme.ground}" stroke="${theme.ink}" stroke-width="1.1"/>`;
    out += `<text x="${at(x + radius * 2 + 5)}" y="${y + 4}" font-size="12" fill="${theme.ink}">${safe(text)}</text>`;
    x += radius * 2 + textWidth(text, 12) + 20;
  }
  return out;
}

function scaleBar(spec: MapSpec, metres: number, frame: Frame, theme: Theme): string {
  const length = roundDown(metres * 130);
  const wide = length / metres;
  const right = frame.left + frame.width - 44;
  const y = frame.top + frame.height + 66;
  const text = length >= 1000 ? `${spec.words.number(length / 1000, 0)} km` : `${spec.words.number(length, 0)} m`;
  return `<path d="M${at(right - wide)} ${y - 6}v6h${at(wide)}v-6" fill="none" stroke="${theme.ink}" stroke-width="1.4"/><text x="${at(right - wide / 2)}" y="${y - 9}" text-anchor="middle" font-size="12" fill="${theme.ink}">${safe(text)}</text>`;
}

function north(spec: MapSpec, frame: Frame, theme: Theme): string {
  const x = frame.left + frame.width - 14;
  const y = frame.top + frame.height + 66;
  return `<path d="M${x} ${y - 26}l7 26l-7 -6l-7 6Z" fill="${theme.ink}"/><text x="${x}" y="${y + 14}" text-anchor="middle" font-size="12" font-weight="600" fill="${theme.ink}">${safe(spec.words.north)}</text>`;
}
