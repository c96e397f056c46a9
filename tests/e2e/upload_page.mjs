// What may happen to a card on the page: no room, a session that ends, twins, an archive, a tab that is closed.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { Account, password, register } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { binary, cleanEnvironment, main, startSerow, temporaryFolder } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow } from './browser.mjs';
import { picture } from './pages.mjs';

const photo = (number, more = 0) => Buffer.concat([drawnPicture(number, 160, 120), Buffer.from(`photo ${number}`), Buffer.alloc(more, number)]);

function fill(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** An archive as cameras' users make them; of `damaged` the bytes are not those of its checksum. */
function zipOf(files, damaged) {
  const parts = [];
  const list = [];
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt16LE(0x58a1, 8);
    head.writeUInt32LE(crc32(path === damaged ? Buffer.concat([content, content]) : content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), head, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    list.push(Buffer.from('PK\x01\x02\x14\x00'), head, tail, name);
    at += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end]);
}

await main('upload page', 8, async (tally) => {
  const serow = await startSerow({ args: ['--workers', '0'] });
  const browser = await launch();
  const cards = temporaryFolder('cards');
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const [{ organisationID }] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
    await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const path = `/projects/${projectID}`;
    const quota = (...words) => {
      const result = spawnSync(binary, ['quota', organisationID, ...words, '--data-folder', serow.dataFolder], { env: cleanEnvironment(), encoding: 'utf8' });
      if (result.status !== 0) throw new Error(result.stderr);
    };
    const stored = async () => (await owner.get(`${path}/storage`)).storedFiles;

    // Refusals are answers here, and a browser logs each of them.
    const expected = { ok: tally.ok, fail: (text) => (/status of (401|404|507)|: 507$|net::ERR_FAILED/.test(text) ? undefined : tally.fail(text)) };
    const [name, value] = owner.cookie.split('=');
    const page = await openWindow(expected, browser, serow.address, { cookies: [{ name, value, url: serow.address }] });
    const open = async () => {
      await page.goto(`${path}/upload`);
      await page.locator('input[type=file]:enabled').first().waitFor({ state: 'attached' });
    };
    const dropFolder = (folder) => page.locator('input[webkitdirectory]').setInputFiles(folder);
    const dropFiles = (files) => page.locator('input[type=file]:not([webkitdirectory])').setInputFiles(files);
    const until = (state) => page.locator(`[data-state=${state}]`).waitFor({ timeout: 60_000 });
    const another = async () => {
      await page.getByRole('button', { name: 'Another card' }).click();
      await page.locator('input[webkitdirectory]:enabled').waitFor({ state: 'attached' });
    };
    const tab = (each) => page.getByRole('tab', { name: each }).click();

    // No room: paused with what is free; goes on when there is some.
    await open();
    quota('--bytes', '5000');
    await dropFolder(fill(join(cards, 'first'), { 'DCIM/1.JPG': photo(1, 3000), 'DCIM/2.JPG': photo(2, 3000), 'DCIM/Thumbs.db': 'x', 'notes.txt': 'x' }));
    await until('paused');
    await page.getByText(/of this card are to be sent, but only 5\.0 kB of the organisation's quota/).waitFor();
    await page.getByText(/This card has .* but only .* free/).waitFor();
    tally.equal(await stored(), 0, 'a card that does not fit is not begun');
    await accessible(tally, page, 'upload without room');
    await page.screenshot({ path: picture('upload-no-room') });
    quota('--no-limit');
    await page.getByRole('button', { name: 'Go on' }).click();
    await until('finished');
    tally.equal(await stored(), 2, 'with room it goes on where it was');
    await tab(/Not media/);
    await page.getByText('first/DCIM/Thumbs.db').waitFor();
    await page.getByText('first/notes.txt').waitFor();
    tally.ok(true, 'what is not media is listed by name');

    // The same bytes under other names, on this card and on the one before.
    await another();
    const posts = [];
    page.on('request', (request) => { if (request.method() === 'POST' && /\/tus$/.test(request.url())) posts.push(request.url()); });
    await dropFolder(fill(join(cards, 'second'), { 'a/IMG_7.JPG': photo(7), 'b/IMG_7 copy.JPG': photo(7), 'c/again.JPG': photo(7), 'old.JPG': photo(1, 3000) }));
    await until('finished');
    tally.equal(posts.length, 1, 'twins are sent once');
    await tab(/Duplicates/);
    // Whichever was hashed first is the one that was sent.
    const twins = page.getByText(/same as second\/(a\/IMG_7|b\/IMG_7 copy|c\/again)\.JPG$/);
    await twins.first().waitFor();
    tally.equal(await twins.count(), 2, 'each copy names the file it equals');
    await page.getByText('same as first/DCIM/1.JPG on “first”').waitFor();
    tally.ok(true, 'and a file of an earlier card names that card');
    await page.screenshot({ path: picture('upload-duplicates') });

    // The session ends: the same person signs in over the page, and the card goes on.
    await another();
    await page.route(/\/tus$/, async (route) => {
      await new Account(serow.address, { cookie: owner.cookie, csrf: owner.csrf }).request('DELETE', '/session');
      await route.continue();
    }, { times: 1 });
    await dropFolder(fill(join(cards, 'third'), Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.JPG`, photo(100 + n)]))));
    await page.getByRole('dialog').getByText('Enter your password once more').waitFor({ timeout: 60_000 });
    tally.equal(await page.getByRole('dialog').getByLabel('E-mail').inputValue(), owner.email, 'it is asked for the same person');
    await accessible(tally, page, 'signing in again');
    await page.getByRole('dialog').getByLabel('Password').fill('not this one, surely');
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.getByRole('dialog').getByLabel('Password').fill(password);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await until('finished');
    const again = (await page.context().cookies()).find((each) => each.name === 'serow_session');
    Object.assign(owner, { cookie: `${again.name}=${again.value}` });
    Object.assign(owner, { csrf: (await owner.get('/session')).csrfToken });
    tally.equal((await owner.get(`${path}/uploads`)).items.map((each) => [each.name, each.counts.stored, each.counts.failed])[0], ['third', 12, 0], 'and nothing of it failed');

    // A card in one archive: each file as if it lay in a folder; what is damaged is named, and the rest comes.
    await another();
    const inside = { 'DCIM/100/IMG_1.JPG': photo(201, 200_000), 'DCIM/100/红外 2.JPG': photo(202), 'DCIM/100/BROKEN.JPG': photo(203), 'readme.txt': Buffer.from('x') };
    writeFileSync(join(cards, 'card 9.zip'), zipOf(inside, 'DCIM/100/BROKEN.JPG'));
    await dropFiles(join(cards, 'card 9.zip'));
    await until('finished');
    const [ninth] = (await owner.get(`${path}/uploads`)).items;
    const files = (await owner.get(`${path}/uploads/${ninth.uploadID}/files`)).items;
    tally.equal(files.map((each) => [each.path, each.state, each.sha256]), ['DCIM/100/IMG_1.JPG', 'DCIM/100/红外 2.JPG'].map((each) => [each, 'stored', createHash('sha256').update(inside[each]).digest('hex')]), 'photos of an archive are stored with their paths and bytes');
    await tab(/Failed/);
    await page.getByText(/Damaged in the archive/).waitFor();
    await fits(tally, page, 'failures');

    // The tab is closed: the page offers the card, and what was hashed is not read again as a whole.
    await another();
    const large = fill(join(cards, 'fifth'), Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`${n}.JPG`, Buffer.concat([photo(300 + n), randomBytes(600_000)])])));
    await page.route(/\/tus$/, (route) => route.abort());
    await dropFolder(large);
    await page.getByText(/connection was lost/).waitFor({ timeout: 60_000 });
    await page.unroute(/\/tus$/);
    let warned = false;
    page.on('dialog', (dialog) => { warned = true; void dialog.accept(); });
    await open();
    tally.ok(!warned, 'nothing is lost by leaving, so nobody is warned');
    await page.getByText(/“fifth” at P01: 6 files are missing/).waitFor();
    await page.getByRole('button', { name: 'Go on with it' }).click();
    await dropFolder(large);
    await until('finished');
    tally.ok(await page.getByText('6 files known from before').isVisible(), 'hashes are kept between page loads');
    tally.equal((await owner.get(`${path}/uploads`)).items.map((each) => [each.name, each.counts.files, each.counts.stored])[0], ['fifth', 6, 6], 'it is the same card, and whole');
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-upload-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
    rmSync(cards, { recursive: true, force: true });
  }
});
