// Measured trust: a sample of the machine's blanks reviewed by keyboard, what it says, what relies on it, and its end.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { cardFile, predictions, register, settle, upload } from '../world/api.mjs';
import { recordsOf } from '../world/camtrap_dp.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { shared } from '../world/web_packages.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

const blanks = 34;
const animals = 3;  // of them: what the machine misses

await main('trust', 20, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 trust', timeZone: 'Asia/Shanghai' });
    const truth = await photos(tally, owner, projectID);
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    const looked = await review(tally, page, projectID, truth);
    await reliesOnIt(tally, page, owner, projectID, looked);
    await expires(tally, page, owner, projectID);
    for (const look of [{ language: 'zh', theme: 'dark', width: 1440, height: 900 }, { language: 'en', width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies });
      const { items } = await owner.get(`/projects/${projectID}/trust`);
      for (const [what, path] of Object.entries({ trust: 'trust', sample: `trust/${items.find((each) => each.state === 'open').trustCheckID}`, numbers: 'species', hidden: 'review?blanks=hidden' })) {
        await window.goto(`/projects/${projectID}/${path}`);
        await settled(window);
        const title = `trust-${what}-${look.language}-${look.theme ?? 'light'}-${look.width}`;
        await window.screenshot({ path: picture(title) });
        await fits(tally, window, title);
        await accessible(tally, window, title);
      }
      await window.context().close();
    }
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-trust-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

/** Photos that another program found nothing in, and six in which it named a puma. Which media show an animal after all. */
async function photos(tally, owner, projectID) {
  const location = await owner.post(`/projects/${projectID}/locations`, { locationName: 'Ridge P01', latitude: 33.5, longitude: 107.8 });
  let files = Array.from({ length: blanks + 6 }, (_, at) => cardFile(drawnPicture(at), `IMG_${at}.PNG`));
  if (shared) {
    const rows = recordsOf(readFileSync(`${shared}/media/labels.csv`, 'utf8')).filter((row) => row.file.startsWith('images/'));
    const some = (category, count) => rows.filter((row) => row.category === category).slice(0, count);
    const puma = rows.filter((row) => row.species === 'Puma concolor').slice(0, 6);
    const chosen = [...some('empty', blanks - animals), ...rows.filter((row) => row.species === 'Cervidae').slice(0, animals), ...puma];
    files = chosen.map((row) => cardFile(readFileSync(`${shared}/media/${row.file}`), basename(row.file)));
  } else tally.skip('the shared material is not here (SEROW_SHARED or ../shared): the sample is of drawn pictures');
  files = files.map((each, at) => ({ ...each, modifiedAt: `2024-05-${String((at % 28) + 1).padStart(2, '0')}T${at % 2 ? '04' : '17'}:00:00Z` }));
  await upload(owner, projectID, { locationID: location.locationID, name: 'card' }, files);
  await settle(owner, projectID, files.length);
  const media = (await owner.get(`/projects/${projectID}/media?limit=100`)).items;
  const pumas = new Set(files.slice(blanks).map((each) => each.path));
  const images = media.map((each) => ({
    file: each.filePath,
    detections: pumas.has(each.filePath) ? [{ category: '1', conf: 0.9, bbox: [0.1, 0.1, 0.3, 0.3], classifications: [['0', 0.95]] }] : [{ category: '1', conf: 0.1, bbox: [0.1, 0.1, 0.3, 0.3] }],
  }));
  await predictions(owner, projectID, { name: 'md.json', threshold: 0.2 }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, classification_categories: { 0: 'puma concolor' }, images });
  const missed = new Set(files.slice(blanks - animals, blanks).map((each) => each.path));
  return new Map(media.filter((each) => !pumas.has(each.filePath)).map((each) => [each.mediaID, missed.has(each.filePath)]));
}

/** The share p of which as few as `found` in `of` draws come up in one sample of twenty. */
function exactMost(found, of) {
  const tail = (p) => {
    let [term, sum] = [(1 - p) ** of, 0];
    for (let n = 0; n <= found; n++) {
      sum += term;
      term *= ((of - n) / (n + 1)) * (p / (1 - p));
    }
    return sum;
  };
  let [least, most] = [0, 1];
  for (let round = 0; round < 60; round++) {
    const middle = (least + most) / 2;
    if (tail(middle) > 0.05) least = middle; else most = middle;
  }
  return most;
}

async function review(tally, page, projectID, truth) {
  await page.goto(`/projects/${projectID}/trust`);
  await settled(page);
  tally.ok(await page.getByText('Nothing was measured yet').isVisible(), 'at first nothing was measured');
  await page.getByLabel('Wrong at most').selectOption('0.1');
  tally.ok(await page.getByText(`29 of ${blanks} to look at, about 2 min.`).isVisible(), 'the page says how many there are to look at: 0.9 to the 29th is below 5 %');
  await accessible(tally, page, 'trust, to begin');
  await page.screenshot({ path: picture('trust-begin') });
  await page.getByRole('button', { name: 'Draw and review' }).click();
  let missed = 0;
  const seen = new Set();
  for (let at = 0; at < 29; at++) {
    await page.getByText(`${29 - at} of 29 left`).waitFor();
    const source = await page.locator('.picture img').first().getAttribute('src');
    const mediaID = /media\/([0-9a-f-]{36})\//.exec(source)[1];
    if (at === 0) {
      tally.equal(await page.locator('.picture .box, .picture .boxes').count(), 0, 'no box and no name stand in the picture');
      await page.screenshot({ path: picture('trust-sample') });
      await accessible(tally, page, 'a sample');
      await page.keyboard.press('b');
      await page.getByText('28 of 29 left').waitFor();
      await page.keyboard.press('z');
      await page.getByText('29 of 29 left').waitFor();
      tally.ok((await page.locator('.picture img').first().getAttribute('src')).includes(mediaID), 'what was taken back is the next again');
    }
    seen.add(mediaID);
    missed += truth.get(mediaID) ? 1 : 0;
    await page.keyboard.press(truth.get(mediaID) ? 'a' : 'b');
  }
  await page.getByRole('heading', { name: 'The sample is reviewed' }).waitFor();
  tally.equal([seen.size, [...seen].every((each) => truth.has(each))], [29, true], '29 different ones, all of them blanks by the machine');
  const bound = (Math.ceil(exactMost(missed, 29) * 1000) / 10).toString();
  const sentence = `At most ${bound}% of the ${blanks} blanks hide an animal (95 %): 29 looked at, ${missed} missed.`;
  await page.getByText(sentence).waitFor({ timeout: 10_000 }).catch(() => {});
  tally.ok(await page.getByText(sentence).isVisible(), `the result is that of the binomial: ${sentence}`);
  await page.screenshot({ path: picture('trust-reviewed') });
  await page.getByRole('link', { name: 'All checks' }).click();
  await settled(page);
  tally.ok(await page.getByText(sentence).isVisible(), 'and it is in the list');
  tally.ok(await page.getByText('holds', { exact: true }).isVisible(), 'where it holds');
  return { sentence, missed };
}

async function reliesOnIt(tally, page, owner, projectID, { sentence }) {
  for (const [where, more] of [['species', "The machine's name"], ['map', ''], ['activity', "The machine's name"], ['export', '']]) {
    await page.goto(`/projects/${projectID}/${where}`);
    await settled(page);
    const note = page.getByRole('complementary', { name: 'Relied on' });
    await note.waitFor();
    const text = await note.innerText();
    tally.ok(text.includes(sentence) && text.includes(more), `${where}: the numbers say what they rely on`);
    if (where === 'species') await page.screenshot({ path: picture('trust-species') });
  }
  await page.goto(`/projects/${projectID}/review`);
  await settled(page);
  const all = (await owner.get(`/projects/${projectID}/events?limit=1`)).total;
  const rest = (await owner.get(`/projects/${projectID}/events?limit=1&hideTrustedBlanks=true`)).total;
  const left = blanks - 29;
  await page.getByRole('checkbox', { name: `Hide the ${left} trusted blanks` }).check();
  await page.getByRole('checkbox', { name: `${left} trusted blanks hidden` }).waitFor();
  const counted = page.getByText(new RegExp(`of ${rest} events|of ${rest}\\b|${rest} events`)).first();
  await counted.waitFor({ timeout: 10_000 }).catch(() => {});
  tally.ok(rest < all && (await counted.isVisible()), `${all - rest} events are left out`);
  await page.screenshot({ path: picture('trust-hidden') });
}

async function expires(tally, page, owner, projectID) {
  const { status } = await owner.request('PUT', `/projects/${projectID}/thresholds`, { json: { animal: 0.3, human: null, vehicle: null } });
  tally.equal(status, 200, 'somebody chooses another threshold');
  await page.goto(`/projects/${projectID}/review?blanks=hidden`);
  await settled(page);
  tally.ok(await page.getByText('Blanks are shown.').isVisible(), 'the blanks are shown again');
  tally.ok(await page.getByText(/The threshold changed on /).isVisible(), 'and the page says why');
  tally.equal((await owner.request('GET', `/projects/${projectID}/events?hideTrustedBlanks=true`)).status, 409, 'the list refuses to hide them');
  await page.goto(`/projects/${projectID}/trust`);
  await settled(page);
  tally.ok(await page.getByText('expired', { exact: true }).isVisible(), 'the check has expired');
  await page.goto(`/projects/${projectID}/species`);
  await page.getByRole('complementary', { name: 'Relied on' }).waitFor();
  tally.ok(/expired\. The threshold changed/.test(await page.getByRole('complementary', { name: 'Relied on' }).innerText()), 'and so do the numbers say');
  await owner.post(`/projects/${projectID}/trust`, { most: 0.1, scientificName: 'Puma concolor' });
}
