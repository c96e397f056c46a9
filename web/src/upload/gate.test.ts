import type { Finding } from '@serow/api';
import { expect, it, vi } from 'vitest';

vi.mock('../i18n/index.svelte.ts', async () => ({
  reading: { language: 'en', locale: 'en-GB' },
  t: { app: (await import('../i18n/en/app.ts')).app, upload: (await import('../i18n/en/upload.ts')).upload, project: (await import('../i18n/en/project.ts')).project },
}));
const { evidence, sentence } = await import('./gate.ts');

const finding = (more: Partial<Finding>): Finding => ({
  kind: 'elsewhere', severity: 'warn', deploymentID: null, locationName: 'P01', count: 7, expected: '', found: '', sentence: '', evidence: [], ...more,
});
const one = { path: 'a.jpg', to: '', count: 0, detail: '', seconds: null };

it('tells distances and times in units that people use', () => {
  expect(sentence(finding({ found: '76271' }))).toContain('stood 76 km from P01');
  expect(sentence(finding({ found: '312' }))).toContain('stood 312 m from P01');
  expect(sentence(finding({ kind: 'timeBackwards', count: 1, evidence: [{ ...one, seconds: 770_894_500 }] }))).toContain('by up to 8,922 d.');
  expect(sentence(finding({ kind: 'timeBackwards', count: 2, evidence: [{ ...one, seconds: 90_000 }] }))).toContain('2 times, by up to 1 d 1 h.');
});

it('names the other card, also one without a name', () => {
  expect(sentence(finding({ kind: 'duplicates', found: 'card 7 (P02)' }))).toContain('with card 7 (P02)');
  expect(sentence(finding({ kind: 'duplicates', found: 'a card without a name (P02)' }))).toContain('with Card without a name (P02)');
});

it('lists files, or places between two files', () => {
  expect(evidence(finding({ evidence: [one, one] }))).toBe('2 files');
  expect(evidence(finding({ kind: 'counterGaps', evidence: [one] }))).toBe('1 place');
});
