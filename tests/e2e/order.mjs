// Sorts of the review: newest first, and by worth with the reason of each event; kept in the address and with a view.
import { setTimeout as wait } from 'node:timers/promises';
import { cardFile, predictions, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

// How sure a machine is of an animal in each of six photos, each an event of its own.
const sure = [0.95, 0.5, 0.9, 0.9, 0.8, 0.9];

await main('order', 20, async (tally) => {
  const serow = await startSerow({ args: ['--detector', 'none'] });
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const wang = await register(serow.address, { name: 'Wang Fang' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 order', timeZone: 'Asia/Shanghai' });
    await owner.ask('PUT', `/projects/${projectID}/members`, { email: wang.email, role: 'annotator' });
    const media = await photos(owner, projectID);
    // People differ of the fourth; the sixth is settled.
    const says = (account, at, scientificName) => account.post(`/projects/${projectID}/answers`, { mediaIDs: [media[at]], observations: [{ observationType: 'animal', scientificName }] });
    await says(owner, 3, 'Panthera pardus');
    await says(wang, 3, 'Sus scrofa');
    await says(owner, 5, 'Budorcas taxicolor');
    const list = (more = '') => owner.get(`/projects/${projectID}/events?sort=worth${more}`);
    const places = (page) => page.items.map((each) => media.indexOf(each.media[0].mediaID));

    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    const times = () => page.locator('.event time').allInnerTexts();
    await page.goto(`/projects/${projectID}/review`);
    await settled(page);
    const oldest = await times();
    tally.equal(await page.locator('.event .why').count(), 0, 'in the usual order nothing is said of worth');
    const sort = page.getByLabel('Sort');
    await sort.selectOption('newest');
    await page.waitForFunction((first) => document.querySelector('.event time')?.innerText === first, oldest.at(-1));
    tally.equal(await times(), oldest.toReversed(), 'newest first is the other way round');

    await sort.selectOption('worth');
    await page.getByText('Order of').waitFor();
    await page.locator('.event .why').first().waitFor();
    await settled(page);
    tally.equal(new URL(page.url()).searchParams.get('sort'), 'worth', 'the address says the sort');
    tally.equal(await times(), [3, 1, 4, 2, 0, 5].map((at) => oldest[at]), 'the conflict first, then the less sure, the settled last');
    const reasons = await page.locator('.event .why').allInnerTexts();
    tally.equal([reasons.length, reasons[0]], [5, 'people disagree'], 'each but the settled says its weightiest reason');
    await page.screenshot({ path: picture('order') });
    await accessible(tally, page, 'by worth');

    await page.locator('[role=grid]').focus();
    await page.keyboard.press('d');
    const why = page.getByRole('dialog');
    await why.getByText('People’s answers to it differ.').waitFor();
    tally.ok(/is rare here: people agree to see it in no event/.test(await why.innerText()), 'a key tells all reasons', await why.innerText());
    await page.screenshot({ path: picture('order-why') });
    await accessible(tally, page, 'why');
    await page.keyboard.press('Escape');
    await page.locator('.event .why').nth(1).click();
    await why.getByText('the model is 50% sure').waitFor();
    tally.ok(true, 'and so does a click');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('button', { name: 'Save these filters…' }).click();
    await page.getByLabel('Name').fill('Worth a look');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved: Worth a look').waitFor();
    tally.equal((await owner.get(`/projects/${projectID}/views`)).items.map((each) => [each.name, each.sort, each.filter]), [['Worth a look', 'worth', {}]], 'a view keeps the sort');
    await sort.selectOption('oldest');
    await page.waitForFunction((first) => document.querySelector('.event time')?.innerText === first, oldest[0]);
    tally.equal(new URL(page.url()).searchParams.get('sort'), null, 'the usual sort leaves the address as it was');
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('button', { name: 'Worth a look' }).click();
    await page.locator('.event .why').first().waitFor();
    tally.equal(await sort.inputValue(), 'worth', 'and gives it back');

    // An answer: the event stays where it is and is said to be reviewed; it goes to the end when the order is worked out anew.
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('b');
    await page.locator('.event').nth(1).getByText('Blank').first().waitFor();
    tally.equal(await page.locator('.event .why').count(), 4, 'what is answered has no reason any more');
    tally.equal(await times(), [3, 1, 4, 2, 0, 5].map((at) => oldest[at]), 'and nothing moves under the reader');
    tally.equal(places(await list('&show=unreviewed')), [4, 2, 0], 'with a filter it is gone at once');
    await page.reload();
    await page.getByText('a newer one follows').waitFor();
    tally.ok(true, 'an order that is older than an answer says so');

    for (const look of [{ language: 'zh', theme: 'dark' }, { width: 390, height: 844 }, { language: 'zh', width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies });
      const title = `order-${look.language ?? 'en'}-${look.theme ?? 'light'}-${look.width ?? 1440}`;
      await window.goto(`/projects/${projectID}/review?sort=worth`);
      await settled(window);
      await window.screenshot({ path: picture(title) });
      await fits(tally, window, title);
      await accessible(tally, window, title);
      await window.locator('.event .why').first().click();
      await window.getByRole('dialog').locator('li').first().waitFor();
      await window.screenshot({ path: picture(`${title}-why`) });
      await accessible(tally, window, `${title}, why`);
      await window.keyboard.press('Escape');
      if (look.width) {
        await window.getByRole('button', { name: look.language === 'zh' ? '筛选' : 'Filters' }).first().click();
        await window.screenshot({ path: picture(`${title}-bar`) });
        await fits(tally, window, `${title}, bar`);
      }
      await window.context().close();
    }

    let now;
    for (const end = Date.now() + 60_000; Date.now() < end && (now = await list()).worthPending; ) await wait(500);
    tally.equal([places(now), now.items[4].worth], [[3, 4, 2, 0, 1, 5], 0], 'the order follows within the minute');
    await page.waitForFunction((fifth) => document.querySelectorAll('.event time')[4]?.innerText === fifth, oldest[1]);
    tally.ok(true, 'and the page shows it by itself where nobody has begun');
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-order-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

/** Ids of the photos, in order. */
async function photos(owner, projectID) {
  const { locationID } = await owner.post(`/projects/${projectID}/locations`, { locationName: 'Ridge P01', latitude: 33.5, longitude: 107.8 });
  const files = sure.map((_, at) => ({ ...cardFile(drawnPicture(at), `IMG_${at}.PNG`), modifiedAt: `2024-05-01T0${at + 1}:00:00Z` }));
  await upload(owner, projectID, { locationID, name: 'card' }, files);
  await settle(owner, projectID, files.length);
  const media = (await owner.get(`/projects/${projectID}/media?limit=100`)).items;
  const of = (at) => media.find((each) => each.filePath.endsWith(`IMG_${at}.PNG`));
  const images = sure.map((conf, at) => ({ file: of(at).filePath, detections: [{ category: '1', conf, bbox: [0.1, 0.1, 0.3, 0.3] }] }));
  await predictions(owner, projectID, { name: 'md.json', threshold: 0.2 }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, images });
  return sure.map((_, at) => of(at).mediaID);
}
