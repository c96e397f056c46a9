import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { problems as english } from './en/problems.ts';
import { reading } from './index.svelte.ts';
import { problemInWords, problemKind } from './problem.ts';
import { problems as chinese } from './zh/problems.ts';

// The page's own asks the browser for its language.
vi.mock('./index.svelte.ts', async () => {
  const words = { en: (await import('./en/problems.ts')).problems, zh: (await import('./zh/problems.ts')).problems };
  const reading = { language: 'en' as 'en' | 'zh', choose: (language: 'en' | 'zh') => (reading.language = language) };
  return { reading, t: { get problems() { return words[reading.language]; } } };
});

const empty = { code: 'unreadable', title: 'The file cannot be read', detail: 'the file is empty (0 bytes)' };

test('every kind of problem that the service knows has words in both languages', () => {
  const table = readFileSync(new URL('../../../src/base/problem.cpp', import.meta.url), 'utf8');
  const rows = [...table.matchAll(/\{Code::\w+, "([a-z-]+)", "([^"]+)"/g)];
  expect(rows.length).toBeGreaterThan(10);
  expect(english).toEqual(Object.fromEntries(rows.map(([, word, sentence]) => [word, sentence])));
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
});

test('a Chinese reader is told the kind in Chinese, and the exact sentence', () => {
  reading.choose('zh');
  expect(problemInWords(empty)).toBe('文件无法读取（the file is empty (0 bytes)）');
  expect(problemInWords({ code: 'timeout', title: 'It took too long', detail: '' })).toBe('等待超时');
  expect(problemKind(empty)).toBe('文件无法读取');
});

test('an English reader is told the exact sentence, or the kind where there is none', () => {
  reading.choose('en');
  expect(problemInWords(empty)).toBe('the file is empty (0 bytes)');
  expect(problemInWords({ code: 'timeout', title: 'It took too long', detail: '' })).toBe('It took too long');
});

test('a problem of another making is told as it came', () => {
  reading.choose('zh');
  expect(problemInWords({ code: 'http-502', title: 'HTTP 502', detail: '' })).toBe('HTTP 502');
  expect(problemInWords({ code: 'elsewhere', detail: 'a sentence' })).toBe('a sentence');
});
