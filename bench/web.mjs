// The review page in Chromium over many events: how soon the next event is shown where every round trip takes 200 ms, and
// whether a frame is dropped while fifty pages are scrolled.
// node bench/web.mjs [--media 200000] [--steps 60] [--round-trip 200] [--look 700]
// The rows are made by tools/seed_load over photos of ../shared, or over drawn ones. The trace of the scrolling is left in
// tests/artefacts/scroll-trace.json (chrome://tracing, or the performance panel of the developer tools).
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launch, openWindow } from '../tests/e2e/browser.mjs';
import { picture } from '../tests/e2e/pages.mjs';
import { cardFile, register, settle, upload } from '../tests/world/api.mjs';
import { drawnPicture } from '../tests/world/picture.mjs';
import { main, startSerow } from '../tests/world/serow.mjs';
import { root, sharedPlace } from '../tests/world/web_packages.mjs';

const { values: asked } = parseArgs({ options: { media: { type: 'string' }, steps: { type: 'string' }, 'round-trip': { type: 'string' }, look: { type: 'string' } } });
const media = Number(asked.media ?? 200_000);
const steps = Number(asked.steps ?? 60);
const roundTrip = Number(asked['round-trip'] ?? 200);
/** How long a reviewer looks at an event before the key: what comes next is fetched meanwhile. */
const look = Number(asked.look ?? 700);
const soonest = 100; // ms, of 95 in 100
const longestFrame = 50; // ms
const pages = 50;

function photos() {
  const count = Math.max(8, Math.ceil(media / 50_000) + 1);
  try {
    const folder = join(sharedPlace, 'media/images');
    const names = readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name)).sort().slice(0, count);
    if (names.length === count) return names.map((name) => cardFile(join(folder, name), name));
  } catch { /* no photos there */ }
  console.log('without the photos of ../shared: drawn ones, which are small');
  return Array.from({ length: count }, (_, at) => ({ ...cardFile(drawnPicture(at, 1600 + 2 * at, 1200), `IMG_${at}.PNG`), modifiedAt: `2023-05-01T0${at % 10}:00:00Z` }));
}

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];
const slow = (values) => values.flatMap((each, at) => (each >= soonest ? [`no. ${at + 1} ${each.toFixed(0)} ms`] : [])).join(', ');
const said = (values) => `median ${percentile(values, 0.5).toFixed(0)} ms, 95 % ${percentile(values, 0.95).toFixed(0)} ms, longest ${Math.max(...values).toFixed(0)} ms${slow(values) && `; over ${soonest} ms: ${slow(values)}`}`;

/** In the page: from the key to the frame after the one in which `shown` first holds. */
function clock() {
  let pressed = 0;
  addEventListener('keydown', (event) => { pressed = event.timeStamp; }, { capture: true });
  window.untilShown = (what, before) => new Promise((done) => {
    const look = () => {
      const now = what === 'grid' ? inGrid() : inViewer();
      if (pressed > 0 && now !== undefined && now !== before) return requestAnimationFrame(() => { const took = performance.now() - pressed; pressed = 0; done({ took, now }); });
      requestAnimationFrame(look);
    };
    look();
  });
  window.shownNow = (what) => (what === 'grid' ? inGrid() : inViewer());
  const there = (image) => image.complete && image.naturalWidth > 0;
  function inViewer() {
    const image = document.querySelector('dialog[open] .picture img');
    return image && there(image) ? image.getAttribute('src') : undefined;
  }
  function inGrid() {
    const here = document.querySelector('.event.here');
    const images = here && [...here.querySelectorAll('img')];
    return images?.length && images.every(there) ? here.getAttribute('aria-rowindex') : undefined;
  }
}

/** Confirms event after event, and takes the time until the next one is wholly there. */
async function onAndOn(page, what) {
  const times = [];
  for (let step = 0; step < steps; ++step) {
    await wait(look);
    const before = await page.evaluate((kind) => window.shownNow(kind), what);
    const shown = page.evaluate(([kind, last]) => window.untilShown(kind, last), [what, before]);
    await page.keyboard.press('c');
    times.push((await shown).took);
  }
  return times;
}

async function scrolled(page, devtools) {
  const grid = page.getByRole('grid');
  const box = await grid.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    window.frames50 = { from: performance.now(), at: [] };
    const frame = (now) => { window.frames50.at.push(now); requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    window.tasks50 = [];
    new PerformanceObserver((list) => window.tasks50.push(...list.getEntries().map((each) => each.duration))).observe({ type: 'longtask' });
  });
  const events = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'blink.user_timing', 'disabled-by-default-devtools.timeline.frame'] } });
  const top = () => grid.evaluate((element) => element.scrollTop);
  const end = (await top()) + pages * box.height;
  const begun = performance.now();
  while ((await top()) < end && performance.now() - begun < 120_000) await page.mouse.wheel(0, 120);
  const took = performance.now() - begun;
  const { at, tasks } = await page.evaluate(() => ({ at: window.frames50.at, tasks: window.tasks50 }));
  const complete = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.end');
  await complete;
  writeFileSync(picture('scroll-trace').replace(/\.png$/, '.json'), JSON.stringify({ traceEvents: events }));
  const gaps = at.slice(1).map((now, index) => now - at[index]);
  return { gaps, tasks, took, own: longestTask(events) };
}

/** The longest task of the page's own thread: milliseconds on the clock, and of the processor. */
function longestTask(events) {
  const renderers = new Set(events.filter((each) => each.ph === 'M' && each.name === 'thread_name' && each.args.name === 'CrRendererMain').map((each) => `${each.pid} ${each.tid}`));
  const tasks = events.filter((each) => each.ph === 'X' && /RunTask$/.test(each.name) && renderers.has(`${each.pid} ${each.tid}`));
  const longest = tasks.reduce((most, each) => (each.dur > most.dur ? each : most), { dur: 0, tdur: 0 });
  return { clock: longest.dur / 1000, processor: Math.max(0, ...tasks.map((each) => each.tdur ?? 0)) / 1000 };
}

await main('web', 30, async (tally) => {
  const serow = await startSerow({ args: ['--detector', 'none'] });
  const browser = await launch({ gl: false });
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const organisationID = (await owner.get('/organisations')).items[0].organisationID;
    const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
    const { locationID } = await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const files = photos();
    const card = await upload(owner, projectID, { locationID, name: 'card' }, files);
    await settle(owner, projectID, files.length);
    execFileSync(join(root, 'tools/seed_load'), ['--data-folder', serow.dataFolder, '--deployment', card.upload.deploymentID, '--media', String(media), '--suggested'], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const open = async (query) => {
      const page = await openWindow(tally, browser, serow.address, { cookies });
      const devtools = await page.context().newCDPSession(page);
      await page.goto(`/projects/${projectID}/review?${query}`);
      await page.getByRole('grid').focus();
      await page.locator('[role=grid] header').first().waitFor();
      await page.evaluate(clock);
      return { page, devtools };
    };

    const far = await open('show=unreviewed&from=2024-01-01');
    await far.devtools.send('Network.enable');
    await far.devtools.send('Network.emulateNetworkConditions', { offline: false, latency: roundTrip, downloadThroughput: -1, uploadThroughput: -1 });
    const inGrid = await onAndOn(far.page, 'grid');
    console.log(`next event in the grid, round trips of ${roundTrip} ms, ${steps} events: ${said(inGrid)}`);
    await far.page.keyboard.press(' ');
    await far.page.locator('dialog[open] .picture img').first().waitFor();
    const inViewer = await onAndOn(far.page, 'viewer');
    console.log(`next event in the viewer: ${said(inViewer)}`);
    tally.ok(percentile(inGrid, 0.95) < soonest, `in the grid the next event is there within ${soonest} ms, 95 times in 100`, said(inGrid));
    tally.ok(percentile(inViewer, 0.95) < soonest, `in the viewer, too`, said(inViewer));
    await far.page.context().close();

    const near = await open('from=2024-01-01');
    await wait(1500);
    const { gaps, tasks, took, own } = await scrolled(near.page, near.devtools);
    const longest = Math.max(...gaps);
    console.log(`${pages} pages scrolled in ${(took / 1000).toFixed(1)} s: ${gaps.length} frames, longest ${longest.toFixed(0)} ms, ${gaps.filter((each) => each > longestFrame).length} over ${longestFrame} ms; tasks over 50 ms: ${tasks.length}${tasks.length ? `, longest ${Math.max(...tasks).toFixed(0)} ms` : ''}; by the trace the page's longest task ${own.clock.toFixed(0)} ms, the most of the processor in one ${own.processor.toFixed(0)} ms`);
    tally.ok(own.clock > 0 && own.clock <= longestFrame, `no task of the page takes longer than ${longestFrame} ms`, `${own.clock.toFixed(0)} ms`);
    tally.ok(longest <= longestFrame, `no frame takes longer than ${longestFrame} ms`, `${longest.toFixed(0)} ms`);
  } finally {
    await browser.close();
  }
});
