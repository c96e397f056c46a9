// People are private: what a viewer sees of a photo with a ranger in it, and how a manager opens them.
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

await main('privacy', 6, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const viewer = await register(serow.address, { name: 'Visitor' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 privacy', timeZone: 'Asia/Shanghai' });
    await owner.ask('PUT', `/projects/${projectID}/members`, { email: viewer.email, role: 'viewer' });
    const location = await owner.post(`/projects/${projectID}/locations`, { locationName: 'Ridge P01', latitude: 33.5, longitude: 107.8 });
    // One event of five photos: an animal, a ranger, a car, two of nothing.
    const files = [1, 2, 3, 4, 5].map((at) => ({ ...cardFile(drawnPicture(at), `SECRET_${at}.PNG`), modifiedAt: `2024-05-01T01:00:0${at}Z` }));
    await upload(owner, projectID, { locationID: location.locationID, name: 'card' }, files);
    await settle(owner, projectID, files.length);
    const media = (await owner.get(`/projects/${projectID}/media`)).items;
    for (const [at, type] of ['animal', 'human', 'vehicle', 'blank', 'blank'].entries())
      await owner.post(`/projects/${projectID}/answers`, { mediaIDs: [media[at].mediaID], observations: [{ observationType: type }] });
    const cookiesOf = (account) => [{ name: account.cookie.split('=')[0], value: account.cookie.split(/=(.*)/s)[1], url: serow.address }];

    for (const look of [{}, { language: 'zh', theme: 'dark' }, { width: 390, height: 844 }, { language: 'zh', width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies: cookiesOf(viewer) });
      const name = `${look.language ?? 'en'}-${look.theme ?? 'light'}-${look.width ?? 1440}`;
      await window.goto(`/projects/${projectID}/review`);
      await settled(window);
      const lock = look.language === 'zh' ? '不公开' : 'Private';
      const tiles = window.locator('[role="gridcell"].tile');
      const locked = tiles.filter({ hasText: lock });
      // On a small screen the last two are behind "+2".
      tally.equal([await tiles.count(), await locked.count(), await locked.locator('img').count()], [look.width ? 3 : 5, 2, 0], `${name}: two tiles have a lock and no picture`);
      tally.ok(!(await window.content()).includes('SECRET_2') && !(await window.content()).includes('SECRET_3'), `${name}: and no name`);
      await window.screenshot({ path: picture(`privacy-review-${name}`) });
      await fits(tally, window, `privacy review ${name}`);
      await accessible(tally, window, `privacy review ${name}`);
      await window.goto(`/projects/${projectID}/media/${media[1].mediaID}`);
      await settled(window);
      tally.ok(await window.getByRole('heading', { name: lock, level: 1 }).isVisible(), `${name}: the photo's own page says that it is private`);
      await window.screenshot({ path: picture(`privacy-photo-${name}`) });
      await fits(tally, window, `privacy photo ${name}`);
      await accessible(tally, window, `privacy photo ${name}`);
      await window.context().close();
    }

    const page = await openWindow(tally, browser, serow.address, { cookies: cookiesOf(owner) });
    await page.goto(`/projects/${projectID}/media/${media[1].mediaID}`);
    await settled(page);
    tally.ok(await page.getByText('not all members of the project may look at it').isVisible(), 'the owner is told that it is private');
    const shownPicture = () => page.locator('.picture img').first().evaluate((image) => image.getAttribute('src'));
    tally.ok(await page.getByText('People and vehicles are blurred.').isVisible() && !(await shownPicture()).includes('unblurred'), 'and sees the person blurred');
    await page.screenshot({ path: picture('privacy-blurred') });
    await accessible(tally, page, 'a blurred photo');
    await page.getByRole('button', { name: /Show as it is/ }).click();
    await page.locator('.picture img[src$="unblurred=true"]').waitFor();
    await settled(page);
    tally.ok(!(await page.getByText('People and vehicles are blurred.').isVisible()), 'until asked for');
    await page.screenshot({ path: picture('privacy-unblurred') });
    await page.goto(`/projects/${projectID}/settings`);
    await settled(page);
    await page.getByRole('heading', { name: 'Looks at people' }).locator('xpath=../..').getByRole('button', { name: 'Show' }).click();
    const looks = page.getByRole('dialog', { name: 'Looks at people' }).locator('tbody tr');
    await looks.first().waitFor();
    tally.equal([await looks.count(), /SECRET_2/.test(await looks.first().textContent())], [1, true], 'which is written down for managers');
    await page.screenshot({ path: picture('privacy-looks') });
    await page.keyboard.press('Escape');
    await page.getByLabel('People may be looked at by').selectOption('viewer');
    await page.locator('form.card').screenshot({ path: picture('privacy-settings') });
    await page.locator('form.card').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').first().waitFor();
    const again = await openWindow(tally, browser, serow.address, { cookies: cookiesOf(viewer) });
    await again.goto(`/projects/${projectID}/review`);
    await settled(again);
    tally.equal(await again.locator('[role="gridcell"].tile').filter({ hasText: 'Private' }).count(), 1, 'people are open to a viewer then, vehicles are not');
    tally.ok(await again.locator('option[value="vehicle"]').isDisabled() && await again.locator('option[value="human"]').isEnabled(), 'and the filter offers what may be looked at');
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-privacy-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});
