// Draws videos for tests that have none: an AVI of PNG pictures, as no browser plays it.
import { drawnPicture } from './picture.mjs';

function chunk(name, ...parts) {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

const list = (kind, ...parts) => chunk('LIST', Buffer.from(kind), ...parts);

function numbers(length, ...values) {
  const out = Buffer.alloc(length);
  for (const [at, value, bytes = 4] of values) typeof value === 'string' ? out.write(value, at, 'latin1') : out.writeUIntLE(value, at, bytes);
  return out;
}

/** @returns {Buffer} so many frames at that rate, of so many pictures in turn */
export function drawnVideo(number, { frames = 20, rate = 10, width = 320, height = 240, pictures = frames } = {}) {
  const avih = numbers(56, [0, Math.round(1e6 / rate)], [16, frames], [24, 1], [32, width], [36, height]);
  const strh = numbers(56, [0, 'vidsMPNG'], [20, 1], [24, rate], [32, frames], [52, width, 2], [54, height, 2]);
  const strf = numbers(40, [0, 40], [4, width], [8, height], [12, 1, 2], [14, 24, 2], [16, 'MPNG'], [20, width * height * 3]);
  const drawn = Array.from({ length: pictures }, (_, at) => chunk('00dc', drawnPicture(number * 100 + at, width, height)));
  const shown = Array.from({ length: frames }, (_, at) => drawn[at % pictures]);
  return chunk('RIFF', Buffer.from('AVI '), list('hdrl', chunk('avih', avih), list('strl', chunk('strh', strh), chunk('strf', strf))), list('movi', ...shown));
}
