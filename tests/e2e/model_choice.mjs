// How a project's photos are looked at: in parts, and beside what moved; chosen on the page, kept by the service.
import { register } from '../world/api.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

await main('model_choice', 5, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 models', timeZone: 'Asia/Shanghai' });
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies });
    await page.goto(`/projects/${projectID}/settings`);
    await settled(page);
    const card = page.locator('section[aria-labelledby="model-choice"]');
    await card.getByLabel('Small animals far away').selectOption({ label: 'also in 2 × 2 parts: 5 looks at a photo' });
    await card.getByLabel('Also ask what moved').check();
    await card.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. What comes from now on').waitFor();
    const chosen = await owner.get(`/projects/${projectID}/models`);
    tally.equal([chosen.detector, chosen.classifiers, chosen.tiles, chosen.secondOpinion], [null, null, 2, true], 'what was chosen on the page is kept');
    for (const look of [{ language: 'zh', theme: 'dark', width: 1440, height: 900 }, { language: 'en', width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies });
      await window.goto(`/projects/${projectID}/settings`);
      await settled(window);
      const title = `model-choice-${look.language}-${look.theme ?? 'light'}-${look.width}`;
      await window.locator('section[aria-labelledby="model-choice"]').screenshot({ path: picture(title) });
      await fits(tally, window, title);
      await accessible(tally, window, title);
      await window.context().close();
    }
  } finally {
    await browser.close();
  }
});
