// Hashes of files that were read before, in the browser's database: a card that is gone on with is not read again as a
// whole. A file is known again by path, size, time and the hash of its two ends: cameras that were never set repeat the
// first three, the ends of two photographs differ.

/** Of each end. Files of up to twice that are read anyway. */
export const end = 128 * 1024;
const keptFor = 60 * 86_400_000; // ms

export interface Kept {
  ends: string;
  sha256: string;
  at: number;
}

const store = 'hashes';

export class HashMemory {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  /** Undefined where the browser keeps nothing, as in some private windows. */
  static async open(): Promise<HashMemory | undefined> {
    try {
      const asked = indexedDB.open('serow.hashes', 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(store).createIndex('at', 'at');
      const memory = new HashMemory(await done(asked));
      memory.#forgetOld();
      return memory;
    } catch {
      return undefined;
    }
  }

  async recall(key: string): Promise<Kept | undefined> {
    try {
      return await done<Kept | undefined>(this.#within('readonly').get(key));
    } catch {
      return undefined;
    }
  }

  /** What cannot be kept, since the disk is full or the reader forbids it, is hashed again another time. */
  keep(key: string, kept: Kept): void {
    try {
      this.#within('readwrite').put(kept, key);
    } catch { /* see above */ }
  }

  forget(key: string): void {
    try {
      this.#within('readwrite').delete(key);
    } catch { /* the next reading has the same key */ }
  }

  #within(mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(store, mode, { durability: 'relaxed' }).objectStore(store);
  }

  #forgetOld(): void {
    const old = this.#within('readwrite').index('at').openCursor(IDBKeyRange.upperBound(Date.now() - keptFor));
    old.onsuccess = () => {
      old.result?.delete();
      old.result?.continue();
    };
  }
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });
}
