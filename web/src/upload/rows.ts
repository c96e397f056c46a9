// The files of an upload and their counts. Rows are plain objects: tens of thousands of watched ones would be slow.
import type { UploadFileID } from '@serow/api';
import type { Found } from './collect.ts';
import type { Source } from './source.ts';

export type RowState = 'waiting' | 'hashing' | 'hashed' | 'queued' | 'sending' | 'stored' | 'duplicate' | 'failed';

export interface Row {
  readonly path: string;
  readonly file: Source;
  state: RowState;
  /** Bytes hashed or sent in the present state. */
  moved: number;
  sha256: string;
  uploadFileID: UploadFileID | undefined;
  /** Some of its bytes may be at the server already. */
  begun: boolean;
  /** Of a duplicate: the file with the same bytes, and the card it came with; of this card: ''. */
  equals: { path: string; card: string } | undefined;
  reason: string;
  /** Answers that asked to try again. */
  tries: number;
  /** Connections lost while this file was on its way. */
  losses: number;
}

export const settled: ReadonlySet<RowState> = new Set(['stored', 'duplicate', 'failed']);

export class Rows {
  readonly all: readonly Row[];
  readonly bytes: number;
  #files = new Map<RowState, number>();
  #bytes = new Map<RowState, number>();
  #moving = new Set<Row>();

  constructor(found: readonly Found[]) {
    this.all = found.map(({ path, file }) => ({
      path, file, state: 'waiting', moved: 0, sha256: '', uploadFileID: undefined, begun: false, equals: undefined, reason: '', tries: 0, losses: 0,
    }));
    this.bytes = this.all.reduce((sum, row) => sum + row.file.size, 0);
    this.#files.set('waiting', this.all.length);
    this.#bytes.set('waiting', this.bytes);
  }

  move(row: Row, state: RowState): void {
    this.#files.set(row.state, this.files(row.state) - 1);
    this.#bytes.set(row.state, this.bytesIn(row.state) - row.file.size);
    row.state = state;
    row.moved = 0;
    this.#files.set(state, this.files(state) + 1);
    this.#bytes.set(state, this.bytesIn(state) + row.file.size);
    if (state === 'sending') this.#moving.add(row);
    else this.#moving.delete(row);
  }

  files(...states: RowState[]): number {
    return states.reduce((sum, state) => sum + (this.#files.get(state) ?? 0), 0);
  }

  bytesIn(...states: RowState[]): number {
    return states.reduce((sum, state) => sum + (this.#bytes.get(state) ?? 0), 0);
  }

  get settledFiles(): number {
    return this.files(...settled);
  }

  /** Bytes that need no more work, with those of files on their way. */
  get settledBytes(): number {
    let moving = 0;
    for (const row of this.#moving) moving += row.moved;
    return this.bytesIn(...settled) + moving;
  }
}
