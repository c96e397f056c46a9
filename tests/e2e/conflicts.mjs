// A rule is chosen with its effect foretold; conflicts are decided one after another by keys; agreement follows.
import { setTimeout as wait } from 'node:timers/promises';
import { cardFile, predictions, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

const takin = { observationType: 'animal', scientificName: 'Budorcas taxicolor' };
const boar = { observationType: 'animal', scientificName: 'Sus scrofa' };
const blank = { observationType: 'blank' };
// What two people say of eight photos, one after the other: they differ in three.
const said = [[takin, takin], [takin, boar], [boar, boar], [blank, takin], [blank, blank], [boar, blank], [takin, takin], [boar, boar]];

await main('conflicts', 20, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const wang = await register(serow.address, { name: 'Wang Fang' });
    const zhao = await register(serow.address, { name: '赵敏' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 conflicts', timeZone: 'Asia/Shanghai' });
    for (const account of [wang, zhao]) await owner.ask('PUT', `/projects/${projectID}/members`, { email: account.email, role: 'annotator' });
    const media = await photos(owner, projectID);
    for (const [at, answers] of said.entries())
      for (const [who, observation] of answers.entries())
        await [wang, zhao][who].post(`/projects/${projectID}/answers`, { mediaIDs: [media[at]], observations: [observation] });

    const windowOf = (account, look = {}) => {
      const [name, value] = account.cookie.split(/=(.*)/s);
      return openWindow(tally, browser, serow.address, { ...look, cookies: [{ name, value, url: serow.address }] });
    };
    const page = await windowOf(owner);
    await rule(tally, page, owner, projectID);
    await expert(tally, page, owner, projectID, wang);
    await decide(tally, page, owner, projectID);
    await agree(tally, page, zhao, projectID, media);
    // One conflict is open again, for the pictures.
    await zhao.post(`/projects/${projectID}/answers`, { mediaIDs: [media[1]], observations: [blank] });
    for (const look of [{ language: 'zh', theme: 'dark', width: 1440, height: 900 }, { language: 'en', width: 390, height: 844 }])
      for (const [name, path] of [['conflicts', 'conflicts'], ['agreement', 'conflicts?tab=agreement'], ['review-rule', 'settings']]) {
        const window = await windowOf(owner, look);
        await window.goto(`/projects/${projectID}/${path}`);
        await settled(window);
        await window.waitForTimeout(500);
        const title = `${name}-${look.language}-${look.theme ?? 'light'}-${look.width}`;
        if (name === 'review-rule') await window.locator('section[aria-labelledby="review-rule"]').screenshot({ path: picture(title) });
        else await window.screenshot({ path: picture(title), fullPage: true });
        await fits(tally, window, title);
        await accessible(tally, window, title);
        await window.context().close();
      }
    tally.equal((await zhao.request('GET', `/projects/${projectID}/conflicts`)).status, 403, 'who may not decide is not told who said what');
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-conflicts-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

/** Eight photos, each an event of its own, in each of which a machine saw an animal. Their ids, in order. */
async function photos(owner, projectID) {
  const location = await owner.post(`/projects/${projectID}/locations`, { locationName: 'Ridge P01', latitude: 33.5, longitude: 107.8 });
  const files = said.map((_, at) => ({ ...cardFile(drawnPicture(at), `IMG_${at}.PNG`), modifiedAt: `2024-05-01T${String(at + 1).padStart(2, '0')}:00:00Z` }));
  await upload(owner, projectID, { locationID: location.locationID, name: 'card' }, files);
  await settle(owner, projectID, files.length);
  const media = (await owner.get(`/projects/${projectID}/media?limit=100`)).items;
  const images = media.map((each) => ({ file: each.filePath, detections: [{ category: '1', conf: 0.9, bbox: [0.1, 0.1, 0.3, 0.3] }] }));
  await predictions(owner, projectID, { name: 'md.json', threshold: 0.2 }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, images });
  return said.map((_, at) => media.find((each) => each.filePath.endsWith(`IMG_${at}.PNG`)).mediaID);
}

async function states(owner, projectID) {
  return (await owner.get(`/projects/${projectID}/media?limit=100`)).items.map((each) => each.consensus).sort();
}

async function rule(tally, page, owner, projectID) {
  await page.goto(`/projects/${projectID}/settings`);
  await settled(page);
  const card = page.locator('section[aria-labelledby="review-rule"]');
  const effect = (name) => card.locator('label.kind', { hasText: name }).locator('.effect');
  await effect('Two agree').waitFor();
  tally.equal(await effect('Two agree').innerText(), '5 settled, 0 waiting for another answer, 3 in conflict.', 'two agree on five of eight');
  tally.equal(await effect('An expert approves').innerText(), '0 settled, 5 waiting for another answer, 3 in conflict.', 'and no expert has answered');
  await card.getByLabel('Two agree').check();
  await accessible(tally, page, 'review rule changed');
  await card.screenshot({ path: picture('review-rule') });
  await card.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. What holds follows.').waitFor();
  let now;
  for (let time = 0; time < 100; ++time) {
    now = await states(owner, projectID);
    if (now.filter((each) => each === 'human').length === 5) break;
    await wait(100);
  }
  tally.equal(now, ['conflict', 'conflict', 'conflict', 'human', 'human', 'human', 'human', 'human'], 'and so it is');
}

async function expert(tally, page, owner, projectID, wang) {
  const { name } = (await owner.get(`/projects/${projectID}/members`)).items.find((each) => each.accountID === wang.accountID);
  await page.locator('tr', { hasText: wang.email }).getByRole('checkbox', { name: `Expert: ${name}` }).check();
  for (let time = 0; time < 50; ++time) {
    if ((await owner.get(`/projects/${projectID}/members`)).items.some((each) => each.expert)) break;
    await wait(100);
  }
  const members = (await owner.get(`/projects/${projectID}/members`)).items;
  tally.equal(members.filter((each) => each.expert).map((each) => each.accountID), [wang.accountID], 'one member is marked as an expert');
  tally.equal((await wang.request('GET', `/projects/${projectID}/conflicts`)).status, 200, 'who then may decide');
}

async function decide(tally, page, owner, projectID) {
  await page.goto(`/projects/${projectID}/conflicts`);
  await settled(page);
  await page.getByText('3 open').waitFor();
  const voices = page.locator('.sides > ol').first().locator('> li');
  tally.equal(await voices.count(), 2, 'two people, side by side');
  await accessible(tally, page, 'conflicts');
  await page.screenshot({ path: picture('conflicts'), fullPage: true });
  await page.keyboard.press('1');
  await page.getByText('2 open').waitFor();
  tally.ok(true, 'one key takes the first answer, and the next is there');
  await page.keyboard.press('b');
  await page.getByText('1 open').waitFor();
  await page.keyboard.press('s');
  await page.keyboard.type('takin');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('No conflict is open').waitFor();
  let now;
  for (let time = 0; time < 50; ++time) {
    now = await states(owner, projectID);
    if (now.every((each) => each === 'human')) break;
    await wait(100);
  }
  tally.ok(now.every((each) => each === 'human'), 'all are settled', now.join());
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('1 open').waitFor();
  tally.equal((await states(owner, projectID)).filter((each) => each === 'conflict').length, 1, 'the last decision is taken back');
  await page.keyboard.press('m');
  await page.getByText('No conflict is open').waitFor();
}

async function agree(tally, page, zhao, projectID, media) {
  await page.getByRole('tab', { name: 'Agreement' }).click();
  await settled(page);
  const figures = page.locator('dl.card dd');
  await figures.first().waitFor();
  // By hand: equal in 5 of 8. Categories takin 2+3, boar 3+3, blank 2+2 … over both: takin 6, boar 6, blank 4 of n = 16:
  // D_e = 1 − (6·5 + 6·5 + 4·3) / (16·15) = 1 − 72/240 = 0.7; D_o = 3/8; alpha = 1 − 0.375/0.7 = 0.464.
  tally.equal(await figures.allInnerTexts(), ['8', '16', '62.5%', '0.464'], 'agreement, and alpha by hand');
  await accessible(tally, page, 'agreement');
  await page.screenshot({ path: picture('agreement'), fullPage: true });
  // It follows by itself: the second person comes to agree in one of the three.
  await zhao.post(`/projects/${projectID}/answers`, { mediaIDs: [media[5]], observations: [boar] });
  await page.locator('dl.card dd', { hasText: '75%' }).waitFor();
  tally.ok(true, 'and follows what is answered');
}
