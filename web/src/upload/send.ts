// The bytes of one file, by tus: what came before a lost connection, a closed tab or a restart is not sent again.
import type { ProjectID, UploadFileID, UploadID } from '@serow/api';
import { type DetailedError, type HttpRequest, Upload } from 'tus-js-client';
import { base, problemFrom, session, Unreachable } from '../api/index.ts';

// A large file goes in pieces: what a proxy on the way takes as a whole, and keeps, is not more than that.
const piece = 64 * 1024 * 1024;
/** ms without a byte moving, or without an answer, after which a connection counts as lost. */
export const silence = 90_000;

/**
 * Resolves when the server has stored and verified the file. `begun`: some of it may be there already.
 * Rejects with a ProblemError, Unreachable or the signal's reason.
 */
export function sendFile(
  place: { projectID: ProjectID; uploadID: UploadID; uploadFileID: UploadFileID },
  file: Blob,
  begun: boolean,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const all = `${base}/projects/${place.projectID}/uploads/${place.uploadID}/tus`;
    let watch: ReturnType<typeof setTimeout>;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => end(() => reject(new Unreachable())), silence);
    };
    const stop = () => end(() => reject(signal.reason));
    const end = (how: () => void) => {
      clearTimeout(watch);
      signal.removeEventListener('abort', stop);
      void upload.abort();
      how();
    };
    const upload = new Upload(file, {
      endpoint: all,
      // Asked for its offset first; where nothing is left of it there, it is begun anew.
      uploadUrl: begun ? `${all}/${place.uploadFileID}` : null,
      metadata: { uploadFileID: place.uploadFileID },
      // A small file is one request.
      uploadDataDuringCreation: true,
      chunkSize: piece,
      // Trying again, and finding a file again, is the run's: it knows all files and the announcement.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onBeforeRequest: (request: HttpRequest) => {
        if (session.current?.csrfToken) request.setHeader('X-CSRF-Token', session.current.csrfToken);
        alive();
      },
      onProgress: (sent) => {
        alive();
        onProgress(sent);
      },
      onSuccess: () => end(resolve),
      onError: (error) => {
        // Before the request is aborted: it forgets its answer then.
        const why = meaning(error);
        end(() => reject(why));
      },
    });
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', stop);
    alive();
    upload.start();
  });
}

function meaning(error: Error | DetailedError): Error {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  if (!answer || answer.getStatus() === 0) return new Unreachable();
  // Another connection of ours was still at it: asked again, it tells the true offset.
  if (answer.getStatus() === 409) return new Unreachable();
  return problemFrom(answer.getStatus(), parsed(answer.getBody()));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
