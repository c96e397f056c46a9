import { describe, expect, it } from 'vitest';
import { clock, frameTime, nextSpeed, playedPart, playedRate } from './playing.ts';

describe('what is played', () => {
  it('is the original, the proxy, or nothing', () => {
    expect(playedPart({ state: 'original', detail: '' })).toBe('content');
    expect(playedPart({ state: 'proxy', detail: '' })).toBe('proxy');
    expect(playedPart({ state: 'pending', detail: '' })).toBeUndefined();
    expect(playedPart({ state: 'failed', detail: 'damaged' })).toBeUndefined();
    expect(playedPart(null)).toBeUndefined();
  });

  it('has the frame rate of the original, as far as a proxy keeps it', () => {
    expect(playedRate(12.5, 'proxy')).toBe(12.5);
    expect(playedRate(60, 'proxy')).toBe(60);
    expect(playedRate(80, 'proxy')).toBe(80);
    expect(playedRate(120, 'proxy')).toBe(60);
    expect(playedRate(240, 'proxy')).toBe(80);
    expect(playedRate(120, 'content')).toBe(120);
    expect(playedRate(null, 'proxy')).toBe(25);
  });
});

describe('a step of a frame', () => {
  it('goes to the middle of the neighbour', () => {
    expect(frameTime(0, 1, 10, 3)).toBeCloseTo(0.15, 9);
    expect(frameTime(0.15, 1, 10, 3)).toBeCloseTo(0.25, 9);
    expect(frameTime(0.25, -1, 10, 3)).toBeCloseTo(0.15, 9);
  });

  it('starts where the shown frame begins, though 3 / 29.97 is no exact number', () => {
    expect(frameTime(3 / 29.97, 1, 29.97, 10)).toBeCloseTo(4.5 / 29.97, 9);
    expect(frameTime(Math.floor((3 / 29.97) * 90_000) / 90_000, 1, 29.97, 10)).toBeCloseTo(4.5 / 29.97, 9);
  });

  it('stays within the video', () => {
    expect(frameTime(0, -1, 10, 3)).toBeCloseTo(0.05, 9);
    expect(frameTime(2.95, 1, 10, 3)).toBeCloseTo(2.95, 9);
    expect(frameTime(2.95, 1000, 10, 3)).toBeCloseTo(2.95, 9);
    expect(frameTime(0, 1, 25, 0)).toBeCloseTo(0.02, 9);
  });
});

it('speeds end at a quarter and at four times', () => {
  expect([nextSpeed(1, 1), nextSpeed(4, 1), nextSpeed(1, -1), nextSpeed(0.25, -1), nextSpeed(3, 1)]).toEqual([2, 4, 0.5, 0.25, 2]);
});

it('the clock shows tenths', () => {
  expect([clock(0), clock(9.96), clock(75.25), clock(NaN), clock(3600)]).toEqual(['0:00.0', '0:10.0', '1:15.3', '0:00.0', '60:00.0']);
});
