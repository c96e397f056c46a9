// Reads a zip by its central directory, apart from the program that wrote it.
import { crc32, inflateRawSync } from 'node:zlib';

/** @returns {Map<string, Buffer>} name -> content; throws where the zip is broken */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip: it has no end of a central directory');
  let count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const locator = end - 20;
  if (locator >= 0 && bytes.toString('latin1', locator, locator + 4) === 'PK\x06\x07') {
    const end64 = Number(bytes.readBigUInt64LE(locator + 8));
    count = Number(bytes.readBigUInt64LE(end64 + 32));
    at = Number(bytes.readBigUInt64LE(end64 + 48));
  }
  const files = new Map();
  for (let i = 0; i < count; ++i) {
    if (bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error(`entry ${i} of the zip is broken`);
    const [method, crc] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16)];
    let [packed, size, local] = [20, 24, 42].map((offset) => bytes.readUInt32LE(at + offset));
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    for (let extra = at + 46 + nameLength; extra < at + 46 + nameLength + extraLength; extra += 4 + bytes.readUInt16LE(extra + 2)) {
      if (bytes.readUInt16LE(extra) !== 1) continue;
      let field = extra + 4;
      const wide = (value) => (value === 0xffffffff ? Number(bytes.readBigUInt64LE((field += 8) - 8)) : value);
      [size, packed, local] = [wide(size), wide(packed), wide(local)];
    }
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const raw = bytes.subarray(begin, begin + packed);
    const content = method === 0 ? raw : inflateRawSync(raw);
    if (content.length !== size || crc32(content) !== crc) throw new Error(`${name} in the zip is damaged`);
    if (files.has(name)) throw new Error(`${name} is in the zip twice`);
    files.set(name, content);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}
