// The folders of a dropped card, each with the facts of a few of its photos.
import { Unreachable } from '../api/problem.ts';
import type { Found } from './collect.ts';
import FactsWorker from './facts.worker.ts?worker';
import type { Source } from './source.ts';

export interface PhotoSample {
  cameraTime?: string | undefined;
  make?: string | undefined;
  model?: string | undefined;
  serial?: string | undefined;
  latitude?: number;
  longitude?: number;
}

export interface FolderSeen {
  folder: string;
  files: number;
  bytes: number;
  samples: PhotoSample[];
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Up to `each` of the list from its first to its last: the first may be of the setting up, the last of the taking down. */
export function spread<Item>(list: readonly Item[], each: number): Item[] {
  if (list.length <= each) return [...list];
  return Array.from({ length: each }, (_, at) => list[Math.round((at * (list.length - 1)) / (each - 1))] as Item);
}

const photo = /\.(jpe?g|jpe|tiff?|heic|heif|png)$/i;

/** Folders that hold media themselves; looked into by a worker, with `told` after each folder. Rejects where it is stopped, and with Unreachable where the worker's program does not come. */
export async function lookInto(media: readonly Found[], told: (done: number, all: number) => void, stop: AbortSignal, each = 4): Promise<FolderSeen[]> {
  const folders = new Map<string, Found[]>();
  for (const one of media) {
    const folder = folderOf(one.path);
    const known = folders.get(folder);
    if (known) known.push(one);
    else folders.set(folder, [one]);
  }
  const worker = new FactsWorker();
  const look = async (source: Source): Promise<PhotoSample> => {
    let file: Blob;
    try {
      file = await source.open();
    } catch {
      return {}; // sending it will tell why
    }
    stop.throwIfAborted();
    return new Promise((resolve, reject) => {
      // Of an ended worker no answer comes.
      stop.onabort = () => reject(stop.reason);
      worker.onmessage = ({ data }: MessageEvent<PhotoSample>) => resolve(data);
      // Without a message its own program did not come, and never will.
      worker.onerror = (event) => (event.message ? resolve({}) : reject(new Unreachable()));
      worker.postMessage(file);
    });
  };
  const seen: FolderSeen[] = [];
  try {
    for (const [folder, files] of folders) {
      stop.throwIfAborted();
      const samples: PhotoSample[] = [];
      for (const { file } of spread(files.filter((one) => photo.test(one.path)), each)) samples.push(await look(file));
      seen.push({ folder, files: files.length, bytes: files.reduce((sum, one) => sum + one.file.size, 0), samples: samples.filter((one) => Object.values(one).some((value) => value !== undefined)) });
      told(seen.length, folders.size);
    }
  } finally {
    worker.terminate();
  }
  return seen;
}
