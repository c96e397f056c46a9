import { describe, expect, it } from 'vitest';
import type { PredictionImport } from '@serow/api';
import { peek, peekHead, peekWhole, thresholdOf, withoutAnswer } from './peek.ts';

// As MegaDetector's and SpeciesNet's documentation write them.
const megadetector = JSON.stringify({
  info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' },
  images: ['a/1.JPG', 'a/2.JPG', 'a/3.JPG', 'a/4.JPG'].map((file) => ({ file, detections: [] })),
});
const speciesnet = JSON.stringify({ predictions: [{ filepath: 'b/"x".jpg', prediction: ';;;;;;blank' }] });

describe('a file of predictions, looked at before it is sent', () => {
  it('is told by its list', () => {
    expect(peekWhole(megadetector)).toEqual({ format: 'megadetector', entries: 4, model: 'md_v5a.0.0', names: ['a/1.JPG', 'a/2.JPG', 'a/3.JPG'] });
    expect(peekWhole(speciesnet)).toEqual({ format: 'speciesnet', entries: 1, model: '', names: ['b/"x".jpg'] });
  });
  it('is nothing known where it has neither', () => {
    for (const json of ['{"boxes": []}', '[]', 'null', '7', '{"images": 7}']) expect(peekWhole(json).format).toBeUndefined();
  });
  it('is no JSON where it is none', () => {
    expect(() => peekWhole('{"images": [')).toThrow(SyntaxError);
  });
  it('may hold entries that are none', () => {
    expect(peekWhole('{"images": [null, 3, {"file": 5}, {"file": "x.jpg"}]}')).toMatchObject({ entries: 4, names: [] });
  });
  it('is told by its beginning where it is large', () => {
    expect(peekHead(megadetector.slice(0, 150))).toEqual({ format: 'megadetector', entries: undefined, model: 'md_v5a.0.0', names: ['a/1.JPG'] });
    expect(peekHead(speciesnet.slice(0, 60)).names).toEqual(['b/"x".jpg']);
    expect(peekHead('{"boxes": [').format).toBeUndefined();
  });
  it('is read from a blob', async () => {
    expect((await peek(new Blob([speciesnet]))).format).toBe('speciesnet');
  });
});

describe('what gave no answer', () => {
  it('is told by the reason, the most frequent first', () => {
    const none = { count: 0, files: [] };
    const report = { unmatched: { count: 2, files: ['a', 'b'] }, ambiguous: none, notReady: { count: 9, files: ['c'] }, failed: none } as unknown as NonNullable<PredictionImport['report']>;
    expect(withoutAnswer(report).map((each) => [each.why, each.count])).toEqual([['notReady', 9], ['unmatched', 2]]);
  });
});

describe('a threshold', () => {
  it('is as the file says where nothing is typed', () => {
    expect(thresholdOf('  ')).toBeNull();
  });
  it('is above nought and at most one', () => {
    expect([thresholdOf('0.3'), thresholdOf('1'), thresholdOf('0,25')]).toEqual([0.3, 1, 0.25]);
    expect([thresholdOf('0'), thresholdOf('1.1'), thresholdOf('much'), thresholdOf('-1')]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
