// Which files a reader dropped or chose, through all folders; nothing is left out without being named.
import { t } from '../i18n/index.svelte.ts';
import { Damaged, DiskFile, type Source } from './source.ts';

export interface Found {
  /** Below the card's root, with '/'. */
  path: string;
  file: Source;
}

export interface Collected {
  media: Found[];
  /** Paths of files that are neither photo nor video. */
  others: string[];
  /** Paths of photos and videos that people left out, with their folders. */
  leftOut: string[];
  /** Folders that the browser could not read, and files of an archive that are not to be had. */
  unreadable: { path: string; reason: string }[];
}

// What cameras write. Whether a file can really be read is found by the server, from its content.
const endings = new Set([
  'jpg', 'jpeg', 'jpe', 'png', 'tif', 'tiff', 'heic', 'heif', 'webp', 'bmp',
  'mp4', 'm4v', 'mov', 'avi', 'mkv', '3gp', 'mpg', 'mpeg', 'mts', 'm2ts', 'asf', 'wmv', 'webm',
]);

export function isMedia(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // "._IMG_0001.JPG" is what macOS leaves beside a photo, not a photo.
  if (name.startsWith('.') || path.split('/').includes('__MACOSX')) return false;
  const dot = name.lastIndexOf('.');
  return dot > 0 && endings.has(name.slice(dot + 1).toLowerCase());
}

export function sort(found: Iterable<Found>, unreadable: Collected['unreadable'] = []): Collected {
  const collected: Collected = { media: [], others: [], leftOut: [], unreadable };
  for (const one of found) {
    if (isMedia(one.path)) collected.media.push(one);
    else collected.others.push(one.path);
  }
  collected.media.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  collected.others.sort();
  return collected;
}

export async function fromInput(files: FileList, onCount: (count: number) => void): Promise<Collected> {
  const found = await measured(files.length, (at) => {
    const file = files[at] as File;
    return { path: file.webkitRelativePath || file.name, file };
  }, onCount);
  return unpack(found, [], onCount);
}

/** A look at the disk for each of tens of thousands of files: in pieces, so that the page stays alive. */
async function measured(count: number, take: (at: number) => { path: string; file: File }, onCount: (count: number) => void): Promise<Found[]> {
  const found: Found[] = [];
  let rested = performance.now();
  while (found.length < count) {
    const { path, file } = take(found.length);
    found.push({ path, file: new DiskFile(file) });
    if (performance.now() - rested < 12) continue;
    onCount(found.length);
    await new Promise((resolve) => setTimeout(resolve));
    rested = performance.now();
  }
  return found;
}

/** An archive that was dropped or chosen by itself is a card; one that lies in a folder is a file like others. */
async function unpack(found: Found[], unreadable: Collected['unreadable'], onCount: (count: number) => void): Promise<Collected> {
  const archives = found.filter(({ path }) => /^[^/]+\.zip$/i.test(path));
  if (archives.length === 0) return sort(found, unreadable);
  const { fromZip } = await import('./zip.ts');
  const rest = found.filter((one) => !archives.includes(one));
  for (const { path, file } of archives) {
    try {
      const inside = await fromZip(await file.open(), onCount);
      // Two archives may hold the same paths.
      const below = archives.length + rest.length > 1 ? `${path.replace(/\.zip$/i, '')}/` : '';
      rest.push(...inside.found.map((one) => ({ ...one, path: below + one.path })));
      unreadable.push(...inside.unreadable.map((one) => ({ ...one, path: `${path}: ${one.path}` })));
    } catch (error) {
      unreadable.push({ path, reason: error instanceof Damaged ? error.message : t.upload.noArchive(rawly(error)) });
    }
  }
  return sort(rest, unreadable);
}

/** As browser or archive say it, for who looks for the cause. */
function rawly(error: unknown): string {
  return error instanceof Error && error.message ? error.message : String(error);
}

function file(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function children(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

/** Goes through dropped folders. Has to be called while the drop event is being handled. */
export async function fromDrop(transfer: DataTransfer, onCount: (count: number) => void): Promise<Collected> {
  // The list dies with the event: entries and files are taken before the first await.
  const items = Array.from(transfer.items).filter((item) => item.kind === 'file');
  const roots = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: { path: string; file: File }[] = [];
  const unreadable: Collected['unreadable'] = [];

  async function walk(entry: FileSystemEntry, path: string): Promise<void> {
    try {
      if (entry.isFile) {
        found.push({ path, file: await file(entry as FileSystemFileEntry) });
        if (found.length % 100 === 0) onCount(found.length);
        return;
      }
      const reader = (entry as FileSystemDirectoryEntry).createReader();
      // A reader hands out at most about 100 entries at a time, and an empty list at the end.
      for (let some = await children(reader); some.length > 0; some = await children(reader)) {
        // Together: each answer of the browser takes a millisecond or two, and a card has tens of thousands of files.
        await Promise.all(some.map((child) => walk(child, `${path}/${child.name}`)));
      }
    } catch (error) {
      unreadable.push({ path, reason: t.upload.noFolder(rawly(error)) });
    }
  }

  for (const root of roots) {
    if (root.entry) await walk(root.entry, root.entry.name);
    else if (root.file) found.push({ path: root.file.name, file: root.file });
  }
  return unpack(await measured(found.length, (at) => found[at] as { path: string; file: File }, onCount), unreadable, onCount);
}
