import type { Project, Upload } from '@serow/api';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProblemError, Unreachable } from '../api/problem.ts';
import { app } from '../i18n/en/app.ts';
import { upload as words } from '../i18n/en/upload.ts';
import type { Row } from './rows.ts';
import { DiskFile } from './source.ts';

// The server and the workers are played here: what each file meets is set by its name.
const announced: string[][] = [];
const sent: string[] = [];
const arrived: string[] = [];
let answers: Record<string, (() => unknown)[]> = {};
let keepsHashes = true;
const session = { current: { email: 'li@example.org' } as { email: string } | null };
const listeners: Record<string, (event: { preventDefault(): void }) => void> = {};

/** Of "copy of a.jpg" the server says that it is one once a.jpg was sent. */
function twinOf(path: string) {
  const original = path.replace('copy of ', '');
  if (path === 'huge.jpg') return { state: 'failed', problem: { code: 'too-large', detail: 'It is too large.' } };
  if (path === 'known.jpg') return { state: 'duplicate', duplicateOf: { path: 'DCIM/1.JPG', uploadID: 'other', uploadName: 'card 7' } };
  if (original !== path && arrived.includes(original)) return { state: 'duplicate', duplicateOf: { path: original, uploadID: 'u', uploadName: 'card 12' } };
  return undefined;
}

vi.mock('../i18n/index.svelte.ts', async () => ({ reading: { language: 'en' }, t: { app: (await import('../i18n/en/app.ts')).app, upload: (await import('../i18n/en/upload.ts')).upload } }));
vi.mock('../app/toasts.svelte.ts', () => ({ explain: (error: Error) => error.message }));
vi.mock('./hash.worker.ts?worker', () => ({ default: class {} }));
vi.mock('./hasher.ts', () => {
  class Unreadable extends Error {}
  return {
    Unreadable,
    Hasher: class {
      async hash({ file }: { file: File }) {
        if (file.name === 'gone.jpg') throw new Unreadable('NotFoundError');
        (answers[`worker for ${file.name}`]?.shift() ?? (() => undefined))();
        return { sha256: `hash of ${file.name.replace('copy of ', '')}`, remembered: file.name === 'seen.jpg', keeps: keepsHashes };
      }
      close() {}
    },
  };
});
vi.mock('./send.ts', () => ({
  silence: 90_000,
  sendFile: async ({ uploadFileID }: { uploadFileID: string }) => {
    sent.push(uploadFileID);
    (answers[uploadFileID]?.shift() ?? (() => undefined))();
    arrived.push(uploadFileID);
  },
}));
vi.mock('../api/index.ts', async () => {
  const problem = await import('../api/problem.ts');
  return {
    ...problem,
    session,
    ask: async (answer: Promise<unknown>) => answer,
    api: {
      POST: async (_: string, { body }: { body: { files: { path: string }[] } }) => {
        announced.push(body.files.map((file) => file.path));
        return { items: body.files.map(({ path }) => ({ uploadFileID: path, path, received: 0, ...(twinOf(path) ?? { state: 'wanted', duplicateOf: null }) })) };
      },
    },
  };
});

const { UploadRun } = await import('./run.svelte.ts');
type Run = InstanceType<typeof UploadRun>;

function begin(...names: string[]): Run {
  const media = names.map((name) => ({ path: name, file: new DiskFile(new File(['x'], name)) }));
  return new UploadRun({ projectID: 'p' } as unknown as Project, { uploadID: 'u' } as unknown as Upload, { media, others: [], leftOut: [], unreadable: [] });
}

function states(run: Run): Record<string, Row['state']> {
  return Object.fromEntries(run.rows.all.map((row) => [row.path, row.state]));
}

const no = (status: number, detail: string) => () => {
  throw new ProblemError({ type: '', title: '', status, detail, code: 'x' });
};
const lost = () => {
  throw new Unreachable();
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', (kind: string, listener: (typeof listeners)[string]) => (listeners[kind] = listener));
  vi.stubGlobal('removeEventListener', () => {});
  announced.length = sent.length = arrived.length = 0;
  answers = {};
  keepsHashes = true;
  session.current = { email: 'li@example.org' };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('stores what is wanted and sends nothing that is known', async () => {
  const run = begin('a.jpg', 'known.jpg', 'b.jpg');
  await vi.advanceTimersByTimeAsync(2000);
  expect(states(run)).toEqual({ 'a.jpg': 'stored', 'known.jpg': 'duplicate', 'b.jpg': 'stored' });
  expect(sent.sort()).toEqual(['a.jpg', 'b.jpg']);
  expect(run.state).toBe('finished');
});

it('announces in batches of at most 500, each file once', async () => {
  const run = begin(...Array.from({ length: 1203 }, (_, at) => `${at}.jpg`));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(run.state).toBe('finished');
  expect(Math.max(...announced.map((files) => files.length))).toBeLessThanOrEqual(500);
  expect(new Set(announced.flat()).size).toBe(1203);
  expect(announced.flat().length).toBe(1203);
  expect(run.rows.files('stored')).toBe(1203);
});

it('waits out a lost connection and fails nothing by it', async () => {
  answers = { 'a.jpg': [lost, lost, lost] };
  const run = begin('a.jpg');
  await vi.advanceTimersByTimeAsync(900);
  expect(run.reconnectIn).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([run.state, states(run)['a.jpg'], sent.length]).toEqual(['finished', 'stored', 4]);
});

it('fetches the program of its workers again that did not come', async () => {
  answers = { 'worker for a.jpg': [lost, lost] };
  const run = begin('a.jpg', 'b.jpg');
  await vi.advanceTimersByTimeAsync(10_000);
  expect([run.state, states(run)]).toEqual(['finished', { 'a.jpg': 'stored', 'b.jpg': 'stored' }]);
});

it('gives the reason of a refused file, and retries it when asked', async () => {
  answers = { 'bad.jpg': [no(422, 'Not today.')] };
  const run = begin('bad.jpg', 'good.jpg');
  await vi.advanceTimersByTimeAsync(2000);
  expect(run.rows.all.map((row) => [row.path, row.state, row.reason])).toEqual([['bad.jpg', 'failed', 'Not today.'], ['good.jpg', 'stored', '']]);
  run.retry();
  await vi.advanceTimersByTimeAsync(3000);
  expect(states(run)).toEqual({ 'bad.jpg': 'stored', 'good.jpg': 'stored' });
});

it('gives the reason of a file that is refused when it is announced', async () => {
  const run = begin('huge.jpg');
  await vi.advanceTimersByTimeAsync(2000);
  expect(run.rows.all.map((row) => [row.state, row.reason])).toEqual([['failed', 'It is too large.']]);
});

it('tries again what the server could not do, and gives up after five tries', async () => {
  answers = { 'a.jpg': [no(503, 'Busy.')], 'b.jpg': Array.from({ length: 6 }, () => no(500, 'Broken.')) };
  const run = begin('a.jpg', 'b.jpg');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(run.rows.all.map((row) => [row.path, row.state, row.reason])).toEqual([['a.jpg', 'stored', ''], ['b.jpg', 'failed', 'Broken.']]);
});

it('hashes a file again whose bytes arrived otherwise', async () => {
  answers = { 'a.jpg': [no(460, 'Other bytes.')] };
  const run = begin('a.jpg');
  await vi.advanceTimersByTimeAsync(3000);
  expect([states(run)['a.jpg'], announced.length]).toEqual(['stored', 2]);
});

it('says when a file can no longer be read', async () => {
  const run = begin('gone.jpg', 'a.jpg');
  await vi.advanceTimersByTimeAsync(2000);
  expect(run.rows.all.map((row) => [row.path, row.state, row.reason])).toEqual([['gone.jpg', 'failed', words.fileGone], ['a.jpg', 'stored', '']]);
});

it('pauses where the reader was signed out, and goes on afterwards', async () => {
  answers = { 'a.jpg': [no(401, '')] };
  const run = begin('a.jpg');
  await vi.advanceTimersByTimeAsync(2000);
  expect([run.state, run.trouble, run.signedOut, session.current]).toEqual(['paused', app.signedOutHint, true, null]);
  run.resume();
  expect(run.signedOut).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect([run.state, states(run)['a.jpg']]).toEqual(['finished', 'stored']);
});

it('stays paused, for the reason there was, where the session ends afterwards', async () => {
  answers = { 'a.jpg': [no(507, 'Only 3 MB are free.')], 'b.jpg': [no(401, '')] };
  const run = begin('a.jpg', 'b.jpg');
  await vi.advanceTimersByTimeAsync(2000);
  expect([run.state, run.trouble, run.signedOut, session.current]).toEqual(['paused', 'Only 3 MB are free.', false, null]);
});

it('sends the same bytes once, whatever they are called, and says what each copy equals', async () => {
  const run = begin('a.jpg', 'copy of a.jpg', 'known.jpg');
  await vi.advanceTimersByTimeAsync(4000);
  expect(sent).toEqual(['a.jpg']);
  expect([run.state, states(run)]).toEqual(['finished', { 'a.jpg': 'stored', 'copy of a.jpg': 'duplicate', 'known.jpg': 'duplicate' }]);
  expect(run.rows.all.map((row) => row.equals)).toEqual([undefined, { path: 'a.jpg', card: '' }, { path: 'DCIM/1.JPG', card: 'card 7' }]);
});

it('sends a copy where the first file with these bytes cannot be sent', async () => {
  answers = { 'a.jpg': [no(422, 'Not today.')] };
  const run = begin('a.jpg', 'copy of a.jpg');
  await vi.advanceTimersByTimeAsync(6000);
  expect(states(run)).toEqual({ 'a.jpg': 'failed', 'copy of a.jpg': 'stored' });
});

it('pauses with the reason where there is no room, and fails nothing', async () => {
  answers = { 'a.jpg': [no(507, 'Only 3 MB are free.')] };
  const run = begin('a.jpg');
  await vi.advanceTimersByTimeAsync(2000);
  expect([run.state, run.trouble, run.rows.files('failed')]).toEqual(['paused', 'Only 3 MB are free.', 0]);
});

it('counts the files that were hashed before', async () => {
  const run = begin('seen.jpg', 'a.jpg');
  await vi.advanceTimersByTimeAsync(2000);
  expect(run.remembered).toBe(1);
});

it('lets the tab be closed where the card is gone on with afterwards, and warns where it is not', async () => {
  const refused = vi.fn();
  for (const keeps of [true, false]) {
    keepsHashes = keeps;
    answers = { 'a.jpg': [no(401, '')] };
    begin('a.jpg');
    await vi.advanceTimersByTimeAsync(2000);
    listeners['beforeunload']?.({ preventDefault: refused });
    expect(refused).toHaveBeenCalledTimes(keeps ? 0 : 1);
  }
});
