import { expect, it, vi } from 'vitest';
import { DiskFile } from './source.ts';

// The worker is played here: it answers each photo with its name, or never.
let answers = true;
let ended = 0;
vi.mock('./facts.worker.ts?worker', () => ({
  default: class {
    onmessage?: (event: { data: unknown }) => void;
    postMessage(file: File) {
      if (answers) queueMicrotask(() => this.onmessage?.({ data: { model: file.name } }));
    }
    terminate() {
      ended++;
    }
  },
}));
const { lookInto } = await import('./samples.ts');
const found = (...paths: string[]) => paths.map((path) => ({ path, file: new DiskFile(new File(['xy'], path.slice(path.lastIndexOf('/') + 1))) }));

it('looks into a few photos of each folder, and counts what lies in it', async () => {
  answers = true;
  const told: [number, number][] = [];
  const seen = await lookInto(found('P01/1.jpg', 'P01/2.jpg', 'P01/3.jpg', 'P01/clip.mp4', 'P02/4.jpg'), (done, all) => told.push([done, all]), new AbortController().signal, 2);
  expect(seen).toEqual([
    { folder: 'P01', files: 4, bytes: 8, samples: [{ model: '1.jpg' }, { model: '3.jpg' }] },
    { folder: 'P02', files: 1, bytes: 2, samples: [{ model: '4.jpg' }] },
  ]);
  expect(told.at(-1)).toEqual([2, 2]);
});

it('ends at once when it is cancelled, also in the middle of a photo', async () => {
  answers = false;
  ended = 0;
  const stop = new AbortController();
  const looking = lookInto(found('P01/1.jpg', 'P02/2.jpg'), () => {}, stop.signal);
  setTimeout(() => stop.abort(), 5);
  await expect(looking).rejects.toThrow(/abort/i);
  expect(ended).toBe(1);
});
