import type { FromHasher } from './hash.worker.ts';
import HashWorker from './hash.worker.ts?worker';

/** The file could not be read: the card was taken out, or the file went away. */
export class Unreadable extends Error {}

/** One worker, one file at a time. */
export class Hasher {
  #worker: Worker | undefined;

  hash(file: File, onProgress: (bytes: number) => void): Promise<string> {
    const worker = (this.#worker ??= new HashWorker());
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || 'hash worker'));
      worker.onmessage = ({ data }: MessageEvent<FromHasher>) => {
        if ('hashed' in data) onProgress(data.hashed);
        else if ('sha256' in data) resolve(data.sha256);
        else reject(new Unreadable(data.problem));
      };
      worker.postMessage(file);
    });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
