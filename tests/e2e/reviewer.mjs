// A reviewer made of a script settles a thousand events by the keyboard, as fast as the page lets it: how many keys does
// an event take where the suggestion is right, and is every answer in the ledger afterwards?
// node tests/e2e/reviewer.mjs [--events 1000]
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { root } from '../world/web_packages.mjs';
import { launch, openWindow } from './browser.mjs';
import { picture } from './pages.mjs';

const { values: asked } = parseArgs({ options: { events: { type: 'string' } } });
const count = Number(asked.events ?? 1000);
const perEvent = 2;
/** Key presses of an event whose suggestion is right, on the median. */
const most = 1.3;
/** Every seventh suggestion is taken to be wrong, by turns in these ways. */
const corrections = ['Cervus nippon', 'blank', 'Cervus nippon', 'Budorcas taxicolor', 'human'];

const median = (values) => { const sorted = [...values].sort((a, b) => a - b); return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2; };
const nameOf = (seen) => seen.scientificName || seen.observationType;

await main('reviewer', 4, async (tally) => {
  const serow = await startSerow({ args: ['--detector', 'none'] });
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: 'Takin survey', timeZone: 'Asia/Shanghai' });
    const { locationID } = await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const files = [0, 1, 2, 3].map((at) => ({ ...cardFile(drawnPicture(at, 400 + 2 * at, 300), `IMG_${at}.PNG`), modifiedAt: `2023-05-01T0${at}:00:00Z` }));
    const card = await upload(owner, projectID, { locationID, name: 'card' }, files);
    await settle(owner, projectID, files.length);
    execFileSync(join(root, 'tools/seed_load'), ['--data-folder', serow.dataFolder, '--deployment', card.upload.deploymentID, '--media', String(count * perEvent), '--event-size', String(perEvent), '--suggested'], { stdio: ['ignore', 'ignore', 'inherit'] });
    // The photos that were multiplied stand before the thousand and have no suggestion: they are not the reviewer's.
    const suggested = (await everyEvent(owner, projectID)).filter((each) => each.eventStart >= '2024');
    tally.equal([suggested.length, suggested.filter((each) => new Set(each.media.map((media) => media.observations.map(nameOf).join())).size > 1).length], [count, 0], 'there are so many events, and each suggests one thing');
    const truth = new Map(suggested.map((each, at) => {
      const suggestion = nameOf(each.media[0].observations[0]);
      const other = corrections.filter((name) => name !== suggestion)[Math.floor(at / 7) % (corrections.length - 1)];
      return [each.eventID, { suggestion, truth: at % 7 === 3 ? other : suggestion }];
    }));

    const [name, value] = owner.cookie.split(/=(.*)/s);
    const page = await openWindow(tally, browser, serow.address, { cookies: [{ name, value, url: serow.address }] });
    await page.goto(`/projects/${projectID}/review?show=unreviewed&from=2024-01-01`);
    await page.getByRole('grid').focus();
    await page.locator('[role=grid] header').first().waitFor();
    const begun = performance.now();
    const presses = await review(page, truth);
    const took = (performance.now() - begun) / 1000;
    await page.waitForFunction(() => !document.querySelector('.bar .turning'), null, { timeout: 60_000 });

    const [right, wrong] = [true, false].map((isRight) => [...presses].filter(([id]) => (truth.get(id).suggestion === truth.get(id).truth) === isRight).map(([, keys]) => keys));
    const mean = (values) => (values.reduce((sum, each) => sum + each, 0) / values.length).toFixed(2);
    console.log(`${presses.size} events in ${took.toFixed(0)} s; key presses: ${right.length} events with the right suggestion ${median(right)} on the median, ${mean(right)} on average; ${wrong.length} with a wrong one ${median(wrong)} and ${mean(wrong)}`);
    tally.equal(presses.size, count, 'every event was settled');
    tally.ok(median(right) <= most, `an event whose suggestion is right takes at most ${most} keys on the median`, String(median(right)));

    const settled = (await everyEvent(owner, projectID)).filter((each) => truth.has(each.eventID));
    const open = settled.filter((each) => each.media.some((media) => media.consensus !== 'human'));
    tally.equal([settled.length, open.length], [count, 0], 'every photo of them is reviewed by a person');
    const other = settled.filter((each) => each.media.some((media) => media.observations.map(nameOf).join() !== truth.get(each.eventID).truth));
    tally.equal(other.map((each) => [each.media[0].observations.map(nameOf), truth.get(each.eventID)]).slice(0, 3), [], 'and says what the reviewer saw');
    // The ledger itself, of a sample: beside the model's line one of the reviewer, neither lost nor doubled.
    const sample = settled.filter((_, at) => at % Math.ceil(count / 20) === 0).map((each) => each.media.at(-1).mediaID);
    const lives = await Promise.all(sample.map((mediaID) => owner.get(`/projects/${projectID}/media/${mediaID}/life`)));
    const ledgers = lives.map((life) => life.chapters.flatMap((chapter) => chapter.lines).filter((line) => line.text.startsWith('Li Wei: ')).length);
    tally.ok(ledgers.every((lines) => lines === 1), 'the ledger holds one line of the reviewer for each photo', `${ledgers} ${JSON.stringify(lives[0].chapters.slice(-2))}`);
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-reviewer-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});

async function everyEvent(account, projectID) {
  const all = [];
  for (let cursor = ''; cursor !== null;) {
    const page = await account.get(`/projects/${projectID}/events?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

/** How many keys each event took. The reviewer looks at the page alone: what it shows, which digits there are. */
async function review(page, truth) {
  const presses = new Map();
  let before = '';
  while (presses.size < truth.size) {
    // The event in focus, once it is another one than before.
    const handle = await page.waitForFunction((last) => {
      const here = document.querySelector('.event.here:has(header.focused)');
      const id = here?.querySelector('header')?.id.slice(2);
      if (!id || id === last) return false;
      return { id, shown: [...here.querySelectorAll('.chip')].map((chip) => chip.querySelector('.science')?.textContent ?? (chip.classList.contains('blank') ? 'blank' : chip.classList.contains('human') ? 'human' : '')), digits: [...document.querySelectorAll('.bar .recent button')].map((each) => each.title) };
    }, before, { polling: 'raf', timeout: 10_000 });
    const { id, shown, digits } = await handle.jsonValue();
    const wanted = truth.get(id)?.truth;
    if (!wanted || presses.has(id)) throw new Error(`the page went to an event that was not its turn: ${id} after ${presses.size}`);
    let keys = 0;
    const press = (key) => { keys++; return page.keyboard.press(key); };
    if (shown.length === 1 && shown[0] === wanted) await press('c');
    else if (wanted === 'blank') await press('b');
    else if (wanted === 'human') await press('p');
    else if (digits.includes(wanted)) await press(String(digits.indexOf(wanted) + 1));
    else {
      await press('s');
      for (const letter of wanted.slice(0, 8)) await press(letter);
      await page.locator('[role=option][aria-selected=true]').filter({ hasText: wanted }).waitFor();
      await press('Enter');
    }
    presses.set(id, keys);
    before = id;
  }
  return presses;
}
