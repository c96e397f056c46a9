// Thresholds of a project: the page foretells what a change does, and after saving it is so.
import { setTimeout as wait } from 'node:timers/promises';
import { cardFile, predictions, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

// Confidences of the surest animal in ten photos; the model counts from 0.2 on.
const confidences = [0.95, 0.8, 0.6, 0.45, 0.4, 0.35, 0.25, 0.15, 0.12, 0];

await main('thresholds', 8, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 thresholds', timeZone: 'Asia/Shanghai' });
    await photos(owner, projectID);
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    await choose(tally, page, owner, projectID);
    for (const look of [{ language: 'zh', theme: 'dark', width: 1440, height: 900 }, { language: 'en', width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies });
      await window.goto(`/projects/${projectID}/settings`);
      await settled(window);
      const title = `thresholds-${look.language}-${look.theme ?? 'light'}-${look.width}`;
      await window.locator('section[aria-labelledby="thresholds"]').screenshot({ path: picture(title) });
      await fits(tally, window, title);
      await accessible(tally, window, title);
      await window.context().close();
    }
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-thresholds-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

/** Ten photos with the confidences above; people answered the third (an animal) and the fourth (blank). */
async function photos(owner, projectID) {
  const location = await owner.post(`/projects/${projectID}/locations`, { locationName: 'Ridge P01', latitude: 33.5, longitude: 107.8 });
  const files = confidences.map((_, at) => ({ ...cardFile(drawnPicture(at), `IMG_${at}.PNG`), modifiedAt: `2024-05-01T${String(at + 1).padStart(2, '0')}:00:00Z` }));
  await upload(owner, projectID, { locationID: location.locationID, name: 'card' }, files);
  await settle(owner, projectID, files.length);
  const media = (await owner.get(`/projects/${projectID}/media?limit=100`)).items;
  const images = media.map((each) => {
    const conf = confidences[Number(/IMG_(\d)/.exec(each.filePath)[1])];
    return { file: each.filePath, detections: conf ? [{ category: '1', conf, bbox: [0.1, 0.1, 0.3, 0.3] }] : [] };
  });
  await predictions(owner, projectID, { name: 'md.json', threshold: 0.2 }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, images });
  const of = (at) => [media.find((each) => each.filePath.endsWith(`IMG_${at}.PNG`)).mediaID];
  await owner.post(`/projects/${projectID}/answers`, { mediaIDs: of(2), observations: [{ observationType: 'animal' }] });
  await owner.post(`/projects/${projectID}/answers`, { mediaIDs: of(3), observations: [{ observationType: 'blank' }] });
}

/** What the table says of animals and of nothing: its cells, as text. */
async function told(page) {
  const rows = page.locator('section[aria-labelledby="thresholds"] tbody tr');
  return Promise.all([rows.first(), rows.last()].map(async (row) => (await row.locator('td').allInnerTexts()).map((each) => each.trim())));
}

async function counts(owner, projectID, wanted) {
  let seen;
  for (let time = 0; time < 100; ++time) {
    const items = (await owner.get(`/projects/${projectID}/media?limit=100`)).items.filter((each) => each.consensus === 'machine');
    seen = ['animal', 'blank'].map((type) => items.filter((each) => each.observations.some((one) => one.observationType === type)).length);
    if (seen.join() === wanted.join()) break;
    await wait(200);
  }
  return seen;
}

async function choose(tally, page, owner, projectID) {
  await page.goto(`/projects/${projectID}/settings`);
  await settled(page);
  tally.equal(await told(page), [['Animal', '5', '', '', '1 of 1', '1'], ['Blank', '3', '', '', '', '']], 'at first nothing changes: five animals and three blanks that nobody reviewed');
  const slider = page.getByRole('slider', { name: 'Animal' });
  await slider.fill('50');
  // 0.4, 0.35 and 0.25 go; the one that a person called blank is no longer wrong.
  tally.equal(await told(page), [['Animal', '5 → 2', '', '−3', '1 of 1', '1 → 0'], ['Blank', '3 → 6', '+3', '', '', '']], 'a higher threshold tells what goes and what it does to right and wrong');
  tally.ok(await page.getByText('right about all three in 1 → 2 of 2').isVisible(), 'and of how many that people answered');
  await accessible(tally, page, 'thresholds moved');
  await page.locator('section[aria-labelledby="thresholds"]').screenshot({ path: picture('thresholds-moved') });
  await page.locator('section[aria-labelledby="thresholds"]').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. Observations follow.').waitFor();
  tally.equal(await counts(owner, projectID, [2, 6]), [2, 6], 'and after saving it is so');
  await settled(page);
  await slider.fill('12');
  tally.equal((await told(page)).map((each) => each.slice(0, 4)), [['Animal', '2 → 7', '+5', ''], ['Blank', '6 → 1', '', '−5']], 'a lower one brings up what the ledger keeps');
  await page.locator('section[aria-labelledby="thresholds"]').getByRole('checkbox').first().check();
  await page.locator('section[aria-labelledby="thresholds"]').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. Observations follow.').first().waitFor();
  tally.equal(await counts(owner, projectID, [5, 3]), [5, 3], 'and back as the model says');
}
