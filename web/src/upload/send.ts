// The bytes of one file. XMLHttpRequest, because only it tells how much was sent.
import type { ProjectID, UploadFile, UploadFileID, UploadID } from '@serow/api';
import { base, problemFrom, session, Unreachable } from '../api/index.ts';

const silence = 90_000; // ms without a byte moving after which a connection counts as lost

export function sendFile(
  place: { projectID: ProjectID; uploadID: UploadID; uploadFileID: UploadFileID },
  file: File,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<UploadFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let watch = setTimeout(() => request.abort(), silence);
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), silence);
    };
    const stop = () => request.abort();
    signal.addEventListener('abort', stop);
    request.onloadend = () => {
      clearTimeout(watch);
      signal.removeEventListener('abort', stop);
    };
    request.upload.onprogress = (event) => {
      alive();
      onProgress(event.loaded);
    };
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(signal.aborted ? signal.reason : new Unreachable());
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status === 200) resolve(body as UploadFile);
      else reject(problemFrom(request.status, body));
    };
    request.open('PUT', `${base}/projects/${place.projectID}/uploads/${place.uploadID}/files/${place.uploadFileID}/content`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (session.current?.csrfToken) request.setRequestHeader('X-CSRF-Token', session.current.csrfToken);
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
