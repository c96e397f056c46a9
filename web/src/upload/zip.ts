// A card that comes as one .zip: its files as if they lay in a folder. The list of an archive is read at its end; each
// file is unpacked when its turn comes, so that memory does not grow with the archive.
import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js/index-native.js';
import { t } from '../i18n/index.svelte.ts';
import { isMedia, type Collected, type Found } from './collect.ts';
import { Damaged, type Source } from './source.ts';

const mostEntries = 200_000;
// Photos and videos are compressed already: what swells more than this was made to fill a disk.
const mostSwelling = 100;
const mayAlwaysSwellTo = 4_000_000;

/** Throws where it is no archive; Damaged where it is one with far too many files. */
export async function fromZip(zip: Blob, onCount: (count: number) => void): Promise<{ found: Found[]; unreadable: Collected['unreadable'] }> {
  const found: Found[] = [];
  const unreadable: Collected['unreadable'] = [];
  const paths = new Set<string>();
  const reader = new ZipReader(new BlobReader(zip), { useWebWorkers: false });
  let entries = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (++entries > mostEntries) throw new Damaged(t.upload.zipTooMany);
    if (entries % 500 === 0) onCount(entries);
    if (entry.directory) continue;
    const path = entry.filename.replaceAll('\\', '/');
    const reason = refusal(entry, path, paths);
    // Of what is no photo and no video the name alone is told, so that it matters little what is wrong with it.
    if (reason && isMedia(path)) unreadable.push({ path, reason });
    else found.push({ path, file: packed(entry) });
    paths.add(path);
  }
  return { found, unreadable };
}

function refusal(entry: FileEntry, path: string, before: ReadonlySet<string>): string {
  if (path.startsWith('/') || path.split('/').includes('..') || path.includes('\0')) return t.upload.zipBadPath;
  if (before.has(path)) return t.upload.zipTwice;
  if (entry.encrypted) return t.upload.zipLocked;
  if (entry.uncompressedSize > mayAlwaysSwellTo && entry.uncompressedSize > mostSwelling * entry.compressedSize) return t.upload.zipSwells;
  return '';
}

function packed(entry: FileEntry): Source {
  const size = entry.uncompressedSize;
  return {
    size,
    lastModified: entry.lastModDate?.getTime() || 0,
    packed: true,
    async open() {
      let came = 0;
      const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(part, to) {
          came += part.byteLength;
          if (came > size) to.error(new Error(t.upload.zipSwells));
          else to.enqueue(part);
        },
      });
      const blob = new Response(counted.readable).blob();
      // Of both that fail with the archive, one is told.
      blob.catch(() => {});
      try {
        await entry.getData(counted.writable, { checkSignature: true, useWebWorkers: false });
        return await blob;
      } catch (error) {
        throw new Damaged(t.upload.zipDamaged(error instanceof Error ? error.message : String(error)));
      }
    },
  };
}
