import { describe, expect, it, vi } from 'vitest';
import { Bell } from './bell.ts';
import { Rate } from './rate.ts';
import { Rows } from './rows.ts';
import { DiskFile } from './source.ts';

vi.mock('../i18n/index.svelte.ts', async () => ({ t: { upload: (await import('../i18n/en/upload.ts')).upload } }));
const { isMedia, sort } = await import('./collect.ts');

function file(name: string, size = 10): DiskFile {
  return new DiskFile(new File([new Uint8Array(size)], name));
}

describe('a card’s files', () => {
  it('are photos and videos by their names, whatever the case', () => {
    for (const path of ['DCIM/100/IMG_1.JPG', 'a.jpeg', 'x/y.MP4', 'clip.avi', 'a.b.png']) expect(isMedia(path), path).toBe(true);
  });

  it('that only look like media are not', () => {
    for (const path of ['Thumbs.db', 'DCIM/._IMG_1.JPG', '.JPG', '__MACOSX/IMG_1.JPG', 'jpg', 'notes.txt', 'photo.jpg.txt']) expect(isMedia(path), path).toBe(false);
  });

  it('are all named: each is either media or among the others', () => {
    const found = ['b.jpg', 'a.jpg', 'Thumbs.db', 'z.txt'].map((path) => ({ path, file: file(path) }));
    const { media, others } = sort(found);
    expect(media.map((one) => one.path)).toEqual(['a.jpg', 'b.jpg']);
    expect(others).toEqual(['Thumbs.db', 'z.txt']);
  });
});

describe('rows', () => {
  it('keep counts and bytes by state', () => {
    const rows = new Rows([{ path: 'a.jpg', file: file('a.jpg', 100) }, { path: 'b.jpg', file: file('b.jpg', 50) }]);
    const [first, second] = rows.all;
    if (!first || !second) throw new Error('two rows');
    expect(rows.bytes).toBe(150);
    expect(rows.files('waiting')).toBe(2);
    rows.move(first, 'sending');
    first.moved = 40;
    expect(rows.settledBytes).toBe(40);
    rows.move(first, 'stored');
    rows.move(second, 'duplicate');
    expect(rows.settledBytes).toBe(150);
    expect(rows.settledFiles).toBe(2);
    expect(rows.files('waiting', 'sending')).toBe(0);
    rows.move(second, 'failed');
    expect([rows.files('duplicate'), rows.files('failed'), rows.bytesIn('failed')]).toEqual([0, 1, 50]);
  });
});

describe('rate', () => {
  it('is bytes per second over the last seconds only', () => {
    const rate = new Rate(10);
    expect(rate.perSecond).toBeUndefined();
    for (let second = 0; second <= 5; second++) rate.sample(second * 1000, second * 1000);
    expect(rate.perSecond).toBe(1000);
    for (let second = 6; second <= 30; second++) rate.sample(5000 + (second - 5) * 200, second * 1000);
    expect(rate.perSecond).toBe(200);
    rate.forget();
    expect(rate.perSecond).toBeUndefined();
  });
});

it('a bell wakes all who wait, once', async () => {
  const bell = new Bell();
  let woken = 0;
  const waits = [bell.wait(), bell.wait()].map((wait) => wait.then(() => woken++));
  bell.ring();
  bell.ring();
  await Promise.all(waits);
  expect(woken).toBe(2);
});
