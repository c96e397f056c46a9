// One card on its way: hashed by two workers, announced in batches, sent over a few connections. Everything that can fail
// is tried again or ends as a reason beside its file; a lost connection only makes it wait.
import type { Project, Upload, UploadFile } from '@serow/api';
import { api, ask, ProblemError, session, Unreachable } from '../api/index.ts';
import { explain } from '../app/toasts.svelte.ts';
import { t } from '../i18n/index.svelte.ts';
import { problemInWords } from '../i18n/problem.ts';
import { Bell } from './bell.ts';
import type { Collected } from './collect.ts';
import { Hasher, Unreadable } from './hasher.ts';
import { Rate } from './rate.ts';
import { Rows, type Row } from './rows.ts';
import { sendFile, silence } from './send.ts';
import { Damaged, type Source } from './source.ts';

const hashers = 2;
// A browser opens six connections to a server that speaks HTTP/1.1: one is for announcing, one for what is new on the
// page. Where a proxy in front speaks HTTP/2 they are not counted.
const senders = many() ? 12 : 4;
const batch = 500;
const tries = 5;

export type RunState = 'running' | 'paused' | 'finished' | 'stopped';

export class UploadRun {
  readonly project: Project;
  readonly upload: Upload;
  readonly rows: Rows;
  readonly others: readonly string[];
  readonly leftOut: readonly string[];
  /** What may be media and never came this far: the card is not safe without it. */
  readonly unreadable: Collected['unreadable'];
  readonly startedAt = performance.now();

  state = $state<RunState>('running');
  /** Why a run paused itself; '' where the reader did. */
  trouble = $state('');
  /** Who began it: after the session ended the same person signs in again. */
  readonly account = session.current;
  /** Paused since nobody is signed in any more. */
  signedOut = $state(false);
  /** Files whose hash was known from before. */
  remembered = $state(0);
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
  /** Of each hash the file that is sent; others with the same bytes wait for it. */
  #leaders = new Map<string, { row: Row; others: Row[] }>();
  /** The browser keeps hashes: nothing has to be read again after the tab was closed. */
  #keeps = true;
  #lastAnswer = 0;
  #lossesInARow = 0;
  #gate: Promise<void> | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor(project: Project, upload: Upload, collected: Collected) {
    this.project = project;
    this.upload = upload;
    this.rows = new Rows(collected.media);
    this.others = collected.others;
    this.leftOut = collected.leftOut;
    this.unreadable = collected.unreadable;
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
    this.signedOut = false;
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
    addEventListener('beforeunload', this.#warn);
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
    removeEventListener('beforeunload', this.#warn);
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
      const file = await row.file.open();
      // What lies in an archive is unpacked anyway.
      const key = row.file.packed ? undefined : `${row.path}\n${row.file.size}\n${row.file.lastModified}`;
      const hashed = await hasher.hash({ file, key, afresh: row.tries > 0 }, (bytes) => (row.moved = bytes));
      if (!this.busy) return false;
      row.sha256 = hashed.sha256;
      this.#keeps = hashed.keeps;
      if (hashed.remembered) this.remembered++;
      this.rows.move(row, 'hashed');
      this.#hashed.push(row);
    } catch (error) {
      if (error instanceof Unreachable) {
        this.rows.move(row, 'waiting');
        this.#again.unshift(row);
        await this.#reconnect();
      } else this.#fail(row, error instanceof Damaged ? error.message : error instanceof Unreadable ? t.upload.fileGone : explain(error));
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
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(silence)]),
      }));
      this.#answered();
      rows.forEach((row, at) => this.#told(row, items[at]));
    } catch (error) {
      await this.#setBack(rows, error, () => this.#hashed.unshift(...rows));
    }
    return true;
  }

  /** What the server says of an announced file. */
  #told(row: Row, answer: UploadFile | undefined): void {
    if (!answer) return this.#fail(row, t.app.unexpected);
    row.uploadFileID = answer.uploadFileID;
    row.begun = answer.received > 0;
    if (answer.state === 'failed') return this.#fail(row, answer.problem ? problemInWords(answer.problem) : t.app.unexpected);
    if (answer.state === 'wanted') {
      const leader = this.#leaders.get(row.sha256);
      this.rows.move(row, 'queued');
      if (leader && leader.row !== row && leader.row.state !== 'failed') {
        row.equals = { path: leader.row.path, card: '' };
        if (leader.row.state !== 'stored') leader.others.push(row);
        else if (row.tries++ < tries) this.#announceAgain([row]);
        else this.#queued.push(row);
      } else {
        this.#leaders.set(row.sha256, { row, others: leader?.others ?? [] });
        this.#queued.push(row);
      }
      return;
    }
    if (answer.duplicateOf) row.equals = { path: answer.duplicateOf.path, card: answer.duplicateOf.uploadID === this.upload.uploadID ? '' : answer.duplicateOf.uploadName || t.project.unnamed };
    this.rows.move(row, answer.state);
  }

  /** Files whose bytes are there by now: the server says so, and of what they are duplicates. */
  #announceAgain(rows: Row[]): void {
    for (const row of rows) this.rows.move(row, 'hashed');
    this.#hashed.push(...rows);
  }

  async #sendNext(): Promise<boolean> {
    const row = this.#queued.shift();
    if (!row?.uploadFileID) return false;
    this.rows.move(row, 'sending');
    const place = { projectID: this.project.projectID, uploadID: this.upload.uploadID, uploadFileID: row.uploadFileID };
    try {
      const begun = row.begun;
      row.begun = true;
      await sendFile(place, await row.file.open(), begun, (bytes) => this.#moved(row, bytes), this.#abort.signal);
      this.#answered();
      this.rows.move(row, 'stored');
      this.#announceAgain(this.#leaders.get(row.sha256)?.others.splice(0) ?? []);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 460) {
        // Other bytes arrived than were hashed: the file changed, or the way spoilt them. Hash it again.
        if (row.tries++ < tries) {
          this.#passOn(row);
          this.rows.move(row, 'waiting');
          this.#again.push(row);
        } else this.#fail(row, t.upload.changed);
      } else if (error instanceof Damaged) this.#fail(row, error.message);
      else if (error instanceof Unreachable && !(await readable(row.file))) this.#fail(row, t.upload.fileGone);
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
      if (error.status !== 401) return this.pause(explain(error));
      session.current = null;
      // Who paused it, or waits for room, has said so: that is not over with a new session.
      if (this.state !== 'running') return;
      this.pause(t.app.signedOutHint);
      this.signedOut = true;
      return;
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
    this.#passOn(row);
  }

  /** A file will not bring these bytes after all: the next that has them does. */
  #passOn(row: Row): void {
    const leader = this.#leaders.get(row.sha256);
    if (leader?.row !== row) return;
    this.#leaders.delete(row.sha256);
    this.#announceAgain(leader.others);
  }

  /** Only where closing loses something: everywhere else the same folder, dropped again, goes on where it was. */
  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (!this.#keeps) event.preventDefault();
  };
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function readable(file: Source): Promise<boolean> {
  try {
    await (await file.open()).slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function many(): boolean {
  const entries = globalThis.performance?.getEntriesByType?.('navigation') as PerformanceNavigationTiming[] | undefined;
  return /^h[23]/.test(entries?.[0]?.nextHopProtocol ?? '');
}
