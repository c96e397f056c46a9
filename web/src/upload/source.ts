/** What is in an archive cannot be had; the message says why. */
export class Damaged extends Error {}

/** The bytes of one file of a card. */
export interface Source {
  readonly size: number;
  readonly lastModified: number;
  /** It lies in an archive: unpacked whenever its bytes are wanted, and not kept. */
  readonly packed: boolean;
  /** Damaged where an archive is broken or its file larger than it says. */
  open(): Promise<Blob>;
}

/** A file of the disk. Its size is asked for once: for the browser that is a look at the disk each time. */
export class DiskFile implements Source {
  readonly #file: File;
  readonly size: number;
  readonly lastModified: number;
  readonly packed = false;

  constructor(file: File) {
    this.#file = file;
    this.size = file.size;
    this.lastModified = file.lastModified;
  }

  async open(): Promise<Blob> {
    return this.#file;
  }
}
