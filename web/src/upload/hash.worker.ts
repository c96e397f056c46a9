// SHA-256 of one file after the other. Large ones are read as a stream: memory does not grow with the file. What was
// hashed before is known again (memory.ts).
import { createSHA256 } from 'hash-wasm';
import { end, HashMemory } from './memory.ts';

/** `key`: by what the file may be known again. `afresh`: what is known of it was wrong. */
export interface ToHasher {
  file: Blob;
  key: string | undefined;
  afresh: boolean;
}
export type FromHasher = { hashed: number } | { sha256: string; remembered: boolean; keeps: boolean } | { problem: string };

const ready = createSHA256();
const memory = HashMemory.open();
// At once, by the browser's own code, where it has it: over http it has not.
const atOnce = 8 * 1024 * 1024;

addEventListener('message', async ({ data: { file, key, afresh } }: MessageEvent<ToHasher>) => {
  try {
    const kept = key !== undefined && file.size > 2 * end ? await memory : undefined;
    const keeps = (await memory) !== undefined;
    if (!kept || key === undefined) return tell({ sha256: await sha256Of(file), remembered: false, keeps });
    const ends = await hex(await new Blob([file.slice(0, end), file.slice(-end)]).arrayBuffer());
    const known = afresh ? undefined : await kept.recall(key);
    if (known?.ends === ends) return tell({ sha256: known.sha256, remembered: true, keeps });
    if (afresh) kept.forget(key);
    const sha256 = await sha256Of(file);
    kept.keep(key, { ends, sha256, at: Date.now() });
    tell({ sha256, remembered: false, keeps });
  } catch (error) {
    tell({ problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});

function tell(message: FromHasher): void {
  postMessage(message);
}

async function sha256Of(file: Blob): Promise<string> {
  if (file.size <= atOnce) return hex(await file.arrayBuffer());
  const sha256 = await ready;
  sha256.init();
  const reader = file.stream().getReader();
  let hashed = 0;
  let told = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    sha256.update(part.value);
    hashed += part.value.byteLength;
    if (hashed - told > 16_000_000) tell({ hashed: (told = hashed) });
  }
  return sha256.digest('hex');
}

async function hex(bytes: ArrayBuffer): Promise<string> {
  if ('subtle' in crypto && crypto.subtle) return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const sha256 = await ready;
  return sha256.init().update(new Uint8Array(bytes)).digest('hex');
}
