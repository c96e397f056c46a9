// A folder of cards through the real page: proposed, one line corrected, confirmed, brought in; then what the gate says of
// a card that is bad on purpose, moving it, and the same by the command line.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { announced, cardFile, register, settle } from '../world/api.mjs';
import { stamped } from '../world/exif.mjs';
import { binary, cleanEnvironment, main, startSerow, temporaryFolder } from '../world/serow.mjs';
import { root, shared } from '../world/web_packages.mjs';
import { accessible, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

const two = (number) => String(number).padStart(2, '0');

/** Photos of one camera, one an hour; each has other bytes. */
function photos(base, folder, first, { count = 6, from = 1, model = 'HC500', serial = 'HF0000118', place, time = (at) => `2024:05:02 ${two(at)}:00:00` } = {}) {
  return Array.from({ length: count }, (_, at) => [
    `${folder}/IMG_${String(from + at).padStart(4, '0')}.JPG`,
    Buffer.concat([stamped(base, { make: 'RECONYX', model, serial, time: time(at), latitude: place?.[0], longitude: place?.[1] }), Buffer.from(`${first}-${at}`)]),
  ]);
}

function write(folder, files) {
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

await main('folders', 12, async (tally) => {
  if (!shared) return tally.skip('the shared photos are not here (SEROW_SHARED or ../shared)');
  const base = readFileSync(`${shared}/media/images/buow_00_IMG_0708.JPG`);
  const may = temporaryFolder('may');
  write(may, [
    ...photos(base, 'may/p-01/DCIM/100RECNX', 'a'), // the known point, spelt otherwise
    ...photos(base, 'may/样点02/DCIM/100RECNX', 'b', { serial: 'HF0000222', place: [34.1, 108.2] }), // new, by GPS
    ...photos(base, 'may/card from the ridge/DCIM/100RECNX', 'c', { serial: 'HF0000333' }), // nothing tells
    ...photos(base, 'may/test shots', 'd', { count: 2 }), // to be left out
  ]);
  const bad = temporaryFolder('bad');
  write(bad, [
    ...photos(base, 'DCIM/100RECNX', 'e', { count: 8, model: 'HF2X', serial: 'HF0000999', place: [34.1, 108.2], time: (at) => (at < 5 ? `2024:06:0${at + 1} 10:00:00` : `2000:01:01 00:00:${two(at)}`) })
      .filter(([name]) => !name.includes('0003')),
    ['DCIM/100RECNX/IMG_0009.JPG', Buffer.from('<html>404</html>')],
  ]);
  const home = temporaryFolder('home');
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '佛坪保护区' });
    const organisationID = (await owner.get('/organisations')).items[0].organisationID;
    const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey', timeZone: 'Asia/Shanghai' });
    const path = `/projects/${projectID}`;
    await owner.post(`${path}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const [name, value] = owner.cookie.split('=');
    const page = await openWindow(tally, browser, serow.address, { cookies: [{ name, value, url: serow.address }] });

    await byThePage(tally, page, owner, path, may);
    await theGate(tally, page, owner, path, bad);
    await goOnElsewhere(tally, page, owner, path, base);
    await byTheCommand(tally, serow, owner, path, home, base);
    await page.context().close();
    const small = await openWindow(tally, browser, serow.address, { cookies: [{ name, value, url: serow.address }], language: 'zh', theme: 'dark', width: 390, height: 844 });
    await small.goto(`${path}/cards/${(await owner.get(`${path}/uploads`)).items.find((each) => each.name === 'bad card').uploadID}`);
    await settled(small);
    await accessible(tally, small, 'the card in Chinese, dark and small');
    await small.screenshot({ path: picture('card-zh-dark-small'), fullPage: true });
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('folders-where-it-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
    for (const folder of [may, bad, home]) rmSync(folder, { recursive: true, force: true });
  }
});

async function byThePage(tally, page, owner, path, may) {
  await page.goto(`${path}/upload`);
  await page.getByLabel('Sample point', { exact: true }).selectOption({ label: 'As the folders’ names say' });
  await page.getByLabel(/Name of the card/).fill('may');
  await page.locator('input[type=file][webkitdirectory]:enabled').setInputFiles(join(may, 'may'));
  await page.locator('[data-proposal=here]').waitFor({ timeout: 60_000 });
  tally.equal(await page.getByLabel('How the folders are named').inputValue(), '*/{point}', 'the pattern is found');
  tally.equal((await owner.get(`${path}/locations`)).items.length, 1, 'nothing is made yet');
  const line = (folder) => page.getByRole('listitem').filter({ hasText: folder });
  tally.ok((await line('p-01').innerText()).includes('P01'), 'p-01 is the point P01');
  tally.ok(/new point, by 4 GPS readings/.test(await line('样点02').innerText()), 'a new point is proposed where its photos say', await line('样点02').innerText());
  tally.ok(/needs coordinates/.test(await line('ridge').innerText()), 'a folder without GPS asks for coordinates', await line('ridge').innerText());
  const begin = page.getByRole('button', { name: /^(Make|Begin)/ });
  tally.ok(await begin.isDisabled(), 'and nothing begins before');
  await page.screenshot({ path: picture('folders-proposal'), fullPage: true });
  await accessible(tally, page, 'the proposal');

  await page.getByRole('button', { name: /Change.*ridge/ }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Name of the point').fill('Ridge');
  await dialog.getByLabel('Latitude').fill('33.61');
  await dialog.getByLabel('Longitude').fill('107.91');
  await page.screenshot({ path: picture('folders-dialog') });
  await accessible(tally, page, 'the dialog of a folder');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: /Change.*test shots/ }).click();
  await dialog.getByLabel('Sample point', { exact: true }).selectOption({ label: 'Leave out, do not send' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Make 2 sample points and begin' }).click();
  await page.locator('[data-state=finished]').waitFor({ timeout: 120_000 });

  const points = (await owner.get(`${path}/locations`)).items;
  tally.equal(points.map((each) => [each.locationName, each.latitude, each.longitude]).sort(), [['P01', 33.5, 107.8], ['Ridge', 33.61, 107.91], ['样点02', 34.1, 108.2]].sort(), 'the two points are made where they were said to be');
  await settle(owner, path.split('/')[2], 18, 300);
  const media = (await owner.get(`${path}/media?limit=100`)).items;
  tally.equal(media.length, 18, 'what was left out is not sent');
  const at = (folder) => [...new Set(media.filter((each) => each.filePath.includes(folder)).map((each) => each.locationName))];
  tally.equal([at('/p-01/'), at('/样点02/'), at('ridge')], [['P01'], ['样点02'], ['Ridge']], 'every file is at the point of its folder');
  await page.locator('[data-gate=clean]').waitFor({ timeout: 90_000 });
  tally.ok(true, 'three cameras at three points are a clean card');
  await page.screenshot({ path: picture('folders-finished'), fullPage: true });
}

async function theGate(tally, page, owner, path, bad) {
  const point = (await owner.get(`${path}/locations`)).items.find((each) => each.locationName === 'P01');
  const deployment = await owner.post(`${path}/deployments`, { locationID: point.locationID, cameraModel: 'HC500', deploymentStart: '2024-06-02T00:00:00+08:00', deploymentEnd: '2024-07-01T00:00:00+08:00' });
  await page.goto(`${path}/upload?location=${point.locationID}&deployment=${deployment.deploymentID}`);
  await page.getByLabel(/Name of the card/).fill('bad card');
  await page.locator('input[type=file][webkitdirectory]:enabled').setInputFiles(bad);
  await page.locator('[data-state=finished]').waitFor({ timeout: 120_000 });
  await page.locator('[data-gate=findings]').waitFor({ timeout: 90_000 });
  await page.getByText('But look first at what the card shows').waitFor({ timeout: 90_000 });
  const kinds = await page.locator('[data-kind]').evaluateAll((found) => found.map((each) => each.dataset.kind));
  tally.equal(kinds.sort(), ['clockReset', 'counterGaps', 'elsewhere', 'outsidePeriod', 'timeBackwards', 'unreadable', 'wrongCamera'], 'the gate names all that is wrong with the card');
  const card = (await owner.get(`${path}/uploads`)).items.find((each) => each.name === 'bad card');
  const report = await owner.get(`${path}/uploads/${card.uploadID}/gate`);
  const finding = (kind) => report.findings.find((each) => each.kind === kind);
  tally.equal([finding('counterGaps').count, finding('clockReset').count, finding('unreadable').count, finding('outsidePeriod').found], [1, 3, 1, '4, 0'], 'with the right figures');
  tally.ok(finding('timeBackwards').evidence[0].to.endsWith('IMG_0006.JPG'), 'and the file where the clock went back');
  await page.locator('summary').first().click();
  await accessible(tally, page, 'the gate');
  await page.screenshot({ path: picture('folders-gate'), fullPage: true });

  // It was the card of another point: moved there, its times and events follow.
  await page.getByRole('link', { name: 'About this card' }).click();
  await page.getByRole('button', { name: 'Move the card' }).first().click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Sample point').selectOption({ label: '样点02' });
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await page.locator('[data-kind=elsewhere]').waitFor({ state: 'detached' });
  const media = (await owner.get(`${path}/media?limit=100`)).items.filter((each) => each.uploadID === card.uploadID || each.filePath.includes('DCIM/100RECNX/IMG_000'));
  const brought = media.filter((each) => !each.filePath.includes('may/'));
  tally.equal([brought.length, [...new Set(brought.map((each) => each.locationName))]], [8, ['样点02']], 'all that the card brought is at the other point');
  await page.getByRole('button', { name: 'I have seen this' }).click();
  await page.locator('[data-gate=confirmed]').waitFor();
  tally.equal((await owner.get(`${path}/uploads/${card.uploadID}`)).confirmedBy, 'Li Wei', 'and who looked is noted');
  await page.screenshot({ path: picture('card'), fullPage: true });
}

// Begun in another browser, which alone knows that the test shots inside a folder were left out.
async function goOnElsewhere(tally, page, owner, path, base) {
  const july = temporaryFolder('july');
  try {
    const kept = photos(base, 'july/P09/DCIM/100RECNX', 'h', { count: 3 });
    write(july, [...kept, ...photos(base, 'july/P09/test shots', 'i', { count: 2 }), ['july/P09/notes.txt', 'no photo']]);
    const [first] = kept.map(([name, bytes]) => cardFile(bytes, name));
    const point = (await owner.get(`${path}/locations`)).items.find((each) => each.locationName === 'P01');
    const { uploadID } = await owner.post(`${path}/uploads`, { name: 'july', folders: [{ folder: 'july/P09', locationID: point.locationID, cameraID: 'C9' }] });
    await owner.post(`${path}/uploads/${uploadID}/files`, { files: [announced(first)] });
    await page.goto(`${path}/upload`);
    await page.getByRole('button', { name: 'Go on with it' }).click();
    await page.locator('input[type=file][webkitdirectory]:enabled').setInputFiles(join(july, 'july'));
    await page.getByRole('checkbox', { name: 'july/P09/test shots' }).check();
    await accessible(tally, page, 'going on with a card of another browser');
    await page.screenshot({ path: picture('folders-going-on') });
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
    await page.getByText('The card is safe to wipe, but for what was left out.').waitFor({ timeout: 90_000 });
    const card = await owner.get(`${path}/uploads/${uploadID}`);
    tally.equal([card.state, card.counts.files, card.counts.stored], ['safe', 3, 3], 'gone on with without what was left out, the card becomes safe');
    tally.ok(await page.getByRole('tab', { name: /Left out/ }).isVisible(), 'and what was left out is listed');
  } finally {
    rmSync(july, { recursive: true, force: true });
  }
}

async function byTheCommand(tally, serow, owner, path, home, base) {
  const june = temporaryFolder('june');
  write(june, [...photos(base, '样点2/DCIM/100RECNX', 'f', { count: 5, serial: 'HF0000222' }), ...photos(base, 'Gully/100RECNX', 'g', { count: 5, serial: 'HF0000444', place: [34.3, 108.4] })]);
  const { token } = await owner.withToken();
  const environment = cleanEnvironment({ HOME: home, XDG_CONFIG_HOME: join(home, 'config'), SEROW_SERVER: serow.address, SEROW_TOKEN: token });
  const run = (...words) => new Promise((resolve) => {
    const child = spawn(binary, words, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'], timeout: 240_000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (bytes) => (stdout += bytes));
    child.stderr.on('data', (bytes) => (stderr += bytes));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const points = (await owner.get(`${path}/locations`)).items.length;
  const asked = await run('upload', june, '--project', 'Takin survey', '--name', 'june');
  tally.ok(asked.code !== 0 && /样点2 .*-> 样点02/.test(asked.stderr) && /Gully .*new point Gully at 34\.3/.test(asked.stderr) && /--yes/.test(asked.stderr), 'without a terminal the command shows the proposal and asks for --yes', asked.stderr);
  tally.equal((await owner.get(`${path}/locations`)).items.length, points, 'and makes nothing');
  const wrong = await run('upload', june, '--project', 'Takin survey', '--name', 'june', '--pattern', 'Station {point}', '--yes');
  tally.ok(wrong.code !== 0 && /need a sample point/.test(wrong.stderr), 'folders of which nothing tells are named', wrong.stderr);
  const sent = await run('upload', june, '--project', 'Takin survey', '--name', 'june', '--yes');
  tally.ok(sent.code === 0 && /safe to wipe/.test(sent.stdout), 'with --yes they are brought in', sent.stderr.slice(-600));
  const card = (await owner.get(`${path}/uploads`)).items.find((each) => each.name === 'june');
  tally.equal([card.folders, card.locations, card.counts.stored], [2, 2, 10], 'each folder to its point');
  const again = await run('upload', june, '--project', 'Takin survey', '--name', 'june', '--yes');
  tally.ok(again.code === 0 && (await owner.get(`${path}/uploads`)).items.filter((each) => each.name === 'june').length === 1, 'run again it goes on with the same card', again.stderr.slice(-400));
  const told = await run('card', 'june', '--project', 'Takin survey', '--confirm');
  tally.ok(told.code === 0 && /Seen by Li Wei/.test(told.stdout), 'and the command confirms what the card shows', told.stdout + told.stderr);
  rmSync(june, { recursive: true, force: true });
}
