import { expect, test } from 'vitest';
import { readNumber, readTags } from './remarks.ts';

test('tags are parted by commas of both languages and by bars, each once', () => {
  expect(readTags(' limping, snow，跛行、雪|snow ,, ')).toEqual(['limping', 'snow', '跛行', '雪']);
  expect(readTags('  ')).toEqual([]);
});

test('a number is read with point or comma, within its range; empty takes it away', () => {
  expect(readNumber('7.5', 0, 1000)).toBe(7.5);
  expect(readNumber(' 7,5 ', 0, 1000)).toBe(7.5);
  expect(readNumber('-12', -90, 90)).toBe(-12);
  expect(readNumber('', 0, 1)).toBeNull();
  expect(readNumber('91', -90, 90)).toBeUndefined();
  expect(readNumber('far', 0, 1000)).toBeUndefined();
});
