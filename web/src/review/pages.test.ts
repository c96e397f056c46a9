import { describe, expect, it } from 'vitest';
import { EventPages, type Limits, type Page } from './pages.ts';

interface Item { id: string; time: number }
const day = 86_400_000;

/** A server with `count` events, most of them in a few nights, as herds come and go. */
function server(count: number) {
  const all: Item[] = Array.from({ length: count }, (_, at) => ({ id: `e${at}`, time: Math.floor(at / 700) * day + (at % 700) * 1000 }));
  const first = (time: number) => all.findIndex((each) => each.time >= time);
  const log: { cursor?: string; from?: string; limit: number }[] = [];
  return {
    all,
    log,
    id: (item: Item) => item.id,
    time: (item: Item) => item.time,
    page: async (at: { cursor?: string; from?: string; limit: number }): Promise<Page<Item>> => {
      log.push(at);
      const from = at.from === undefined ? 0 : first(Date.parse(at.from));
      const list = from < 0 ? [] : all.slice(from);
      const offset = Number(at.cursor ?? 0);
      const end = offset + at.limit;
      return { items: list.slice(offset, end), next: end < list.length ? String(end) : null, total: at.cursor === undefined ? list.length : null };
    },
  };
}

const limits: Partial<Limits> = { pageSize: 50, walk: 3, held: 400 };

describe('a list of which only the neighbourhood is held', () => {
  it('loads the first page and knows the total', async () => {
    const source = server(1000);
    const pages = new EventPages(source, () => {}, limits);
    await pages.want(0, 20);
    expect(pages.total).toBe(1000);
    expect(pages.at(20)?.id).toBe('e20');
    expect(source.log).toHaveLength(1);
  });

  it('walks on page by page to what is near', async () => {
    const source = server(1000);
    const pages = new EventPages(source, () => {}, limits);
    await pages.want(0, 10);
    await pages.want(100, 140);
    expect(pages.at(140)?.id).toBe('e140');
    expect(source.log.map((each) => each.cursor)).toEqual([undefined, '50', '100']);
  });

  it('leaps to the middle of 100 000 with few requests, to exactly the right rows', async () => {
    const source = server(100_000);
    const pages = new EventPages(source, () => {}, limits);
    await pages.want(0, 10);
    await pages.want(61_234, 61_260);
    for (const row of [61_234, 61_250, 61_260]) expect(pages.at(row)?.id).toBe(`e${row}`);
    expect(source.log.length).toBeLessThan(24);
  });

  it('leaps by number where the list is not by time, and joins what is walked to it', async () => {
    const all = Array.from({ length: 100_000 }, (_, at) => ({ id: `e${at}`, time: 0 }));
    const log: number[] = [];
    const source = {
      byNumber: true,
      id: (item: Item) => item.id,
      time: (item: Item) => item.time,
      page: async (at: { cursor?: string; from?: string; offset?: number; limit: number }): Promise<Page<Item>> => {
        expect(at.from).toBeUndefined();
        const start = at.offset ?? Number(at.cursor ?? 0);
        log.push(start);
        return { items: all.slice(start, start + at.limit), next: start + at.limit < all.length ? String(start + at.limit) : null, total: at.cursor === undefined ? all.length : null };
      },
    };
    const pages = new EventPages(source, () => {}, { ...limits, held: 1000 });
    await pages.want(0, 10);
    await pages.want(61_234, 61_260);
    for (const row of [61_234, 61_250, 61_260]) expect(pages.at(row)?.id).toBe(`e${row}`);
    expect(log).toEqual([0, 61_222]);
    await pages.want(61_100, 61_260);
    for (let row = 61_100; row <= 61_260; row++) expect(pages.at(row)?.id).toBe(`e${row}`);
    await pages.want(99_990, 100_010);
    expect(pages.at(99_999)?.id).toBe('e99999');
    expect(pages.total).toBe(100_000);
  });

  it('leaps to the very end', async () => {
    const pages = new EventPages(server(100_000), () => {}, limits);
    await pages.want(0, 10);
    await pages.want(99_990, 100_010);
    expect(pages.at(99_999)?.id).toBe('e99999');
    expect(pages.at(100_000)).toBeUndefined();
    expect(pages.total).toBe(100_000);
  });

  it('joins what was leapt to with what is walked to it: every event once, in its place', async () => {
    const pages = new EventPages(server(3000), () => {}, { ...limits, held: 3000 });
    await pages.want(0, 10);
    await pages.want(900, 940);
    for (let row = 0; row < 1200; row += 40) await pages.want(row, row + 40);
    for (let row = 0; row < 1200; row++) expect(pages.at(row)?.id).toBe(`e${row}`);
  });

  it('holds no more than it may', async () => {
    const source = server(100_000);
    const pages = new EventPages(source, () => {}, limits);
    for (let row = 0; row < 5000; row += 40) await pages.want(row, row + 60);
    let held = 0;
    for (let row = 0; row < 5100; row++) if (pages.at(row)) held++;
    expect(held).toBeLessThanOrEqual(500);
    expect(pages.at(5000)?.id).toBe('e5000');
    await pages.want(0, 10);
    expect(pages.at(3)?.id).toBe('e3');
  });

  it('fetches only the last wish of a quick scroll', async () => {
    const source = server(100_000);
    const pages = new EventPages(source, () => {}, limits);
    await pages.want(0, 10);
    for (let row = 10_000; row < 60_000; row += 5000) void pages.want(row, row + 20);
    await pages.want(60_000, 60_020);
    expect(pages.at(60_010)?.id).toBe('e60010');
    expect(pages.at(25_000)).toBeUndefined();
  });

  it('stops at a failure and goes on when asked again', async () => {
    const source = server(1000);
    let broken = true;
    const pages = new EventPages({ ...source, page: (at) => (broken ? Promise.reject(new Error('gone')) : source.page(at)) }, () => {}, limits);
    await pages.want(0, 10);
    expect(pages.failure).toBeInstanceOf(Error);
    broken = false;
    await pages.retry();
    expect(pages.at(10)?.id).toBe('e10');
  });

  it('ends where the list became shorter than it was said to be', async () => {
    const source = server(1000);
    const pages = new EventPages(source, () => {}, limits);
    await pages.want(0, 10);
    source.all.splice(60);
    await pages.want(0, 400);
    expect(pages.total).toBe(60);
  });

  it('replaces an event where it lies', async () => {
    const pages = new EventPages(server(100), () => {}, limits);
    await pages.want(0, 10);
    pages.replace('e7', (item) => ({ ...item, time: -1 }));
    expect(pages.at(7)).toEqual({ id: 'e7', time: -1 });
    expect(pages.rowOf('e7')).toBe(7);
  });

  it('knows an empty list', async () => {
    const pages = new EventPages(server(0), () => {}, limits);
    await pages.want(0, 10);
    expect(pages.total).toBe(0);
  });

  it('shows the first page before its number is known, and then the whole list', async () => {
    const counted = server(1000);
    let tell: (total: number) => void = () => {};
    const source = {
      ...counted,
      page: async (at: { cursor?: string; from?: string; limit: number }) => ({ ...(await counted.page(at)), ...(at.from === undefined ? { total: null } : {}) }),
      count: () => new Promise<number>((resolve) => { tell = resolve; }),
    };
    let changes = 0;
    const pages = new EventPages(source, () => changes++, limits);
    await pages.want(0, 20);
    expect(pages.at(20)?.id).toBe('e20');
    expect(pages.total).toBe(51);
    const before = changes;
    tell(1000);
    await Promise.resolve();
    await Promise.resolve();
    expect(changes).toBeGreaterThan(before);
    expect(pages.total).toBe(1000);
    await pages.want(900, 920);
    expect(pages.at(910)?.id).toBe('e910');
  });

  it('counts nothing where the first page is the last, and says so where counting fails', async () => {
    const few = server(7);
    let asked = 0;
    const uncounted = (count: () => Promise<number>, source = few) => ({ ...source, page: async (at: { limit: number }) => ({ ...(await source.page(at)), total: null }), count });
    const pages = new EventPages(uncounted(async () => ++asked), () => {}, limits);
    await pages.want(0, 20);
    expect([pages.total, asked]).toEqual([7, 0]);
    const failing = new EventPages(uncounted(() => Promise.reject(new Error('away')), server(100)), () => {}, limits);
    await failing.want(0, 20);
    await Promise.resolve();
    expect(failing.failure).toEqual(new Error('away'));
  });
});
