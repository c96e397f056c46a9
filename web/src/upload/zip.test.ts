import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/index-native.js';
import { expect, it, vi } from 'vitest';
import { upload as words } from '../i18n/en/upload.ts';
import { Damaged } from './source.ts';

vi.mock('../i18n/index.svelte.ts', async () => ({ t: { upload: (await import('../i18n/en/upload.ts')).upload } }));
const { fromZip } = await import('./zip.ts');

type Entry = [path: string, content: Uint8Array, options?: Record<string, unknown>];

async function zipOf(...entries: Entry[]): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [path, content, options] of entries) await writer.add(path, new Uint8ArrayReader(content), { lastModDate: new Date(2024, 4, 1, 10, 0, 0), ...options });
  return writer.close();
}

// Bytes that do not compress, another row for each seed.
function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0, state = seed; at < length; at++) bytes[at] = (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
  return bytes;
}

/** The archive with other bytes at the first place that holds `from`. */
async function changed(zip: Blob, from: number[], to: number[], last = false): Promise<Blob> {
  const bytes = Buffer.from(await zip.arrayBuffer());
  const at = last ? bytes.lastIndexOf(Buffer.from(from)) : bytes.indexOf(Buffer.from(from));
  expect(at).toBeGreaterThanOrEqual(0);
  bytes.set(to, at);
  return new Blob([bytes]);
}

const read = async (zip: Blob) => fromZip(zip, () => {});

it('gives every file with path, size, time and bytes, packed or as it is', async () => {
  const zip = await zipOf(['DCIM/100/IMG_1.JPG', noise(70_000)], ['DCIM/红外 2.JPG', noise(5, 2), { level: 0 }], ['DCIM/notes.txt', noise(3, 3)]);
  const { found, unreadable } = await read(zip);
  expect(unreadable).toEqual([]);
  expect(found.map(({ path, file }) => [path, file.size, file.lastModified])).toEqual(
    [['DCIM/100/IMG_1.JPG', 70_000], ['DCIM/红外 2.JPG', 5], ['DCIM/notes.txt', 3]].map((each) => [...each, new Date(2024, 4, 1, 10, 0, 0).getTime()]));
  const bytes = await Promise.all(found.map(async ({ file }) => new Uint8Array(await (await file.open()).arrayBuffer())));
  expect(bytes.map((each) => Buffer.from(each).toString('hex'))).toEqual([noise(70_000), noise(5, 2), noise(3, 3)].map((each) => Buffer.from(each).toString('hex')));
});

it('has nothing in it where it is empty, and says where it is none', async () => {
  expect(await read(await zipOf())).toEqual({ found: [], unreadable: [] });
  await expect(read(new Blob(['this is no archive']))).rejects.toThrow();
  await expect(read(new Blob([]))).rejects.toThrow();
});

it('names files that swell beyond what a photo can, and unpacks none of them', async () => {
  const { found, unreadable } = await read(await zipOf(['bomb.jpg', new Uint8Array(20_000_000)], ['small black.jpg', new Uint8Array(100_000)]));
  expect(found.map(({ path }) => path)).toEqual(['small black.jpg']);
  expect(unreadable).toEqual([{ path: 'bomb.jpg', reason: words.zipSwells }]);
});

it('stops a file that holds more than it says', async () => {
  // 70 000 bytes that are said to be 69 999, in the list at the end of the archive.
  const zip = await changed(await zipOf(['a.jpg', noise(70_000)]), [0x70, 0x11, 0x01, 0x00], [0x6f, 0x11, 0x01, 0x00], true);
  const { found } = await read(zip);
  expect(found[0]?.file.size).toBe(69_999);
  await expect(found[0]!.file.open()).rejects.toThrow(Damaged);
});

it('tells a damaged file from its checksum', async () => {
  const content = noise(5000);
  const zip = await changed(await zipOf(['a.jpg', content, { level: 0 }]), [...content.slice(100, 120)], [...content.slice(101, 121)]);
  const { found } = await read(zip);
  await expect(found[0]!.file.open()).rejects.toThrow(Damaged);
});

it('takes no path that leads out of it, and no encrypted file', async () => {
  const bad = await changed(await zipOf(['aa/bb/img.jpg', noise(10)]), [...Buffer.from('aa/bb/img.jpg')], [...Buffer.from('../../img.jpg')], true);
  const listed = await read(bad).then(({ found, unreadable }) => ({ found: found.length, reasons: unreadable.map((each) => each.reason) }), () => ({ found: 0, reasons: [words.zipBadPath] }));
  expect(listed).toEqual({ found: 0, reasons: [words.zipBadPath] });
  const { found, unreadable } = await read(await zipOf(['secret.jpg', noise(10), { password: 'takin' }]));
  expect([found, unreadable]).toEqual([[], [{ path: 'secret.jpg', reason: words.zipLocked }]]);
});

it('takes of two files with one name the first, and names the other', async () => {
  const zip = await changed(await zipOf(['a.jpg', noise(10)], ['b.jpg', noise(11)]), [...Buffer.from('b.jpg')], [...Buffer.from('a.jpg')], true);
  const { found, unreadable } = await read(zip);
  expect(found.map(({ file }) => file.size)).toEqual([10]);
  expect(unreadable).toEqual([{ path: 'a.jpg', reason: words.zipTwice }]);
});
