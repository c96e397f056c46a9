import { expect, it } from 'vitest';
import { placeAfter } from './after.ts';

it('goes back to pages of ours only', () => {
  expect(placeAfter('/projects/1?show=blank')).toBe('/projects/1?show=blank');
  for (const next of [null, '', 'https://example.org', '//example.org', '/\\example.org', 'javascript:alert(1)']) expect(placeAfter(next), String(next)).toBe('/');
});
