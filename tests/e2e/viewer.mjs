// The viewer by keyboard, mouse and finger: tone, what moved, flipping, magnifier, boxes, the same answer again, several
// kinds beside each other, and keys of one's own.
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

const takin = { observationType: 'animal', scientificName: 'Budorcas taxicolor' };
const boar = { observationType: 'animal', scientificName: 'Sus scrofa' };

await main('viewer', 8, async (tally) => {
  const serow = await startSerow({ args: ['--detector', 'none'] });
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: 'Takin survey', timeZone: 'Asia/Shanghai' });
    const { locationID } = await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    // Four events of three photos; the bright shape stands elsewhere in each.
    const files = [0, 1, 2, 3].flatMap((event) => [0, 1, 2].map((shot) => ({
      ...cardFile(drawnPicture(2 * shot, 400 + 2 * (3 * event + shot), 300), `IMG_${event}${shot}.PNG`), modifiedAt: `2024-05-0${event + 1}T01:00:0${shot}Z`,
    })));
    await upload(owner, projectID, { locationID, name: 'card' }, files);
    await settle(owner, projectID, files.length);
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const seen = { owner, projectID, ids: (await owner.get(`/projects/${projectID}/events?limit=10`)).items.map((each) => each.media.map((media) => media.mediaID)) };

    const page = await openWindow(tally, browser, serow.address, { cookies });
    await open(page, projectID);
    await tones(tally, page);
    await moving(tally, page);
    await boxesByKey(tally, page, seen);
    await boxesByMouse(tally, page, seen);
    await page.keyboard.press('Escape');
    await everyActionHasAKey(tally, page);
    await again(tally, page, seen);
    await ownKeys(tally, page, seen);
    await looks(tally, browser, serow.address, cookies, projectID);
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-viewer-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

async function open(page, projectID) {
  await page.goto(`/projects/${projectID}/review`);
  await page.getByRole('grid').focus();
  await page.locator('[role=grid] header').first().waitFor();
  await settled(page);
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await page.getByRole('dialog', { name: 'Viewer' }).waitFor();
  await settled(page);
}

/** The observations of one photo in the catalogue, once they are as wanted or after a while. */
async function observed({ owner, projectID }, mediaID, holds) {
  for (let tries = 0; ; ++tries) {
    const media = await owner.get(`/projects/${projectID}/media/${mediaID}`);
    const told = media.observations.map(({ observationType, scientificName, count, bbox }) => ({ observationType, scientificName, count, bbox }));
    if (holds(told) || tries > 60) return told;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Its place on the screen once it has not moved for a third of a second. */
async function still(locator) {
  let before, since = Date.now();
  for (const until = Date.now() + 10_000; Date.now() < until; await new Promise((done) => setTimeout(done, 30))) {
    const now = await locator.boundingBox();
    if (JSON.stringify(now) !== JSON.stringify(before)) since = Date.now();
    else if (now && Date.now() - since > 330) break;
    before = now;
  }
  return before;
}

/** The mean lightness of what is on the screen in the middle of the viewer. */
async function lightness(page) {
  const shot = (await page.locator('dialog[open] .stage').screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const brush = Object.assign(document.createElement('canvas'), { width: 64, height: 48 }).getContext('2d');
    brush.drawImage(image, 0, 0, 64, 48);
    const bytes = brush.getImageData(0, 0, 64, 48).data;
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 4) sum += bytes[at] + bytes[at + 1] + bytes[at + 2];
    return sum / (bytes.length / 4) / 3;
  }, shot);
}

async function tones(tally, page) {
  const plain = await lightness(page);
  for (let press = 0; press < 4; ++press) await page.keyboard.press('g');
  const lighter = await lightness(page);
  tally.ok(lighter > plain + 15, 'g makes what is dark lighter', `${plain} → ${lighter}`);
  await page.keyboard.press('Shift+G');
  tally.ok((await lightness(page)) < lighter - 3, 'Shift G darker again');
  await page.keyboard.press('\\');
  tally.ok(Math.abs((await lightness(page)) - plain) < 1, '\\ shows it as it was taken');
  await page.keyboard.press('q');
  await page.locator('dialog[open] svg filter').waitFor({ state: 'attached' });
  // Greys from 30 to 90 are spread: half of the pixels lie above the middle then.
  const spread = await lightness(page);
  tally.ok(spread > plain + 25, 'q spreads the greys of a night picture', `${plain} → ${spread}`);
  await page.keyboard.press('Shift+Q');
  tally.ok(await page.getByLabel('Spread the greys').isChecked(), 'Shift Q shows the sliders, as they are');
  await page.screenshot({ path: picture('viewer-equalised') });
  await page.keyboard.press('\\');
  await page.keyboard.press('Shift+Q');
}

async function moving(tally, page) {
  const canvas = page.locator('dialog[open] canvas[data-difference]');
  await page.keyboard.press('k');
  await page.locator('canvas[data-difference=done]').waitFor();
  const yellow = () => canvas.evaluate((element) => {
    const bytes = element.getContext('2d').getImageData(0, 0, element.width, element.height).data;
    let marked = 0;
    for (let at = 0; at < bytes.length; at += 4) marked += bytes[at] > 200 && bytes[at + 2] < 60;
    return marked / (bytes.length / 4);
  });
  // An ellipse of 80 × 48 of 400 × 300 pixels is 2.5 % of the picture; it stands at one place now, and at another before.
  const both = await yellow();
  tally.ok(both > 0.04 && both < 0.06, 'k marks what came and what went since the other photo', `${(both * 100).toFixed(1)} %`);
  await page.screenshot({ path: picture('viewer-difference') });
  await page.keyboard.press('k');
  await page.locator('canvas[data-difference=done]').waitFor();
  await page.waitForTimeout(300);
  const one = await yellow();
  tally.ok(one > 0.02 && one < both, 'and against the event', `${(one * 100).toFixed(1)} %`);
  await page.keyboard.press('k');
  tally.equal(await canvas.count(), 0, 'then it is off again');

  await page.keyboard.press('>');
  await page.keyboard.down('j');
  const passed = new Set();
  for (let tries = 0; tries < 40; ++tries) {
    passed.add(await page.locator('dialog[open] img.flipped').getAttribute('src').catch(() => ''));
    await page.waitForTimeout(40);
  }
  tally.equal([...passed].filter(Boolean).length, 3, 'while j is held all photos of the event go by');
  const before = await page.locator('dialog[open] header').innerText();
  await page.keyboard.up('j');
  tally.equal([await page.locator('dialog[open] img.flipped').count(), await page.locator('dialog[open] header').innerText()], [0, before], 'let go, the photo in focus is there again');
  await page.keyboard.press('<');

  await page.keyboard.press('m');
  const loupe = page.locator('dialog[open] .loupe');
  const at = async () => (await loupe.boundingBox()).x;
  const first = await at();
  await page.keyboard.press('Shift+ArrowRight');
  tally.ok((await at()) > first, 'm takes the magnifier, Shift → moves it');
  await page.screenshot({ path: picture('viewer-magnifier') });
  await page.keyboard.press('m');
  tally.equal(await loupe.count(), 0, 'm puts it away');
}

async function boxesByKey(tally, page, seen) {
  const photo = seen.ids[0][0];
  await page.keyboard.press('w');
  tally.ok(await page.getByText('No box yet: draw one').isVisible(), 'w begins to draw');
  await page.keyboard.press('a');
  // The middle quarter of the picture; then five steps to the right, five smaller.
  for (let press = 0; press < 5; ++press) await page.keyboard.press('ArrowRight');
  for (let press = 0; press < 5; ++press) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('s');
  await page.keyboard.type('takin');
  await page.locator('[role=option]').filter({ hasText: 'Budorcas taxicolor' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('a');
  await page.keyboard.press('p');
  await page.keyboard.press('a');
  await page.keyboard.press('Delete');
  tally.ok(await page.getByText(/Box 2 of 2: Person/).isVisible(), 'two boxes: a takin and a person; the third was taken away');
  await page.keyboard.press('Tab');
  tally.ok(await page.getByText(/Box 1 of 2: .*[Tt]akin/).isVisible(), 'Tab chooses the next one');
  await page.keyboard.press('z');
  tally.ok(await page.getByText(/Box 3 of 3/).isVisible(), 'z takes back a step');
  await page.keyboard.press('Delete');
  await page.screenshot({ path: picture('viewer-boxes') });
  await accessible(tally, page, 'boxes are drawn');
  await page.keyboard.press('Enter');
  const told = await observed(seen, photo, (all) => all.length === 2);
  tally.equal(told.map(({ observationType, scientificName }) => [observationType, scientificName]), [['animal', takin.scientificName], ['human', '']], 'Enter saves both as one answer');
  const [x, y, width, height] = told[0]?.bbox ?? [];
  tally.ok(x > 0.38 && x < 0.45 && Math.abs(y - 0.375) < 1e-4 && width < 0.245 && width > 0.15 && Math.abs(height - 0.25) < 1e-4, 'where the keys put it', JSON.stringify(told[0]?.bbox));
  await page.keyboard.press('z');
  tally.equal(await observed(seen, photo, (all) => all.length === 0), [], 'z takes the whole answer back');
}

async function boxesByMouse(tally, page, seen) {
  await page.keyboard.press('ArrowRight');
  const photo = seen.ids[0][1];
  await page.locator('dialog[open]').getByRole('button', { name: 'Draw boxes' }).click();
  // Where it stays: the bar of the boxes has come, and the photo has its size.
  const layer = await still(page.locator('.layer'));
  const drag = async (from, to) => {
    const point = ([x, y]) => [layer.x + x * layer.width, layer.y + y * layer.height];
    await page.mouse.move(...point(from));
    await page.mouse.down();
    await page.mouse.move(...point([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    await page.mouse.move(...point(to));
    await page.mouse.up();
  };
  await drag([0.2, 0.2], [0.4, 0.6]);
  await drag([0.3, 0.4], [0.5, 0.5]); // moved by 0.2, 0.1
  await drag([0.6, 0.7], [0.7, 0.8]); // its corner at 0.6, 0.7
  tally.ok(await page.getByText('Box 1 of 1: Animal').isVisible(), 'drawn, moved and drawn larger by mouse it is still one box');
  // On to the next photo saves.
  await page.locator('dialog[open]').getByRole('button', { name: 'Next', exact: true }).click();
  const told = await observed(seen, photo, (all) => all.length === 1);
  tally.ok(told[0]?.bbox?.every((side, at) => Math.abs(side - [0.4, 0.3, 0.3, 0.5][at]) < 0.01), 'the box is saved where the mouse left it', JSON.stringify(told));
  tally.ok(await page.getByText('No box yet: draw one').isVisible(), 'and drawing goes on in the next photo');
  await page.keyboard.press('a');
  await page.keyboard.press('Escape');
  tally.ok(await page.getByRole('dialog', { name: 'Viewer' }).isVisible(), 'Esc leaves the boxes as they were, not the viewer');
  await page.waitForTimeout(300);
  tally.equal(await observed(seen, seen.ids[0][2], () => true), [], 'and writes nothing');
}

/** Every button that one sees says its key; those of the filters and of the header have the Tab key alone. */
async function everyActionHasAKey(tally, page) {
  const without = (within) => page.locator(within).evaluateAll((buttons) => buttons.filter((each) => !each.hasAttribute('aria-keyshortcuts') && !each.closest('[role=search], [role=grid], aside, .refused')).map((each) => each.getAttribute('aria-label') ?? each.textContent.trim()));
  tally.equal(await without('.page button'), [], 'every action of the review page has a key');
  await page.keyboard.press(' ');
  await page.getByRole('dialog', { name: 'Viewer' }).waitFor();
  tally.equal(await without('dialog[open] button'), [], 'and every one of the viewer');
  await page.keyboard.press('w');
  tally.equal(await without('dialog[open] button'), [], 'and every one for boxes');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Viewer' }).waitFor({ state: 'detached' });
  const size = () => page.locator('.sizes button').evaluateAll((all) => all.findIndex((each) => each.getAttribute('aria-pressed') === 'true'));
  await page.keyboard.press('i');
  tally.equal(await size(), 2, 'i: larger pictures');
  await page.keyboard.press('o');
  tally.equal(await size(), 1, 'o: smaller ones');
  await page.keyboard.press('f');
  tally.ok(await page.evaluate(() => document.activeElement.closest('[role=search]') !== null), 'f leads to the filters');
  await page.getByRole('grid').focus();
}

/** Several kinds in one event, and the same for the next. */
async function again(tally, page, seen) {
  const kinds = (all) => all.map(({ scientificName, count }) => [scientificName, count]);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('a');
  // The takin has the digit 1 since it was named; the boar is named now.
  await page.keyboard.press('1');
  await page.keyboard.press('1');
  await page.keyboard.press('s');
  await page.keyboard.type('Sus scrofa');
  await page.locator('[role=option]').filter({ hasText: 'Sus scrofa' }).first().waitFor();
  await page.keyboard.press('Enter');
  const wanted = [[takin.scientificName, 2], [boar.scientificName, 1]];
  tally.equal(kinds(await observed(seen, seen.ids[1][2], (all) => all.length === 2)), wanted, 'with a answers go beside each other; the same again is one more');
  tally.ok(await page.getByText(/Answers go beside each other/).isVisible(), 'which is told');
  await page.screenshot({ path: picture('review-beside') });
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.querySelectorAll('.event.here')[0]?.getAttribute('aria-rowindex') === '3');
  tally.ok(true, 'a again: done, and on to the next event');
  await page.keyboard.press('y');
  tally.equal(kinds(await observed(seen, seen.ids[2][0], (all) => all.length === 2)), wanted, 'y answers as before: both kinds with their numbers');
  tally.ok(await page.getByText(/As before: .*×2, /).isVisible(), 'and says what');
  await page.keyboard.press('z');
  tally.equal(await observed(seen, seen.ids[2][0], (all) => all.length === 0), [], 'z takes it back');
}

async function ownKeys(tally, page, seen) {
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.getByRole('button', { name: /^Blank: b\./ }).click();
  await page.keyboard.press('p');
  tally.ok(await sheet.getByText('p is “Person” already.').isVisible(), 'a key that is taken is told');
  await page.keyboard.press(';');
  tally.ok(await sheet.getByText('“Blank” is now ;.').isVisible(), 'another is taken over');
  await accessible(tally, page, 'the cheat sheet');
  await page.screenshot({ path: picture('review-keys') });
  await page.keyboard.press('Escape');
  tally.ok((await page.getByRole('button', { name: /^Blank/ }).innerText()).includes(';'), 'the button says the new key');
  await page.reload();
  await page.locator('[role=grid] header').first().waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('b');
  await page.keyboard.press(';');
  tally.equal((await observed(seen, seen.ids[3][0], (all) => all.length === 1)).map((each) => each.observationType), ['blank'], 'it does so after the page was loaded again, too');
  await page.keyboard.press('?');
  await sheet.getByRole('button', { name: 'All usual keys' }).click();
  await page.keyboard.press('Escape');
  tally.ok((await page.getByRole('button', { name: /^Blank/ }).innerText()).includes('b'), 'all usual keys are back');
}

async function byFinger(tally, page, title) {
  const before = await page.locator('[data-box]').count();
  const layer = await page.locator('.layer').boundingBox();
  const devtools = await page.context().newCDPSession(page);
  const touch = (type, x, y) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: layer.x + x * layer.width, y: layer.y + y * layer.height }] });
  await touch('touchStart', 0.1, 0.1);
  await touch('touchMove', 0.2, 0.3);
  await touch('touchMove', 0.3, 0.35);
  await touch('touchEnd');
  tally.equal(await page.locator('[data-box]').count(), before + 1, `${title}: a finger draws a box`);
}

async function looks(tally, browser, address, cookies, projectID) {
  for (const look of [{ language: 'zh', theme: 'dark' }, { width: 390, height: 844 }, { language: 'zh', theme: 'dark', width: 390, height: 844 }]) {
    const page = await openWindow(tally, browser, address, { ...look, cookies });
    const title = `viewer-${look.language ?? 'en'}-${look.theme ?? 'light'}-${look.width ?? 1440}`;
    await page.goto(`/projects/${projectID}/review`);
    await page.locator('[role=grid] header').first().waitFor();
    await page.getByRole('grid').focus();
    await settled(page);
    await page.keyboard.press('a');
    await page.screenshot({ path: picture(title.replace('viewer', 'review-bar')) });
    await fits(tally, page, `${title}: the grid`);
    await page.keyboard.press('a');
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    await settled(page);
    await page.keyboard.press('Shift+Q');
    await page.screenshot({ path: picture(`${title}-adjust`) });
    await page.keyboard.press('Shift+Q');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('w');
    await settled(page);
    if (look.width) await byFinger(tally, page, title);
    await page.screenshot({ path: picture(`${title}-boxes`) });
    await fits(tally, page, title);
    await accessible(tally, page, title);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await settled(page);
    await page.screenshot({ path: picture(`${title}-keys`) });
    await page.context().close();
  }
}
