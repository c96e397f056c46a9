import { describe, expect, it } from 'vitest';
import { RowHeights, rowsInWindow } from './heights.ts';
import { gridLayout, rowHeight, shownMedia } from './layout.ts';
import { ScrollTrack, tallest } from './scroll.ts';

describe('heights of rows', () => {
  it('rows of usual height lie one under the other', () => {
    const heights = new RowHeights(10, 100);
    expect(heights.top(3)).toBe(300);
    expect(heights.total).toBe(1000);
    expect(heights.rowAt(0)).toBe(0);
    expect(heights.rowAt(299)).toBe(2);
    expect(heights.rowAt(300)).toBe(3);
    expect(heights.rowAt(5000)).toBe(9);
  });

  it('a row that becomes taller moves those after it', () => {
    const heights = new RowHeights(5, 100);
    heights.set(1, 250);
    expect([0, 1, 2, 3, 4, 5].map((row) => heights.top(row))).toEqual([0, 100, 350, 450, 550, 650]);
    expect(heights.rowAt(349)).toBe(1);
    heights.set(1, 100);
    expect(heights.total).toBe(500);
  });

  it('agrees with adding up, for 100 000 rows of any height', () => {
    const heights = new RowHeights(100_000, 200);
    let random = 7;
    const own = new Array<number>(100_000).fill(200);
    for (let turn = 0; turn < 2000; turn++) {
      random = (random * 48271) % 2147483647;
      const row = random % 100_000;
      own[row] = 50 + (random % 400);
      heights.set(row, own[row]!);
    }
    let sum = 0;
    for (let row = 0; row < 100_000; row++) {
      if (row % 997 === 0) {
        expect(heights.top(row)).toBe(sum);
        expect(heights.rowAt(sum)).toBe(row);
      }
      sum += own[row]!;
    }
    expect(heights.total).toBe(sum);
  });

  it('no rows, no window', () => {
    expect(rowsInWindow(new RowHeights(0, 100), 0, 500, 100)).toBeUndefined();
    expect(rowsInWindow(new RowHeights(100, 100), 1000, 500, 100)).toEqual([9, 16]);
  });
});

describe('the track that is really scrolled', () => {
  const list = 23_000_000;
  const window = 800;

  it('is the list itself where a browser can bear it', () => {
    const track = new ScrollTrack();
    expect(track.moved(1234, 50_000, window)).toBe(1234);
    expect(track.place(777, 50_000, window)).toBe(777);
  });

  it('never is taller than a browser can bear', () => {
    expect(ScrollTrack.trackHeight(list)).toBe(tallest);
  });

  it('a small movement is pixel by pixel, a drag in proportion', () => {
    const track = new ScrollTrack();
    const half = track.moved(Math.round((tallest - window) / 2), list, window);
    expect(half).toBeCloseTo((list - window) / 2, -2);
    expect(track.moved(Math.round((tallest - window) / 2) + 30, list, window)).toBe(half + 30);
  });

  it('both ends of the track are both ends of the list', () => {
    const track = new ScrollTrack();
    expect(track.moved(tallest - window, list, window)).toBe(list - window);
    expect(track.moved(0, list, window)).toBe(0);
  });

  it('scrolling by hand from the middle to the top arrives at the top without a leap', () => {
    const track = new ScrollTrack();
    let at = track.place(40_000, list, window);
    let top = 40_000;
    while (top > 0) {
      const next = track.moved(Math.max(0, at - 300), list, window);
      expect(top - next).toBeLessThanOrEqual(300);
      expect(next).toBeLessThan(top);
      top = next;
      at = track.place(top, list, window);
    }
    expect(at).toBe(0);
  });

  it('placing and reporting agree everywhere', () => {
    for (const top of [0, 500, 5000, 1_000_000, 11_500_000, 22_990_000, list - window]) {
      const track = new ScrollTrack();
      const at = track.place(top, list, window);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(tallest - window);
      expect(track.moved(at, list, window)).toBe(top);
    }
  });
});

describe('the size of a row is known before its pictures are', () => {
  it('at 1440 pixels seven thumbnails of medium size stand side by side', () => {
    const layout = gridLayout(1400, 'medium');
    expect(layout.columns).toBe(7);
    expect(layout.columns * layout.tileWidth + 6 * 8).toBeLessThanOrEqual(1400 - 26);
  });

  it('on a telephone two', () => {
    expect(gridLayout(336, 'medium').columns).toBe(2);
    expect(gridLayout(336, 'large').columns).toBe(1);
  });

  it('a long event is folded to two rows, of which the last place tells the rest', () => {
    const layout = gridLayout(1400, 'medium');
    expect(shownMedia(layout, 14, false)).toBe(14);
    expect(shownMedia(layout, 45, false)).toBe(13);
    expect(shownMedia(layout, 45, true)).toBe(45);
    expect(rowHeight(layout, 45, false)).toBe(rowHeight(layout, 14, false));
    expect(rowHeight(layout, 45, true)).toBeGreaterThan(rowHeight(layout, 45, false));
  });
});
