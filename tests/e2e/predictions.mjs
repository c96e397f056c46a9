// Another program's predictions come in by the page: what is seen before, what was matched, what was not and why; and go out again.
import { readFileSync } from 'node:fs';
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

const json = (name, value) => ({ name, mimeType: 'application/json', buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) });
const choose = (page, file) => page.locator('input[type=file]').setInputFiles(file);
const box = (conf) => ({ category: '1', conf, bbox: [0.1, 0.2, 0.3, 0.4] });

await main('predictions', 12, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 predictions', timeZone: 'Asia/Shanghai' });
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    await page.goto(`/projects/${projectID}/settings`);
    await page.getByRole('link', { name: 'In and out' }).click();
    await page.getByText('No file has come yet').waitFor();
    await settled(page);
    await page.screenshot({ path: picture('predictions-empty'), fullPage: true });
    await accessible(tally, page, 'no predictions yet');

    for (const point of ['P01', 'P02']) {
      const { locationID } = await owner.post(`/projects/${projectID}/locations`, { locationName: point, latitude: 33.5, longitude: 107.8 });
      const files = [1, 2, 3].map((at) => ({ ...cardFile(drawnPicture(at, 360 + 2 * (at + (point === 'P01' ? 0 : 3))), `DCIM/IMG_000${at}.PNG`), modifiedAt: `2024-05-01T0${at}:00:00Z` }));
      await upload(owner, projectID, { locationID, name: `card ${point}` }, files);
    }
    await settle(owner, projectID, 6);
    await page.reload();

    await bring(tally, page);
    await manyUnmatched(tally, page);
    await refused(tally, page);
    await takenAway(tally, page, owner, projectID);

    for (const look of [{ language: 'zh', theme: 'dark' }, { width: 390, height: 844 }, { language: 'zh', width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies });
      await window.goto(`/projects/${projectID}/predictions`);
      await settled(window);
      await window.locator('article').nth(1).locator('details').first().locator('summary').click();
      const title = `predictions-${look.language ?? 'en'}-${look.theme ?? 'light'}-${look.width ?? 1440}`;
      await window.screenshot({ path: picture(title), fullPage: true });
      await fits(tally, window, title);
      await accessible(tally, window, title);
      await window.context().close();
    }
    await forViewers(tally, browser, serow.address, owner, projectID);
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-predictions-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

/** One fits, one fits nothing, one several, one was not read by the other program, one has a fault. */
async function bring(tally, page) {
  await choose(page, json('season.json', {
    info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal', 2: 'person' },
    images: [
      { file: 'P01/card P01/DCIM/IMG_0001.PNG', detections: [box(0.93)] },
      { file: 'P02/card P02/DCIM/IMG_0002.PNG', detections: [box(0.15)] },
      { file: 'elsewhere/IMG_9999.JPG', detections: [] },
      { file: 'DCIM/IMG_0003.PNG', detections: [] },
      { file: 'P02/card P02/DCIM/IMG_0001.PNG', failure: 'Failure image access' },
    ],
  }));
  await page.getByText('md_v5a.0.0').waitFor();
  tally.ok(await page.getByText('P01/card P01/DCIM/IMG_0001.PNG').isVisible(), 'before it is sent one sees the names that are in it');
  await page.screenshot({ path: picture('predictions-chosen'), fullPage: true });
  await page.getByLabel('Boxes count from').fill('7');
  tally.ok(await page.getByRole('button', { name: 'Bring in' }).isDisabled(), 'a threshold that is none is not sent');
  await page.getByLabel('Boxes count from').fill('0.3');
  await page.getByRole('button', { name: 'Bring in' }).click();
  await page.getByText('2 of 5 entries have their photo or video here.').waitFor();
  for (const [summary, file] of [['1 entry fits nothing here', 'elsewhere/IMG_9999.JPG'], ['1 entry fits several files', 'DCIM/IMG_0003.PNG'], ['1 file the other program could not read', 'P02/card P02/DCIM/IMG_0001.PNG: Failure image access']]) {
    await page.getByText(summary).click();
    tally.ok(await page.getByText(file, { exact: true }).last().isVisible(), `what did not match is named: ${summary}`);
  }
  tally.ok(await page.getByText(/boxes from 0.30/).isVisible(), 'with which threshold is told');
}

async function manyUnmatched(tally, page) {
  const images = Array.from({ length: 10_000 }, (_, at) => ({ file: `another reserve/a folder with a rather long name/100MEDIA/IMG_${String(at).padStart(5, '0')}.JPG`, detections: [] }));
  await choose(page, json('another-reserve.json', { info: { format_version: '1.5', detector: 'md_v5b.0.0' }, detection_categories: { 1: 'animal' }, images }));
  await page.getByRole('button', { name: 'Bring in' }).click();
  await page.getByText('10,000 entries fit nothing here').click();
  tally.ok(await page.getByText('… and 9,900 more: the first 100 are kept.').isVisible(), 'of ten thousand names the first hundred are there, and it says so');
  await settled(page);
  await page.screenshot({ path: picture('predictions-many'), fullPage: true });
  await fits(tally, page, 'ten thousand names');
}

async function refused(tally, page) {
  await choose(page, json('boxes.json', { boxes: [] }));
  await page.getByText('The service would refuse it').waitFor();
  await page.getByRole('button', { name: 'Bring in' }).click();
  await page.getByText('Refused', { exact: true }).waitFor();
  tally.ok(await page.getByText(/neither MegaDetector/).isVisible(), 'what is no such file is refused, with the reason');
}

async function takenAway(tally, page, owner, projectID) {
  const take = async (button) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: button }).click()]);
    return JSON.parse(readFileSync(await download.path(), 'utf8'));
  };
  const { deploymentID } = (await owner.get(`/projects/${projectID}/deployments`)).items.find((each) => each.locationName === 'P01');
  const all = await take('MegaDetector JSON');
  // The box of 0.93 counts from 0.3 on; that of 0.15 does not, and the photo is blank by that model.
  const conf = (file) => all.images.find((each) => each.file === file)?.detections.map((each) => each.conf);
  tally.equal([conf('P01/card P01/DCIM/IMG_0001.PNG'), conf('P02/card P02/DCIM/IMG_0002.PNG')], [[0.93], [0.15]], 'what came in goes out again');
  await page.getByLabel('Of').selectOption(deploymentID);
  const one = await take('SpeciesNet JSON');
  tally.ok(one.predictions.length > 0 && one.predictions.every((each) => each.filepath.startsWith('DCIM/')), 'of one deployment, by the paths on the card', JSON.stringify(one.predictions.map((each) => each.filepath)));
  await page.getByRole('cell', { name: 'SpeciesNet JSON' }).waitFor();
  tally.equal((await owner.get(`/projects/${projectID}/exports`)).items.map((each) => [each.format, each.locationName, each.takenBy]), [['speciesnet', 'P01', 'Li Wei'], ['megadetector', '', 'Li Wei']], 'who took what away is recorded');
}

async function forViewers(tally, browser, address, owner, projectID) {
  const viewer = await register(address, { name: 'Wang' });
  await owner.ask('PUT', `/projects/${projectID}/members`, { email: viewer.email, role: 'viewer' });
  const [name, value] = viewer.cookie.split(/=(.*)/s);
  const page = await openWindow(tally, browser, address, { cookies: [{ name, value, url: address }] });
  await page.goto(`/projects/${projectID}/predictions`);
  await settled(page);
  tally.equal([await page.locator('input[type=file]').count(), await page.getByRole('link', { name: 'MegaDetector JSON' }).count(), await page.getByText('season.json').count()], [0, 0, 1], 'a viewer sees what came, and can neither send nor take away');
}
