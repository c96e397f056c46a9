import { Unreachable } from '../api/problem.ts';
import type { FromHasher, ToHasher } from './hash.worker.ts';
import HashWorker from './hash.worker.ts?worker';

/** The file could not be read: the card was taken out, or the file went away. */
export class Unreadable extends Error {}

export interface Hashed {
  sha256: string;
  /** It was hashed before, and not read again as a whole. */
  remembered: boolean;
  /** The browser keeps hashes for the next time. */
  keeps: boolean;
}

/** One worker, one file at a time. Rejects with Unreachable where the worker's own program could not be fetched. */
export class Hasher {
  #worker: Worker | undefined;

  hash(asked: ToHasher, onProgress: (bytes: number) => void): Promise<Hashed> {
    const worker = (this.#worker ??= new HashWorker());
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => {
        // It will never answer again; the next file gets another. Only a program that did not come has no message.
        this.close();
        reject(event.message ? new Error(event.message) : new Unreachable());
      };
      worker.onmessage = ({ data }: MessageEvent<FromHasher>) => {
        if ('hashed' in data) onProgress(data.hashed);
        else if ('sha256' in data) resolve(data);
        else reject(new Unreadable(data.problem));
      };
      worker.postMessage(asked);
    });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
