// A camera that was silent for ten days: proposed, taken, dismissed and taken back on the page; and a clock that is put right
// by photos.
import { readFileSync } from 'node:fs';
import { register, settle, upload, cardFile } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { shared } from '../world/web_packages.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

await main('effort', 10, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const project = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 effort', timeZone: 'Asia/Shanghai' });
    const location = await owner.post(`/projects/${project.projectID}/locations`, { locationName: 'Ridge P01', latitude: 33.5, longitude: 107.8 });
    const cookies = cookiesOf(owner, serow.address);
    const page = await openWindow(tally, browser, serow.address, { cookies });
    const camera = await silentCamera(owner, project.projectID, location.locationID);
    await decide(tally, page, owner, project.projectID, camera);
    await byHand(tally, page, owner, project.projectID, camera);
    await looks(tally, browser, serow.address, cookies, `/projects/${project.projectID}/deployments/${camera}/effort`);
    if (shared) await byPhotos(tally, page, owner, project.projectID, location.locationID);
    else tally.skip('the shared photos are not here: no clock is put right by them');
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-effort-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

function cookiesOf(account, address) {
  const [name, value] = account.cookie.split(/=(.*)/s);
  return [{ name, value, url: address }];
}

/** Forty days of two visits a day, none from the 21st day to the 30th. @returns the deploymentID */
async function silentCamera(owner, projectID, locationID) {
  const files = [];
  for (let day = 0; day < 40; ++day) {
    if (day >= 20 && day < 30) continue;
    for (const hour of [5, 21]) {
      const modifiedAt = new Date(Date.UTC(2024, 4, 1 + day, hour - 8, (day * 7) % 60)).toISOString().replace('.000Z', 'Z');
      files.push({ ...cardFile(drawnPicture(files.length), `IMG_${files.length}.PNG`), modifiedAt });
    }
  }
  const deployment = await owner.post(`/projects/${projectID}/deployments`, { locationID, deploymentStart: '2024-05-01T00:00:00+08:00', deploymentEnd: '2024-06-10T00:00:00+08:00' });
  await upload(owner, projectID, { deploymentID: deployment.deploymentID, name: 'card' }, files);
  await settle(owner, projectID, files.length);
  return deployment.deploymentID;
}

async function effortOf(owner, projectID) {
  return (await owner.get(`/projects/${projectID}/species`)).effort;
}

async function decide(tally, page, owner, projectID, camera) {
  await page.goto(`/projects/${projectID}/field?tab=deployments`);
  // Midnight at the place, wherever the service counts its moments from; and saving moves nothing.
  const row = page.getByRole('row', { name: 'Ridge P01' });
  tally.ok(/1 May 2024, 00:00.*10 Jun 2024, 00:00/s.test(await row.innerText()), 'start and end are told as the clocks of the place show them', await row.innerText());
  await row.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Camera', { exact: false }).first().fill('CAM-03');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const saved = (await owner.get(`/projects/${projectID}/deployments`)).items.find((each) => each.deploymentID === camera);
  tally.equal([saved.deploymentStart, saved.deploymentEnd, saved.cameraID], ['2024-04-30T16:00:00Z', '2024-06-09T16:00:00Z', 'CAM-03'], 'and stay where they are when something else is changed');
  await page.getByRole('link', { name: 'Effort: Ridge P01' }).click();
  await page.getByRole('heading', { name: 'Did it work?' }).waitFor();
  await settled(page);
  tally.ok(await page.getByRole('article').getByText(/No file for 24\d h, in which \d+ visits were to be expected/).isVisible(), 'ten silent days are proposed, with what speaks for it');
  tally.equal((await owner.get(`/projects/${projectID}/deployments/${camera}/failures`)).items, [], 'and nothing is recorded by itself');
  await accessible(tally, page, 'effort with a proposal');
  await page.screenshot({ path: picture('effort-proposal') });
  await page.keyboard.press('x');
  await page.getByText('It worked: proposal dismissed').waitFor();
  tally.equal(await effortOf(owner, projectID), 40, 'dismissed with one key, it takes nothing off');
  tally.ok(await page.getByText('Nothing speaks against it').isVisible(), 'and is proposed no more');
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('article').getByText(/No file for 24\d h/).waitFor();
  await page.keyboard.press('a');
  await page.getByText(/lost to failures/).waitFor();
  const failures = await owner.get(`/projects/${projectID}/deployments/${camera}/failures`);
  const [taken] = failures.items.filter((each) => !each.retractedAt);
  tally.equal([taken.verdict, taken.failureStart, taken.failureEnd], ['failed', '2024-05-20T13:13:00Z', '2024-05-30T21:30:00Z'], 'taken with one key, it lasts from the last file to the next');
  // 40 days less 10 days 8 h 17 min.
  tally.ok(Math.abs((await effortOf(owner, projectID)) - (40 - (10 * 1440 + 497) / 1440)) < 1e-6, 'and is taken off the effort of the project');
  await page.screenshot({ path: picture('effort-recorded') });
}

async function byHand(tally, page, owner, projectID, camera) {
  await page.getByRole('button', { name: 'Record a failure' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('From').fill('2024-06-09T00:00');
  await dialog.getByLabel('To', { exact: true }).fill('2024-06-08T00:00');
  tally.ok(await dialog.getByText('The end must lie after the start.').isVisible(), 'an end before the start is told at once');
  await dialog.getByLabel('To', { exact: true }).fill('');
  await dialog.getByLabel('Reason').selectOption('stolen');
  await dialog.getByLabel(/Note/).fill('只剩支架');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await page.getByRole('cell', { name: '只剩支架' }).waitFor();
  const { items } = await owner.get(`/projects/${projectID}/deployments/${camera}/failures`);
  const stolen = items.find((each) => each.failureReason === 'stolen');
  tally.equal([stolen.failureStart, stolen.failureEnd], ['2024-06-08T16:00:00Z', null], 'times are those of the camera’s place, and the end may stay open');
}

async function looks(tally, browser, address, cookies, path) {
  for (const [language, theme, width] of [['en', 'dark', 1440], ['zh', 'light', 390], ['zh', 'dark', 1440], ['en', 'light', 390]]) {
    const window = await openWindow(tally, browser, address, { language, theme, width, height: width === 390 ? 844 : 900, cookies });
    await window.goto(path);
    await settled(window);
    await window.screenshot({ path: picture(`effort-${language}-${theme}-${width}`), fullPage: true });
    await fits(tally, window, `effort ${language} ${theme} ${width}`);
    await accessible(tally, window, `effort ${language} ${theme} ${width}`);
    await window.context().close();
  }
}

/** Two photos of a watch, as it were: the clock was 5 minutes slow at first and 14 in the end. */
async function byPhotos(tally, page, owner, projectID, locationID) {
  const files = ['000001', '000022', '000058'].map((number) => cardFile(readFileSync(`${shared}/media/images/sdzg173_EK${number}.JPG`), `EK${number}.JPG`));
  const deployment = await owner.post(`/projects/${projectID}/deployments`, { locationID, name: 'watch' });
  const before = (await owner.get(`/projects/${projectID}/media`)).items.length;
  await upload(owner, projectID, { deploymentID: deployment.deploymentID, name: 'watch card' }, files);
  await settle(owner, projectID, before + files.length);
  const media = (await owner.get(`/projects/${projectID}/media?deploymentID=${deployment.deploymentID}`)).items;
  tally.equal(media.map((each) => each.timestamp.slice(0, 19)), ['2014-07-01T15:22:09', '2014-07-04T07:49:13', '2014-07-10T04:16:55'], 'three photos whose camera wrote its time');

  await page.goto(`/projects/${projectID}/media/${media[0].mediaID}`);
  await page.getByRole('link', { name: 'At this frame the true time was …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the clock' });
  await dialog.getByText('EK000001.JPG', { exact: false }).waitFor();
  const times = dialog.getByLabel('At this frame the true time was');
  tally.equal(await times.inputValue(), '2014-07-01T15:22:09', 'the true time begins as the clock showed it');
  await times.fill('2014-07-01T15:27:09');
  await dialog.getByRole('button', { name: 'What would move' }).click();
  await dialog.getByText('3 of 3 files move.').waitFor();
  await page.screenshot({ path: picture('clock-reference-photo') });
  tally.ok(await dialog.getByRole('button', { name: 'Record it' }).isDisabled(), 'a correction needs its reason');

  await dialog.getByRole('button', { name: /Add a second reference/ }).click();
  await dialog.getByRole('group', { name: 'Second reference' }).getByRole('button', { name: 'By a photo' }).click();
  await dialog.getByRole('button', { name: /EK000058/ }).click();
  await times.nth(1).fill('2014-07-10T04:30:55');
  await dialog.getByLabel('Reason').fill('Two photos of a watch');
  await dialog.getByRole('button', { name: 'What would move' }).click();
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await page.getByRole('cell', { name: 'Gaining or losing' }).waitFor();
  const [correction] = (await owner.get(`/projects/${projectID}/deployments/${deployment.deploymentID}/clock`)).items;
  tally.equal(correction.references, [{ shown: '2014-07-01T15:22:09', right: '2014-07-01T15:27:09' }, { shown: '2014-07-10T04:16:55', right: '2014-07-10T04:30:55' }], 'two photos make a drift, through both');
  await page.screenshot({ path: picture('clock-drift-photos') });
}
