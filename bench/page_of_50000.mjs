// A card of 50 000 photos through the real page in Chromium: does it stay responsive, and how much memory does it take?
// node bench/page_of_50000.mjs [--files 50000] [--folders 100] [--until 1.0]
// --until: after this share of the files the page is closed; what was measured until then is printed.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launch, openWindow } from '../tests/e2e/browser.mjs';
import { register } from '../tests/world/api.mjs';
import { main, startSerow, temporaryFolder } from '../tests/world/serow.mjs';

const { values: asked } = parseArgs({ options: { files: { type: 'string' }, folders: { type: 'string' }, until: { type: 'string' } } });
const files = Number(asked.files ?? 50_000);
const folders = Number(asked.folders ?? 100);
const until = Number(asked.until ?? 1);
// Of one task of the page's thread: what a reader feels as a stutter; and all of them together.
const longest = 200; // ms
const shareOfTime = 0.05;
const mostHeap = 400; // MB

/** One picture in many: a comment segment behind its start makes each another file. */
async function fillCard(browser) {
  const folder = temporaryFolder('card');
  const page = await browser.newPage();
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const brush = canvas.getContext('2d');
    for (let x = 0; x < 64; x++) { brush.fillStyle = `rgb(${x * 3} ${90 + x} 60)`; brush.fillRect(x, 0, 1, 48); }
    return canvas.toDataURL('image/jpeg', 0.8);
  });
  await page.close();
  const picture = Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64');
  const hashes = new Set();
  for (let number = 0; number < files; ++number) {
    const text = Buffer.from(`photo ${number}`);
    const length = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
    const content = Buffer.concat([picture.subarray(0, 2), length, text, picture.subarray(2)]);
    const place = join(folder, `DCIM/${100 + (number % folders)}SEROW`);
    if (number < folders) mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `IMG_${String(number).padStart(5, '0')}.JPG`), content);
    hashes.add(createHash('sha256').update(content).digest('hex'));
  }
  return { folder, hashes };
}

await main('page of 50 000', 60, async (tally) => {
  const browser = await launch();
  const card = await fillCard(browser);
  tally.equal(card.hashes.size, files, 'the card holds as many different photos as files');
  const serow = await startSerow({ args: ['--workers', '0'] });
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const organisationID = (await owner.get('/organisations')).items[0].organisationID;
    const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
    await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const [name, value] = owner.cookie.split('=');
    const page = await openWindow(tally, browser, serow.address, { cookies: [{ name, value, url: serow.address }] });
    await page.addInitScript(() => {
      window.longTasks = [];
      const keep = (entries) => window.longTasks.push(...entries.map((each) => [each.startTime, each.startTime + each.duration]));
      window.observer = new PerformanceObserver((list) => keep(list.getEntries()));
      window.observer.observe({ type: 'longtask', buffered: true });
      window.keepPending = () => keep(window.observer.takeRecords());
      // What came before is the browser's own listing.
      window.addEventListener('change', () => { window.began ??= performance.now(); }, { capture: true });
    });
    await page.goto(`/projects/${projectID}/upload`);
    await page.locator('input[webkitdirectory]:enabled').waitFor({ state: 'attached' });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    if (process.env.PROFILE) {
      await devtools.send('Profiler.enable');
      await devtools.send('Profiler.start');
    }
    const heap = async () => (await devtools.send('Performance.getMetrics')).metrics.find((each) => each.name === 'JSHeapUsedSize').value / 1e6;

    const handed = performance.now();
    page.setDefaultTimeout(600_000);
    await page.locator('input[webkitdirectory]').setInputFiles(card.folder);
    await page.locator('[data-state]').waitFor();
    console.log(`the browser had listed ${files} files after ${((performance.now() - handed) / 1000).toFixed(1)} s`);
    let most = 0;
    let scrolled = 0;
    for (;;) {
      most = Math.max(most, await heap());
      const done = await page.evaluate(() => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) / Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuemax')));
      if (done >= until || (await page.locator('[data-state=finished]').count())) break;
      // A reader looks through the list meanwhile, and at another tab of it.
      await page.locator('[role=list]').first().evaluate((list, to) => (list.scrollTop = to), (scrolled = (scrolled + 7000) % (files * 34)));
      if (scrolled % 5 === 0) await page.getByRole('tab').nth(scrolled % 2).click();
      await wait(500);
    }
    // Of a task in which the page got its files, what came behind that.
    const { tasks, took } = await page.evaluate(() => {
      window.keepPending();
      const tasks = window.longTasks.filter(([, to]) => to > window.began).map(([from, to]) => {
        const begun = Math.max(from, window.began);
        return { ms: Math.round(to - begun), at: Math.round((begun - window.began) / 1000) };
      });
      return { tasks, took: performance.now() - window.began };
    });
    if (process.env.PROFILE) {
      const { profile } = await devtools.send('Profiler.stop');
      writeFileSync(process.env.PROFILE, JSON.stringify(profile));
    }
    const long = tasks.sort((a, b) => b.ms - a.ms);
    const all = long.reduce((sum, each) => sum + each.ms, 0);
    console.log(`${(took / 1000).toFixed(0)} s; tasks over 50 ms: ${long.length}, ${((all / took) * 100).toFixed(2)} % of the time; longest ${long.slice(0, 8).map((each) => `${each.ms} ms after ${each.at} s`).join(', ') || 'none'}; heap at most ${most.toFixed(0)} MB`);
    tally.ok((long[0]?.ms ?? 0) <= longest, `no task of the page takes longer than ${longest} ms`, `${long[0]?.ms} ms`);
    tally.ok(all / took <= shareOfTime, `tasks over 50 ms are at most ${shareOfTime * 100} % of the time`, `${((all / took) * 100).toFixed(1)} %`);
    tally.ok(most <= mostHeap, `the page's heap stays below ${mostHeap} MB`, `${most.toFixed(0)} MB`);
    if (until >= 1) {
      const [upload] = (await owner.get(`/projects/${projectID}/uploads`)).items;
      tally.equal([upload.counts.files, upload.counts.stored, upload.counts.failed, upload.counts.duplicate], [files, files, 0, 0], 'every file is stored once');
    }
  } finally {
    await browser.close();
    rmSync(card.folder, { recursive: true, force: true });
  }
});
