// A newcomer's whole way through the real page: from registering to a package that others can read.
import { readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { Account, password, settle } from '../world/api.mjs';
import { checkPackage } from '../world/camtrap_dp.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, launch, openWindow, settled } from './browser.mjs';
import { makeCard } from './card.mjs';
import { picture, visitAllPages } from './pages.mjs';

const leopard = 'Panthera uncia';

await main('journey', 18, async (tally) => {
  const card = makeCard(tally);
  const files = [...card.photos, ...card.videos, ...card.broken];
  const serow = await startSerow();
  const browser = await launch();
  try {
    const page = await openWindow(tally, browser, serow.address);
    await registerReserve(tally, page);
    const projectID = await makeProject(tally, page);
    const cookies = await page.context().cookies();
    const account = await accountOf(serow.address, cookies);
    await setUpField(tally, page, account, projectID);
    await bringIn(tally, page, projectID, files, card);
    await watch(tally, page, account, projectID, files, card);
    await review(tally, page, account, projectID);
    await look(tally, page, account, projectID);
    await takeAway(tally, page, account, projectID, files, card);
    const [organisation] = (await account.get('/organisations')).items;
    const media = (await account.get(`/projects/${projectID}/media`)).items;
    const shown = media.find((each) => each.observations.some((seen) => seen.bbox)) ?? media[0];
    await page.context().close();
    await visitAllPages(tally, browser, serow.address, cookies, { projectID, organisationID: organisation.organisationID, mediaID: shown.mediaID, species: leopard });
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-it-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
    rmSync(card.folder, { recursive: true, force: true });
  }
});

async function accountOf(address, cookies) {
  const { name, value } = cookies.find((each) => each.name === 'serow_session');
  const session = await new Account(address, { cookie: `${name}=${value}` }).get('/session');
  return new Account(address, { cookie: `${name}=${value}`, csrf: session.csrfToken });
}

async function registerReserve(tally, page) {
  await page.goto('/');
  await page.getByRole('link', { name: 'Register your reserve' }).click();
  await page.getByLabel('Your name').fill('Li Wei');
  await page.getByLabel('E-mail').fill('li.wei@example.org');
  await page.getByLabel('Password').fill('short');
  await page.getByLabel(/Reserve or organisation/).fill('秦岭保护区');
  await page.getByRole('button', { name: 'Create the account' }).click();
  tally.ok(await page.getByText('5 more characters needed.').isVisible(), 'a short password is refused with what is missing');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { name: 'No project yet' }).waitFor();
  await page.getByRole('link', { name: /秦岭保护区/ }).waitFor();
  tally.ok(true, 'the reserve is there after registering');
}

async function makeProject(tally, page) {
  await page.getByRole('main').getByRole('link', { name: 'New project' }).first().click();
  await page.getByLabel('Title').fill('Takin survey 2024');
  await page.getByLabel('Time zone').fill('Asia/Shanghai');
  await page.getByRole('button', { name: 'Create the project' }).click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
  await page.getByText('Set up the first sample point').waitFor();
  tally.ok(true, 'the project says what comes next');
  return page.url().split('/').at(-1);
}

function section(page, name) {
  return page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
}

async function setUpField(tally, page, account, projectID) {
  await section(page, 'Field');
  await page.getByRole('tab', { name: /Sample areas/ }).click();
  await page.getByRole('button', { name: 'Add an area' }).click();
  await page.getByLabel('Name of the area').fill('North slope');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('cell', { name: 'North slope', exact: true }).waitFor();
  await page.getByRole('tab', { name: /Sample points/ }).click();
  await page.getByRole('button', { name: 'Add a point' }).click();
  await page.getByLabel('Name of the point').fill('P01');
  await page.getByLabel('Latitude').fill('33.5512');
  await page.getByLabel('Longitude').fill('107.8533');
  await page.getByLabel(/Uncertainty/).fill('30');
  await page.getByRole('combobox', { name: 'Sample area' }).selectOption({ label: 'North slope' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('cell', { name: /P01/ }).first().waitFor();
  const [point] = (await account.get(`/projects/${projectID}/locations`)).items;
  const [area] = (await account.get(`/projects/${projectID}/areas`)).items;
  tally.equal([point.locationName, point.latitude, point.longitude, point.coordinateUncertainty, point.areaID], ['P01', 33.5512, 107.8533, 30, area.areaID], 'the sample point is as it was typed');
}

async function bringIn(tally, page, projectID, files, card) {
  await section(page, 'Upload');
  const chooser = page.locator('input[type=file]:not([webkitdirectory]):enabled');
  await chooser.waitFor({ state: 'attached' });
  await page.getByLabel(/Name of the card/).fill('card 12');
  await chooser.setInputFiles(files);
  await page.locator('[data-state=finished]').waitFor({ timeout: 120_000 });
  await page.getByText(new RegExp(`\\b${files.length} files are stored and verified`)).waitFor();
  tally.ok(await page.getByText('The card is in.').isVisible(), 'the page says that the whole card is in');
  await page.getByText('The card is safe to wipe.').waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the receipt' }).click()]);
  const receipt = readFileSync(await download.path(), 'utf8');
  tally.ok(receipt.startsWith('Serow receipt 1') && files.every((file) => receipt.includes(basename(file))), 'the receipt names every file of the card', receipt.slice(0, 300));

  // The same card once more: nothing is sent.
  await page.getByRole('button', { name: 'Another card' }).click();
  await chooser.waitFor({ state: 'attached' });
  let sent = 0;
  page.on('request', (request) => { if (/\/tus(\/|$)/.test(request.url())) ++sent; });
  await chooser.setInputFiles(card.photos.slice(0, 5));
  await page.getByText(/\b5 were already here/).waitFor();
  tally.equal(sent, 0, 'no byte of a known photo is sent again');
}

async function watch(tally, page, account, projectID, files, card) {
  await page.getByRole('link', { name: 'Watch the progress' }).click();
  const progress = await settle(account, projectID, files.length, 400);
  tally.equal([progress.media, progress.ready, progress.unreadable, progress.dead], [files.length, files.length - card.broken.length, card.broken.length, 0], 'all files are read but the broken one');
  if (progress.detector === null) tally.skip('no detector is here: nothing is classified');
  else {
    tally.equal(progress.classified, progress.ready, 'all that can be read is classified');
    await page.getByText('All work is done.').waitFor();
  }
  await page.getByText('1 file cannot be read').waitFor();
  await page.locator('summary', { hasText: 'Files with problems (1)' }).click();
  await page.getByRole('link', { name: basename(card.broken[0]) }).first().waitFor();
  tally.ok(true, 'the page followed the progress by itself and names the broken file');

  const media = (await account.get(`/projects/${projectID}/media?limit=500`)).items;
  if (card.real && progress.detector !== null) {
    const sees = (names) => media.filter((each) => names.some((path) => basename(path) === each.fileName) && each.observations.some((seen) => seen.observationType === 'animal')).length;
    const animals = card.photos.slice(0, 15);
    tally.ok(sees(animals) >= 10, 'the machine sees most of the animals', `${sees(animals)} of ${animals.length}`);
    tally.ok(media.filter((each) => each.kind === 'video').every((each) => each.duration > 0 && each.hasRenditions), 'videos have a length and a poster');
    tally.ok(media.filter((each) => each.state === 'ready' && each.cameraTimeSource === 'exif').length >= 10, 'times come from the photos');
  }
}

/** The event that the grid's focus is on. */
async function focusedEvent(page) {
  const id = await page.getByRole('grid').getAttribute('aria-activedescendant');
  if (!id?.startsWith('e-')) throw new Error(`the focus is not on an event: ${id}`);
  return id.slice(2);
}

async function review(tally, page, account, projectID) {
  const event = async (eventID) => (await account.get(`/projects/${projectID}/events?limit=500`)).items.find((each) => each.eventID === eventID);
  const present = async (eventID) => (await event(eventID)).media.flatMap((each) => each.observations.map((seen) => [seen.classificationMethod, seen.observationType, seen.scientificName]));
  const until = async (eventID, holds, claim) => {
    let now;
    for (let tries = 0; tries < 100; ++tries) {
      now = await present(eventID);
      if (holds(now)) return tally.ok(true, claim);
      await page.waitForTimeout(100);
    }
    return tally.ok(false, claim, JSON.stringify(now));
  };

  await section(page, 'Review');
  await page.getByRole('grid').focus();
  await page.locator('[role=grid] header').first().waitFor();
  await settled(page);
  await page.keyboard.press('Home');
  await accessible(tally, page, 'the grid with events');

  // Correct one, found by its Chinese name.
  const corrected = await focusedEvent(page);
  await page.keyboard.press('s');
  await page.getByRole('combobox', { name: 'Search species' }).fill('雪豹');
  await page.getByRole('option', { name: /Panthera uncia/ }).waitFor();
  await page.keyboard.press('Enter');
  await until(corrected, (now) => now.length > 0 && now.every((each) => each[0] === 'human' && each[2] === leopard), 'the corrected event shows a snow leopard in all of its files');

  // Mark one blank, take it back, mark it again.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  const blanked = await focusedEvent(page);
  const before = JSON.stringify(await present(blanked));
  await page.keyboard.press('b');
  await until(blanked, (now) => now.length > 0 && now.every((each) => each[0] === 'human' && each[1] === 'blank'), 'one key marks an event blank');
  await page.keyboard.press('z');
  await until(blanked, (now) => JSON.stringify(now) === before, 'undo brings back what was there');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('b');
  await until(blanked, (now) => now.length > 0 && now.every((each) => each[1] === 'blank'), 'and it is marked again');

  // Confirm what the machine said.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const confirmed = await focusedEvent(page);
  const machine = await present(confirmed);
  if (machine.length === 0) tally.skip('nothing was classified, so nothing can be confirmed');
  else {
    await page.keyboard.press('c');
    const what = (list) => JSON.stringify(list.map((each) => each.slice(1)).sort());
    await until(confirmed, (now) => now.length > 0 && now.every((each) => each[0] === 'human') && what(now) === what(machine), 'confirming repeats what the machine said');
  }

  // The viewer, by keyboard.
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  const viewer = page.locator('dialog[open]');
  await viewer.locator('img, video').first().waitFor();
  await page.keyboard.press(']');
  await page.keyboard.press('i');
  await page.keyboard.press('ArrowRight');
  await accessible(tally, page, 'the viewer');
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  tally.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid', 'the viewer gives the keyboard back to the grid');
}

async function look(tally, page, account, projectID) {
  const path = `/projects/${projectID}`;
  const table = await account.get(`${path}/species`);
  const row = table.items.find((each) => each.scientificName === leopard);
  tally.ok(row?.events >= 1, 'the table of species counts the corrected event');
  await section(page, 'Species');
  const line = page.getByRole('row', { name: /Snow leopard/i });
  await line.waitFor();
  const cells = await line.getByRole('cell').allInnerTexts();
  tally.ok(cells.some((each) => each.trim().startsWith(String(row.events))), 'the page shows its number', cells.join(' | '));

  await section(page, 'Map');
  await page.locator('canvas').waitFor();
  await page.getByRole('combobox', { name: 'Species' }).first().selectOption(leopard);
  const [point] = (await account.get(`${path}/map`)).locations;
  tally.equal(point.species.find((each) => each.scientificName === leopard)?.events, row.events, 'the map counts the same events as the table');
  await page.getByRole('rowheader', { name: 'P01' }).waitFor();
  await accessible(tally, page, 'the map with a species');
  const picture = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'SVG' }).click()]);
  tally.ok(readFileSync(await picture[0].path(), 'utf8').includes('</svg>'), 'the map is kept as SVG');

  await page.goto(`${path}/activity?species=${encodeURIComponent(leopard)}`);
  const activity = await account.get(`${path}/activity?scientificName=${encodeURIComponent(leopard)}`);
  tally.equal(activity.events + activity.excluded, row.events, 'the rhythm has the same events as the table');
  await settled(page);
  if (activity.events > 0) tally.ok(await page.locator('.figure svg').isVisible(), 'the rhythm is drawn');
  else tally.ok(await page.getByText(/left out/).isVisible(), 'the page says why there is no rhythm');
  const verified = await account.get(`${path}/species?onlyHuman=true`);
  tally.ok(verified.items.every((each) => each.machineMedia === 0) && verified.items.length <= table.items.length, 'what people verified is told apart');
}

async function takeAway(tally, page, account, projectID, files, card) {
  await section(page, 'Export');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the package' }).click()]);
  tally.ok(/\.zip$/.test(download.suggestedFilename()), 'the package is a zip', download.suggestedFilename());
  const bytes = readFileSync(await download.path());
  const found = checkPackage(tally, bytes);
  const fromAPI = await account.request('GET', `/projects/${projectID}/export/camtrap-dp`);
  tally.ok(fromAPI.bytes.equals(bytes), 'the page and the API give the same bytes');

  const media = (await account.get(`/projects/${projectID}/media?limit=500`)).items;
  const timed = media.filter((each) => each.timestamp && each.state === 'ready').map((each) => each.fileName).sort();
  tally.equal(found.media.map((each) => each.fileName).sort(), timed, 'every readable photo and video is in the package');
  tally.equal(timed.length, files.length - card.broken.length, 'none of them is missing');
  tally.equal(found.deployments.length, (await account.get(`/projects/${projectID}/deployments`)).items.filter((each) => each.media > 0).length, 'each deployment with media is in it');
  tally.equal([found.deployments[0].locationName, Number(found.deployments[0].latitude), Number(found.deployments[0].longitude)], ['P01', 33.5512, 107.8533], 'the deployment stands at the point');
  const human = found.observations.filter((each) => each.scientificName === leopard);
  tally.ok(human.length > 0 && human.every((each) => each.classificationMethod === 'human' && each.classifiedBy === 'Li Wei'), 'the snow leopard is there, by whom it was said', JSON.stringify(human[0]));
  tally.equal(found.datapackage.taxonomic.find((each) => each.scientificName === leopard)?.vernacularNames?.zho, '雪豹', 'with its Chinese name');
  const ofMedia = new Set(found.observations.filter((each) => each.observationLevel === 'media').map((each) => each.mediaID));
  const classified = media.filter((each) => each.observations.length > 0 && each.timestamp);
  tally.equal(ofMedia.size, classified.length, 'every classified media has its observation');
}
