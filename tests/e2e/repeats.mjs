// A stone that the machine takes for an animal for days: proposed, judged with one key, masked, and taken back on the page.
import { setTimeout as wait } from 'node:timers/promises';
import { cardFile, predictions, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

// Where drawnPicture() draws its bright shape in every sixth picture.
const stone = [0.125, 0.5, 0.25, 0.2];
const deer = [0.6, 0.1, 0.2, 0.3];

await main('repeats', 8, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 stones', timeZone: 'Asia/Shanghai' });
    const media = await beforeTheStone(owner, projectID);
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    await judge(tally, page, owner, projectID, media);
    for (const look of [{ language: 'zh', theme: 'dark', width: 1440, height: 900 }, { language: 'en', width: 390, height: 844 }, { language: 'zh', width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies });
      await window.goto(`/projects/${projectID}/repeats`);
      await settled(window);
      const title = `repeats-${look.language}-${look.theme ?? 'light'}-${look.width}`;
      await window.screenshot({ path: picture(title), fullPage: true });
      await fits(tally, window, title);
      await accessible(tally, window, title);
      await window.context().close();
    }
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-repeats-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

/** Two cameras, each with 16 pictures in eight days and a stone in every one; at the first there is a deer once. @returns the media of the first */
async function beforeTheStone(owner, projectID) {
  const files = (camera) => Array.from({ length: 16 }, (_, at) => ({
    // Each of another size: no two are the same file.
    ...cardFile(drawnPicture(6 * at, 320 + 2 * (16 * camera + at)), `S${camera}/IMG_${String(at).padStart(2, '0')}.PNG`), modifiedAt: new Date(Date.UTC(2024, 4, 1, 12 * at)).toISOString().replace('.000Z', 'Z'),
  }));
  let brought = 0;
  for (const [at, locationName] of ['Ridge P01', 'Ridge P02'].entries()) {
    const location = await owner.post(`/projects/${projectID}/locations`, { locationName, latitude: 33.5, longitude: 107.8 + at / 10 });
    const card = files(at);
    await upload(owner, projectID, { locationID: location.locationID, name: locationName }, card);
    await settle(owner, projectID, (brought += card.length));
  }
  const all = (await owner.get(`/projects/${projectID}/media?limit=100`)).items;
  const images = all.map((each) => ({ file: each.filePath, detections: [{ category: '1', conf: 0.5, bbox: stone }, ...(/S0.*IMG_07/.test(each.filePath) ? [{ category: '1', conf: 0.9, bbox: deer }] : [])] }));
  await predictions(owner, projectID, { name: 'md.json', threshold: 0.3 }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, images });
  return all.filter((each) => each.filePath.includes('S0'));
}

/** How many of the media are blank, and how many show animals, once the worker is done. */
async function shows(owner, projectID, media, wanted) {
  let seen;
  for (let time = 0; time < 100; ++time) {
    const now = await Promise.all(media.map((each) => owner.get(`/projects/${projectID}/media/${each.mediaID}`)));
    const types = now.flatMap((each) => each.observations.map((one) => one.observationType));
    seen = [types.filter((each) => each === 'blank').length, types.filter((each) => each === 'animal').length];
    if (seen.join() === wanted.join()) break;
    await wait(200);
  }
  return seen;
}

async function judge(tally, page, owner, projectID, media) {
  await page.goto(`/projects/${projectID}/review`);
  await page.getByRole('button', { name: 'Look closer' }).click();
  await page.getByRole('link', { name: 'Same place again and again' }).click();
  await page.getByRole('heading', { name: 'Same place again and again' }).waitFor();
  await settled(page);
  const places = page.getByRole('article');
  tally.equal(await places.count(), 2, 'both stones are proposed');
  tally.ok(/Ridge P01 · Animal/.test(await places.first().innerText()) && /16 of 16 pictures/.test(await places.first().innerText()), 'with how often they were found', await places.first().innerText());
  tally.equal(await places.first().getByRole('img').count(), 6, 'and six pictures of the place');
  await accessible(tally, page, 'repeats');
  await page.screenshot({ path: picture('repeats'), fullPage: true });

  await page.keyboard.press('b');
  await page.getByText('Noted: nothing is there.').waitFor();
  await settled(page);
  tally.equal(await places.count(), 1, 'a place that was judged is not asked again');
  tally.equal(await shows(owner, projectID, media, [15, 1]), [15, 1], 'all photos of the first camera are blank, but for the one with the deer');
  await page.screenshot({ path: picture('repeats-judged'), fullPage: true });
  await page.keyboard.press('z');
  await page.getByText('Taken back. Observations follow.').waitFor();
  await settled(page);
  tally.equal([await places.count(), await shows(owner, projectID, media, [0, 17])], [2, [0, 17]], 'taken back, all is as it was');
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await page.getByText('Noted: it is real').waitFor();
  await settled(page);
  tally.equal([await places.count(), /Ridge P01/.test(await places.first().innerText())], [1, true], 'J chooses the next, R keeps it');
  await page.getByRole('row', { name: /Ridge P02/ }).getByRole('button', { name: 'Take back' }).click();
  await page.getByText('Taken back. Observations follow.').first().waitFor();
  await settled(page);
  tally.equal([await places.count(), (await owner.get(`/projects/${projectID}/repeat-detections`)).verdicts.length], [2, 2], 'and the list of what was said takes it back, too, and keeps both');
}
