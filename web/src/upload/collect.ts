// Which files a reader dropped or chose, through all folders; nothing is left out without being named.

export interface Found {
  /** Below the card's root, with '/'. */
  path: string;
  file: File;
}

export interface Collected {
  media: Found[];
  /** Paths of files that are neither photo nor video. */
  others: string[];
  /** Folders that the browser could not read. */
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
  const collected: Collected = { media: [], others: [], unreadable };
  for (const one of found) {
    if (isMedia(one.path)) collected.media.push(one);
    else collected.others.push(one.path);
  }
  collected.media.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  collected.others.sort();
  return collected;
}

export function fromInput(files: FileList): Collected {
  return sort(Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file })));
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
  const found: Found[] = [];
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
      unreadable.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }

  for (const root of roots) {
    if (root.entry) await walk(root.entry, root.entry.name);
    else if (root.file) found.push({ path: root.file.name, file: root.file });
  }
  return sort(found, unreadable);
}
