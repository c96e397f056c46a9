// Another look at what the review shows: begun from there, beside at first, then in use.
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

await main('model runs', 4, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 runs', timeZone: 'Asia/Shanghai' });
    const location = await owner.post(`/projects/${projectID}/locations`, { locationName: 'Ridge P01', latitude: 33.5, longitude: 107.8 });
    const files = [1, 2, 3].map((at) => ({ ...cardFile(drawnPicture(at), `IMG_${at}.PNG`), modifiedAt: `2024-05-01T0${at}:00:00Z` }));
    await upload(owner, projectID, { locationID: location.locationID, name: 'card' }, files);
    if ((await settle(owner, projectID, files.length)).detector === null) {
      console.log('SKIPPED: no detector is here');
      return;
    }
    const media = (await owner.get(`/projects/${projectID}/media`)).items;
    await owner.post(`/projects/${projectID}/answers`, { mediaIDs: [media[0].mediaID], observations: [{ observationType: 'blank' }] });
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    await page.goto(`/projects/${projectID}/review?show=reviewed`);
    await settled(page);
    await page.getByRole('link', { name: 'Run again with…' }).click();
    await page.getByRole('heading', { name: 'Look again with other models' }).waitFor();
    await settled(page);
    tally.ok(await page.getByText('“Reviewed”').isVisible(), 'what the list showed is what is looked at');
    await page.screenshot({ path: picture('runs-begin') });
    await accessible(tally, page, 'beginning a run');
    await page.getByLabel('Detector').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('Done · 1 of 1').waitFor({ timeout: 60_000 });
    tally.ok(await page.getByText('Stands beside', { exact: true }).isVisible(), 'what it says stands beside');
    await page.getByRole('button', { name: 'Put to use' }).click();
    await page.getByText(/^In use since/).waitFor();
    const [run] = (await owner.get(`/projects/${projectID}/models/runs`)).items;
    tally.equal([run.media, run.state, run.usedSince !== null], [1, 'done', true], 'and is in use then');
    for (const look of [{ language: 'zh', theme: 'dark' }, { width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies });
      await window.goto(`/projects/${projectID}/models?again=1`);
      await settled(window);
      const title = `runs-${look.language ?? 'en'}-${look.theme ?? 'light'}-${look.width ?? 1440}`;
      await window.screenshot({ path: picture(title), fullPage: true });
      await fits(tally, window, title);
      await accessible(tally, window, title);
      await window.context().close();
    }
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-runs-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});
