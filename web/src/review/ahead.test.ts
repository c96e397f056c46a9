import type { Event, Media } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { flipAhead, previewsAhead, thumbnailsAhead } from './ahead.ts';

const photo = (mediaID: string, more: Partial<Media> = {}): Media => ({ mediaID, hasRenditions: true, privacy: 'open', consensus: 'machine', ...more }) as Media;
const event = (name: string, count: number, more: Partial<Media> = {}): Event => ({ eventID: name, media: Array.from({ length: count }, (_, at) => photo(`${name}${at}`, more)) }) as Event;

describe('what is asked for beforehand', () => {
  const list = [event('a', 3), event('b', 2, { consensus: 'human' }), event('c', 2), event('d', 1)];
  const rows = (row: number) => list[row];
  it('in the viewer: this photo, the next, then where an answer leads, past what is reviewed', () => {
    expect(previewsAhead(rows, { row: 0, media: 0 }).slice(0, 4)).toEqual(['a0', 'a1', 'c0', 'b0']);
    expect(previewsAhead(rows, { row: 0, media: 0 })).toContain('d0');
    expect(new Set(previewsAhead(rows, { row: 0, media: 1 }))).toContain('a0');
  });
  it('in the grid: the thumbnails of the next events, each as many as are shown', () => {
    expect(thumbnailsAhead(rows, { row: 0, media: -1 }, 2)).toEqual(['c0', 'c1', 'd0', 'b0', 'b1']);
    expect(thumbnailsAhead(rows, { row: 0, media: -1 }, 1)).toEqual(['c0', 'd0', 'b0']);
  });
  it('nothing that is withheld or has no picture', () => {
    const some = [event('a', 1), { media: [photo('x', { privacy: 'withheld' } as Partial<Media>), photo('y', { hasRenditions: false }), photo('z')] } as Event];
    expect(previewsAhead((row) => some[row], { row: 0, media: 0 })).toEqual(['a0', 'z']);
  });
  it('stops where the list is not loaded, or ends', () => expect(thumbnailsAhead(rows, { row: 3, media: -1 }, 4)).toEqual([]));
  it('flipping goes round', () => {
    const photos = event('a', 3).media;
    expect(flipAhead(photos, 2, 2)).toEqual(['a2', 'a0']);
    expect(flipAhead(photos, 1, 9)).toEqual(['a1', 'a2', 'a0']);
  });
});
