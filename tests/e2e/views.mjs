// Filters, kept as views and shared by their address; one answer for all that they find, and back.
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

await main('views', 20, async (tally) => {
  const serow = await startSerow();
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '秦岭保护区' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: '秦岭 views', timeZone: 'Asia/Shanghai' });
    const points = [];
    for (const locationName of ['Ridge P01', 'Stream P02']) points.push(await owner.post(`/projects/${projectID}/locations`, { locationName, latitude: 33.5, longitude: 107.8 }));
    // Hours apart from each other: each is an event of its own. At 08, 10, 12 … o'clock in Shanghai.
    let number = 0;
    for (const { locationID } of points) {
      const files = [0, 1, 2].map((at) => ({ ...cardFile(drawnPicture(++number), `IMG_${number}.PNG`), modifiedAt: `2024-05-01T0${2 * at}:0${number}:00Z` }));
      await upload(owner, projectID, { locationID, name: `card ${number}` }, files);
    }
    await settle(owner, projectID, number);
    const media = (await owner.get(`/projects/${projectID}/media`)).items;
    await owner.post(`/projects/${projectID}/answers`, { mediaIDs: [media[0].mediaID], observations: [{ observationType: 'animal', scientificName: 'Budorcas taxicolor' }] });
    const [name, value] = owner.cookie.split(/=(.*)/s);
    const cookies = [{ name, value, url: serow.address }];
    const page = await openWindow(tally, browser, serow.address, { cookies, refused: [409] });
    const total = (events) => page.getByRole('status').filter({ hasText: events }).waitFor({ timeout: 15_000 });

    await page.goto(`/projects/${projectID}/review`);
    await settled(page);
    await total('of 6 events');
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByLabel('Time from').fill('09:00');
    await page.getByLabel('Time from').press('Tab');
    await page.getByRole('checkbox', { name: 'Ridge P01' }).check();
    await settled(page);
    await page.screenshot({ path: picture('views-filters') });
    await accessible(tally, page, 'more filters');
    await page.getByRole('button', { name: 'Done' }).click();
    await total('of 2 events');
    const address = new URL(page.url());
    tally.equal([address.searchParams.get('hours'), address.searchParams.get('point')], ['09:00-00:00', points[0].locationID], 'the address says what is shown');

    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.screenshot({ path: picture('views-menu') });
    await page.getByRole('button', { name: 'Save these filters…' }).click();
    await page.getByLabel('Name').fill('Late at the ridge');
    await page.getByLabel('Share with all of the project').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved: Late at the ridge').waitFor();
    const [kept] = (await owner.get(`/projects/${projectID}/views`)).items;
    tally.equal([kept.name, kept.shared, kept.filter], ['Late at the ridge', true, { locationID: [points[0].locationID], fromTime: '09:00', toTime: '00:00' }], 'the view holds the filters');

    await page.getByRole('button', { name: 'Clear all' }).click();
    await total('of 6 events');
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('button', { name: 'Late at the ridge' }).click();
    await total('of 2 events');
    tally.equal([...new URL(page.url()).searchParams].toSorted(), [...address.searchParams].toSorted(), 'and gives the same address again');
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('button', { name: 'Save these filters…' }).click();
    await page.getByLabel('Name').fill('Late at the ridge');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('You have a view of this name already').waitFor();
    tally.ok(true, 'a name that is taken is refused where it was typed');
    await page.keyboard.press('Escape');

    // All six but the one that is answered.
    await page.getByRole('button', { name: 'Clear all' }).click();
    await total('of 6 events');
    await page.getByRole('button', { name: 'Answer all…' }).click();
    await page.getByText('5 photos and videos pass these filters').waitFor();
    await page.getByRole('dialog').getByLabel('Answer', { exact: true }).selectOption('blank');
    await page.getByText('Answer 5 photos and videos as “Blank”?').waitFor();
    await page.screenshot({ path: picture('views-many') });
    await accessible(tally, page, 'one answer for many');
    await page.getByRole('button', { name: 'Answer 5', exact: true }).click();
    await page.getByText('5 answered.').waitFor({ timeout: 30_000 });
    const holds = async () => (await owner.get(`/projects/${projectID}/media`)).items.map((each) => each.observations.map((one) => one.scientificName || one.observationType).join());
    const human = async () => (await owner.get(`/projects/${projectID}/media?show=reviewed`)).items.length;
    tally.equal((await holds()).toSorted(), ['Budorcas taxicolor', 'blank', 'blank', 'blank', 'blank', 'blank'], 'what a person answered before stays');
    tally.equal(await human(), 6, 'the others are answered by a person now');
    await page.screenshot({ path: picture('views-many-done') });
    await page.getByRole('button', { name: 'Take all of it back' }).click();
    await page.getByText('Taken back.').waitFor({ timeout: 30_000 });
    tally.equal(await human(), 1, 'and all of it is taken back at once');
    await page.getByRole('button', { name: 'Close' }).last().click();

    await page.getByRole('button', { name: 'Select all in sight' }).click();
    await page.getByText('the selection (').waitFor();
    tally.ok(true, 'all in sight are selected');

    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('button', { name: 'Manage views…' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Evenings');
    await page.getByRole('button', { name: 'Save the name' }).click();
    await page.getByRole('button', { name: 'Delete: Evenings' }).waitFor();
    await page.screenshot({ path: picture('views-manage') });
    await accessible(tally, page, 'managing views');
    await page.getByRole('button', { name: 'Delete: Evenings' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Deleted: Evenings').waitFor();
    tally.equal((await owner.get(`/projects/${projectID}/views`)).items, [], 'a view goes when it is deleted');

    for (const look of [{ language: 'zh', theme: 'dark' }, { width: 390, height: 844 }, { language: 'zh', width: 390, height: 844 }]) {
      const window = await openWindow(tally, browser, serow.address, { ...look, cookies });
      const title = `views-${look.language ?? 'en'}-${look.theme ?? 'light'}-${look.width ?? 1440}`;
      const zh = look.language === 'zh';
      await window.goto(`/projects/${projectID}/review?hours=19:00-12:30&point=${points.map((each) => each.locationID).join()}`);
      await settled(window);
      await window.screenshot({ path: picture(title) });
      await fits(tally, window, title);
      if (look.width) await window.getByRole('button', { name: zh ? '筛选' : 'Filters' }).first().click();
      await window.screenshot({ path: picture(`${title}-bar`) });
      await window.getByRole('button', { name: zh ? '更多筛选' : 'More filters' }).click();
      await settled(window);
      await window.screenshot({ path: picture(`${title}-filters`) });
      await accessible(tally, window, title);
      await fits(tally, window, `${title}, filters`);
      await window.getByRole('button', { name: zh ? '完成' : 'Done' }).click();
      await window.getByRole('button', { name: zh ? '批量标注…' : 'Answer all…' }).click();
      await settled(window);
      await window.screenshot({ path: picture(`${title}-many`) });
      await window.context().close();
    }
  } catch (error) {
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: picture('where-views-failed') }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});
