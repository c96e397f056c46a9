// Cards by `serow upload`: many at once over a bad line, the command and the service killed on the way, gone on with from
// another computer; and a watched folder. sent_cards.mjs [--files 60]
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { register } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { binary, cleanEnvironment, main, startSerow, temporaryFolder } from '../world/serow.mjs';
import { root } from '../world/web_packages.mjs';
import { makeLine } from './line.mjs';

const { values: asked } = parseArgs({ options: { files: { type: 'string' } } });
const files = Number(asked.files ?? 60);
const picture = drawnPicture(1);
const gbk = Buffer.from([0xc1, 0xe7, 0xc5, 0xa3]);  // 羚牛, as a Chinese Windows writes it

const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
const content = (text, filling) => Buffer.concat([picture, Buffer.from(text), Buffer.alloc(filling, text)]);

/** Cards P01, P02 …: small files, one large, one twice, one that is no photo. */
function fillCards(folder) {
  const expected = new Set();
  let bytes = 0;
  for (const point of ['P01', 'P02', 'P03']) {
    const place = join(folder, point, 'DCIM/100SEROW');
    mkdirSync(place, { recursive: true });
    for (let number = 0; number < files; ++number) {
      const one = content(`${point} ${number}`, number === 7 ? 24 << 20 : 60_000);
      writeFileSync(join(place, `IMG_${String(number).padStart(4, '0')}.JPG`), one);
      expected.add(hash(one));
      bytes += one.length;
    }
    cpSync(join(place, 'IMG_0001.JPG'), join(place, 'COPY_0001.JPG'));
    writeFileSync(join(place, 'settings.dat'), 'no photo');
  }
  const named = content('named', 100);
  writeFileSync(Buffer.concat([Buffer.from(join(folder, 'P01') + '/'), gbk, Buffer.from('.JPG')]), named);
  expected.add(hash(named));
  return { expected, bytes: bytes + named.length };
}

function begin(words, env) {
  const child = spawn(binary, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const run = { child, stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => (run.stdout += bytes));
  child.stderr.on('data', (bytes) => (run.stderr += bytes));
  run.ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(Object.assign(run, { code, signal }))));
  return run;
}

async function until(claim, seconds, holds) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(100)) if (await holds()) return;
  throw new Error(`not within ${seconds} s: ${claim}`);
}

await main('sent cards', 12, async (tally) => {
  const home = temporaryFolder('home');
  const cards = temporaryFolder('cards');
  const { expected, bytes } = fillCards(cards);
  let serow = await startSerow();
  const line = await makeLine(serow.port, 4e6);
  const started = [];
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const { organisationID } = (await owner.get('/organisations')).items[0];
    const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
    const path = `/projects/${projectID}`;
    for (const locationName of ['P01', 'P02', 'P03', 'P04'])
      await owner.post(`${path}/locations`, { locationName, latitude: 33.5, longitude: 107.8 });
    const made = await owner.post('/tokens', { name: 'field laptop' });
    const environment = (computer) => cleanEnvironment({ HOME: join(home, computer), XDG_CACHE_HOME: join(home, computer, 'cache'), XDG_CONFIG_HOME: join(home, computer), SEROW_SERVER: line.address, SEROW_TOKEN: made.token });
    const upload = (computer, ...words) => {
      const run = begin(['upload', '--project', 'Takin survey', ...words], environment(computer));
      started.push(run.child);
      return run;
    };
    const uploads = async () => (await owner.get(`${path}/uploads`)).items;
    const stored = async () => (await uploads()).reduce((sum, each) => sum + each.counts.stored, 0);
    const all = ['--each', cards, '--location-by-name', '--patience', '60', '--parallel', '4'];

    // The command dies in the middle.
    let run = upload('laptop', ...all);
    await until('a third is stored', 180, async () => (await stored()) >= files);
    run.child.kill('SIGKILL');
    await run.ended;
    // Again, and the line and then the service go away under it.
    run = upload('laptop', ...all);
    await until('half is stored', 180, async () => (await stored()) >= files * 1.5);
    await line.cut(2);
    await until('two thirds are stored', 180, async () => (await stored()) >= files * 2);
    await serow.kill();
    serow = Object.assign(await startSerow({ dataFolder: serow.dataFolder, port: serow.port }), { ownsFolder: true });
    await wait(500);
    run.child.kill('SIGTERM');
    tally.equal((await run.ended).code, 130, 'asked to stop, it says that it was interrupted');
    tally.ok(/run the same command again|keep the card/.test(run.stderr), 'and how to go on', run.stderr.slice(-300));
    const laptop = readdirSync(join(home, 'laptop/cache/serow/hashes'));
    tally.equal(laptop.length, 3, 'the hashes of each card are kept');
    // From another computer, to which the cards were copied.
    const copy = temporaryFolder('copy');
    execFileSync('cp', ['-r', `${cards}/.`, copy]);  // node knows no names that are not UTF-8
    execFileSync('rm', ['-r', cards]);
    const receipts = join(home, 'receipts');
    run = await upload('office', '--each', copy, '--location-by-name', '--receipt', receipts).ended;
    tally.equal(run.code, 0, 'another computer brings it to its end', run.stderr.slice(-600));
    // Of two files with the same bytes, the one that was hashed later is the duplicate.
    const twin = /known already: DCIM\/100SEROW\/(IMG|COPY)_0001\.JPG/.test(run.stderr);
    tally.ok(run.stdout.includes('All 3 cards are safe to wipe') && run.stderr.includes('settings.dat') && twin, 'it says what is safe, what was left out and what was there twice', run.stdout + run.stderr.slice(-600));
    const list = await uploads();
    tally.equal(list.map((each) => [each.name, each.locationName, each.state, each.counts.files, each.counts.duplicate, each.counts.failed]).sort(), [['P01', 'P01', 'safe', files + 2, 1, 0], ['P02', 'P02', 'safe', files + 1, 1, 0], ['P03', 'P03', 'safe', files + 1, 1, 0]], 'each card is one upload, at the point of its name');
    const media = [];
    for (let cursor; ; ) {
      const part = await owner.get(`${path}/media?limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      media.push(...part.items);
      if (!(cursor = part.next)) break;
    }
    tally.equal(media.length, expected.size, 'there are as many media as different files');
    tally.ok(media.every((each) => expected.has(each.sha256)), 'each is a file of the cards');
    tally.ok(media.some((each) => each.fileName === '羚牛.JPG'), 'a name in GBK is readable');
    const twice = line.up() / bytes - 1;
    console.log(`${(bytes / 1e6).toFixed(0)} MB on the cards, ${(line.up() / 1e6).toFixed(0)} MB sent: ${(twice * 100).toFixed(1)} % more, headers and manifests included`);
    tally.ok(twice <= 0.03, 'no more than 3 % is sent twice', `${(twice * 100).toFixed(1)} %`);
    tally.equal(readdirSync(receipts).length, 3, 'each card has its signed list');
    const before = line.up();
    run = await upload('office', '--each', copy, '--location-by-name').ended;
    tally.ok(run.code === 0 && line.up() - before < 200_000, 'once more sends the manifest alone', `${run.code} ${line.up() - before}`);
    tally.equal((await uploads()).length, 3, 'to the same uploads');

    // Another card that is called like the first, with files that are called alike.
    const other = join(temporaryFolder('other'), 'P01');
    mkdirSync(join(other, 'DCIM/100SEROW'), { recursive: true });
    writeFileSync(join(other, 'DCIM/100SEROW/IMG_0000.JPG'), content('another season', 5));
    run = await upload('office', other, '--location', 'P01').ended;
    tally.equal([run.code, (await uploads()).length], [0, 4], 'another card of the same name is another upload');

    // A watched folder.
    const drop = temporaryFolder('drop');
    run = upload('office', '--each', drop, '--location-by-name', '--watch', '--settle', '2');
    mkdirSync(join(drop, 'P04'));
    const slow = join(drop, 'P04', 'SLOW.JPG');
    writeFileSync(slow, picture);
    for (let part = 0; part < 8; ++part) {
      await wait(500);
      appendFileSync(slow, `part ${part}`);
    }
    tally.equal((await uploads()).filter((each) => each.name === 'P04').length, 0, 'a file that is still written is left alone');
    const safe = async (count) => (await uploads()).some((each) => each.name === 'P04' && each.state === 'safe' && each.counts.stored === count);
    await until('the whole file is stored', 60, () => safe(1));
    writeFileSync(join(drop, 'P04', 'NEXT.JPG'), content('next', 9));
    await until('the next one, too', 60, () => safe(2));
    const found = (await owner.get(`${path}/media?limit=500`)).items.map((each) => each.sha256);
    tally.ok(found.includes(hash(readFileSync(slow))), 'what was sent is the whole file');
    run.child.kill('SIGTERM');
    tally.equal((await run.ended).code, 0, 'a watch ends when it is asked to', run.stderr.slice(-400));

    await owner.ask('DELETE', `/tokens/${made.tokenID}`);
    run = await upload('office', other, '--location', 'P01').ended;
    tally.ok(run.code === 77 && /serow login/.test(run.stderr), 'a token that was taken back: what to do is said', `${run.code} ${run.stderr.slice(-300)}`);
    for (const folder of [copy, drop, join(other, '..')]) execFileSync('rm', ['-rf', folder]);
  } finally {
    for (const child of started) child.kill('SIGKILL');
    line.close();
    for (const folder of [home, cards]) execFileSync('rm', ['-rf', folder]);
  }
});
