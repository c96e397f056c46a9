// Two people review at once: each sees the other's answers within seconds, and nobody's is overwritten unseen.
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

await main('together', 7, async (tally) => {
  const serow = await startSerow({ args: ['--detector', 'none'] });
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve', name: 'Li Wei' });
    const other = await register(serow.address, { name: 'Wang Fang' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: 'Takin survey', timeZone: 'Asia/Shanghai' });
    const path = `/projects/${projectID}`;
    await owner.ask('PUT', `${path}/members`, { email: other.email, role: 'annotator' });
    const { locationID } = await owner.post(`${path}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const files = [1, 2, 3].map((day) => ({ ...cardFile(drawnPicture(day), `IMG_${day}.PNG`), modifiedAt: `2024-05-0${day}T01:00:00Z` }));
    await upload(owner, projectID, { locationID, name: 'card' }, files);
    await settle(owner, projectID, files.length);

    const open = async (account) => {
      const [name, value] = account.cookie.split(/=(.*)/s);
      const page = await openWindow(tally, browser, serow.address, { cookies: [{ name, value, url: serow.address }] });
      await page.goto(`${path}/review`);
      await page.getByRole('grid').focus();
      await settled(page);
      return page;
    };
    const [li, wang] = [await open(owner), await open(other)];
    const first = (page) => page.locator('[role=grid] header').first();

    await li.keyboard.press('Home');
    await li.keyboard.press('b');
    const said = Date.now();
    await wang.waitForFunction(() => /Blank/.test(document.querySelector('[role=grid] header')?.textContent ?? ''), null, { timeout: 10_000 });
    const after = Date.now() - said;
    tally.ok(after < 4000, 'what one answers the other sees within seconds, without doing anything', `${after} ms`);
    console.log(`seen by the other after ${after} ms`);
    tally.ok(await wang.getByText('Somebody else has just answered here.').isVisible(), 'and is told, since it is where they are');
    await wang.screenshot({ path: picture('together-seen') });

    // The other says something else all the same: nothing is lost, and both see that they differ.
    await wang.keyboard.press('Home');
    await wang.keyboard.press('p');
    await wang.getByText('it is in conflict now').waitFor();
    await li.locator('[role=grid] .conflict').first().waitFor({ timeout: 10_000 });
    tally.ok(true, 'the first sees the conflict');
    await li.screenshot({ path: picture('together-conflict') });
    const [media] = (await owner.get(`${path}/media`)).items;
    tally.equal([media.consensus, media.observations[0].observationType, media.observations[0].classifiedBy], ['conflict', 'human', 'Wang Fang'], 'the latest holds, as a conflict');
    const life = JSON.stringify(await owner.get(`${path}/media/${media.mediaID}/life`));
    tally.ok(/Li Wei/.test(life) && /Wang Fang/.test(life), 'and both stand in the ledger');
    tally.ok(await first(li).isVisible(), 'the list stayed where it was');
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-together-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});
