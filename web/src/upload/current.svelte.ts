// The one upload that runs in this tab. It goes on while the reader is on other pages; the header shows it.
import type { UploadRun } from './run.svelte.ts';

class Current {
  run = $state.raw<UploadRun | undefined>(undefined);
}

export const current = new Current();
