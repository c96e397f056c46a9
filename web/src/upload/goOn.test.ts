import { beforeEach, expect, it, vi } from 'vitest';
import type { UploadID } from '@serow/api';
import { DiskFile } from './source.ts';

const kept = new Map<string, string | null>();
vi.mock('../app/preferences.svelte.ts', () => ({ remember: (key: string, value: string | null) => kept.set(key, value), remembered: (key: string) => kept.get(key) ?? null }));
const { inDoubt, leftOutOf, rememberLeftOut } = await import('./goOn.ts');

const card = (name: string) => name as UploadID;
const found = (...paths: string[]) => paths.map((path) => ({ path, file: new DiskFile(new File(['x'], path)) }));
beforeEach(() => kept.clear());

it('remembers what was left out of a card, also that nothing was', () => {
  rememberLeftOut(card('a'), ['P01/test']);
  rememberLeftOut(card('b'), []);
  expect([leftOutOf(card('a')), leftOutOf(card('b')), leftOutOf(card('c'))]).toEqual([['P01/test'], [], undefined]);
});

it('remembers the last fifty cards', () => {
  for (let at = 0; at < 52; at++) rememberLeftOut(card(`${at}`), [`${at}`]);
  expect([leftOutOf(card('51')), leftOutOf(card('2')), leftOutOf(card('1'))]).toEqual([['51'], ['2'], undefined]);
});

it('takes what another hand wrote into the browser for nothing', () => {
  for (const text of ['{', '7', 'null', '[1, null]', '[["a"]]', '[["a", "b"]]']) {
    kept.set('leftOut', text);
    expect(leftOutOf(card('a')), text).toBeUndefined();
  }
});

it('asks about folders inside the mapped ones, not about those that cameras make', () => {
  const media = found('P01/DCIM/100RECNX/1.jpg', 'P01/test/DCIM/2.jpg', 'P01/test/3.jpg', 'P02/4.jpg', 'elsewhere/5.jpg');
  expect(inDoubt(media, new Set(['P01', 'P02']))).toEqual([{ folder: 'P01/test', files: 2 }]);
});

it('of a card that is mapped as a whole every folder may have been left out', () => {
  expect(inDoubt(found('DCIM/1.jpg', 'test/2.jpg', '3.jpg'), new Set(['']))).toEqual([{ folder: 'test', files: 1 }]);
});
