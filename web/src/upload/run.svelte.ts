// One card on its way: hashed by two workers, announced in batches, sent over four connections. Everything that can fail
// is tried again or ends as a reason beside its file; a lost connection only makes it wait.
import type { Project, Upload } from '@serow/api';
import { api, ask, ProblemError, Unreachable } from '../api/index.ts';
import { explain } from '../app/toasts.svelte.ts';
import { t } from '../i18n/index.svelte.ts';
import { Bell } from './bell.ts';
import type { Collected } from './collect.ts';
import { Hasher, Unreadable } from './hasher.ts';
import { Rate } from './rate.ts';
import { Rows, type Row } from './rows.ts';
import { sendFile } from './send.ts';

const hashers = 2;
const senders = 4;
const batch = 500;
const tries = 5;

export type RunState = 'running' | 'paused' | 'finished' | 'stopped';

export class UploadRun {
  readonly project: Project;
  readonly upload: Upload;
  readonly rows: Rows;
  readonly others: readonly string[];
  readonly startedAt = performance.now();

  state = $state<RunState>('running');
  /** Why a run paused itself; '' where the reader did. */
  trouble = $state('');
  /** Seconds until a lost connection is tried again; 0: it is there. */
  reconnectIn = $state(0);
  /** How often it came to its end: after failures were tried again it ends once more. */
  finishes = $state(0);
  /** Counts up, at most four times a second, when rows changed. */
  version = $state(0);

  readonly sending = new Rate();
  readonly settling = new Rate(30);
  #sent = 0;
  #bell = new Bell();
  #abort = new AbortController();
  #hashers = Array.from({ length: hashers }, () => new Hasher());
  #next = 0;
  #again: Row[] = [];
  #hashed: Row[] = [];
  #queued: Row[] = [];
  #lastAnswer = 0;
  #lossesInARow = 0;
  #gate: Promise<void> | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor(project: Project, upload: Upload, collected: Collected) {
    this.project = project;
    this.upload = upload;
    this.rows = new Rows(collected.media);
    this.others = collected.others;
    this.#begin();
  }

  get busy(): boolean {
    return this.state === 'running' || this.state === 'paused';
  }

  pause(trouble = ''): void {
    if (this.state !== 'running') return;
    this.state = 'paused';
    this.trouble = trouble;
    this.#abort.abort(new DOMException('paused', 'AbortError'));
    this.#abort = new AbortController();
    this.sending.forget();
    this.settling.forget();
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.state = 'running';
    this.trouble = '';
    this.#bell.ring();
  }

  stop(): void {
    if (!this.busy) return;
    this.#abort.abort(new DOMException('stopped', 'AbortError'));
    this.#end('stopped');
  }

  /** Takes every failed file up again, from its hash on. */
  retry(): void {
    if (this.state === 'stopped') return;
    const failed = this.rows.all.filter((row) => row.state === 'failed');
    for (const row of failed) {
      Object.assign(row, { reason: '', tries: 0, losses: 0 });
      this.rows.move(row, 'waiting');
      this.#again.push(row);
    }
    if (failed.length === 0) return;
    if (this.state === 'finished') this.#begin();
    this.#bell.ring();
  }

  #begin(): void {
    this.state = 'running';
    addEventListener('beforeunload', warn);
    let ticks = 0;
    this.#tick = setInterval(() => {
      this.version++;
      if (++ticks % 4 || this.state !== 'running') return;
      this.sending.sample(this.#sent);
      this.settling.sample(this.rows.settledBytes);
    }, 250);
    for (const hasher of this.#hashers) void this.#loop(() => this.#hashNext(hasher));
    void this.#loop(() => this.#announceNext());
    for (let each = 0; each < senders; each++) void this.#loop(() => this.#sendNext());
  }

  #end(state: 'finished' | 'stopped'): void {
    this.state = state;
    this.finishes++;
    this.reconnectIn = 0;
    clearInterval(this.#tick);
    this.version++;
    removeEventListener('beforeunload', warn);
    for (const hasher of this.#hashers) hasher.close();
    this.#bell.ring();
  }

  /** Does steps while there are any, waits for a change where there is none, until the run is over. */
  async #loop(step: () => Promise<boolean>): Promise<void> {
    while (this.busy) {
      const worked = this.state === 'running' && (await step());
      if (this.busy && this.rows.settledFiles === this.rows.all.length) this.#end('finished');
      if (worked) this.#bell.ring();
      else if (this.busy) await this.#bell.wait();
    }
  }

  async #hashNext(hasher: Hasher): Promise<boolean> {
    const row = this.#again.shift() ?? this.rows.all[this.#next++];
    if (!row) return false;
    this.rows.move(row, 'hashing');
    try {
      row.sha256 = await hasher.hash(row.file, (bytes) => (row.moved = bytes));
      if (!this.busy) return false;
      this.rows.move(row, 'hashed');
      this.#hashed.push(row);
    } catch (error) {
      this.#fail(row, error instanceof Unreadable ? t.upload.fileGone : explain(error));
    }
    return true;
  }

  async #announceNext(): Promise<boolean> {
    if (this.#hashed.length === 0) return false;
    // A full batch, or what has gathered in a moment: the first files should be on their way soon.
    if (this.#hashed.length < batch && this.rows.files('waiting', 'hashing') > 0) await later(700);
    const rows = this.#hashed.splice(0, batch);
    try {
      const { items } = await ask(api.POST('/projects/{projectID}/uploads/{uploadID}/files', {
        params: { path: { projectID: this.project.projectID, uploadID: this.upload.uploadID } },
        body: { files: rows.map((row) => ({
          path: row.path, bytes: row.file.size, sha256: row.sha256, modifiedAt: new Date(row.file.lastModified).toISOString(),
        })) },
        signal: this.#abort.signal,
      }));
      this.#answered();
      rows.forEach((row, at) => {
        const answer = items[at];
        row.uploadFileID = answer?.uploadFileID;
        row.begun = (answer?.received ?? 0) > 0;
        if (answer?.state === 'wanted') {
          this.rows.move(row, 'queued');
          this.#queued.push(row);
        } else if (answer?.state === 'failed') this.#fail(row, answer.problem?.detail ?? '');
        else if (answer) this.rows.move(row, answer.state);
        else this.#fail(row, t.app.unexpected);
      });
    } catch (error) {
      await this.#setBack(rows, error, () => this.#hashed.unshift(...rows));
    }
    return true;
  }

  async #sendNext(): Promise<boolean> {
    const row = this.#queued.shift();
    if (!row?.uploadFileID) return false;
    this.rows.move(row, 'sending');
    const place = { projectID: this.project.projectID, uploadID: this.upload.uploadID, uploadFileID: row.uploadFileID };
    try {
      const begun = row.begun;
      row.begun = true;
      await sendFile(place, row.file, begun, (bytes) => this.#moved(row, bytes), this.#abort.signal);
      this.#answered();
      this.rows.move(row, 'stored');
    } catch (error) {
      if (error instanceof ProblemError && error.status === 460) {
        // Other bytes arrived than were hashed: the file changed, or the way spoilt them. Hash it again.
        if (row.tries++ < tries) {
          this.rows.move(row, 'waiting');
          this.#again.push(row);
        } else this.#fail(row, t.upload.changed);
      } else if (error instanceof Unreachable && !(await readable(row.file))) this.#fail(row, t.upload.fileGone);
      else {
        this.rows.move(row, 'queued');
        await this.#setBack([row], error, () => this.#queued.unshift(row));
      }
    }
    return true;
  }

  /** Something did not work: put the rows back and wait, or give them up with the reason. */
  async #setBack(rows: Row[], error: unknown, putBack: () => void): Promise<void> {
    if (error instanceof DOMException && error.name === 'AbortError') return putBack();
    if (error instanceof Unreachable) {
      for (const row of rows) row.losses++;
      // Others get through while this one never does: it is not the connection.
      const alone = rows.length === 1 && (rows[0]?.losses ?? 0) > tries && performance.now() - this.#lastAnswer < 10_000;
      if (!alone) {
        putBack();
        return this.#reconnect();
      }
    } else if (error instanceof ProblemError && (error.status === 401 || error.status === 507)) {
      putBack();
      return this.pause(error.status === 401 ? t.app.signedOutHint : explain(error));
    } else if (error instanceof ProblemError && (error.status >= 500 || error.status === 429 || error.status === 408)) {
      const worst = Math.max(...rows.map((row) => ++row.tries));
      if (worst <= tries) {
        putBack();
        return later(1000 * 2 ** worst * (0.75 + Math.random() / 2));
      }
    }
    for (const row of rows) this.#fail(row, explain(error));
  }

  /** All wait together: 1 s, 2 s … 30 s, or until the browser says that it is online again. */
  #reconnect(): Promise<void> {
    this.#gate ??= (async () => {
      for (let left = Math.min(30, 2 ** this.#lossesInARow++); left > 0 && this.state === 'running'; left--) {
        this.reconnectIn = left;
        await Promise.race([later(1000), new Promise((resolve) => addEventListener('online', resolve, { once: true }))]);
      }
      this.reconnectIn = 0;
      this.#gate = undefined;
    })();
    return this.#gate;
  }

  #answered(): void {
    this.#lastAnswer = performance.now();
    this.#lossesInARow = 0;
  }

  #moved(row: Row, bytes: number): void {
    this.#sent += Math.max(0, bytes - row.moved);
    row.moved = bytes;
  }

  #fail(row: Row, reason: string): void {
    row.reason = reason;
    this.rows.move(row, 'failed');
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function readable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
