// SHA-256 of one file after the other, read as a stream: memory does not grow with the file.
import { createSHA256 } from 'hash-wasm';

export type FromHasher = { hashed: number } | { sha256: string } | { problem: string };

const ready = createSHA256();

function tell(message: FromHasher): void {
  postMessage(message);
}

addEventListener('message', async ({ data: file }: MessageEvent<File>) => {
  try {
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
    tell({ sha256: sha256.digest('hex') });
  } catch (error) {
    tell({ problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
