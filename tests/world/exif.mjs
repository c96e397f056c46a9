// Writes EXIF into a JPEG, in place of what it had: cards of cameras and clocks that are as a test needs them.

const types = { ascii: 2, long: 4, rational: 5 };

function entry(tag, type, value) {
  if (type === 'ascii') return { tag, type, count: Buffer.byteLength(value) + 1, bytes: Buffer.from(`${value}\0`) };
  if (type === 'long') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return { tag, type, count: 1, bytes };
  }
  const bytes = Buffer.alloc(8 * value.length);
  value.forEach(([over, under], at) => {
    bytes.writeUInt32LE(over, 8 * at);
    bytes.writeUInt32LE(under, 8 * at + 4);
  });
  return { tag, type, count: value.length, bytes };
}

/** One directory at `start` of the TIFF: its entries, then what does not fit into them. */
function directory(entries, start) {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag);
  const head = Buffer.alloc(2 + 12 * sorted.length + 4);
  head.writeUInt16LE(sorted.length, 0);
  const rest = [];
  let place = start + head.length;
  sorted.forEach(({ tag, type, count, bytes }, at) => {
    const to = 2 + 12 * at;
    head.writeUInt16LE(tag, to);
    head.writeUInt16LE(types[type], to + 2);
    head.writeUInt32LE(count, to + 4);
    if (bytes.length <= 4) return bytes.copy(head, to + 8);
    head.writeUInt32LE(place, to + 8);
    const even = bytes.length % 2 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes;
    rest.push(even);
    place += even.length;
  });
  return Buffer.concat([head, ...rest]);
}

function degrees(value) {
  const whole = Math.abs(value);
  const minutes = (whole % 1) * 60;
  return [[Math.floor(whole), 1], [Math.floor(minutes), 1], [Math.round((minutes % 1) * 60 * 10_000), 10_000]];
}

/** @param {{make?, model?, serial?, time?: string ('2024:05:01 10:00:00'), latitude?: number, longitude?: number}} facts */
export function stamped(jpeg, { make, model, serial, time, latitude, longitude }) {
  const image = [];
  if (make) image.push(entry(0x010f, 'ascii', make));
  if (model) image.push(entry(0x0110, 'ascii', model));
  const photo = [];
  if (time) photo.push(entry(0x9003, 'ascii', time));
  if (serial) photo.push(entry(0xa431, 'ascii', serial));
  const gps = latitude === undefined ? [] : [
    entry(1, 'ascii', latitude < 0 ? 'S' : 'N'), entry(2, 'rational', degrees(latitude)),
    entry(3, 'ascii', longitude < 0 ? 'W' : 'E'), entry(4, 'rational', degrees(longitude)),
  ];
  const size = directory([...image, entry(0x8769, 'long', 0), ...(gps.length ? [entry(0x8825, 'long', 0)] : [])], 8).length;
  const photoAt = 8 + size;
  const photoBytes = directory(photo, photoAt);
  const gpsAt = photoAt + photoBytes.length;
  const first = directory([...image, entry(0x8769, 'long', photoAt), ...(gps.length ? [entry(0x8825, 'long', gpsAt)] : [])], 8);
  const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), first, photoBytes, ...(gps.length ? [directory(gps, gpsAt)] : [])]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(tiff.length + 8);
  const segment = Buffer.concat([Buffer.from('ffe1', 'hex'), length, Buffer.from('Exif\0\0', 'latin1'), tiff]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, withoutExif(jpeg.subarray(2))]);
}

function withoutExif(rest) {
  const kept = [];
  let at = 0;
  while (rest[at] === 0xff && rest[at + 1] !== 0xda) {
    const end = at + 2 + rest.readUInt16BE(at + 2);
    if (rest[at + 1] !== 0xe1) kept.push(rest.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, rest.subarray(at)]);
}
