export { api, ask, base } from './client.ts';
export { recallSession, register, signIn, signOut } from './account.ts';
export { followProgress } from './live.ts';
export { ProblemError, problemFrom, Unreachable } from './problem.ts';
export { session } from './session.svelte.ts';
export { atLeast, roles, withheldTypes } from './roles.ts';
