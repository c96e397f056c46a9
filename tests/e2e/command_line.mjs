// The same way by the command line alone, compared with what the API says.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Account, password, settle } from '../world/api.mjs';
import { checkPackage, recordsOf } from '../world/camtrap_dp.mjs';
import { binary, cleanEnvironment, main, startSerow, temporaryFolder } from '../world/serow.mjs';
import { root } from '../world/web_packages.mjs';
import { makeCard } from './card.mjs';

const project = 'Takin survey 2024';

await main('command line', 8, async (tally) => {
  const card = makeCard(tally, { photos: 10, videos: 1 });
  const home = temporaryFolder('home');
  const serow = await startSerow();
  const environment = cleanEnvironment({ HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_DATA_HOME: join(home, 'data'), SEROW_SERVER: serow.address, SEROW_PASSWORD: password });
  const run = (...words) => command(words, environment);
  const works = async (...words) => {
    const result = await run(...words);
    tally.ok(result.code === 0, `serow ${words.slice(0, 2).join(' ')} works`, result.stderr.slice(-400));
    return result.stdout;
  };
  const fails = async (words, told, claim) => {
    const result = await run(...words);
    tally.ok(result.code !== 0 && told.test(result.stderr) && result.stderr.length < 2000, claim, `${result.code}: ${result.stderr.slice(0, 400)}`);
  };
  try {
    await fails(['project', 'list'], /serow (login|register)|SEROW_TOKEN/, 'without an account a command says how to sign in');
    await works('register', '--email', 'li.wei@example.org', '--name', 'Li Wei', '--organisation', '秦岭保护区');
    await fails(['register', '--email', 'li.wei@example.org', '--name', 'Li Wei'], /e-mail|address|account/i, 'nobody registers twice');
    await works('login', '--email', 'li.wei@example.org');
    const saved = JSON.parse(readFileSync(join(home, 'config/serow/credentials.json'), 'utf8'));
    tally.equal(saved.server, serow.address, 'the token is kept for this server');
    const account = new Account(serow.address, { token: saved.token });

    const made = JSON.parse(await works('project', 'create', '--title', project, '--time-zone', 'Asia/Shanghai', '--data-licence', 'CC-BY-4.0', '--media-licence', 'CC-BY-NC-4.0'));
    tally.equal(made.timeZone, 'Asia/Shanghai', 'the project has its zone');
    const path = `/projects/${made.projectID}`;
    tally.ok((await works('project', 'list')).includes(project), 'the project is listed');
    await works('area', 'create', '--project', project, '--name', 'North slope');
    const point = JSON.parse(await works('location', 'create', '--project', project, '--name', 'P01', '--latitude', '33.5512', '--longitude', '107.8533', '--uncertainty', '30', '--area', 'North slope'));
    tally.equal([point.locationName, point.latitude, point.longitude, point.coordinateUncertainty, (await account.get(`${path}/areas`)).items[0].locations], ['P01', 33.5512, 107.8533, 30, 1], 'the point stands in its area');
    const south = JSON.parse(await works('location', 'create', '--project', project, '--name', 'S01', '--latitude', '-2.5', '--longitude', '-60'));
    tally.equal([south.latitude, south.longitude], [-2.5, -60], 'negative coordinates are taken');
    await fails(['area', 'create', '--project', 'no such survey', '--name', 'x'], /no such survey/, 'an unknown project is named, with those there are');

    const files = [...card.photos, ...card.videos, ...card.broken];
    const first = await works('upload', card.folder, '--project', project, '--location', 'P01', '--name', 'card 12');
    tally.ok(first.includes(`${files.length} files stored`), 'the whole card is sent', first);
    const again = await works('upload', card.folder, '--project', project, '--location', 'P01', '--name', 'card 12');
    const uploads = (await account.get(`${path}/uploads`)).items;
    tally.ok(again.includes('0 failed') && uploads.length === 1 && uploads[0].counts.files === files.length, 'the same card again goes on with the same upload', again);
    await fails(['upload', '/no/such/folder', '--project', project, '--location', 'P01'], /no\/such\/folder/, 'a folder that is not there is named');
    const progress = await settle(account, made.projectID, files.length, 300);
    tally.equal([progress.ready, progress.unreadable], [files.length - card.broken.length, card.broken.length], 'all is read but the broken file');

    const media = (await account.get(`${path}/media?limit=500`)).items;
    const named = (file) => media.find((each) => each.fileName === basename(file));
    const [one, two] = card.photos.map(named);
    const batch = JSON.parse(await works('answer', '--project', project, '--media', one.mediaID, '--species', 'Panthera uncia', '--count', '2'));
    tally.equal(batch.media[0].observations.map((each) => [each.scientificName, each.count]), [['Panthera uncia', 2]], 'an answer is written');
    const blank = JSON.parse(await works('answer', '--project', project, '--media', two.mediaID, '--type', 'blank'));
    await works('answer', '--project', project, '--undo', blank.batchID);
    const present = async (mediaID) => (await account.get(`${path}/media/${mediaID}`)).observations;
    const plain = (list) => list.map((each) => ({ ...each, observationID: '' }));
    tally.equal(plain(await present(two.mediaID)), plain(two.observations), 'and taken back');
    if (two.observations.length) {
      await works('answer', '--project', project, '--media', two.mediaID, '--confirm');
      tally.ok((await present(two.mediaID)).every((each) => each.classificationMethod === 'human'), 'what the machine said is confirmed');
    }

    // The package holds it, and the numbers follow it.
    const [{ deploymentStart }] = (await account.get(`${path}/deployments`)).items.filter((each) => each.locationName === 'P01');
    const failureEnd = new Date(Date.parse(deploymentStart) + 60_000).toISOString().replace('.000', '');
    const failure = JSON.parse(await works('failure', 'add', '--project', project, '--deployment', 'P01', '--from', deploymentStart, '--to', failureEnd, '--reason', 'cameraFault', '--note', '相机卡住, "stuck"'));
    tally.equal(JSON.parse(await works('failure', 'list', '--project', project, '--deployment', 'P01')).items.map((each) => each.failurePeriodID), [failure.failurePeriodID], 'a failure is recorded');

    await compareNumbers(tally, works, account, path);

    const zip = join(home, 'package.zip');
    await works('export', 'camtrap-dp', '--project', project, '--output', zip);
    const bytes = readFileSync(zip);
    const found = checkPackage(tally, bytes);
    tally.ok(bytes.equals((await account.request('GET', `${path}/export/camtrap-dp`)).bytes), 'the command and the API give the same package');
    tally.equal(found.media.length, files.length - card.broken.length, 'all readable files are in it');
    tally.equal(found['failure-periods'].map((each) => [each.failurePeriodID, each.failureReason, each.failureComments]), [[failure.failurePeriodID, 'cameraFault', '相机卡住, "stuck"']], 'and when the camera failed');
    tally.equal(found.datapackage.licenses?.map((each) => each.scope).sort(), ['data', 'media'], 'with both licences');

    // What another program's models saw comes in, and goes out again.
    const results = join(home, 'results.json');
    const box = { category: '1', conf: 0.91, bbox: [0.1, 0.2, 0.3, 0.4] };
    writeFileSync(results, JSON.stringify({ info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, images: [{ file: `D:\\cards\\${two.filePath.replaceAll('/', '\\')}`, detections: [box] }, { file: 'nowhere/else.jpg', detections: [] }] }));
    tally.ok(/megadetector, 2 entries; 1 media matched: 1 answers written, 0 there before/.test(await works('predictions', 'import', results, '--project', project)), 'predictions are imported');
    tally.ok(/0 answers written, 1 there before/.test(await works('predictions', 'import', results, '--project', project, '--local', '--data-folder', serow.dataFolder)), 'once, whichever way they come');
    const forTimelapse = join(home, 'timelapse.json');
    await works('export', 'megadetector', '--project', project, '--output', forTimelapse);
    const exported = JSON.parse(readFileSync(forTimelapse, 'utf8'));
    tally.equal(exported.images.filter((each) => each.file.endsWith(two.filePath)).map((each) => each.detections), [[box]], 'and exported for Timelapse');
    await works('export', 'speciesnet', '--project', project, '--output', forTimelapse, '--local', '--data-folder', serow.dataFolder);
    tally.ok(JSON.parse(readFileSync(forTimelapse, 'utf8')).predictions.length > 0, 'or as SpeciesNet predictions');
    const other = join(home, 'other.json');
    writeFileSync(other, '{}');
    await fails(['predictions', 'import', other, '--project', project], /neither MegaDetector's JSON/, 'a file of another kind is refused');

    for (const which of [one.mediaID, one.sha256, card.photos[0]]) {
      const life = await works('explain', which, '--data-folder', serow.dataFolder);
      tally.ok(life.includes(one.sha256) && life.includes('Panthera uncia') && life.includes('DCIM/100SEROW'), 'explain prints the whole life', life.slice(0, 300));
      tally.ok(/Where it went\s+\S+Z\s+camtrap-dp package/.test(life), 'explain tells of the export', life.slice(-900));
    }
    const receipt = join(home, 'receipt.txt');
    const whole = await works('upload', card.folder, '--project', project, '--location', 'P01', '--name', 'card 12', '--receipt', receipt);
    tally.ok(whole.includes('safe to wipe'), 'the card is safe to wipe', whole);
    await works('receipt', receipt);
    writeFileSync(receipt, readFileSync(receipt, 'utf8').replace(/bytes: \d/, 'bytes: 9'));
    await fails(['receipt', receipt], /was changed/, 'a changed receipt is seen');
    // The operator's quota: seen by its members, held against the next card.
    const [{ organisationID, storedBytes }] = (await account.get('/organisations')).items;
    tally.ok((await works('quota', '--data-folder', serow.dataFolder)).includes('no limit'), 'without a quota there is no limit');
    await works('quota', '秦岭保护区', '--bytes', String(storedBytes + 1000), '--data-folder', serow.dataFolder);
    const storage = await account.get(`${path}/storage`);
    tally.equal([storage.quotaBytes, storage.freeBytes], [storedBytes + 1000, 1000], 'the quota holds at once');
    const more = join(home, 'more');
    mkdirSync(more);
    writeFileSync(join(more, 'IMG_1.JPG'), Buffer.concat([readFileSync(card.photos[0]), Buffer.alloc(2000, 7)]));
    await fails(['upload', more, '--project', project, '--location', 'P01', '--name', 'card 13'], /only 1\.0 kB of the organisation's quota/, 'a card that does not fit is refused with what is free');
    await works('quota', organisationID, '--no-limit', '--data-folder', serow.dataFolder);
    tally.ok((await works('upload', more, '--project', project, '--location', 'P01', '--name', 'card 13')).includes('1 files stored'), 'and taken when there is room');
    await fails(['quota', 'no such reserve', '--bytes', '1GB', '--data-folder', serow.dataFolder], /no such reserve/, 'a quota for nobody is refused');
    await fails(['explain', one.mediaID.replace(/^./, 'f'), '--data-folder', serow.dataFolder], /f[0-9a-f]{7}-/, 'explain says which media it does not know');
    await fails(['species', '--project', 'no such survey'], /no such survey/, 'species of an unknown project is refused');
    await fails(['no-such-command'], /no command "no-such-command"/, 'an unknown command is refused');
    tally.equal(JSON.parse(await works('api', 'GET', '/session')).email, 'li.wei@example.org', 'any request of the API can be made');
  } finally {
    for (const folder of [card.folder, home]) rmSync(folder, { recursive: true, force: true });
  }
});

/** The tables that the commands print hold the numbers of the API. */
async function compareNumbers(tally, works, account, path) {
  const table = await account.get(`${path}/species`);
  const printed = recordsOf(await works('species', '--project', project));
  const columns = { events: 'events', media: 'media', individuals: 'individuals', rate: 'ratePer100TrapNights', rateLow: 'rateLow95', rateHigh: 'rateHigh95', locations: 'locations', naiveOccupancy: 'naiveOccupancy', machineMedia: 'machineMedia' };
  const number = (text) => (text === '' || text === undefined ? null : Number(text));
  const close = (a, b) => a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-3 * Math.max(1, Math.abs(b)));
  tally.equal(printed.map((row) => row.scientificName), table.items.map((row) => row.scientificName), 'the same species in the same order');
  for (const [at, row] of table.items.entries())
    for (const [key, column] of Object.entries(columns))
      tally.ok(printed[at]?.[column] !== undefined && close(number(printed[at][column]), row[key]), `${row.scientificName || 'unidentified'}: the ${key} of the command is that of the API`, `${printed[at]?.[column]} ${row[key]}`);
  tally.ok(printed.every((row) => close(number(row.trapNights), table.effort)), 'and the effort', `${printed[0]?.trapNights} ${table.effort}`);

  const activity = await account.get(`${path}/activity?scientificName=Panthera%20uncia`);
  const curve = recordsOf(await works('activity', '--project', project, '--species', 'Panthera uncia'));
  tally.equal(curve.filter((row) => row.density).map((row) => Number(row.hour).toFixed(3)), activity.density.map((each) => each.hour.toFixed(3)), 'the rhythm’s hours are the same');
  const area = activity.density.slice(1).reduce((sum, each, at) => sum + ((each.density + activity.density[at].density) / 2) * (each.hour - activity.density[at].hour), 0);
  if (activity.density.length) tally.ok(Math.abs(area - 1) < 0.01, 'and its density over the day adds up to 1', String(area));
  const points = (await account.get(`${path}/map`)).locations;
  const mapped = recordsOf(await works('map', '--project', project));
  const sum = (list) => list.reduce((all, each) => all + Number(each.events), 0);
  tally.equal(sum(mapped.filter((row) => row.events)), sum(points.flatMap((each) => each.species)), 'the map holds the same events');
}

function command(words, env, seconds = 120) {
  return new Promise((resolve) => {
    const child = spawn(binary, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (bytes) => (stdout += bytes));
    child.stderr.on('data', (bytes) => (stderr += bytes));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
