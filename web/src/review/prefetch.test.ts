import { describe, expect, it } from 'vitest';
import { Prefetch } from './prefetch.ts';

interface Album { src: string; onload: (() => void) | null; onerror: (() => void) | null }

function album() {
  const asked: Album[] = [];
  const make = () => { const picture: Album = { src: '', onload: null, onerror: null }; asked.push(picture); return picture; };
  return { asked, make, come: (src: string) => asked.find((each) => each.src === src)?.onload?.() };
}
const names = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `p${from + at}`);

describe('what will be wanted next', () => {
  it('is asked for the nearest first, a few at a time', () => {
    const { asked, make, come } = album();
    const ahead = new Prefetch({ atOnce: 2, held: 10 }, make);
    ahead.want(names(1, 4));
    expect(asked.map((each) => each.src)).toEqual(['p1', 'p2']);
    come('p1');
    expect([asked.map((each) => each.src), ahead.has('p1'), ahead.has('p2')]).toEqual([['p1', 'p2', 'p3'], true, false]);
  });
  it('a jump gives up what is on its way, and keeps what has come', () => {
    const { asked, make, come } = album();
    const ahead = new Prefetch({ atOnce: 3, held: 10 }, make);
    ahead.want(names(1, 3));
    come('p1');
    ahead.want(names(50, 52));
    expect(asked.map((each) => each.src)).toEqual(['p1', '', '', 'p50', 'p51', 'p52']);
    expect([ahead.has('p1'), ahead.running]).toEqual([true, 3]);
  });
  it('is not asked for twice', () => {
    const { asked, make, come } = album();
    const ahead = new Prefetch({}, make);
    ahead.want(['p1']);
    come('p1');
    ahead.want(['p1', 'p2']);
    expect(asked.map((each) => each.src)).toEqual(['p1', 'p2']);
  });
  it('is bounded: the longest unused goes first', () => {
    const { asked, make } = album();
    const ahead = new Prefetch({ atOnce: 1, held: 3 }, make);
    for (const name of names(1, 5)) { ahead.want([name]); asked.at(-1)?.onload?.(); }
    expect(names(1, 5).map((each) => ahead.has(each))).toEqual([false, false, true, true, true]);
    ahead.want(['p3']);
    ahead.want(['p6']);
    asked.at(-1)?.onload?.();
    expect(names(3, 6).map((each) => ahead.has(each))).toEqual([true, false, true, true]);
  });
  it('one that fails does not stop the others', () => {
    const { asked, make } = album();
    const ahead = new Prefetch({ atOnce: 1, held: 3 }, make);
    ahead.want(['p1', 'p2']);
    asked[0]?.onerror?.();
    expect(asked.map((each) => each.src)).toEqual(['p1', 'p2']);
  });
});
