import type { MediaID, ProjectID } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { href, match, queryString } from './routes.ts';

const projectID = '01890000-0000-7000-8000-000000000001' as ProjectID;

describe('addresses', () => {
  it('are made from names and found again', () => {
    expect(href('project', { projectID })).toBe(`/projects/${projectID}`);
    expect(match(`/projects/${projectID}/`)).toEqual({ name: 'project', params: { projectID } });
    const mediaID = 'm' as MediaID;
    expect(match(href('media', { projectID, mediaID }))).toEqual({ name: 'media', params: { projectID, mediaID } });
  });

  it('fixed words win over parameters', () => {
    expect(match('/projects/new')?.name).toBe('newProject');
    expect(match('/')?.name).toBe('welcome');
  });

  it('that belong to no page are none', () => {
    for (const path of ['/nothing', '/projects', '/projects/a/b/c/d', '/projects//field', '/projects/%E0%A4%A/field']) expect(match(path), path).toBeUndefined();
  });

  it('leave out what is empty', () => {
    expect(queryString({ show: 'blank', point: '', from: null, to: undefined, page: 0 })).toBe('show=blank&page=0');
    expect(href('signIn', null, { next: '/a?b=c' })).toBe('/sign-in?next=%2Fa%3Fb%3Dc');
  });
});
