// What the first bytes of a photo say of it: time, camera, place. One file after the other.
import exifr from 'exifr';
import type { PhotoSample } from './samples.ts';

const wanted = {
  tiff: true,
  ifd0: { pick: ['Make', 'Model'] },
  exif: { pick: ['DateTimeOriginal', 'SerialNumber'] },
  gps: true,
  xmp: false,
  icc: false,
  iptc: false,
  jfif: false,
  ihdr: false,
  reviveValues: false,
  mergeOutput: true,
};

function text(value: unknown): string | undefined {
  // Fields of a fixed length carry NULs and blanks at their end.
  const plain = typeof value === 'string' ? value.replace(/\0[^]*$/, '').trim() : '';
  return plain === '' ? undefined : plain.slice(0, 200);
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

addEventListener('message', async ({ data: file }: MessageEvent<Blob>) => {
  let sample: PhotoSample = {};
  try {
    const tags: Record<string, unknown> = (await exifr.parse(file, wanted)) ?? {};
    const time = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text(tags.DateTimeOriginal) ?? '');
    const [latitude, longitude] = [number(tags.latitude), number(tags.longitude)];
    sample = {
      cameraTime: time ? `${time[1]}-${time[2]}-${time[3]}T${time[4]}` : undefined,
      make: text(tags.Make),
      model: text(tags.Model),
      serial: text(tags.SerialNumber),
      ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
    };
  } catch {
    // No EXIF, or a damaged one: the server reads and judges the whole file later.
  }
  postMessage(sample);
});
