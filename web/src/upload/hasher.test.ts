import { expect, it, vi } from 'vitest';
import { Unreachable } from '../api/problem.ts';

// Of the browser's workers only how they end is played: the first one's program never comes, the second one breaks.
const made: { ended: boolean }[] = [];
vi.mock('./hash.worker.ts?worker', () => ({
  default: class {
    ended = false;
    onerror: ((event: { message: string }) => void) | undefined;
    onmessage: ((event: { data: unknown }) => void) | undefined;
    constructor() {
      made.push(this);
    }
    postMessage() {
      const mine = made.length;
      queueMicrotask(() => {
        if (this.ended) return;
        if (mine === 1) this.onerror?.({ message: '' });
        else if (mine === 2) this.onerror?.({ message: 'out of memory' });
        else this.onmessage?.({ data: { sha256: 'abc', remembered: false, keeps: true } });
      });
    }
    terminate() {
      this.ended = true;
    }
  },
}));
const { Hasher } = await import('./hasher.ts');

it('takes another worker where one did not come or broke', async () => {
  const hasher = new Hasher();
  const asked = { file: new Blob(['x']), key: undefined, afresh: false };
  await expect(hasher.hash(asked, () => {})).rejects.toBeInstanceOf(Unreachable);
  await expect(hasher.hash(asked, () => {})).rejects.toThrow('out of memory');
  expect((await hasher.hash(asked, () => {})).sha256).toBe('abc');
  expect(made.map(({ ended }) => ended)).toEqual([true, true, false]);
});
