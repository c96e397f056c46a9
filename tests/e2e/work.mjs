// Assignments and progress: given from the review and from the page, gone on with, followed live, done; who may not, sees.
import { cardFile, register, settle, upload } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture } from './pages.mjs';

await main('work', 20, async (tally) => {
  const serow = await startSerow({ args: ['--detector', 'none'] });
  const browser = await launch();
  try {
    const owner = await register(serow.address, { organisationName: '佛坪保护区', name: 'Li Wei' });
    const wang = await register(serow.address, { name: 'Wang Fang' });
    const zhao = await register(serow.address, { name: 'Zhao, of the working group for camera traps in the eastern valleys of the reserve (volunteer)' });
    const visitor = await register(serow.address, { name: 'Visitor' });
    const [organisation] = (await owner.get('/organisations')).items;
    const { projectID } = await owner.post('/projects', { organisationID: organisation.organisationID, title: 'Takin survey', timeZone: 'Asia/Shanghai' });
    const path = `/projects/${projectID}`;
    for (const each of [wang, zhao]) await owner.ask('PUT', `${path}/members`, { email: each.email, role: 'annotator' });
    await owner.ask('PUT', `${path}/members`, { email: visitor.email, role: 'viewer' });
    const cookies = (account) => {
      const [name, value] = account.cookie.split(/=(.*)/s);
      return [{ name, value, url: serow.address }];
    };
    const open = async (account, address, look = {}) => {
      const page = await openWindow(tally, browser, serow.address, { ...look, cookies: cookies(account) });
      await page.goto(`${path}${address}`);
      await settled(page);
      return page;
    };

    // Empty, for who may give and who may not.
    // What was deleted by somebody else may be asked for once more before the list is here anew: 404.
    const boss = await open(owner, '/work', { refused: [404] });
    await boss.getByText('Nothing is assigned yet').waitFor();
    await accessible(tally, boss, 'no assignment');
    await boss.screenshot({ path: picture('work-empty') });
    await boss.getByRole('tab', { name: 'Progress' }).click();
    await boss.getByText('No photo or video has come yet').waitFor();
    await boss.screenshot({ path: picture('work-progress-empty') });
    const looker = await open(visitor, '/work');
    tally.equal(await looker.getByRole('button', { name: 'New assignment' }).count(), 0, 'who only looks gives nothing');

    // Three events at one point, two at the other; of the first event two photos.
    let number = 0;
    for (const [locationName, times] of [['Ridge P01', ['01T01:00:00', '01T01:00:09', '02T01:00:00', '03T01:00:00']], ['Stream P02', ['04T01:00:00', '05T01:00:00']]]) {
      const { locationID } = await owner.post(`${path}/locations`, { locationName, latitude: 33.5, longitude: 107.8 });
      const files = times.map((time) => ({ ...cardFile(drawnPicture(++number), `IMG_${number}.PNG`), modifiedAt: `2024-05-${time}Z` }));
      await upload(owner, projectID, { locationID, name: locationName }, files);
    }
    await settle(owner, projectID, number);
    const total = (page, events) => page.getByRole('status').filter({ hasText: events }).waitFor({ timeout: 15_000 });

    // From the review: these filters, to Wang.
    await boss.goto(`${path}/review?show=unreviewed`);
    await settled(boss);
    await boss.locator('[role=search] select').nth(1).selectOption({ label: 'Ridge P01' });
    await total(boss, 'of 3 events');
    await boss.getByRole('button', { name: 'Views', exact: true }).click();
    await boss.getByRole('button', { name: 'Assign these filters…' }).click();
    const dialog = boss.getByRole('dialog');
    await dialog.getByLabel('Wang Fang').waitFor();
    await dialog.getByLabel('Title').fill('Spring at the ridge');
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await dialog.getByText('Choose at least one person.').waitFor();
    tally.ok(true, 'nobody is nobody: it is said where it is missing');
    tally.equal(await dialog.getByLabel('Visitor').count(), 0, 'who only looks cannot be chosen');
    await dialog.getByLabel('Wang Fang').check();
    await dialog.getByLabel(/^Due on/).fill('2026-01-02');
    await dialog.getByLabel(/^Note/).fill('Takin calves are to be counted, too.');
    await boss.screenshot({ path: picture('work-assign') });
    await accessible(tally, boss, 'assigning');
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await boss.getByText('Given: Spring at the ridge').waitFor();
    const [given] = (await owner.get(`${path}/assignments`)).items;
    tally.equal([given.filter.show, given.filter.locationID?.length, given.assignees.map((each) => each.name), given.dueOn, given.toDoThen], ['unreviewed', 1, ['Wang Fang'], '2026-01-02', { media: 4, events: 3 }], 'it holds the filters, and what there is to do');

    // From the page, by keyboard: all that is unreviewed, to both.
    await boss.goto(`${path}/work`);
    await boss.getByText('3 events left').waitFor();
    await boss.keyboard.press('n');
    await dialog.getByLabel('Title').fill('All of it');
    await dialog.getByLabel('Wang Fang').check();
    await dialog.getByLabel(/^Zhao/).check();
    await dialog.getByLabel('Title').press('Enter');
    await boss.getByText('Given: All of it').waitFor();
    await boss.getByText('5 events left').waitFor();
    await settled(boss);
    await boss.screenshot({ path: picture('work-list') });
    await accessible(tally, boss, 'assignments');

    // Wang sees it in the review, goes on with it, and answers by keyboard.
    const page = await open(wang, '/review', { refused: [404] });
    await page.getByText('Assigned to you: Spring at the ridge').waitFor();
    await page.screenshot({ path: picture('work-line') });
    await accessible(tally, page, 'the line in the review');
    await page.locator('.assigned').getByRole('link', { name: 'Go on' }).click();
    await total(page, 'of 3 events');
    tally.equal([new URL(page.url()).searchParams.get('show'), new URL(page.url()).searchParams.get('point')], ['unreviewed', given.filter.locationID[0]], '“Go on” shows what is left of it');
    tally.equal(await page.locator('.assigned').getByRole('link', { name: 'Go on' }).count(), 0, 'where that is shown already, nothing is to be pressed');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('b');
    // The owner's page follows by itself.
    await boss.getByText('2 events left').waitFor({ timeout: 20_000 });
    await boss.getByText('Wang Fang: 1 event answered').first().waitFor();
    tally.ok(true, 'another’s page tells it without being asked');
    await page.locator('.assigned').getByText('2 events left').waitFor({ timeout: 20_000 });
    tally.ok(true, 'the line in the review counts down');

    await page.goto(`${path}/work`);
    await page.getByText('2 events left').waitFor();
    tally.equal(await page.getByRole('button', { name: 'New assignment' }).count(), 0, 'who reviews gives nothing to others');
    await page.keyboard.press('g');
    await page.waitForURL(/\/review\?/);
    tally.ok(true, 'a key goes on with the first');
    await page.goBack();
    await page.getByText('2 events left').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('d');
    await page.getByText('Done: All of it').waitFor();
    tally.equal((await owner.get(`${path}/assignments`)).items.map((each) => [each.title, each.state, each.doneBy]), [['Spring at the ridge', 'open', ''], ['All of it', 'done', 'Wang Fang']], 'who it is assigned to says that it is done');
    await page.screenshot({ path: picture('work-done') });

    // Changed by the owner: another person, another name; deleted after a question.
    await boss.goto(`${path}/work`);
    await boss.getByText('2 events left').waitFor();
    await boss.keyboard.press('e');
    await dialog.getByLabel('Title').fill('Spring, the ridge');
    await dialog.getByLabel('Wang Fang').uncheck();
    await dialog.getByLabel(/^Zhao/).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await boss.getByText('Saved: Spring, the ridge').waitFor();
    tally.equal((await owner.get(`${path}/assignments`)).items[0].assignees.map((each) => each.accountID), [zhao.accountID], 'given to somebody else');
    await fits(tally, boss, 'a long name on a card');
    await boss.screenshot({ path: picture('work-long-name') });
    await boss.keyboard.press('j');
    await boss.keyboard.press('x');
    await boss.getByText('The assignment “All of it” is deleted. Photos and answers stay.').waitFor();
    await boss.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await boss.getByText('Deleted: All of it').waitFor();
    tally.equal((await owner.get(`${path}/assignments`)).items.length, 1, 'one is left');

    // Shared: to each sample points of their own. Two events are left at the ridge, two at the stream.
    await boss.keyboard.press('n');
    await dialog.getByLabel('Title').fill('Shared');
    await dialog.getByLabel('Wang Fang').check();
    await dialog.getByLabel(/^Zhao/).check();
    await dialog.getByLabel('Each gets sample points of their own').check();
    await boss.screenshot({ path: picture('work-split') });
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await boss.getByText('Given: Shared · Zhao').waitFor();
    const shared = (await owner.get(`${path}/assignments`)).items.filter((each) => each.title.startsWith('Shared · '));
    tally.equal(shared.map((each) => [each.assignees.length, each.filter.locationID.length, each.toDoThen.events]), [[1, 1, 2], [1, 1, 2]], 'each one has one point of the two');
    tally.equal(new Set(shared.flatMap((each) => each.filter.locationID)).size, 2, 'and no point is given twice');
    for (const each of shared) await owner.ask('DELETE', `${path}/assignments/${each.assignmentID}`);

    // Many people: they are looked for by name.
    for (let at = 1; at <= 8; at++) {
      const helper = await register(serow.address, { name: `Helper ${at}` });
      await owner.ask('PUT', `${path}/members`, { email: helper.email, role: 'annotator' });
    }
    await boss.keyboard.press('n');
    await dialog.getByLabel('Find a person').fill('helper 7');
    await dialog.getByLabel('Find a person').press('Enter');
    tally.equal(await dialog.locator('.people label').allInnerTexts(), ['Helper 7'], 'a name is found among many, and Enter gives nothing yet');
    await dialog.getByLabel('Find a person').fill('nobody');
    await dialog.getByText('Nobody of this name may review here.').waitFor();
    await dialog.getByLabel('Find a person').fill('');
    await boss.screenshot({ path: picture('work-many-people') });
    await accessible(tally, boss, 'many people');
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    // Who leaves the project leaves the assignment.
    await owner.ask('DELETE', `${path}/members/${zhao.accountID}`);
    await boss.getByText('Nobody any more').waitFor({ timeout: 20_000 }).catch(() => boss.reload());
    await boss.getByText('Nobody any more').waitFor();
    tally.ok(true, 'who left is gone from it');
    await owner.ask('PUT', `${path}/members`, { email: zhao.email, role: 'annotator' });

    // Progress, by hand: Wang answered the first event's two photos; the owner answers one more, otherwise than Wang does.
    const [, , third] = (await owner.get(`${path}/media`)).items;
    const blank = { mediaIDs: [third.mediaID], observations: [{ observationType: 'blank' }] };
    await owner.post(`${path}/answers`, blank);
    await wang.post(`${path}/answers`, { ...blank, observations: [{ observationType: 'human' }] });
    await boss.getByRole('tab', { name: 'Progress' }).click();
    await boss.getByText('3 of 5 events are still to be reviewed · 1 event waits for a second person or for a decision').waitFor();
    const row = (name) => boss.getByRole('row').filter({ hasText: name }).locator('td').allInnerTexts();
    tally.equal((await row('Wang Fang')).slice(1, 4), ['3 (2)', '3 (2)', '3 (2)'], 'answers and events of a person');
    tally.equal((await row('Li Wei')).slice(1, 4), ['1 (1)', '1 (1)', '1 (1)'], 'and of another');
    tally.equal((await row('Ridge P01')).slice(1, 5).map((each) => each.trim()), ['1', '1', '3', '33%'], 'a sample point');
    tally.equal((await row('Stream P02')).slice(1, 5).map((each) => each.trim()), ['2', '0', '2', '0%'], 'and another');
    await boss.screenshot({ path: picture('work-progress'), fullPage: true });
    await accessible(tally, boss, 'progress');
    await boss.getByRole('link', { name: 'Review what is left at Stream P02' }).click();
    await total(boss, 'of 2 events');
    tally.ok(true, 'what is left at a point is one press away');

    await owner.post(`${path}/assignments`, { title: '佛坪东岭与西河，2024 年春季：白天拍到的羚牛及其幼仔', filter: { show: 'unreviewed' }, dueOn: '2030-01-01', accountIDs: [wang.accountID] });
    for (const look of [{ language: 'zh', theme: 'dark' }, { width: 390, height: 844 }, { language: 'zh', width: 390, height: 844, theme: 'dark' }]) {
      const title = `work-${look.language ?? 'en'}-${look.theme ?? 'light'}-${look.width ?? 1440}`;
      for (const [name, address] of [['list', '/work'], ['progress', '/work?tab=progress'], ['review', '/review']]) {
        const window = await open(name === 'progress' ? owner : wang, address, look);
        if (name === 'review') await window.locator('.assigned').waitFor();
        await window.screenshot({ path: picture(`${title}-${name}`), fullPage: name !== 'review' });
        await fits(tally, window, `${title}, ${name}`);
        await accessible(tally, window, `${title}, ${name}`);
        await window.context().close();
      }
      const window = await open(owner, '/work', look);
      await window.keyboard.press('n');
      await window.getByRole('dialog').getByText('Wang Fang').waitFor();
      await window.screenshot({ path: picture(`${title}-dialog`) });
      await accessible(tally, window, `${title}, dialog`);
      await window.context().close();
    }
  } catch (error) {
    for (const [at, context] of browser.contexts().entries()) for (const page of context.pages()) await page.screenshot({ path: picture(`where-work-failed-${at}`) }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
});
