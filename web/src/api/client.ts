// Every request of the pages goes through here: typed by the contract, with the CSRF token, problems thrown.
import type { paths } from '@serow/api';
import createClient, { type Middleware } from 'openapi-fetch';
import { problemFrom, Unreachable } from './problem.ts';
import { session } from './session.svelte.ts';

export const base = '/api/v1';

const csrf: Middleware = {
  onRequest({ request }) {
    const token = session.current?.csrfToken;
    if (token && request.method !== 'GET') request.headers.set('X-CSRF-Token', token);
    return request;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return new Unreachable(error);
  },
};

export const api = createClient<paths>({ baseUrl: base, credentials: 'same-origin' });
api.use(csrf);

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/**
 * The data of an answer; throws ProblemError where the server said no and Unreachable where none came.
 * `const project = await ask(api.GET('/projects/{projectID}', { params: { path: { projectID } } }))`
 */
export async function ask<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await answer;
  if (response.ok) {
    return data as Data;
  }
  if (response.status === 401 && session.current) session.current = null;
  throw problemFrom(response.status, error);
}
