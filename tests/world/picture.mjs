// Draws PNG pictures for tests that have no photos: a night scene with a bright shape, different for each number.
import { crc32, deflateSync } from 'node:zlib';

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** @returns {Buffer} an RGB PNG */
export function drawnPicture(number, width = 320, height = 240) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  const [middleX, middleY] = [width * (0.25 + 0.1 * (number % 6)), height * 0.6];
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x) {
      const at = y * (width * 3 + 1) + 1 + x * 3;
      const near = ((x - middleX) / 40) ** 2 + ((y - middleY) / 24) ** 2 < 1;
      const grey = near ? 190 : 30 + Math.round((50 * y) / height) + ((x * 7 + y * 13 + number * 31) % 11);
      rows.fill(grey, at, at + 3);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
