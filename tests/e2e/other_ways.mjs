// The other ways in, with the real program: `serow import` of folders and zips, `serow drop` behind a real vsftpd, and
// cameras that send with a key, made by API and in the page. Killed half-way wherever that can happen.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { register } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { binary, cleanEnvironment, main, startSerow, temporaryFolder } from '../world/serow.mjs';
import { root, shared } from '../world/web_packages.mjs';
import { accessible, fits, launch, openWindow, settled } from './browser.mjs';
import { picture as left } from './pages.mjs';

const picture = drawnPicture(1);
const photo = shared ? readFileSync(`${shared}/media/images/buow_00_IMG_0708.JPG`) : undefined;
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
const content = (text, filling = 40_000) => Buffer.concat([picture, Buffer.from(text), Buffer.alloc(filling, text)]);

/** A zip of stored entries; names are bytes, and a lie is possible. */
function zipOf(entries) {
  const [local, central] = [[], []];
  let offset = 0;
  for (const { name, bytes, flags = 0, crc = crc32(bytes), size = bytes.length } of entries) {
    const written = Buffer.isBuffer(name) ? name : Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(0x58a2, 12);
    head.writeUInt32LE(crc, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(size, 22);
    head.writeUInt16LE(written.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    local.push(head, written, bytes);
    central.push(entry, written);
    offset += 30 + written.length + bytes.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end]);
}

const started = [];
function begin(words, env = {}) {
  const child = spawn(binary, words, { cwd: root, env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const run = { child, stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => (run.stdout += bytes));
  child.stderr.on('data', (bytes) => (run.stderr += bytes));
  run.ended = new Promise((resolve) => child.on('close', (code) => resolve(Object.assign(run, { code }))));
  return run;
}

async function until(claim, seconds, holds) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(200)) if (await holds()) return;
  throw new Error(`not within ${seconds} s: ${claim}`);
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

await main('other ways', 12, async (tally) => {
  const home = temporaryFolder('ways');
  const serow = await startSerow({ args: ['--workers', '0'] });
  try {
    const owner = await register(serow.address, { organisationName: 'Foping reserve' });
    const { organisationID } = (await owner.get('/organisations')).items[0];
    const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
    const path = `/projects/${projectID}`;
    const { locationID } = await owner.post(`${path}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
    const uploads = async () => (await owner.get(`${path}/uploads`)).items;
    const hashes = async () => {
      const all = [];
      for (let cursor; ; ) {
        const part = await owner.get(`${path}/media?limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
        all.push(...part.items.map((each) => each.sha256));
        if (!(cursor = part.next)) return all;
      }
    };
    await importFolder(tally, { serow, home, uploads, hashes });
    await importZips(tally, { serow, home, owner, path, uploads, hashes });
    await cameraKeys(tally, { serow, owner, path, locationID, hashes });
    await keysByThePage(tally, { serow, owner, path });
    await ftpDrop(tally, { serow, home, owner, path, locationID, hashes });
  } finally {
    for (const child of started) child.kill('SIGKILL');
    execFileSync('rm', ['-rf', home]);
  }
});

async function importFolder(tally, { serow, home, uploads, hashes }) {
  const card = join(home, 'card 3');
  mkdirSync(join(card, 'DCIM/100SEROW'), { recursive: true });
  const expected = [];
  const count = 800; // so many that the kill finds it at work on any machine
  for (let number = 0; number < count; ++number) {
    const bytes = content(`card 3 ${number}`, number === 5 ? 8 << 20 : 30_000);
    writeFileSync(join(card, `DCIM/100SEROW/IMG_${number}.PNG`), bytes);
    expected.push(hash(bytes));
  }
  writeFileSync(join(card, 'log.txt'), 'no photo');
  const words = ['import', card, '--project', 'Takin survey', '--location', 'P01', '--data-folder', serow.dataFolder];
  let run = begin(words);
  await until('some files are imported', 120, async () => (await hashes()).length > 10);
  run.child.kill('SIGKILL');
  await run.ended;
  const before = (await hashes()).length;
  const receipt = join(home, 'receipt.txt');
  run = await begin([...words, '--receipt', receipt]).ended;
  tally.equal(run.code, 0, 'an import that was killed goes on', run.stderr.slice(-400));
  tally.ok(before < count && Number(/(\d+) here before/.exec(run.stdout)?.[1]) >= before - 5, 'without reading again what is there', `${before}: ${run.stdout}`);
  tally.ok(run.stderr.includes('log.txt') && run.stdout.includes('safe to wipe'), 'it says what is left out, and that the card is safe', run.stdout);
  tally.equal((await hashes()).sort(), expected.toSorted(), 'every file is there once');
  tally.equal((await uploads()).map((each) => [each.name, each.state, each.counts.files]), [['card 3', 'safe', count]], 'as one card, safe to wipe');
  tally.equal((await begin(['receipt', receipt]).ended).code, 0, 'its receipt is good');
  tally.ok(existsSync(join(card, 'DCIM/100SEROW/IMG_5.PNG')), 'the folder is as it was');
  tally.equal((await begin(words).ended).code, 0, 'once more is the same');
  tally.equal([(await uploads()).length, (await hashes()).length], [1, count], 'and adds nothing');
  const unknown = await begin(['import', card, '--project', 'No survey', '--location', 'P01', '--data-folder', serow.dataFolder]).ended;
  tally.ok(unknown.code === 66 && unknown.stderr.includes('Takin survey'), 'an unknown project is named, with those there are', unknown.stderr);
}

async function importZips(tally, { serow, home, owner, path, uploads, hashes }) {
  const put = (name, bytes) => {
    const file = join(home, name);
    writeFileSync(file, bytes);
    return file;
  };
  const bring = (file) => begin(['import', file, '--project', 'Takin survey', '--location', 'P01', '--data-folder', serow.dataFolder]).ended;
  const good = ['one', 'two', 'three'].map((text) => content(`zip ${text}`));
  const gbk = Buffer.concat([Buffer.from('DCIM/'), Buffer.from([0xc1, 0xe7, 0xc5, 0xa3]), Buffer.from('.PNG')]);
  const zip = zipOf([
    { name: 'DCIM/100SEROW/A.PNG', bytes: good[0] },
    { name: gbk, bytes: good[1] },
    { name: '羚/牛.PNG', bytes: good[2], flags: 0x800 },
    { name: 'notes.txt', bytes: Buffer.from('no photo') },
    { name: '__MACOSX/._A.PNG', bytes: Buffer.from('no photo') },
    { name: '../../etc/cron.d/A.PNG', bytes: content('out') },
    { name: '/etc/A.PNG', bytes: content('root') },
  ]);
  const file = put('season.zip', zip);
  let run = await bring(file);
  tally.equal(run.code, 0, 'a zip is imported', run.stderr.slice(-400));
  tally.ok(/\.\.\/\.\.\/etc.*leads out/.test(run.stderr) && /\/etc\/A\.PNG.*root of a disk/.test(run.stderr) && run.stderr.includes('notes.txt') && run.stderr.includes('__MACOSX'), 'what leads out of it is left out, with the reason', run.stderr);
  const card = (await uploads()).find((each) => each.name === 'season');
  tally.equal([card?.counts.files, card?.state], [3, 'safe'], 'the others are a card that is safe');
  const there = await hashes();
  tally.ok(good.every((bytes) => there.includes(hash(bytes))), 'with all of their bytes');
  tally.ok(!existsSync('/etc/A.PNG') && readdirSync(join(serow.dataFolder, 'store/incoming')).length === 0, 'and nothing was unpacked');
  run = await bring(file);
  tally.ok(run.code === 0 && /3 here before/.test(run.stdout), 'once more is the same', run.stdout + run.stderr);
  const names = (await owner.get(`${path}/uploads/${card.uploadID}/files?limit=500`)).items.map((each) => each.path);
  tally.ok(names.includes('DCIM/羚牛.PNG') && names.includes('羚/牛.PNG'), 'names in GBK and in UTF-8 are readable', names.join(' '));

  run = await bring(put('cut.zip', zip.subarray(0, zip.length - 300)));
  tally.ok(run.code === 65 && /no zip|damaged|truncated/i.test(run.stderr), 'a zip that is cut off is refused', `${run.code} ${run.stderr.slice(-300)}`);
  run = await bring(put('text.zip', Buffer.from('this is no zip')));
  tally.ok(run.code === 65, 'so is what is none', `${run.code} ${run.stderr.slice(-300)}`);
  run = await bring(put('locked.zip', zipOf([{ name: 'A.PNG', bytes: content('locked'), flags: 1 }])));
  tally.ok(run.code === 65 && /encrypted/.test(run.stderr), 'an encrypted one says so', `${run.code} ${run.stderr.slice(-300)}`);
  const spoilt = content('spoilt');
  run = await bring(put('spoilt.zip', zipOf([{ name: 'A.PNG', bytes: spoilt, crc: 1 }, { name: 'B.PNG', bytes: content('sound') }])));
  tally.ok(run.code === 65 && /A\.PNG/.test(run.stderr) && /1 files stored/.test(run.stdout), 'a damaged file fails, the others come', `${run.code} ${run.stdout} ${run.stderr.slice(-300)}`);
  tally.ok(!(await hashes()).includes(hash(spoilt)), 'and damaged bytes do not');
  const bombFolder = join(home, 'bomb');
  mkdirSync(bombFolder);
  writeFileSync(join(bombFolder, 'A.PNG'), '');
  truncateSync(join(bombFolder, 'A.PNG'), 300 << 20);
  execFileSync('python3', ['-c', 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1],"w",zipfile.ZIP_DEFLATED); z.write(sys.argv[2],"A.PNG")', join(home, 'bomb.zip'), join(bombFolder, 'A.PNG')]);
  run = await bring(join(home, 'bomb.zip'));
  tally.ok(run.code === 65 && /times its size/.test(run.stderr), 'a bomb is refused', `${run.code} ${run.stderr.slice(-300)}`);
  tally.equal(readdirSync(join(serow.dataFolder, 'store/incoming')).length, 0, 'and leaves nothing behind');
}

async function cameraKeys(tally, { serow, owner, path, locationID, hashes }) {
  const { deploymentID } = await owner.post(`${path}/deployments`, { locationID, cameraID: 'CAM-01' });
  const keys = `${path}/deployments/${deploymentID}/camera-keys`;
  const made = await owner.post(keys, { name: 'CAM-01' });
  tally.ok(/^serowcam_[\w-]{43}$/.test(made.key), 'a key is shown when it is made');
  tally.ok(!JSON.stringify(await owner.get(keys)).includes(made.key), 'and never again');
  const drop = (body, { key = made.key, headers = {}, address = '/drop' } = {}) =>
    fetch(`${serow.address}/api/v1${address}`, { method: 'POST', body, headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers } });
  const first = content('camera 1');
  let answer = await drop(first, { headers: { 'content-type': 'image/png', 'x-file-name': 'IMG_0001.PNG' } });
  tally.equal([answer.status, (await answer.json()).files], [201, [{ fileName: 'IMG_0001.PNG', bytes: first.length, sha256: hash(first), state: 'stored' }]], 'a camera brings a file');
  answer = await drop(first, { headers: { 'content-type': 'image/png', 'x-file-name': 'IMG_0001.PNG' } });
  tally.equal([answer.status, (await answer.json()).files[0].state], [200, 'duplicate'], 'the same again is there once');
  answer = await drop(content('camera 2'), { key: '', address: `/drop/${made.key}?name=IMG_0002.PNG` });
  tally.equal(answer.status, 201, 'the key may stand in the address');
  const form = new FormData();
  form.append('note', 'battery 80 %');
  form.append('photo', new Blob([content('camera 3')]), 'IMG_0003.PNG');
  form.append('photo', new Blob([content('camera 4')]), '../../IMG_0003.PNG');
  answer = await drop(form);
  tally.equal([answer.status, (await answer.json()).files.map((each) => each.fileName)], [201, ['IMG_0003.PNG', 'IMG_0003.PNG']], 'a form with two files of one name brings both');
  tally.equal((await drop('this is no picture')).status, 415, 'what is no photo is refused');
  tally.equal((await drop('')).status, 422, 'so is nothing');
  for (const key of ['', 'serowcam_x', `serowcam_${'A'.repeat(43)}`, 'serow_' + 'A'.repeat(43)]) tally.equal((await drop(first, { key })).status, 401, `no entry with "${key.slice(0, 12)}"`);
  // It can do nothing else.
  for (const [method, where] of [['GET', '/projects'], ['GET', path], ['GET', `${path}/media`], ['GET', keys], ['POST', keys], ['GET', '/session'], ['POST', '/tokens'], ['POST', `${path}/uploads`], ['DELETE', `${keys}/${made.cameraKeyID}`]]) {
    const refused = await fetch(`${serow.address}/api/v1${where}`, { method, headers: { authorization: `Bearer ${made.key}`, 'content-type': 'application/json' }, ...(method === 'POST' && { body: '{"name":"x"}' }) });
    tally.equal(refused.status, 401, `${method} ${where.replace(/[0-9a-f-]{36}/g, '…')} is not for a camera's key`);
  }
  const ours = (await owner.get(`${path}/media?limit=500&deploymentID=${deploymentID}`)).items;
  tally.equal(ours.length, 4, 'the files are of its deployment');
  tally.ok((await hashes()).includes(hash(first)), 'and of the project');
  const [listed] = (await owner.get(keys)).items;
  tally.ok(listed.files === 5 && listed.lastUsedAt !== null, 'the list tells what came', JSON.stringify(listed));
  await owner.ask('DELETE', `${keys}/${made.cameraKeyID}`);
  tally.equal((await drop(content('camera 5'))).status, 401, 'a key that was taken back brings nothing');
}

// Made in the page, shown once, and taken back there.
async function keysByThePage(tally, { serow, owner, path }) {
  const browser = await launch();
  try {
    const [name, value] = owner.cookie.split('=');
    const page = await openWindow(tally, browser, serow.address, { cookies: [{ name, value, url: serow.address }] });
    await page.goto(`${path}/field?tab=deployments`);
    await page.getByRole('row', { name: 'CAM-01' }).getByRole('button', { name: 'Camera keys' }).click();
    const dialog = page.locator('dialog[open]').first();
    await dialog.getByText('taken back').waitFor();
    for (const each of ['CAM-01 old', 'CAM-01 new']) {
      await dialog.getByLabel('Name').fill(each);
      await dialog.getByRole('button', { name: 'Make a key' }).click();
      await dialog.getByRole('row', { name: each }).waitFor();
    }
    const key = await dialog.locator('code').filter({ hasText: /^serowcam_/ }).innerText();
    const drop = (text) => fetch(`${serow.address}/api/v1/drop?name=IMG_0009.PNG`, { method: 'POST', body: content(text), headers: { authorization: `Bearer ${key}` } });
    tally.equal((await drop('camera 9')).status, 201, 'a key that was made in the page brings a file');
    await accessible(tally, page, 'the keys of a deployment');
    await page.screenshot({ path: left('camera-keys') });
    const takeBack = async (each) => {
      await dialog.getByRole('row', { name: each }).getByRole('button', { name: 'Take back' }).click();
      await page.locator('dialog[open]').last().getByRole('button', { name: 'Take back' }).click();
      await dialog.getByRole('row', { name: each }).getByText('taken back').waitFor();
    };
    await takeBack('CAM-01 old');
    tally.ok(await dialog.getByText(key, { exact: true }).isVisible(), 'the new one is still shown when another is taken back');
    await takeBack('CAM-01 new');
    tally.equal([await dialog.getByText(key, { exact: true }).count(), (await drop('camera 10')).status], [0, 401], 'taken back it is gone, and brings nothing');
    const small = await openWindow(tally, browser, serow.address, { cookies: [{ name, value, url: serow.address }], language: 'zh', theme: 'dark', width: 390, height: 844 });
    await small.goto(`${path}/field?tab=deployments`);
    await small.getByRole('row', { name: 'CAM-01' }).getByRole('button', { name: '相机密钥' }).click();
    await small.getByRole('row', { name: 'CAM-01 new' }).waitFor();
    await settled(small);
    await fits(tally, small, 'the keys in Chinese, dark and small');
    await small.screenshot({ path: left('camera-keys-zh-dark-small') });
  } finally {
    await browser.close();
  }
}

async function ftpDrop(tally, { serow, home, owner, path, locationID, hashes }) {
  let vsftpd;
  try {
    vsftpd = execFileSync('sh', ['-c', 'command -v vsftpd || command -v /usr/sbin/vsftpd']).toString().trim();
  } catch {
    tally.skip('vsftpd is not installed (tools/setup --check): the FTP drop is not tested');
    return;
  }
  await owner.post(`${path}/deployments`, { locationID, cameraID: 'CAM-07', deploymentStart: '2024-05-01T10:00:00+08:00' });
  const later = await owner.post(`${path}/deployments`, { locationID, cameraID: 'CAM-07', deploymentStart: '2025-05-01T10:00:00+08:00' });
  const folder = join(home, 'drop');
  mkdirSync(join(folder, 'CAM-07'), { recursive: true });
  const pem = join(home, 'ftp.pem');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', pem, '-out', `${pem}.crt`], { stdio: 'ignore' });
  const [port, passive] = [await freePort(), await freePort()];
  const settings = join(home, 'vsftpd.conf');
  writeFileSync(settings, `listen=YES
listen_address=127.0.0.1
listen_port=${port}
background=NO
run_as_launching_user=YES
anonymous_enable=YES
no_anon_password=YES
anon_root=${folder}
write_enable=YES
anon_upload_enable=YES
anon_mkdir_write_enable=YES
anon_umask=0007
allow_writeable_chroot=YES
secure_chroot_dir=${home}
pasv_min_port=${passive}
pasv_max_port=${passive}
ssl_enable=YES
allow_anon_ssl=YES
rsa_cert_file=${pem}.crt
rsa_private_key_file=${pem}
seccomp_sandbox=NO
xferlog_enable=NO
`);
  const server = spawn(vsftpd, [settings], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(server);
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (bytes) => (said += bytes));
  const send = (file, where, ...more) => {
    try {
      execFileSync('curl', ['-sS', '--fail', '--max-time', '60', '--retry', '20', '--retry-connrefused', '--retry-delay', '1', ...more, '-T', file, `ftp://127.0.0.1:${port}/${where}`], { stdio: ['ignore', 'ignore', 'pipe'] });
      return '';
    } catch (error) {
      return `${error.stderr}${said}` || 'failed';
    }
  };
  const words = ['drop', folder, '--project', 'Takin survey', '--data-folder', serow.dataFolder, '--settle', '2', '--patience', '6'];
  let run = begin(words);
  const put = (name, bytes) => {
    const file = join(home, name);
    writeFileSync(file, bytes);
    return file;
  };
  const plain = content('ftp plain');
  const secret = content('ftp by TLS');
  tally.equal(send(put('IMG_0001.PNG', plain), 'CAM-07/'), '', 'a camera sends by FTP');
  tally.equal(send(put('IMG_0002.PNG', secret), 'CAM-07/', '--ssl-reqd', '--cacert', `${pem}.crt`), '', 'and by FTP with TLS');
  await until('both are taken in', 60, async () => {
    const there = await hashes();
    return there.includes(hash(plain)) && there.includes(hash(secret));
  });
  await until('and gone from the folder', 20, () => readdirSync(join(folder, 'CAM-07')).length === 0);
  const ours = (await owner.get(`${path}/media?limit=500&deploymentID=${later.deploymentID}`)).items;
  tally.equal(ours.map((each) => each.fileName).sort(), ['IMG_0001.PNG', 'IMG_0002.PNG'], 'they are of the deployment that the camera has now');

  // While nobody watches.
  run.child.kill('SIGKILL');
  await run.ended;
  const meanwhile = content('meanwhile');
  send(put('IMG_0003.PNG', meanwhile), 'CAM-07/');
  send(put('IMG_0001.PNG', content('the name again')), 'CAM-07/');
  send(put('page.JPG', Buffer.from('<html>an error page</html>')), 'CAM-07/');
  send(put('IMG_9.PNG', content('unknown')), 'CAM-99/', '--ftp-create-dirs');
  if (photo) send(put('CUT.JPG', photo.subarray(0, photo.length - 20_000)), 'CAM-07/');
  run = begin(words);
  await until('what came meanwhile is taken in', 60, async () => (await hashes()).includes(hash(meanwhile)) && (await hashes()).includes(hash(content('the name again'))));
  const refused = join(folder, 'refused/CAM-07');
  await until('what is no photo is refused', 60, () => existsSync(join(refused, 'page.JPG')) && (!photo || existsSync(join(refused, 'CUT.JPG'))));
  tally.ok(/no photo/.test(readFileSync(join(refused, 'page.JPG.why.txt'), 'utf8')), 'with the reason beside it');
  if (photo) {
    tally.ok(/cut off/.test(readFileSync(join(refused, 'CUT.JPG.why.txt'), 'utf8')), 'and so is what stayed cut off');
    tally.ok(!(await hashes()).includes(hash(photo.subarray(0, photo.length - 20_000))), 'which never came in');
  }
  tally.ok(existsSync(join(folder, 'CAM-99/IMG_9.PNG')), 'files of an unknown camera stay');
  await owner.post(`${path}/deployments`, { locationID, cameraID: 'CAM-99' });
  await until('until it has a deployment', 60, async () => (await hashes()).includes(hash(content('unknown'))));
  run.child.kill('SIGTERM');
  tally.equal((await run.ended).code, 0, 'it ends when it is asked to', run.stderr.slice(-300));
  tally.ok(/CAM-99.*no deployment/.test(run.stderr), 'it said which camera it did not know', run.stderr.slice(-600));
  server.kill('SIGKILL');
}
