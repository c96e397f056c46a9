// The daily rhythm as a figure: density over 24 hours as a filled curve, the events themselves as a rug under it.
// Once with hours along a line, once around a clock.
import { at, dashes, digitsOf, fitText, nameSpans, safe, textWidth, ticks, type Drawing, type Name, type Theme } from './figure.ts';

export interface Curve {
  name: Name;
  /** Hours, [0, 24). */
  times: readonly number[];
  density: readonly { hour: number; density: number }[];
  /** Written behind the name: number of events, bandwidth. */
  note: string;
}

export interface RhythmWords {
  title: string;
  hour: string;
  density: string;
  /** 0.05 as the language writes it, with so many digits. */
  number: (value: number, digits: number) => string;
  foot: string;
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** The largest density of all, 0 where there is no curve. */
export function highest(curves: readonly Curve[]): number {
  return curves.reduce((most, curve) => curve.density.reduce((own, point) => Math.max(own, point.density), most), 0);
}

const usualWidth = 760;
const isNarrow = (width: number) => width < 560;

function title(text: string, theme: Theme, x: number, width: number): string {
  const size = isNarrow(width) ? 13 : 16;
  // Bold letters are wider than the estimate by about a sixth.
  return `<text x="${x}" y="24" font-size="${size}" font-weight="600" fill="${theme.ink}">${safe(fitText(text, size, (width - x - 8) * 0.85))}</text>`;
}

function foot(text: string, theme: Theme, x: number, width: number, height: number): string {
  return `<text x="${x}" y="${height - 10}" fill="${theme.quiet}" font-size="11">${safe(fitText(text, 11, width - x - 4))}</text>`;
}

// In a narrow figure the note stands under its name.
const legendStep = (narrow: boolean) => (narrow ? 34 : 20);

function legend(curves: readonly Curve[], theme: Theme, x: number, y: number, width: number): string {
  const narrow = isNarrow(width);
  return curves
    .map((curve, index) => {
      const line = y + index * legendStep(narrow);
      const colour = theme.series[index % theme.series.length];
      const room = width - x - 36 - textWidth(` (${curve.name.scientific})`, 11) - 4;
      const name = narrow ? { ...curve.name, common: fitText(curve.name.common, 11, room) } : curve.name;
      const place = narrow ? ` x="${x + 36}" dy="14"` : '';
      return `<line x1="${x}" x2="${x + 28}" y1="${line - 4}" y2="${line - 4}" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dashes[index % dashes.length]}"/><text x="${x + 36}" y="${line}" fill="${theme.ink}"${narrow ? ' font-size="11"' : ''}>${nameSpans(name)}<tspan fill="${theme.quiet}"${place}>  ${safe(curve.note)}</tspan></text>`;
    })
    .join('');
}

/** `width`: a narrow figure has the same size of text and fewer hours written. */
export function lineRhythm(curves: readonly Curve[], words: RhythmWords, theme: Theme, width = usualWidth): Drawing {
  const narrow = isNarrow(width);
  const top = 44 + curves.length * legendStep(narrow);
  const plot = { left: narrow ? 60 : 72, right: width - 20, top, bottom: top + 280 };
  const rugHeight = 14;
  const rugTop = plot.bottom + 6;
  const axis = rugTop + curves.length * (rugHeight + 3) + 4;
  const height = axis + (words.foot ? 78 : 58);
  const scale = ticks(highest(curves) * 1.02);
  const most = scale.at(-1) || 1;
  const x = (hour: number) => plot.left + (hour / 24) * (plot.right - plot.left);
  const y = (density: number) => plot.bottom - (density / most) * (plot.bottom - plot.top);
  const digits = digitsOf(scale);

  const grid = scale.map((value) => `<line x1="${plot.left}" x2="${plot.right}" y1="${at(y(value))}" y2="${at(y(value))}" stroke="${theme.line}" stroke-width="${value === 0 ? 1 : 0.7}"/><text x="${plot.left - 8}" y="${at(y(value) + 4.5)}" text-anchor="end" fill="${theme.quiet}" font-size="12">${safe(words.number(value, digits))}</text>`).join('');
  const marks = hours.map((hour) => `<line x1="${at(x(hour))}" x2="${at(x(hour))}" y1="${plot.top}" y2="${axis}" stroke="${theme.line}" stroke-width="0.5" stroke-dasharray="${hour % 6 ? '1 4' : ''}"/><line x1="${at(x(hour))}" x2="${at(x(hour))}" y1="${axis}" y2="${axis + 5}" stroke="${theme.ink}"/><text x="${at(x(hour))}" y="${axis + 20}" text-anchor="middle" fill="${theme.ink}" font-size="12">${narrow && hour % 6 ? '' : clock(hour)}</text>`).join('');
  const areas = curves.map((curve, index) => {
    if (curve.density.length === 0) return '';
    const colour = theme.series[index % theme.series.length];
    const path = curve.density.map((point, step) => `${step ? 'L' : 'M'}${at(x(point.hour))} ${at(y(point.density))}`).join('');
    return `<path d="${path}L${at(x(24))} ${plot.bottom}L${at(x(0))} ${plot.bottom}Z" fill="${colour}" fill-opacity="${curves.length > 1 ? 0.13 : 0.22}"/><path d="${path}" fill="none" stroke="${colour}" stroke-width="2.2" stroke-linejoin="round" stroke-dasharray="${dashes[index % dashes.length]}"/>`;
  }).join('');
  const rugs = curves.map((curve, index) => {
    const from = rugTop + index * (rugHeight + 3);
    const d = curve.times.map((time) => `M${at(x(time))} ${from}v${rugHeight}`).join('');
    return `<path d="${d}" stroke="${theme.series[index % theme.series.length]}" stroke-width="1" stroke-opacity="${curve.times.length > 150 ? 0.45 : 0.8}" fill="none"/>`;
  }).join('');
  const middle = (plot.top + plot.bottom) / 2;
  const body =
    `<rect width="${width}" height="${height}" fill="${theme.ground}"/>` +
    title(words.title, theme, narrow ? 8 : plot.left, width) +
    legend(curves, theme, narrow ? 8 : plot.left, 48, width) + grid + marks + areas + rugs +
    `<line x1="${plot.left}" x2="${plot.right}" y1="${axis}" y2="${axis}" stroke="${theme.ink}"/>` +
    `<text x="${(plot.left + plot.right) / 2}" y="${axis + 42}" text-anchor="middle" fill="${theme.ink}">${safe(words.hour)}</text>` +
    `<text transform="translate(${narrow ? 14 : 20} ${middle}) rotate(-90)" text-anchor="middle" fill="${theme.ink}">${safe(words.density)}</text>` +
    (words.foot ? foot(words.foot, theme, narrow ? 8 : plot.left, width, height) : '');
  return { width, height, body, title: words.title };
}

/** Where an hour lies on the clock: midnight at the top, noon at the foot, as the day goes round. */
export function onClock(hour: number, radius: number): [x: number, y: number] {
  const angle = (hour / 24) * 2 * Math.PI;
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
}

export function clockRhythm(curves: readonly Curve[], words: RhythmWords, theme: Theme, width = usualWidth): Drawing {
  const narrow = isNarrow(width);
  const left = narrow ? 8 : 72;
  const top = 44 + curves.length * legendStep(narrow);
  const radius = Math.min(190, width / 2 - 66);
  const centre = { x: width / 2, y: top + radius + 54 };
  const height = centre.y + radius + (words.foot ? 112 : 92);
  const scale = ticks(highest(curves) * 1.02, 4);
  const most = scale.at(-1) || 1;
  const digits = digitsOf(scale);
  const reach = (density: number) => (density / most) * radius;

  const rings = scale.slice(1).map((value) => `<circle r="${at(reach(value))}" fill="none" stroke="${theme.line}" stroke-width="0.8"/>`).join('');
  // The rings' values stand on the half past one o'clock, where no hour is written.
  const values = scale.slice(1).map((value) => {
    const [x, y] = onClock(1.5, reach(value));
    const text = words.number(value, digits);
    const wide = textWidth(text, 11) + 6;
    return `<rect x="${at(x - wide / 2)}" y="${at(y - 8)}" width="${at(wide)}" height="15" rx="3" fill="${theme.ground}" fill-opacity="0.85"/><text x="${at(x)}" y="${at(y + 4)}" text-anchor="middle" font-size="11" fill="${theme.quiet}">${safe(text)}</text>`;
  }).join('');
  const spokes = hours.slice(0, -1).map((hour) => {
    const [x, y] = onClock(hour, radius + 2);
    const [textX, textY] = onClock(hour, radius + 34 + curves.length * 5);
    return `<line x1="0" y1="0" x2="${at(x)}" y2="${at(y)}" stroke="${theme.line}" stroke-width="0.6"/><text x="${at(textX)}" y="${at(textY + 4.5)}" text-anchor="middle" fill="${theme.ink}" font-size="12">${clock(hour)}</text>`;
  }).join('');
  const areas = curves.map((curve, index) => {
    if (curve.density.length === 0) return '';
    const colour = theme.series[index % theme.series.length];
    const path = `${curve.density.map((point, step) => { const [x, y] = onClock(point.hour, reach(point.density)); return `${step ? 'L' : 'M'}${at(x)} ${at(y)}`; }).join('')}Z`;
    return `<path d="${path}" fill="${colour}" fill-opacity="${curves.length > 1 ? 0.13 : 0.22}" stroke="${colour}" stroke-width="2.2" stroke-linejoin="round" stroke-dasharray="${dashes[index % dashes.length]}"/>`;
  }).join('');
  const rugs = curves.map((curve, index) => {
    const from = radius + 4 + index * 8;
    const d = curve.times.map((time) => { const [x, y] = onClock(time, from); const [endX, endY] = onClock(time, from + 7); return `M${at(x)} ${at(y)}L${at(endX)} ${at(endY)}`; }).join('');
    return `<path d="${d}" stroke="${theme.series[index % theme.series.length]}" stroke-width="1" stroke-opacity="${curve.times.length > 150 ? 0.45 : 0.8}" fill="none"/>`;
  }).join('');
  const body =
    `<rect width="${width}" height="${height}" fill="${theme.ground}"/>` +
    title(words.title, theme, left, width) +
    legend(curves, theme, left, 48, width) +
    `<g transform="translate(${centre.x} ${centre.y})">${rings}${spokes}${areas}${rugs}${values}</g>` +
    `<text x="${width / 2}" y="${centre.y + radius + 72 + curves.length * 5}" text-anchor="middle" fill="${theme.ink}">${safe(`${words.hour} · ${words.density}`)}</text>` +
    (words.foot ? foot(words.foot, theme, left, width, height) : '');
  return { width, height, body, title: words.title };
}
