import { describe, expect, it } from 'vitest';
import { cleared, countFilters, dayStart, eventsQuery, filtersFrom, filtersOf, isFiltered, noFilters } from './filters.ts';
import { between, moved } from './focus.ts';
import { actOf, cheatSheet, keyName, rules, type Pressed } from './keys.ts';
import { parseRecent, withRecent } from './recent.ts';
import { clamped, fit, needsOriginal, toggled, zoomed } from './stage.ts';
import { Optimistic, SendQueue } from './truth.ts';
import { UndoStack } from './undo.ts';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('keys', () => {
  it.each([
    ['c', 'confirm'], ['Enter', 'confirm'], ['b', 'blank'], ['p', 'human'], ['v', 'vehicle'], ['u', 'unknown'], ['s', 'species'], ['/', 'species'],
    ['n', 'count'], ['#', 'count'], ['+', 'countUp'], ['-', 'countDown'], ['z', 'undo'], ['e', 'scope'], ['x', 'select'], [' ', 'open'], ['?', 'help'],
    ['j', 'down'], ['k', 'up'], ['h', 'left'], ['l', 'right'], ['5', 'recent'], ['N', 'nextUnreviewed'],
  ])('%s in the grid: %s', (key, act) => expect(actOf(press(key), 'grid')).toBe(act));

  it('Ctrl+Z and ⌘Z undo; Ctrl+C, Ctrl+B and Alt+anything stay the browser’s', () => {
    expect(actOf(press('z', { ctrlKey: true }), 'grid')).toBe('undo');
    expect(actOf(press('z', { metaKey: true }), 'grid')).toBe('undo');
    expect(actOf(press('c', { ctrlKey: true }), 'grid')).toBeUndefined();
    expect(actOf(press('b', { metaKey: true }), 'grid')).toBeUndefined();
    expect(actOf(press('ArrowLeft', { altKey: true }), 'viewer')).toBeUndefined();
  });

  it('Caps Lock does not change what a letter means', () => expect(actOf(press('B'), 'grid')).toBe('blank'));

  it('in the viewer arrows turn pages, with Shift they move the picture', () => {
    expect(actOf(press('ArrowRight'), 'viewer')).toBe('right');
    expect(actOf(press('ArrowRight', { shiftKey: true }), 'viewer')).toBe('panRight');
    expect(actOf(press('Escape'), 'viewer')).toBe('closeViewer');
    expect(actOf(press('x'), 'viewer')).toBeUndefined();
  });

  it.each([
    [' ', {}, 'play'], [',', {}, 'frameBack'], ['.', {}, 'frameOn'], ['<', { shiftKey: true }, 'slower'], ['>', { shiftKey: true }, 'faster'],
    ['ArrowRight', { shiftKey: true }, 'secondOn'], ['ArrowRight', {}, 'right'], ['Home', {}, 'videoStart'], ['r', {}, 'loop'], ['R', {}, 'loop'],
    ['Escape', {}, 'closeViewer'], ['Enter', {}, 'confirm'], ['b', {}, 'blank'], ['5', {}, 'recent'], [']', {}, 'brighter'],
  ] as const)('%s %o while a video plays: %s', (key, held, act) => expect(actOf(press(key, held), 'video')).toBe(act));

  it('a video takes no key away that answers', () => {
    const answers = rules.filter((each) => each.group === 'answer' && each.where.includes('viewer'));
    for (const rule of answers)
      for (const key of rule.keys) expect(actOf(press(key, { ctrlKey: rule.control ?? false }), 'video')).toBe(rule.act);
  });

  it('no key means two things in one place', () => {
    for (const where of ['grid', 'viewer', 'drawing', 'video'] as const) {
      const seen = new Map<string, string>();
      for (const rule of rules.filter((each) => each.where.includes(where))) {
        for (const key of rule.keys) {
          const full = `${rule.control ? 'Ctrl ' : ''}${rule.shift ? 'Shift ' : ''}${key}`;
          expect(seen.get(full) ?? rule.act).toBe(rule.act);
          seen.set(full, rule.act);
        }
      }
    }
  });

  it('every act stands once on the cheat sheet', () => {
    const acts = cheatSheet('grid').map((row) => row.act);
    expect(new Set(acts).size).toBe(acts.length);
    expect(cheatSheet('grid').find((row) => row.act === 'undo')?.chords.map(keyName)).toEqual(['z', 'Ctrl z']);
  });
});

describe('the keyboard’s place', () => {
  const ground = { rows: 3, shown: (row: number) => [2, 0, 5][row] ?? 0, page: 2 };
  it('right goes through the photos and on to the next heading', () => {
    expect(moved({ row: 0, media: -1 }, 'right', ground)).toEqual({ row: 0, media: 0 });
    expect(moved({ row: 0, media: 1 }, 'right', ground)).toEqual({ row: 1, media: -1 });
  });
  it('left from a heading goes to the last photo of the event before', () => {
    expect(moved({ row: 1, media: -1 }, 'left', ground)).toEqual({ row: 0, media: 1 });
    expect(moved({ row: 0, media: -1 }, 'left', ground)).toEqual({ row: 0, media: -1 });
  });
  it('up from a photo goes to its heading, then to the event before', () => {
    expect(moved({ row: 2, media: 3 }, 'up', ground)).toEqual({ row: 2, media: -1 });
    expect(moved({ row: 2, media: -1 }, 'up', ground)).toEqual({ row: 1, media: -1 });
  });
  it('stays within the list', () => {
    expect(moved({ row: 2, media: -1 }, 'down', ground)).toEqual({ row: 2, media: -1 });
    expect(moved({ row: 0, media: -1 }, 'pageDown', ground)).toEqual({ row: 2, media: -1 });
    expect(moved({ row: 2, media: 4 }, 'last', ground)).toEqual({ row: 2, media: -1 });
  });
  it('Shift-click takes everything between, in either direction', () => {
    expect(between([1, 2, 3, 4], 2, 4)).toEqual([2, 3, 4]);
    expect(between([1, 2, 3, 4], 4, 2)).toEqual([2, 3, 4]);
    expect(between([1, 2], 9, 2)).toEqual([2]);
  });
});

describe('filters in the address', () => {
  const of = (search: string) => filtersOf(new URLSearchParams(search));
  it('reads what makes sense and drops the rest', () => {
    expect(of('show=unreviewed&species=Sus+scrofa&from=2024-05-01')).toEqual({ ...noFilters, show: 'unreviewed', species: 'Sus scrofa', from: '2024-05-01' });
    expect(of('show=everything&point=7&from=May')).toEqual(noFilters);
    expect(isFiltered(of('show=all'))).toBe(false);
  });
  const one = '01890000-0000-7000-8000-000000000001';
  const two = '01890000-0000-7000-8000-000000000002';
  it('of several points and species each is asked for; what is none falls out', () => {
    const filters = of(`point=${one},nonsense,${two}&species=Sus+scrofa,Rusa+unicolor`);
    expect(eventsQuery(filters, 'UTC')).toEqual({ locationID: [one, two], scientificName: ['Sus scrofa', 'Rusa unicolor'] });
  });
  it('a time of day, a range of scores, who answered and what it is', () => {
    expect(eventsQuery(of(`hours=19:00-06:00&score=40-80&model=atto+1&reviewer=${one}&kind=video&light=infrared&people=without&favorite=yes&tag=limping,snow&area=${two}`), 'UTC')).toEqual({
      fromTime: '19:00', toTime: '06:00', scoreFrom: 0.4, scoreTo: 0.8, model: ['atto 1'], accountID: [one], kind: 'video', light: 'infrared', people: false, favorite: true, observationTag: ['limping', 'snow'], areaID: [two],
    });
    expect(of('hours=25:00-06:00&score=80-40&kind=sound&light=red&people=maybe&favorite=no&reviewer=me&area=here')).toEqual(noFilters);
  });
  it('a view that is kept comes back as the address that it was', () => {
    for (const address of [
      'show=unreviewed&from=2024-05-01&to=2024-05-31&hours=19:00-06:00', `point=${one},${two}&species=Sus+scrofa,Rusa+unicolor&score=0-7`,
      `people=with&favorite=yes&kind=image&light=colour&model=atto+1&reviewer=${one}&area=${two}&deployment=${one}`, '',
    ]) {
      for (const zone of ['Asia/Shanghai', 'America/Lima', 'Europe/Berlin']) expect(filtersFrom(eventsQuery(of(address), zone), zone)).toEqual(of(address));
    }
  });
  it('counts what is asked for, and clears all of it', () => {
    expect(countFilters(of('show=blank&hours=19:00-06:00'))).toBe(2);
    expect(of(new URLSearchParams(cleared).toString())).toEqual(noFilters);
  });
  it('days are days at the project’s place, the last one included', () => {
    expect(eventsQuery({ ...noFilters, from: '2024-05-01', to: '2024-05-01' }, 'Asia/Shanghai')).toEqual({ from: '2024-04-30T16:00:00.000Z', to: '2024-05-01T16:00:00.000Z' });
  });
  it('the day on which summer time begins is an hour shorter', () => {
    expect(dayStart('2024-03-31', 'Europe/Berlin')).toBe('2024-03-30T23:00:00.000Z');
    expect(dayStart('2024-04-01', 'Europe/Berlin')).toBe('2024-03-31T22:00:00.000Z');
  });
});

describe('the picture in the viewer', () => {
  const picture = { width: 2000, height: 1000 };
  const stage = { width: 1000, height: 800 };
  it('is first seen whole and centred', () => expect(fit(picture, stage)).toEqual({ scale: 0.5, x: 0, y: 150 }));
  it('what lies under the pointer stays there while zooming', () => {
    const view = zoomed({ scale: 1, x: -500, y: -100 }, 2, 400, 300, picture, stage);
    expect(view).toEqual({ scale: 2, x: 400 - 2 * 900, y: 300 - 2 * 400 });
  });
  it('cannot be pushed off the stage', () => {
    expect(clamped({ scale: 1, x: 300, y: -900 }, picture, stage)).toEqual({ scale: 1, x: 0, y: -200 });
  });
  it('is not made smaller than whole, nor without end larger', () => {
    expect(zoomed(fit(picture, stage), 0.1, 0, 0, picture, stage).scale).toBe(0.5);
    expect(zoomed(fit(picture, stage), 1000, 0, 0, picture, stage).scale).toBe(8);
  });
  it('a double click shows 100 %, another the whole', () => {
    const near = toggled(fit(picture, stage), 500, 400, picture, stage);
    expect(near.scale).toBe(1);
    expect(toggled(near, 500, 400, picture, stage)).toEqual(fit(picture, stage));
  });
  it('the original is fetched once the preview has too few pixels', () => {
    const large = { width: 4000, height: 3000 };
    expect(needsOriginal({ scale: 0.4, x: 0, y: 0 }, large, 1)).toBe(false);
    expect(needsOriginal({ scale: 0.5, x: 0, y: 0 }, large, 1)).toBe(true);
    expect(needsOriginal({ scale: 4, x: 0, y: 0 }, { width: 1200, height: 900 }, 2)).toBe(false);
  });
});

describe('answers not yet confirmed', () => {
  it('lie over the truth, the latest on top, until they are dropped', () => {
    const over = new Optimistic<string>();
    const first = over.show(new Map([['a', 'boar']]));
    const second = over.show(new Map([['a', 'takin'], ['b', 'takin']]));
    expect(over.over('a', '?')).toBe('takin');
    over.drop(second);
    expect(over.over('a', '?')).toBe('boar');
    expect(over.over('b', '?')).toBe('?');
    over.drop(first);
    expect(over.pending).toBe(0);
  });

  it('a refused earlier answer does not take a later one along', () => {
    const over = new Optimistic<string>();
    const first = over.show(new Map([['a', 'boar']]));
    over.show(new Map([['a', 'takin']]));
    over.drop(first);
    expect(over.over('a', '?')).toBe('takin');
  });

  it('are sent one after the other, and one failure does not stop the next', async () => {
    const queue = new SendQueue();
    const log: string[] = [];
    let release = () => {};
    const one = queue.send(() => new Promise<void>((done) => { log.push('1 begins'); release = () => { log.push('1 ends'); done(); }; }));
    const two = queue.send(async () => { log.push('2'); throw new Error('refused'); });
    const three = queue.send(async () => { log.push('3'); return 3; });
    await Promise.resolve();
    expect(log).toEqual(['1 begins']);
    expect(queue.waiting).toBe(3);
    release();
    await one;
    await expect(two).rejects.toThrow('refused');
    expect(await three).toBe(3);
    expect(log).toEqual(['1 begins', '1 ends', '2', '3']);
  });
});

describe('undo', () => {
  const act = (label: string, batches: Promise<string[]> = Promise.resolve([label])) => ({ label, batches });
  it('takes back the latest first', () => {
    const stack = new UndoStack();
    stack.push(act('one'));
    stack.push(act('two'));
    expect(stack.pop()?.label).toBe('two');
    expect(stack.pop()?.label).toBe('one');
    expect(stack.pop()).toBeUndefined();
  });
  it('forgets what the server refused', async () => {
    const stack = new UndoStack();
    stack.push(act('kept'));
    stack.push(act('refused', Promise.reject(new Error('no'))));
    await new Promise((done) => setTimeout(done, 0));
    expect(stack.latest?.label).toBe('kept');
  });
  it('a button takes back its own act, once', () => {
    const stack = new UndoStack();
    const one = act('one');
    stack.push(one);
    stack.push(act('two'));
    expect(stack.take(one)).toBe(true);
    expect(stack.take(one)).toBe(false);
    expect(stack.depth).toBe(1);
  });
  it('is bounded', () => {
    const stack = new UndoStack(3);
    for (const label of ['1', '2', '3', '4']) stack.push(act(label));
    expect(stack.depth).toBe(3);
  });
});

describe('species lately used', () => {
  it('survives whatever lies in the browser’s storage', () => {
    for (const kept of [null, '', 'x', '7', '{}', '[7]', '[null]', '[{"scientificName":"A","vernacularNames":null}]']) expect(parseRecent(kept)).toEqual([]);
  });
  const species = (name: string) => ({ scientificName: name, vernacularNames: {} });
  it('a name keeps its number; with nine the oldest goes', () => {
    const two = [species('A'), species('B')];
    expect(withRecent(two, species('A'))).toEqual(two);
    const nine = [...'ABCDEFGHI'].map(species);
    expect(withRecent(nine, species('J')).map((each) => each.scientificName).join('')).toBe('BCDEFGHIJ');
  });
});
