// The usual shape of a script that runs a detector over a folder: one process, one photo at a time, each decoded whole,
// resized, made into a tensor and given to the model. Prints seconds, photos and the most memory it held.
// node script.mjs MANIFEST WEIGHTS PHOTO…
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import sharp from 'sharp';

const [manifestPath, weights, ...photos] = process.argv.slice(2);
const { input, output } = JSON.parse(await readFile(manifestPath, 'utf8'));
const session = await ort.InferenceSession.create(weights);
const wanted = ['labels', 'boxes', 'scores'].filter((name) => output[name]).map((name) => output[name]);
const { width, height } = input;
const order = input.colour === 'bgr' ? [2, 1, 0] : [0, 1, 2];

async function tensorOf(photo) {
  const whole = await sharp(photo, { failOn: 'none' }).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { data } = await sharp(whole.data, { raw: whole.info })
    .resize(width, height, input.resize === 'plain' ? { fit: 'fill' } : { fit: 'contain', background: '#727272' })
    .raw().toBuffer({ resolveWithObject: true });
  const values = new Float32Array(3 * width * height);
  for (let channel = 0; channel < 3; ++channel)
    for (let i = 0; i < width * height; ++i)
      values[channel * width * height + i] = (data[3 * i + order[channel]] * input.scale - input.mean[channel]) / input.std[channel];
  return new ort.Tensor('float32', values, [1, 3, height, width]);
}

async function detect(photo) {
  const feeds = { [input.tensor]: await tensorOf(photo) };
  for (const [name, values] of Object.entries(input.constants ?? {}))
    feeds[name] = new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  return session.run(feeds, wanted);
}

await detect(photos[0]); // the model's first run sets it up
const begun = performance.now();
for (const photo of photos) await detect(photo);
console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, photos: photos.length, memory: process.resourceUsage().maxRSS / 1024 }));
