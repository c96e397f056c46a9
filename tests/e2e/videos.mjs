// Videos of every kind in the real page: each plays, or says why not. And what makes them playable can be interrupted.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cardFile, playable, register, settle, upload } from '../world/api.mjs';
import { main, startSerow, temporaryFolder } from '../world/serow.mjs';
import { drawnVideo } from '../world/video.mjs';
import { shared } from '../world/web_packages.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

const isVideo = /\.(mp4|avi|mov|mpg|webm|asf|wmv|flv|3gp)$|mp4_named_as/i;
const below = (folder) => readdirSync(folder, { recursive: true }).filter((name) => isVideo.test(name)).map((name) => cardFile(join(folder, name), name));

await main('videos', 20, async (tally) => {
  const serow = await startSerow({ args: ['--worker-threads', '2'] });
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const [{ organisationID }] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
    const { locationID } = await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const memory = watchMemory(serow.dataFolder);
    const drawn = [{ ...cardFile(drawnVideo(1), 'DCIM/VID_0001.AVI'), modifiedAt: '2024-05-02T06:00:00Z' }];
    const real = shared ? below(`${shared}/media/videos`) : [];
    const hostile = shared ? below(`${shared}/bad`) : [];
    if (!shared) tally.skip('the shared material is not here (SEROW_SHARED or ../shared): only a drawn video is played');
    const files = [...drawn, ...real, ...hostile];
    await upload(owner, projectID, { locationID, name: 'videos' }, files);
    const known = new Set(files.map((each) => each.sha256));
    await settle(owner, projectID, known.size, 400);
    const videos = await playable(owner, projectID, 400);
    const most = memory.end();
    tally.ok(most.count > 0 && (most.megabytes < 1100 || process.env.SEROW_PROGRAM?.includes('asan')), 'no process that makes proxies takes more memory than is allowed', `${most.count} processes, at most ${most.megabytes} MB`);
    console.log(`  ${most.count} videos made playable, at most ${most.megabytes} MB a process`);

    const { cookie } = owner;
    const cookies = [{ name: 'serow_session', value: cookie.slice('serow_session='.length), url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    // Those that show people or vehicles play once they are asked for; after that all members may look at them.
    const [shut] = videos.filter((each) => each.privacy === 'private' && each.playback.state === 'original');
    if (shut) {
      await page.goto(`/projects/${projectID}/media/${shut.mediaID}`);
      await page.getByText('This video shows people or vehicles.').waitFor();
      tally.equal(await page.locator('video').count(), 0, 'a video of people or vehicles waits until it is asked for');
      await page.keyboard.press('Shift+U');
      await page.locator('video').waitFor();
      const looks = async () => (await owner.get(`/projects/${projectID}/reveals`)).items.map((each) => each.mediaID);
      for (let tries = 0; tries < 50 && (await looks()).length === 0; ++tries) await page.waitForTimeout(100);
      tally.equal(await looks(), [shut.mediaID], 'which is written down');
    }
    await owner.ask('PATCH', `/projects/${projectID}`, { peopleVisibleTo: 'viewer', vehiclesVisibleTo: 'viewer' });
    const good = new Set([...drawn, ...real].map((each) => each.sha256));
    const ways = {};
    for (const media of videos) {
      ways[media.playback.state] = (ways[media.playback.state] ?? 0) + 1;
      await page.goto(`/projects/${projectID}/media/${media.mediaID}`);
      const seen = await watch(page);
      if (good.has(media.sha256)) tally.ok(seen.plays, `${media.fileName} (${media.playback.state}) plays`, JSON.stringify(seen));
      else tally.ok(seen.plays || seen.reason.length > 20, `${media.fileName} (${media.playback.state}) plays or says why not`, JSON.stringify(seen));
      if (media.playback.state === 'failed') tally.ok(media.playback.detail.length > 10 && seen.reason.includes(media.playback.detail), `${media.fileName}: the page says what was in the way`, seen.reason);
    }
    console.log(`  ${videos.length} videos: ${JSON.stringify(ways)}`);
    tally.equal(videos.filter((each) => good.has(each.sha256)).length, good.size, 'every whole video is readable');
    const unreadable = (await owner.get(`/projects/${projectID}/media?show=unreadable&limit=500`)).items;
    tally.ok(unreadable.every((each) => each.problem.detail.length > 10), 'and the others say why they are not');
    tally.equal((await owner.get(`/projects/${projectID}/progress`)).dead, 0, 'no work was given up');
    await handle(tally, page, projectID, videos.find((each) => each.sha256 === (real.find((file) => file.path === 'sdzg198_EK000015.AVI') ?? drawn[0]).sha256));
    if (shared) await timeline(tally, owner, page, projectID, videos.find((each) => each.fileName === 'zb_chimp.mp4'));
    await looks(tally, browser, serow.address, cookies, projectID, videos);
    await failing(tally, page, serow.address, projectID, videos[0]);
    await page.context().close();
  } finally {
    await browser.close();
    await serow.stop();
  }
  await interrupting(tally);
});

/** Who was there is shown under the player; a click goes there, and the boxes with it. */
async function timeline(tally, owner, page, projectID, media) {
  const followed = await owner.get(`/projects/${projectID}/media/${media.mediaID}/tracks`);
  if (!followed.model) return tally.skip('no detector is here: nothing was followed');
  const individuals = new Set(followed.tracks.map((each) => each.individual)).size;
  tally.ok(followed.mostAtOnce.find((each) => each.observationType === 'animal').count >= 2, 'of a group of apes several are there at once', JSON.stringify(followed.mostAtOnce));
  await page.goto(`/projects/${projectID}/media/${media.mediaID}`);
  await page.locator('.timeline').waitFor();
  tally.equal(await page.locator('.timeline .lane').count(), individuals, 'each individual has its lane');
  tally.equal(await page.locator('.timeline .stay').count(), followed.tracks.length, 'and each track its place in it');
  const most = followed.mostAtOnce[0];
  await page.locator('.timeline .most').first().click();
  await page.waitForFunction((second) => Math.abs(document.querySelector('video').currentTime - second) < 0.1, most.second);
  const there = followed.tracks.filter(({ path }) => path[0].second <= most.second && most.second <= path.at(-1).second).length;
  await page.waitForFunction((count) => document.querySelectorAll('.picture .box').length >= count, there);
  tally.ok(true, 'a click goes to the fullest moment, and the picture shows all that are there then');
  await accessible(tally, page, 'the page of a video with its timeline');
  // What a person confirms goes on with the picture, as a person's; what a person takes away does not.
  const seek = async () => { await page.locator('.timeline .most').first().click(); await page.waitForTimeout(300); };
  await owner.post(`/projects/${projectID}/answers`, { mediaIDs: [media.mediaID], confirm: true });
  await page.reload();
  await page.locator('.timeline').waitFor();
  await seek();
  await page.waitForFunction((count) => document.querySelectorAll('.picture .box.settled').length >= count, there);
  await owner.post(`/projects/${projectID}/answers`, { mediaIDs: [media.mediaID], observations: [{ observationType: 'blank' }] });
  await page.reload();
  await page.locator('.timeline').waitFor();
  await seek();
  tally.equal(await page.locator('.picture .box').count(), 0, 'nothing is framed where a person sees nothing');
}

/** Plays what the page of a video offers: did time go on and was there a picture? Else the reason that is shown. */
async function watch(page) {
  const stage = page.locator('video, [role=status]:not(.spinner)').first();
  await stage.waitFor({ timeout: 30_000 });
  for (let tries = 0; tries < 100; ++tries) {
    const reason = await page.locator('.note[role=status]').innerText({ timeout: 500 }).catch(() => '');
    if (reason) return { plays: false, reason };
    const now = await page.evaluate(() => {
      const video = document.querySelector('video');
      if (!video || video.readyState < 2) return undefined;
      if (video.paused && !video.ended && video.currentTime === 0) document.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));
      return { time: video.currentTime, length: video.duration, width: video.videoWidth, ended: video.ended };
    });
    if (now && now.width > 0 && (now.time > Math.min(0.3, now.length * 0.5) || now.ended)) return { plays: true, reason: '', ...now };
    await page.waitForTimeout(100);
  }
  return { plays: false, reason: '', never: await page.evaluate(() => { const video = document.querySelector('video'); return video && { ready: video.readyState, error: video.error?.message, time: video.currentTime, length: video.duration, width: video.videoWidth }; }) };
}

/** The player by keyboard, in the viewer of the review. */
async function handle(tally, page, projectID, media) {
  await page.goto(`/projects/${projectID}/review`);
  await page.getByRole('grid').focus();
  await page.locator('[role=grid] header').first().waitFor();
  await settled(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  const viewer = page.getByRole('dialog', { name: 'Viewer' });
  await viewer.waitFor();
  for (let tries = 0; tries < 60 && !(await viewer.locator('header').innerText()).includes(media.fileName); ++tries) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(250);
  }
  await page.waitForFunction(() => document.querySelector('dialog[open] video')?.readyState >= 2);
  const state = () => page.evaluate(() => { const { currentTime, paused, playbackRate, loop, duration } = document.querySelector('dialog[open] video'); return { currentTime, paused, playbackRate, loop, duration }; });
  const until = async (holds, claim) => {
    let now;
    for (let tries = 0; tries < 100; ++tries) {
      now = await state();
      if (holds(now)) return tally.ok(true, claim);
      await page.waitForTimeout(50);
    }
    return tally.ok(false, claim, JSON.stringify(now));
  };
  const step = 1 / (media.frameRate ?? 25);
  await page.keyboard.press(' ');
  await until((now) => !now.paused || now.currentTime > 0, 'Space plays');
  tally.ok(await viewer.isVisible(), 'and does not close the viewer');
  if (!(await state()).paused) await page.keyboard.press(' ');
  await until((now) => now.paused, 'Space pauses');
  await page.keyboard.press('Home');
  await until((now) => now.currentTime === 0, 'Home goes to the beginning');
  for (let frame = 0; frame < 3; ++frame) await page.keyboard.press('.');
  await until((now) => Math.abs(now.currentTime - 3.5 * step) < step / 4, 'three times . is three frames on');
  await page.keyboard.press(',');
  await until((now) => Math.abs(now.currentTime - 2.5 * step) < step / 4, ', is a frame back');
  await page.keyboard.press('Shift+ArrowRight');
  await until((now) => Math.abs(now.currentTime - Math.min(now.duration, 1 + 2.5 * step)) < 0.1, 'Shift → is a second on');
  await page.keyboard.press('>');
  await until((now) => now.playbackRate === 2, '> is faster');
  await page.keyboard.press('<');
  await page.keyboard.press('<');
  await until((now) => now.playbackRate === 0.5, '< is slower');
  const { loop } = await state();
  await page.keyboard.press('r');
  await until((now) => now.loop !== loop, 'r plays it again and again, or no more');
  await viewer.getByRole('slider', { name: 'Place in the video' }).click({ position: { x: 40, y: 10 } });
  await page.keyboard.press(' ');
  await until((now) => !now.paused, 'after a click on the bar Space still plays');
  await page.keyboard.press(' ');
  await accessible(tally, page, 'the viewer with a video');
  await page.screenshot({ path: picture('video-viewer') });
  await page.keyboard.press('?');
  await page.getByText('A frame back').waitFor();
  tally.ok(true, 'the keys of videos are on the cheat sheet');
  await page.screenshot({ path: picture('video-keys') });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  tally.ok(true, 'Escape closes the viewer');
}

/** The page of a video that plays and of one that cannot be made playable, as people see them. */
async function looks(tally, browser, address, cookies, projectID, videos) {
  const plays = videos.find((each) => each.fileName === 'iv_car.mp4') ?? videos[0];
  for (const look of [{ language: 'zh', theme: 'dark', width: 1440, height: 900 }, { language: 'en', theme: 'light', width: 390, height: 844 }]) {
    const page = await openWindow(tally, browser, address, { ...look, cookies });
    await page.goto(`/projects/${projectID}/media/${plays.mediaID}`);
    await page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
    await settled(page);
    const name = `video-${look.language}-${look.theme}-${look.width}`;
    await page.screenshot({ path: picture(name) });
    await fits(tally, page, name);
    await accessible(tally, page, name);
    await page.context().close();
  }
}

/** What the page shows while there is no proxy, and where there never will be one. */
async function failing(tally, page, address, projectID, media) {
  let answer = { state: 'pending', detail: '' };
  await page.route(`**/api/v1/projects/*/media/${media.mediaID}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), playback: answer } });
  });
  await page.goto(`/projects/${projectID}/media/${media.mediaID}`);
  await page.getByText('A version that browsers can play is being made.').waitFor();
  tally.ok(await page.getByRole('link', { name: 'Download the original' }).first().isVisible(), 'meanwhile the original can be downloaded');
  await page.screenshot({ path: picture('video-pending') });
  answer = { state: 'failed', detail: 'no frame of the video can be decoded' };
  await page.getByText('no frame of the video can be decoded').waitFor();
  tally.ok(true, 'the page notices by itself what came of it, and says why');
  await page.screenshot({ path: picture('video-failed') });
  await page.unrouteAll({ behavior: 'wait' });
  await page.goto(`/projects/${projectID}/media/${media.mediaID}`);
  tally.ok((await watch(page)).plays, 'and plays what there is at last');
}

/** Processes of ours that make proxies: their ids. */
function transcoders(parent) {
  const found = [];
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
      if (words[1] === 'transcode' && (!parent || words[3].startsWith(parent))) found.push(Number(id));
    } catch { /* it has ended */ }
  }
  return found;
}

function watchMemory(dataFolder) {
  let most = 0;
  const seen = new Set();
  const clock = setInterval(() => {
    for (const id of transcoders(dataFolder)) {
      try {
        most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0));
        seen.add(id);
      } catch { /* it has ended */ }
    }
  }, 20);
  return { end: () => (clearInterval(clock), { megabytes: Math.round(most / 1024), count: seen.size }) };
}

/** The service is stopped, and the process killed, in the middle of a long video: nothing is left behind, and it gets done. */
async function interrupting(tally) {
  const dataFolder = temporaryFolder('video');
  const settings = { dataFolder, args: ['--worker-threads', '2'] };
  let serow = await startSerow(settings);
  const owner = await register(serow.address, { organisationName: 'Foping reserve' });
  const [{ organisationID }] = (await owner.get('/organisations')).items;
  const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
  const { locationID } = await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
  await upload(owner, projectID, { locationID }, [cardFile(drawnVideo(7, { frames: 1500, width: 640, height: 480, rate: 30, pictures: 4 }), 'LONG.AVI')]);
  const [id] = await begun(dataFolder);
  tally.ok(id > 0, 'a long video is being made playable');
  const incoming = () => readdirSync(`${dataFolder}/store/incoming`);
  const started = Date.now();
  await serow.stop();
  const seconds = (Date.now() - started) / 1000;
  tally.ok(seconds < 9, 'the service stops soon in the middle of it', `${seconds} s`);
  tally.equal([transcoders(dataFolder), incoming()], [[], []], 'no process and no half-made file is left');

  serow = await startSerow(settings);
  owner.address = serow.address;
  const [again] = await begun(dataFolder);
  process.kill(again, 'SIGKILL');
  let media;
  for (let tries = 0; tries < 100 && media?.playback?.state !== 'failed'; ++tries) {
    await wait(100);
    [media] = (await owner.get(`/projects/${projectID}/media`)).items;
  }
  tally.ok(media.playback.state === 'failed' && media.playback.detail.includes('signal 9'), 'of a process that was killed the video says so', JSON.stringify(media.playback));
  for (let tries = 0; tries < 1200 && media.playback.state !== 'proxy'; ++tries) {
    await wait(200);
    [media] = (await owner.get(`/projects/${projectID}/media`)).items;
  }
  tally.equal(media.playback, { state: 'proxy', detail: '' }, 'and it is tried again, until it is done');
  tally.equal(incoming(), [], 'nothing half-made is left');
  await serow.stop();
}

async function begun(dataFolder) {
  for (let tries = 0; tries < 600; ++tries) {
    const ids = transcoders(dataFolder);
    // A moment later it is in the middle.
    if (ids.length) return wait(300).then(() => transcoders(dataFolder));
    await wait(100);
  }
  return [];
}
