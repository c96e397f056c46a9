// All that can be said of an animal: which one it is, tags, comments, the project's own fields; species at hand; favourites.
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

const takin = { observationType: 'animal', scientificName: 'Budorcas taxicolor', count: 1, bbox: [0.3, 0.3, 0.4, 0.4] };

await main('remarks', 7, async (tally) => {
  const serow = await startSerow({ args: ['--detector', 'none'] });
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '佛坪保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '羚牛调查 Takin survey', timeZone: 'Asia/Shanghai' });
    const path = `/projects/${projectID}`;
    const { locationID } = await owner.post(`${path}/locations`, { locationName: 'Ridge P01', latitude: 33.5, longitude: 107.8 });
    // Three events of one photo each.
    const files = [1, 2, 3].map((day) => ({ ...cardFile(drawnPicture(day, 400 + 2 * day, 300), `IMG_${day}.PNG`), modifiedAt: `2024-05-0${day}T01:00:00Z` }));
    await upload(owner, projectID, { locationID, name: 'card' }, files);
    await settle(owner, projectID, files.length);
    const media = (await owner.get(`${path}/media`)).items.map((each) => each.mediaID);
    await owner.post(`${path}/answers`, { mediaIDs: media.slice(0, 2), observations: [takin] });
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies, refused: [409] });

    await emptyIndividuals(tally, page, path);
    await settings(tally, page, path);
    await firstPhoto(tally, page, { owner, path, mediaID: media[0] });
    await secondPhoto(tally, page, { owner, path, mediaID: media[1] });
    await keys(tally, page, { owner, path, mediaID: media[2] });
    await looks(tally, browser, serow.address, cookies, path, media[0]);
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-remarks-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

async function emptyIndividuals(tally, page, path) {
  await page.goto(`${path}/individuals`);
  await settled(page);
  tally.ok(await page.getByText('No individual has a name yet').isVisible(), 'a project begins without individuals');
  await page.screenshot({ path: picture('individuals-empty') });
}

async function settings(tally, page, path) {
  await page.goto(`${path}/settings`);
  await settled(page);
  const fields = page.locator('section', { has: page.getByRole('heading', { name: 'Fields of your own' }) });
  for (const [field, kind, choices] of [['Body condition', 'choice', 'good\nthin'], ['Weight (kg)', 'number', '']]) {
    await fields.getByRole('button', { name: 'Add a field' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a field' });
    await dialog.getByLabel('Name').fill(field);
    await dialog.getByLabel('Kind').selectOption(kind);
    if (choices) await dialog.getByLabel('Choices').fill(choices);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await fields.getByText(field, { exact: true }).waitFor();
  }
  await fields.getByRole('button', { name: 'Add a field' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('body condition');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  tally.ok(/has a field of this name already/.test(await page.getByRole('dialog').getByRole('alert').or(page.getByRole('dialog').locator('.notice')).first().textContent()), 'a name that is taken is told in the dialog');
  await page.keyboard.press('Escape');
  const species = page.locator('section', { has: page.getByRole('heading', { name: 'Species at hand' }) });
  for (const wanted of ['sus scrofa', 'budorcas taxicolor']) {
    await species.getByRole('button', { name: 'Add a species' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill(wanted);
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await page.waitForTimeout(400);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.waitForTimeout(300);
  }
  tally.equal(await species.locator('li').count(), 2, 'two species are at hand');
  await species.getByRole('button', { name: /Move up/ }).last().click();
  await page.waitForTimeout(500);
  await page.screenshot({ path: picture('settings-answers'), fullPage: true });
  await accessible(tally, page, 'settings with fields and species');
}

/** The details of one photo on its own page, opened as far as they go. */
async function openDetails(page, path, mediaID) {
  await page.goto(`${path}/media/${mediaID}`);
  await settled(page);
  await page.locator('summary', { hasText: 'More' }).first().click();
}

async function observation(owner, path, mediaID, holds) {
  for (let tries = 0; ; ++tries) {
    const [seen] = (await owner.get(`${path}/media/${mediaID}`)).observations;
    if (holds(seen) || tries > 60) return seen;
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function firstPhoto(tally, page, { owner, path, mediaID }) {
  await openDetails(page, path, mediaID);
  await page.getByRole('button', { name: 'Not said' }).click();
  const dialog = page.getByRole('dialog', { name: 'Individual' });
  await dialog.getByLabel('Name').fill('F03');
  await dialog.getByRole('button', { name: 'Use this name' }).click();
  await page.getByRole('button', { name: 'F03' }).waitFor();
  await page.getByLabel('Body condition').selectOption('thin');
  await page.getByLabel('Weight (kg)').fill('heavy');
  await page.getByLabel('Weight (kg)').press('Tab');
  tally.equal(await page.getByLabel('Weight (kg)').evaluate((input) => input.validationMessage), 'A number', 'a weight is a number');
  await page.getByLabel('Weight (kg)').fill('212.5');
  await page.getByLabel('Tags').fill('limping, snow');
  await page.getByLabel('Comments').fill('left horn broken');
  await page.getByLabel('Distance (m)').fill('7.5');
  await page.getByLabel('Distance (m)').press('Tab');
  await page.screenshot({ path: picture('remarks-en-light-1440') });
  await accessible(tally, page, 'remarks of an observation');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const seen = await observation(owner, path, mediaID, (one) => one.individualName === 'F03');
  tally.equal([seen.individualName, seen.observationTags, seen.observationComments, seen.individualPositionRadius, Object.values(seen.customFields).sort()], ['F03', ['limping', 'snow'], 'left horn broken', 7.5, ['212.5', 'thin']], 'all of it is in the catalogue');
  tally.equal(seen.bbox, takin.bbox, 'and the box is still where it was');
}

async function secondPhoto(tally, page, { owner, path, mediaID }) {
  await openDetails(page, path, mediaID);
  await page.getByRole('button', { name: 'Not said' }).click();
  const dialog = page.getByRole('dialog', { name: 'Individual' });
  await dialog.getByRole('button', { name: /F03/ }).waitFor();
  await settled(page);
  await page.screenshot({ path: picture('individual-choose') });
  await accessible(tally, page, 'choosing an individual');
  await dialog.getByRole('button', { name: /F03/ }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await observation(owner, path, mediaID, (one) => one.individualName === 'F03');
  await page.goto(`${path}/individuals`);
  await settled(page);
  const card = page.getByRole('link', { name: /F03/ });
  tally.ok(/2 pictures · 1 sample point/.test(await card.innerText()), 'the animal was seen on two pictures at one point', await card.innerText());
  await card.click();
  await page.getByRole('heading', { name: 'F03', level: 1 }).waitFor();
  await settled(page);
  tally.equal([await page.locator('ul a').filter({ has: page.locator('img') }).count(), await page.locator('tbody tr').count()], [2, 1], 'its page shows both, and the point');
}

async function keys(tally, page, { owner, path, mediaID }) {
  await page.goto(`${path}/review`);
  await page.getByRole('grid').focus();
  await settled(page);
  await page.keyboard.press('End');
  await page.keyboard.press('1');
  const seen = await observation(owner, path, mediaID, (one) => one?.classificationMethod === 'human');
  tally.equal(seen.scientificName, 'Budorcas taxicolor', '1 is the first species of the project’s list');
  await page.keyboard.press('*');
  await page.locator('.star').waitFor();
  tally.equal((await owner.get(`${path}/media/${mediaID}`)).favorite, true, '* marks a favourite');
  await page.screenshot({ path: picture('review-favourite') });
  await page.keyboard.press('*');
  await page.locator('.star').waitFor({ state: 'detached' });
  tally.equal((await owner.get(`${path}/media/${mediaID}`)).favorite, false, 'and again, no longer');
}

async function looks(tally, browser, address, cookies, path, mediaID) {
  for (const look of [{ language: 'zh', theme: 'dark' }, { width: 390, height: 844 }, { language: 'zh', width: 390, height: 844 }, {}]) {
    const window = await openWindow(tally, browser, address, { ...look, cookies });
    const name = `${look.language ?? 'en'}-${look.theme ?? 'light'}-${look.width ?? 1440}`;
    for (const [what, where] of [['individuals', `${path}/individuals`], ['remarks-read', `${path}/media/${mediaID}`]]) {
      await window.goto(where);
      await settled(window);
      if (what === 'individuals') {
        await window.screenshot({ path: picture(`${what}-${name}`) });
        await window.getByRole('link', { name: /F03/ }).click();
        await window.getByRole('heading', { name: 'F03', level: 1 }).waitFor();
        await settled(window);
        await fits(tally, window, `an individual ${name}`);
        await accessible(tally, window, `an individual ${name}`);
        await window.screenshot({ path: picture(`individual-${name}`) });
      } else {
        await fits(tally, window, `${what} ${name}`);
        await window.screenshot({ path: picture(`${what}-${name}`), fullPage: true });
      }
    }
    await window.context().close();
  }
}
