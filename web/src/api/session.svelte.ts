import type { Session } from '@serow/api';

/** Who is signed in. `undefined`: not asked yet; `null`: nobody. */
class SignedIn {
  current = $state.raw<Session | null | undefined>(undefined);
}

export const session = new SignedIn();
