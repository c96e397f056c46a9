import { api, ask } from './client.ts';
import { ProblemError } from './problem.ts';
import { session } from './session.svelte.ts';

/** Asks who is signed in; nobody is an answer too. */
export async function recallSession(): Promise<void> {
  try {
    session.current = await ask(api.GET('/session'));
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
    session.current = null;
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  session.current = await ask(api.POST('/session', { body: { email, password } }));
  session.left = false;
}

export async function register(body: {
  email: string;
  password: string;
  name: string;
  organisationName?: string;
}): Promise<void> {
  session.current = await ask(api.POST('/register', { body }));
  session.left = false;
}

export async function signOut(): Promise<void> {
  await ask(api.DELETE('/session'));
  session.left = true;
  session.current = null;
}
