// Crops in cohorts: real animals whose suggested names are right or wrong, settled by keyboard; how many keys a crop takes.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cardFile, predictions, register, settle, upload } from '../world/api.mjs';
import { recordsOf } from '../world/camtrap_dp.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { shared } from '../world/web_packages.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

/** Key presses for each crop that was settled, at most. */
const most = 0.5;

await main('crops', 20, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const colleague = await register(serow.address, { name: 'Wang Fang' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: 'Crops', timeZone: 'Asia/Shanghai' });
    await owner.ask('PUT', `/projects/${projectID}/members`, { email: colleague.email, role: 'annotator' });
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    await page.goto(`/projects/${projectID}/crops`);
    await page.getByText('No crop waits').waitFor();
    await seen(tally, page, 'crops-empty');
    const truth = await season(tally, owner, projectID);
    await looks(tally, browser, serow.address, cookies, projectID);
    await settleOne(tally, page, owner, projectID);
    await outAndUndo(tally, page, owner, projectID);
    await others(tally, page, owner, colleague, projectID);
    await review(tally, page, owner, projectID, truth);
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-crops-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

async function seen(tally, page, title) {
  await settled(page);
  await page.screenshot({ path: picture(title) });
  await fits(tally, page, title);
  await accessible(tally, page, title);
}

/**
 * Photos with one animal each in its box, a machine's names beside (every twelfth is wrong), one photo with two animals,
 * and one with a person. What is right, by photo.
 */
async function season(tally, owner, projectID) {
  let animals = Array.from({ length: 40 }, (_, at) => ({ source: drawnPicture(at, 400 + 2 * at, 300), file: `IMG_${at}.PNG`, species: at % 3 ? 'Puma concolor' : 'Canis latrans', bbox: [0.3, 0.3, 0.3, 0.4] }));
  if (shared) {
    const usual = new Set(['Puma concolor', 'Athene cunicularia', 'Panthera onca', 'Canis latrans']);
    animals = recordsOf(readFileSync(`${shared}/media/labels.csv`, 'utf8'))
      .filter((row) => row.file.startsWith('images/') && usual.has(row.species) && row.bbox.split(' ').length === 4)
      .map((row) => ({ source: readFileSync(`${shared}/media/${row.file}`), file: basename(row.file), species: row.species, bbox: row.bbox.split(' ').map(Number) }));
  } else tally.skip('the shared material is not here (SEROW_SHARED or ../shared): the crops are of drawn pictures');
  const names = [...new Set(animals.map((each) => each.species))];
  const points = [];
  for (const point of ['Ridge P01', 'Stream P02']) points.push(await owner.post(`/projects/${projectID}/locations`, { locationName: point, latitude: 33.5, longitude: 107.8 }));
  for (const [at, point] of points.entries())
    await upload(owner, projectID, { locationID: point.locationID, name: `card ${at}` }, animals.filter((_, index) => index % 2 === at).map((each, index) => ({ ...cardFile(each.source, each.file), modifiedAt: `2024-05-${String((index % 28) + 1).padStart(2, '0')}T${at ? '04' : '17'}:00:00Z` })));
  await settle(owner, projectID, animals.length, 600);
  const media = (await owner.get(`/projects/${projectID}/media?limit=500`)).items;
  const byFile = new Map(animals.map((each) => [each.file, each]));
  const truth = new Map();
  const images = media.map((each, at) => {
    const animal = byFile.get(each.fileName);
    const suggested = at % 12 === 5 ? names[(names.indexOf(animal.species) + 1) % names.length] : animal.species;
    truth.set(each.mediaID, { truth: animal.species, suggested });
    const box = (bbox, conf) => ({ category: '1', conf, bbox, classifications: [[String(names.indexOf(suggested)), 0.9]] });
    const detections = [box(animal.bbox, 0.6 + ((at * 7) % 38) / 100)];
    if (at === 2) detections.push(box([0.01, 0.01, 0.1, 0.1], 0.5));
    if (at === 3) detections.push({ category: '2', conf: 0.9, bbox: [0.02, 0.02, 0.12, 0.2] });
    return { file: each.filePath, detections };
  });
  await predictions(owner, projectID, { name: 'md.json', threshold: 0.2 }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal', 2: 'person' }, classification_categories: Object.fromEntries(names.map((each, at) => [at, each.toLowerCase()])), images });
  const batch = () => owner.get(`/projects/${projectID}/cohorts?limit=2000`);
  if ((await batch()).network) {
    await owner.post(`/projects/${projectID}/similar`, {});
    for (let time = 0; time < 240 && (await batch()).described === 0; ++time) await wait(500);
    for (let time = 0; time < 240 && (await owner.get(`/projects/${projectID}/progress`)).waiting > 0; ++time) await wait(500);
  } else tally.skip('no classifier that describes crops is here: cohorts are of events');
  const first = await batch();
  console.log(`${first.crops} crops of ${first.scientificName}, ${first.described} described: cohorts of ${first.cohorts.map((each) => `${each.crops.length} ${each.by}`).join(', ')}`);
  return truth;
}

async function looks(tally, browser, address, cookies, projectID) {
  for (const look of [{ language: 'en', width: 1440, height: 900 }, { language: 'zh', theme: 'dark', width: 1440, height: 900 }, { language: 'en', width: 390, height: 844 }, { language: 'zh', width: 390, height: 844 }]) {
    const window = await openWindow(tally, browser, address, { ...look, cookies });
    await window.goto(`/projects/${projectID}/crops`);
    await window.locator('.tile').first().waitFor();
    await seen(tally, window, `crops-${look.language}-${look.theme ?? 'light'}-${look.width}`);
    if (look.width > 1000) {
      await window.getByRole('grid').focus();
      await window.keyboard.press('w');
      await window.getByRole('dialog').locator('.box').first().waitFor();
      await seen(tally, window, `crops-photo-${look.language}-${look.theme ?? 'light'}`);
      await window.keyboard.press('Escape');
      await window.keyboard.press('?');
      await seen(tally, window, `crops-keys-${look.language}-${look.theme ?? 'light'}`);
    }
    await window.context().close();
  }
}

function mediaOf(page, scope = '.cohort.here .tile:not(.out)') {
  return page.locator(`${scope} img`).evaluateAll((images) => images.map((each) => /media\/([0-9a-f-]+)\/crop/.exec(each.src)[1]));
}
function saved(page) {
  return page.waitForFunction(() => !document.querySelector('.turning'));
}
function stateOf(owner, projectID, ids) {
  return Promise.all([...new Set(ids)].map(async (id) => (await owner.get(`/projects/${projectID}/media/${id}`)).consensus));
}

/** One key settles the cohort; the next one has the keyboard. */
async function settleOne(tally, page, owner, projectID) {
  await page.goto(`/projects/${projectID}/crops`);
  await page.locator('.cohort.here .tile').first().waitFor();
  await page.getByRole('grid').focus();
  const label = await page.locator('.tile.focused').getAttribute('aria-label');
  tally.ok(/, crop 1 of \d+, \d+\s?%/.test(label), 'a reader who does not see is told name, place and score', label);
  const ids = await mediaOf(page);
  await page.keyboard.press('Enter');
  await page.locator('.cohort.folded').first().waitFor();
  await saved(page);
  tally.equal(new Set(await stateOf(owner, projectID, ids)), new Set(['human']), `one key settles ${ids.length} crops`);
  tally.ok(await page.locator('.cohort.here:not(.folded) .tile.focused').count() === 1, 'and the next cohort is before the reader');
  await page.screenshot({ path: picture('crops-settled-one') });
  await page.keyboard.press('z');
  await page.waitForFunction(() => !document.querySelector('.cohort.folded'));
  await saved(page);
  tally.equal(new Set(await stateOf(owner, projectID, ids)), new Set(['machine']), 'and one takes it back');
}

/** What was taken out stays open when its cohort is settled; a selection is answered by itself. */
async function outAndUndo(tally, page, owner, projectID) {
  const ids = await mediaOf(page);
  await page.keyboard.press('x');
  await page.locator('.cohort.here .tile.out').waitFor();
  await page.screenshot({ path: picture('crops-taken-out') });
  await page.keyboard.press('Enter');
  await page.locator('.cohort.folded').first().waitFor();
  await saved(page);
  const [first, ...rest] = await stateOf(owner, projectID, ids);
  tally.equal([first, new Set(rest)], ['machine', new Set(['human'])], 'all but what was taken out');
  tally.ok(/1 crop left open/.test(await page.locator('.cohort.folded').first().innerText()), 'which the heading tells');
  await page.keyboard.press('z');
  await page.waitForFunction(() => !document.querySelector('.cohort.folded'));
  await page.keyboard.press('Home');
  await page.keyboard.press('x'); // put back
  await page.waitForFunction(() => !document.querySelector('.tile.out'));
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  tally.equal(await page.locator('.tile.selected').count(), 2, 'Space selects');
  const selection = await mediaOf(page, '.tile.selected');
  await page.keyboard.press('s');
  await page.getByRole('combobox', { name: 'Search species' }).fill('Lynx rufus');
  await page.locator('[role=option][aria-selected=true]').filter({ hasText: /Lynx rufus/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.tile.selected').length === 0);
  await saved(page);
  for (const id of selection) tally.equal((await owner.get(`/projects/${projectID}/media/${id}`)).observations.map((each) => [each.scientificName, each.bbox !== null])[0], ['Lynx rufus', true], 'what is selected is named, and keeps its box');
  await page.screenshot({ path: picture('crops-selection') });
  await page.keyboard.press('z');
  await page.waitForFunction(() => !document.querySelector('.tile.answered, .cohort.folded'));
  await saved(page);
}

/** What a colleague answered meanwhile is not changed, and told; other animals of a photo keep their names. */
async function others(tally, page, owner, colleague, projectID) {
  // Seen as it happens.
  await page.goto(`/projects/${projectID}/crops`);
  await page.locator('.cohort.here .tile').first().waitFor();
  const [theirs] = await mediaOf(page);
  const { batchID } = await colleague.post(`/projects/${projectID}/answers`, { mediaIDs: [theirs], observations: [{ observationType: 'blank' }] });
  await page.locator('.tile.left').first().waitFor();
  tally.ok(await page.getByText('had been answered meanwhile').isVisible(), 'what a colleague answers is marked at once');
  await colleague.ask('DELETE', `/projects/${projectID}/answers/${batchID}`);
  // And refused where the page had not heard of it.
  await page.route('**/live', (route) => route.fulfill({ contentType: 'text/event-stream', body: ': nothing\n\n' }));
  await page.goto(`/projects/${projectID}/crops`);
  await page.locator('.cohort.here .tile').first().waitFor();
  await page.getByRole('grid').focus();
  const ids = await mediaOf(page);
  await colleague.post(`/projects/${projectID}/answers`, { mediaIDs: [ids[0]], observations: [{ observationType: 'blank' }] });
  await page.keyboard.press('Enter');
  await page.getByText('had been answered meanwhile').waitFor();
  tally.equal((await owner.get(`/projects/${projectID}/media/${ids[0]}`)).observations.map((each) => [each.observationType, each.classifiedBy]), [['blank', 'Wang Fang']], 'what a colleague said stays');
  await page.screenshot({ path: picture('crops-colleague') });
  await page.unroute('**/live');
  await page.keyboard.press('z');
  await saved(page);
  const two = (await owner.get(`/projects/${projectID}/detections?waiting=true&limit=500`)).items.filter((each) => each.others.some((other) => other.observationType === 'animal'));
  tally.equal(two.length, 2, 'one photo shows two animals');
  const crops = two.slice(0, 1).map(({ mediaID, bbox, scientificName }) => ({ mediaID, bbox, scientificName }));
  const done = await owner.post(`/projects/${projectID}/crop-answers`, { crops, observationType: 'animal', scientificName: 'Lynx rufus' });
  tally.equal(done.media[0].observations.map((each) => each.scientificName).sort(), ['Lynx rufus', two[1].scientificName].sort(), 'the other one keeps its name');
  await owner.ask('DELETE', `/projects/${projectID}/answers/${done.batchID}`);
}

/** A script goes through all of it by what it sees: Enter where all are right, x on each that is not. */
async function review(tally, page, owner, projectID, truth) {
  await page.goto(`/projects/${projectID}/crops`);
  await page.locator('.cohort.here .tile').first().waitFor();
  await page.getByRole('grid').focus();
  let keys = 0;
  let settledCrops = 0;
  let cohorts = 0;
  let [rightCohorts, rightCrops] = [0, 0];
  const press = (key) => { keys++; return page.keyboard.press(key); };
  const begun = performance.now();
  for (let last = ''; cohorts < 200; cohorts++) {
    const handle = await page.waitForFunction((before) => {
      if (document.querySelector('.notice h3, .notice strong')?.textContent?.includes('All settled') || [...document.querySelectorAll('.notice')].some((each) => each.textContent.includes('All settled'))) return { id: '' };
      const here = document.querySelector('.cohort.here:not(.folded)');
      const id = here?.querySelector('header')?.id;
      if (!id || id === before) return false;
      const tiles = [...here.querySelectorAll('.tile')];
      return { id, columns: tiles.filter((each) => each.offsetTop === tiles[0].offsetTop).length, tiles: tiles.map((each) => /media\/([0-9a-f-]+)\/crop/.exec(each.querySelector('img').src)[1]) };
    }, last, { polling: 'raf', timeout: 20_000 });
    const { id, tiles, columns } = await handle.jsonValue();
    if (!id) break;
    last = id;
    const wrong = tiles.flatMap((media, at) => (truth.get(media).truth === truth.get(media).suggested ? [] : [at]));
    let at = 0;
    for (const one of wrong) {
      for (; Math.floor(at / columns) < Math.floor(one / columns); at = Math.min(at + columns, tiles.length - 1)) await press('ArrowDown');
      for (; at < one; at++) await press('ArrowRight');
      for (; at > one; at--) await press('ArrowLeft');
      await press('x');
      at = Math.min(one + 1, tiles.length - 1);
    }
    settledCrops += tiles.length - wrong.length;
    if (wrong.length === 0) { rightCohorts++; rightCrops += tiles.length; }
    if (wrong.length === tiles.length) await press('N');
    else await press('Enter');
  }
  await saved(page);
  const took = (performance.now() - begun) / 1000;
  const each = keys / settledCrops;
  console.log(`${settledCrops} crops in ${cohorts} cohorts settled by ${keys} key presses in ${took.toFixed(0)} s: ${each.toFixed(2)} for a crop; one key for each of ${rightCohorts} cohorts of which all is right (${rightCrops} crops)`);
  tally.ok(each <= most, `a crop takes at most ${most} key presses`, each.toFixed(2));
  await page.screenshot({ path: picture('crops-all-settled') });
  const media = (await owner.get(`/projects/${projectID}/media?limit=500`)).items;
  const slips = media.filter((one) => truth.has(one.mediaID) && one.consensus === 'human' && one.observations.some((seen) => seen.classifiedBy !== 'Wang Fang' && seen.observationType === 'animal' && seen.scientificName !== truth.get(one.mediaID).truth));
  tally.equal(slips.map((one) => one.fileName), [], 'nothing wrong was confirmed');
  const open = media.filter((one) => one.consensus === 'machine').map((one) => truth.get(one.mediaID)).filter((one) => one.truth === one.suggested);
  tally.equal(open.length, 0, 'and nothing right is left open');
}
