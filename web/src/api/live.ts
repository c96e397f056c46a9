import type { AccountID, EventID, Progress, ProjectID } from '@serow/api';
import { base } from './client.ts';

/** Who answered, and in which events. */
export interface Answered { accountID: AccountID; eventIDs: EventID[] }

/**
 * Progress of a project as it changes, until the returned function is called. A lost connection is taken up again,
 * after 1 s, then 2 s … at most 30 s; `onLost` tells the page meanwhile.
 */
export function followProgress(
  projectID: ProjectID,
  onProgress: (progress: Progress) => void,
  onLost: (lost: boolean) => void = () => {},
  onAnswered: (people: Answered[]) => void = () => {},
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = 1000;

  function connect() {
    source = new EventSource(`${base}/projects/${projectID}/live`);
    source.addEventListener('progress', (event) => {
      wait = 1000;
      onLost(false);
      onProgress(JSON.parse(event.data) as Progress);
    });
    source.addEventListener('answered', (event) => onAnswered(JSON.parse(event.data) as Answered[]));
    // The browser itself retries a broken stream but gives up on a refused one, and does not slow down.
    source.onerror = () => {
      source?.close();
      onLost(true);
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, 30_000);
    };
  }

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
