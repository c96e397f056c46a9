import { describe, expect, it } from 'vitest';
import { askedInWords, mediaOfRun, type RunWords } from './runs.ts';

const media = (query: string) => mediaOfRun(new URLSearchParams(query), 'Asia/Shanghai');
const id = '01890000-0000-7000-8000-000000000001';

describe('what a run looks at', () => {
  it('is the filter of the list that it was begun from', () => {
    expect(media('show=blank&species=Sus%20scrofa&from=2024-05-01')).toEqual({ filter: { show: 'blank', scientificName: ['Sus scrofa'], from: '2024-04-30T16:00:00.000Z' } });
    expect(media(`point=${id}`)).toEqual({ filter: { locationID: [id] } });
  });
  it('is a deployment or a card', () => {
    expect(media(`deployment=${id}`)).toEqual({ deploymentIDs: [id] });
    expect(media(`upload=${id}&show=blank`)).toEqual({ uploadID: id, filter: { show: 'blank' } });
    expect(media('upload=nonsense')).toEqual({});
  });
  it('is what was chosen, whatever the filter', () => {
    expect(media(`media=${id},nonsense&show=blank`)).toEqual({ mediaIDs: [id] });
  });
  it('is all of the project where nothing is named', () => {
    expect(media('')).toEqual({});
    expect(media('show=all')).toEqual({});
  });
});

describe('in words', () => {
  const words: RunWords = {
    types: { blank: 'Blank' } as RunWords['types'],
    point: () => 'P01',
    t: {
      all: 'all', ofMedia: (n) => `${n} files`, ofDeployments: (n) => `${n} deployments`, ofUpload: 'a card', ofPoint: (name) => `at ${name}`,
      ofShow: (name) => name, ofSpecies: (name) => name, ofTime: (from, to) => `${from}–${to}`,
    },
  };
  it('names each condition, or all', () => {
    expect(askedInWords({}, words)).toBe('all');
    expect(askedInWords({ mediaIDs: ['a', 'b'], filter: { show: 'all' } } as never, words)).toBe('2 files');
    expect(askedInWords({ filter: { show: 'blank', locationID: id, from: '2024-05-01T00:00:00Z' } } as never, words)).toBe('Blank · at P01 · 2024-05-01–');
    expect(askedInWords({ filter: { scientificName: ['Sus scrofa', 'Rusa unicolor'], locationID: [id, id] } } as never, words)).toBe('Sus scrofa · Rusa unicolor · at P01 · at P01');
  });
});
