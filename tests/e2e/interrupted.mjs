// A card through the real page, with the tab closed, the service killed and the line cut on the way: nothing may be
// lost, come twice or be sent twice. interrupted.mjs [--files 200] [--folders 10] [--interruptions 6] [--seed 1] [--small]
// With --small the large files have 4 MB in place of 24: for tens of thousands of files (bench/README.md).
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { register } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow, temporaryFolder } from '../world/serow.mjs';
import { launch, openWindow } from './browser.mjs';
import { makeLine } from './line.mjs';

const { values: asked } = parseArgs({ options: { files: { type: 'string' }, folders: { type: 'string' }, interruptions: { type: 'string' }, seed: { type: 'string' }, small: { type: 'boolean' } } });
const files = Number(asked.files ?? 200);
const folders = Number(asked.folders ?? 10);
const interruptions = Number(asked.interruptions ?? 6);
const minutes = 6 + files / 400;

// Mulberry32: the same seed gives the same moments.
let state = Number(asked.seed ?? 1);
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

/** One photo in many: bytes behind a picture's end make each another file and change nothing that is seen. */
function fillCard() {
  const folder = temporaryFolder('card');
  const picture = drawnPicture(1, 160, 120);
  const expected = new Map();
  let bytes = 0;
  for (let number = 0; number < files; ++number) {
    // Every fiftieth is large enough to be cut inside.
    const filling = Buffer.alloc(number % 50 === 0 ? (asked.small ? 4 : 24) << 20 : 100_000, number);
    const content = Buffer.concat([picture, Buffer.from(`file ${number}`), filling]);
    const path = `DCIM/${100 + (number % folders)}SEROW/IMG_${String(number).padStart(5, '0')}.JPG`;
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
    expected.set(createHash('sha256').update(content).digest('hex'), path);
    bytes += content.length;
  }
  return { folder, expected, bytes };
}

await main('interrupted', minutes, async (tally) => {
  const card = fillCard();
  // Only the upload is looked at here: without workers the machine is the upload's.
  const quiet = { args: ['--workers', '0'] };
  let serow = await startSerow(quiet);
  const line = await makeLine(serow.port);
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const organisationID = (await owner.get('/organisations')).items[0].organisationID;
    const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
    await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const [name, value] = owner.cookie.split('=');
    const noisy = { ok: () => {}, fail: () => {} };  // a browser complains of every lost connection
    const cookies = [{ name, value, url: line.address }];

    let page;
    const begin = async (again) => {
      page = await openWindow(noisy, browser, line.address, { cookies });
      for (let tries = 0; ; ++tries)
        try {
          await page.goto(`/projects/${projectID}/upload`);
          await page.locator('input[webkitdirectory]:enabled').waitFor({ state: 'attached', timeout: 10_000 });
          break;
        } catch (error) {
          if (tries === 5) throw error;
        }
      if (again) await page.getByRole('combobox', { name: 'Card' }).selectOption({ index: 1 });
      await page.locator('input[webkitdirectory]').setInputFiles(card.folder);
    };
    const stored = async () => {
      try {
        return (await owner.get(`/projects/${projectID}/uploads`)).items.reduce((sum, each) => sum + each.counts.stored, 0);
      } catch {
        return undefined;  // the service is away
      }
    };

    /** How far the page is: of a card that is gone on with it first reads what is stored already. */
    const shown = async () => (await page.getByText(/^[\d,]+ of [\d,]+ files$/).first().textContent({ timeout: 1000 }).catch(() => '')) ?? '';

    /** Until so many files are stored. A page that no longer gets on says what it shows. */
    const reached = async (count) => {
      for (let last = '', since = Date.now(); ; await wait(100)) {
        const now = (await stored()) ?? 0;
        if (now >= count) return;
        const progress = `${now}, ${await shown()}`;
        if (progress !== last) [last, since] = [progress, Date.now()];
        if (Date.now() - since > 120_000)
          throw new Error(`for two minutes ${now} of ${files} files are stored; the page says: ${await page.locator('main').innerText()}`);
      }
    };

    /** The service begins again with a worker: the card is read a second time, and its receipt lists every file. */
    const receipt = async (from) => {
      await page.context().close();
      from.ownsFolder = false;
      await from.stop();
      serow = Object.assign(await startSerow({ args: ['--detector', 'none'], dataFolder: from.dataFolder, port: from.port }), { ownsFolder: true });
      const path = `/projects/${projectID}/uploads/${(await owner.get(`/projects/${projectID}/uploads`)).items[0].uploadID}`;
      let state = (await owner.post(`${path}/complete`, { files })).state;
      for (let second = 0; state === 'verifying' && second < minutes * 30; ++second) {
        await wait(1000);
        state = (await owner.get(path)).state;
      }
      tally.equal(state, 'safe', 'the card is safe to wipe');
      const text = (await owner.request('GET', `${path}/receipt`)).bytes.toString();
      const listed = new Map(text.split('\n').map((each) => /^([0-9a-f]{64}) \d+ \S+ (.+)$/.exec(each)).filter(Boolean).map(([, hash, path]) => [hash, path]));
      tally.ok(listed.size === files && [...card.expected].every(([hash, path]) => listed.get(hash)?.endsWith(path)), 'the receipt lists every file of the card with its hash', listed.size);
    };

    await begin(false);
    const kinds = ['line', 'tab', 'kill'];
    for (let number = 0; number < interruptions; ++number) {
      // At a random moment between this share of the card and the next.
      const until = (files * (number + random())) / (interruptions + 1);
      await reached(until);
      await wait(random() * 300);
      const kind = kinds[number % kinds.length];
      console.log(`${await stored()} of ${files} stored: ${kind}`);
      if (kind === 'line') await line.cut(1 + random() * 3);
      if (kind === 'tab') {
        await page.context().close();
        await begin(true);
      }
      if (kind === 'kill') {
        await serow.kill();
        serow = Object.assign(await startSerow({ ...quiet, dataFolder: serow.dataFolder, port: serow.port }), { ownsFolder: true });
      }
    }
    await page.locator('[data-state=finished]').waitFor({ timeout: minutes * 60_000 });

    const uploads = (await owner.get(`/projects/${projectID}/uploads`)).items;
    tally.equal(uploads.length, 1, 'it is one card still');
    tally.equal([uploads[0].counts.files, uploads[0].counts.stored, uploads[0].counts.wanted, uploads[0].counts.failed, uploads[0].counts.duplicate], [files, files, 0, 0, 0], 'every file of the card is stored');
    const found = new Map();
    for (let cursor; ; ) {
      const part = await owner.get(`/projects/${projectID}/media?limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      for (const media of part.items) found.set(media.sha256, (found.get(media.sha256) ?? 0) + 1);
      if (!(cursor = part.next)) break;
    }
    tally.equal(found.size, card.expected.size, 'there are as many media as files');
    tally.ok([...card.expected.keys()].every((hash) => found.get(hash) === 1), 'each file is one media');
    let wrong = 0;
    for (const hash of card.expected.keys()) {
      const path = join(serow.dataFolder, 'store/originals', hash.slice(0, 2), hash);
      if (createHash('sha256').update(readFileSync(path)).digest('hex') !== hash) ++wrong;
    }
    tally.equal(wrong, 0, 'every stored file holds the bytes of its hash');
    const twice = line.up() / card.bytes - 1;
    console.log(`${(card.bytes / 1e6).toFixed(0)} MB on the card, ${(line.up() / 1e6).toFixed(0)} MB sent: ${(twice * 100).toFixed(1)} % more, headers and manifests included`);
    await receipt(serow);
    tally.ok(twice <= 0.03, 'no more than 3 % is sent twice', `${(twice * 100).toFixed(1)} %`);
  } finally {
    await browser.close();
    line.close();
    rmSync(card.folder, { recursive: true, force: true });
  }
});
