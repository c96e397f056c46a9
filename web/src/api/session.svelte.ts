import type { Session } from '@serow/api';

/** Who is signed in. `undefined`: not asked yet; `null`: nobody. */
class SignedIn {
  current = $state.raw<Session | null | undefined>(undefined);
  /** The reader went; the session did not just end. */
  left = $state(false);
}

export const session = new SignedIn();
