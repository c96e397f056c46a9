// Every MUST of the tus protocol 1.0 (tus.io/protocols/resumable-upload) that binds a server, against a real Serow; and
// tus-js-client, which the page uses, by itself. `musts` lists them in our words; each is proved by a check that names it.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Account, announced, cardFile, register } from '../world/api.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { requireWeb } from '../world/web_packages.mjs';

const musts = {
  'core: every answer but that of OPTIONS bears Tus-Resumable': 'version',
  'core: another version is refused by 412': 'refuses-version',
  'core: with Tus-Version in that answer': 'tells-versions',
  'core: and the request is not processed': 'not-processed',
  'core: HEAD tells Upload-Offset, also where it is 0': 'head-offset',
  'core: and where the file is complete': 'head-complete',
  'core: HEAD tells Upload-Length where it is known': 'head-length',
  'core: HEAD is not to be cached': 'head-no-store',
  'core: PATCH of another content type is refused by 415': 'patch-type',
  'core: PATCH at another offset is refused by 409': 'patch-offset',
  'core: and the file is not changed by it': 'patch-unchanged',
  'core: PATCH is acknowledged by 204': 'patch-204',
  'core: with the new Upload-Offset, the old one and the bytes that came': 'patch-new-offset',
  'core: OPTIONS tells Tus-Version': 'options-version',
  'core: Tus-Resumable of an OPTIONS request is ignored': 'options-any-version',
  'core: Tus-Max-Size is a number of bytes': 'options-max-size',
  'core: X-HTTP-Method-Override is the method, the actual one is ignored': 'method-override',
  'creation: Upload-Length is a non-negative whole number': 'creation-length',
  'creation: one beyond Tus-Max-Size is refused by 413': 'creation-max-size',
  'creation: acknowledged by 201 and Location': 'creation-201',
  'creation: an empty file has Upload-Length 0': 'creation-empty',
  'creation: keys of Upload-Metadata are unique, values are base64': 'creation-metadata',
  'creation: HEAD gives Upload-Metadata as the client said them': 'creation-metadata-told',
  'creation: Upload-Defer-Length only where creation-defer-length is offered': 'creation-no-defer',
  'creation-with-upload: bytes of another content type are refused': 'with-upload-type',
  'creation-with-upload: the answer tells Upload-Offset': 'with-upload-offset',
  'expiration: PATCH tells Upload-Expires of an unfinished file': 'expires-patch',
  'expiration: as a date of HTTP': 'expires-date',
  'expiration: what expired is gone': 'expires-gone',
  'checksum: OPTIONS tells Tus-Checksum-Algorithm': 'checksum-told',
  'checksum: sha1 is among them': 'checksum-sha1',
  'checksum: an unknown algorithm is refused by 400': 'checksum-unknown',
  'checksum: another digest is refused by 460': 'checksum-460',
  'checksum: and those bytes are dropped, the offset stays': 'checksum-dropped',
  'termination: acknowledged by 204': 'termination-204',
  'termination: the file is not found afterwards': 'termination-gone',
};
const proved = new Set();

const version = { 'Tus-Resumable': '1.0.0' };
const octets = 'application/offset+octet-stream';
const base64 = (text) => Buffer.from(text).toString('base64');

await main('tus', 8, async (plain) => {
  /** A check; the words in brackets at the end of its claim name the MUSTs that it proves. */
  const named = (claim) => claim.replace(/ \[(.+)\]$/, (_, names) => {
    for (const name of names.split(' ')) {
      if (!Object.values(musts).includes(name)) throw new Error(`${name} is no MUST of the list`);
      proved.add(name);
    }
    return '';
  });
  const tally = {
    ok: (good, claim, more) => plain.ok(good, named(claim), more),
    equal: (found, wanted, claim) => plain.equal(found, wanted, named(claim)),
  };
  let serow = await startSerow();
  const owner = await register(serow.address, { organisationName: 'Foping reserve' });
  const program = await owner.withToken();
  const organisationID = (await owner.get('/organisations')).items[0].organisationID;
  const { projectID } = await owner.post('/projects', { organisationID, title: 'Takin survey' });
  const { locationID } = await owner.post(`/projects/${projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 });
  const { uploadID } = await owner.post(`/projects/${projectID}/uploads`, { locationID, name: 'card 12' });
  const all = `/projects/${projectID}/uploads/${uploadID}/tus`;

  let made = 0;
  /** A file of `size` random bytes, announced. */
  const newFile = async (size) => {
    const file = cardFile(randomBytes(size), `DCIM/${++made}.JPG`);
    const [item] = (await owner.post(`/projects/${projectID}/uploads/${uploadID}/files`, { files: [announced(file)] })).items;
    return { ...file, ...item, content: file.content, at: `${all}/${item.uploadFileID}` };
  };
  const metadata = (file, more = '') => ({ 'Upload-Metadata': `uploadFileID ${base64(file.uploadFileID)}${more}` });
  const send = async (method, path, headers = {}, body = undefined, account = program) => {
    const answer = await account.request(method, path, { headers: { ...version, ...headers }, body });
    tally.equal(answer.headers.get('tus-resumable'), '1.0.0', `${method} ${answer.status}: the answer bears Tus-Resumable [version]`);
    return answer;
  };
  const create = (file, headers = {}, body = undefined) => send('POST', all, { 'Upload-Length': String(file.bytes), ...metadata(file), ...headers }, body);
  const patch = (file, offset, body, headers = {}) => send('PATCH', file.at, { 'Upload-Offset': String(offset), 'Content-Type': octets, ...headers }, body);
  const offsetOf = async (file) => Number((await send('HEAD', file.at)).headers.get('upload-offset'));
  const is = (answer, status, claim) => tally.equal(answer.status, status, claim);
  const stateOf = async (file) => (await owner.get(`/projects/${projectID}/uploads/${uploadID}/files?limit=500`)).items.find((each) => each.uploadFileID === file.uploadFileID);

  // Core: OPTIONS
  const abilities = await new Account(serow.address).request('OPTIONS', all);
  is(abilities, 204, 'OPTIONS answers 204');
  tally.equal(abilities.headers.get('tus-version'), '1.0.0', 'OPTIONS tells the versions [options-version]');
  is(await new Account(serow.address).request('OPTIONS', all, { headers: { 'Tus-Resumable': '0.2.2' } }), 204, 'whatever version the request is of [options-any-version]');
  tally.equal(abilities.headers.get('tus-extension').split(',').sort(), ['checksum', 'creation', 'creation-with-upload', 'expiration', 'termination'], 'and the extensions');
  tally.ok(Number(abilities.headers.get('tus-max-size')) > 1e9, 'and the largest file [options-max-size]');
  tally.ok(abilities.headers.get('tus-checksum-algorithm').split(',').includes('sha1'), 'and sha1 among the checksums, as it must [checksum-told checksum-sha1]');

  // Core: version
  const file = await newFile(100_000);
  for (const said of [{ 'Tus-Resumable': '0.2.2' }, { 'Tus-Resumable': '' }]) {
    const refused = await send('POST', all, { 'Upload-Length': '100000', ...metadata(file), ...said });
    is(refused, 412, 'another version is refused by 412 [refuses-version]');
    tally.equal(refused.headers.get('tus-version'), '1.0.0', 'with the versions that are spoken [tells-versions]');
  }
  is(await send('HEAD', file.at), 404, 'a refused request did nothing: there is no file yet [not-processed]');

  // Creation
  is(await send('POST', all, metadata(file)), 400, 'without Upload-Length nothing is begun');
  is(await send('POST', all, { 'Upload-Defer-Length': '1', ...metadata(file) }), 400, 'a deferred length is not among the abilities [creation-no-defer]');
  is(await send('POST', all, { 'Upload-Length': '-1', ...metadata(file) }), 400, 'a negative length is refused [creation-length]');
  is(await send('POST', all, { 'Upload-Length': '1e3', ...metadata(file) }), 400, 'a length that is no number is refused');
  is(await send('POST', all, { 'Upload-Length': '99999999999999', ...metadata(file) }), 413, 'more than Tus-Max-Size is refused by 413 [creation-max-size]');
  is(await send('POST', all, { 'Upload-Length': '99999', ...metadata(file) }), 409, 'another length than announced is refused');
  is(await send('POST', all, { 'Upload-Length': '100000' }), 400, 'without metadata it is not known which file');
  is(await send('POST', all, { 'Upload-Length': '100000', 'Upload-Metadata': 'uploadFileID ***' }), 400, 'metadata that are not base64 are refused');
  is(await send('POST', all, { 'Upload-Length': '100000', ...metadata(file, `,uploadFileID ${base64(file.uploadFileID)}`) }), 400, 'a key of the metadata stands once [creation-metadata]');
  const said = `,filename ${base64('照片 1.JPG')},is_empty`;
  const created = await create(file, metadata(file, said));
  is(created, 201, 'a file is begun');
  tally.equal(new URL(created.headers.get('location'), serow.address).pathname, `/api/v1${file.at}`, 'Location is where it is gone on with [creation-201]');
  tally.ok(Date.parse(created.headers.get('upload-expires')) > Date.now() + 86_400_000 && /GMT$/.test(created.headers.get('upload-expires')), 'Upload-Expires is a date of HTTP, in the future [expires-date]');

  // Core: HEAD
  const head = await send('HEAD', file.at);
  is(head, 200, 'HEAD finds it');
  tally.equal([head.headers.get('upload-offset'), head.headers.get('upload-length')], ['0', '100000'], 'with offset and length [head-offset head-length]');
  tally.equal(head.headers.get('cache-control'), 'no-store', 'an offset is never cached [head-no-store]');
  tally.equal(head.headers.get('upload-metadata'), metadata(file, said)['Upload-Metadata'], 'the metadata come back as they were said [creation-metadata-told]');
  const nowhere = await send('HEAD', `${all}/01890000-0000-7000-8000-000000000000`);
  is(nowhere, 404, 'HEAD of an unknown file is 404');
  tally.equal(nowhere.headers.get('upload-offset'), null, 'without an offset');

  // Core: PATCH
  is(await send('PATCH', file.at, { 'Upload-Offset': '0', 'Content-Type': 'application/octet-stream' }, file.content.subarray(0, 10)), 415, 'another content type is refused by 415 [patch-type]');
  is(await send('PATCH', file.at, { 'Content-Type': octets }, file.content.subarray(0, 10)), 400, 'without Upload-Offset nothing is taken');
  is(await patch(file, 7, file.content.subarray(7, 20)), 409, 'another offset is refused by 409 [patch-offset]');
  tally.equal(await offsetOf(file), 0, 'refused bytes change nothing [patch-unchanged]');
  const first = await patch(file, 0, file.content.subarray(0, 30_000));
  is(first, 204, 'PATCH takes bytes [patch-204]');
  tally.equal(first.headers.get('upload-offset'), '30000', 'and tells the new offset [patch-new-offset]');
  tally.ok(first.headers.get('upload-expires'), 'and until when an unfinished file is kept [expires-patch]');
  is(await patch(file, 0, file.content.subarray(0, 30_000)), 409, 'the same bytes again are refused');
  is(await patch(file, 30_000, Buffer.concat([file.content.subarray(30_000), Buffer.from('more')])), 409, 'more bytes than announced are refused');
  const now = await offsetOf(file);
  tally.ok(now >= 30_000 && now <= 100_000, 'what came before them may stay', now);
  is(await patch(file, now, file.content.subarray(now)), 204, 'the rest comes');
  tally.equal((await stateOf(file)).state, 'stored', 'after the last byte the file is verified and stored');
  tally.equal(await offsetOf(file), 100_000, 'a finished file has its whole length [head-complete]');
  is(await patch(file, 100_000, ''), 204, 'an empty PATCH at the end changes nothing');
  is(await send('DELETE', file.at), 409, 'a stored file is not taken back this way');

  // The line breaks inside a PATCH
  const broken = await newFile(3_000_000);
  await create(broken);
  const cut = new AbortController();
  const body = new ReadableStream({ async pull(to) {
    to.enqueue(broken.content.subarray(0, 1_500_000));
    await new Promise((resolve) => setTimeout(resolve, 300));
    cut.abort();
  } });
  await fetch(`${serow.address}/api/v1${broken.at}`, { method: 'PATCH', duplex: 'half', body, signal: cut.signal, headers: { ...version, authorization: `Bearer ${program.token}`, 'Upload-Offset': '0', 'Content-Type': octets } }).then(() => tally.ok(false, 'the line broke'), () => {});
  let came = 0;
  for (let wait = 0; wait < 20 && came === 0; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    came = await offsetOf(broken);
  }
  tally.ok(came > 0 && came <= 1_500_000, 'what came before the line broke is kept', came);
  is(await patch(broken, came, broken.content.subarray(came, came + 1000)), 204, 'and is gone on from');

  // The service is killed, and begins again
  await serow.kill();
  serow = Object.assign(await startSerow({ dataFolder: serow.dataFolder, port: serow.port }), { ownsFolder: true });
  const again = (await owner.post(`/projects/${projectID}/uploads/${uploadID}/files`, { files: [announced(broken)] })).items[0];
  tally.equal(again.received, came + 1000, 'after kill -9 the manifest tells how far the file came');
  is(await patch(broken, again.received, broken.content.subarray(again.received)), 204, 'and the rest is sent');
  tally.equal((await stateOf(broken)).state, 'stored', 'the whole is what was announced');

  // Creation with upload
  const atOnce = await newFile(50_000);
  is(await create(atOnce, { 'Content-Type': 'image/jpeg' }, atOnce.content), 415, 'bytes of another type are refused [with-upload-type]');
  const whole = await create(atOnce, { 'Content-Type': octets }, atOnce.content);
  is(whole, 201, 'a file is begun and sent in one request');
  tally.equal([whole.headers.get('upload-offset'), whole.body.state], ['50000', 'stored'], 'and stored');
  const half = await newFile(50_000);
  tally.equal((await create(half, { 'Content-Type': octets }, half.content.subarray(0, 20_000))).headers.get('upload-offset'), '20000', 'or begun with a part of it [with-upload-offset]');
  is(await patch(half, 20_000, half.content.subarray(20_000)), 204, 'that is gone on with');
  const empty = await newFile(0);
  is(await create(empty), 201, 'an empty file is done when it is begun [creation-empty]');
  tally.equal((await stateOf(empty)).state, 'stored', 'and stored');

  // Other bytes than announced
  const other = await newFile(10_000);
  is(await create(other, { 'Content-Type': octets }, randomBytes(10_000)), 460, 'other bytes than announced are refused');
  tally.equal((await stateOf(other)).state, 'failed', 'the file is seen as failed');
  is(await create(other, { 'Content-Type': octets }, other.content), 201, 'and may be sent again');

  // Checksum
  const checked = await newFile(40_000);
  await create(checked);
  const sum = (algorithm, bytes) => ({ 'Upload-Checksum': `${algorithm} ${createHash(algorithm).update(bytes).digest('base64')}` });
  const part = checked.content.subarray(0, 10_000);
  is(await patch(checked, 0, part, { 'Upload-Checksum': 'crc32 AAAA' }), 400, 'an unknown algorithm is refused by 400 [checksum-unknown]');
  is(await patch(checked, 0, part, { 'Upload-Checksum': 'sha1' }), 400, 'a checksum without a digest is refused');
  is(await patch(checked, 0, part, sum('sha1', checked.content)), 460, 'bytes of another checksum are refused by 460 [checksum-460]');
  tally.equal(await offsetOf(checked), 0, 'and dropped');
  is(await patch(checked, 0, part, sum('sha1', part)), 204, 'sha1 is known');
  const rest = checked.content.subarray(10_000);
  is(await patch(checked, 10_000, rest, sum('sha256', part)), 460, 'a wrong last piece is refused');
  tally.equal(await offsetOf(checked), 10_000, 'and only that piece dropped [checksum-dropped]');
  is(await patch(checked, 10_000, rest, sum('sha256', rest)), 204, 'sha256 is known, too');
  tally.equal((await stateOf(checked)).state, 'stored', 'the whole is stored');

  // Termination
  const unwanted = await newFile(20_000);
  await create(unwanted, { 'Content-Type': octets }, unwanted.content.subarray(0, 5000));
  is(await send('DELETE', unwanted.at), 204, 'what came is forgotten [termination-204]');
  is(await send('HEAD', unwanted.at), 404, 'and is not there any more [termination-gone]');
  is(await patch(unwanted, 5000, unwanted.content.subarray(5000)), 404, 'nor gone on with');
  is(await send('DELETE', unwanted.at), 404, 'nothing can be forgotten twice');
  is(await create(unwanted, { 'Content-Type': octets }, unwanted.content), 201, 'but it can be begun anew');

  // For clients that have POST alone
  const posted = await newFile(20_000);
  await create(posted);
  const override = (method, headers = {}, bytes = undefined) => send('POST', posted.at, { 'X-HTTP-Method-Override': method, 'Content-Type': octets, ...headers }, bytes);
  is(await override('PATCH', { 'Upload-Offset': '0' }, posted.content.subarray(0, 5000)), 204, 'a POST that means PATCH is one');
  tally.equal((await override('HEAD')).headers.get('upload-offset'), '5000', 'a POST that means HEAD is one');
  is(await override('DELETE'), 204, 'a POST that means DELETE is one');
  is(await send('POST', posted.at, { 'Content-Type': octets }), 405, 'a POST that means nothing else is refused');
  await create(posted, { 'Content-Type': octets }, posted.content.subarray(0, 100));
  is(await send('PATCH', posted.at, { 'X-HTTP-Method-Override': 'DELETE', 'Upload-Offset': '100', 'Content-Type': octets }, posted.content.subarray(100)), 204, 'a PATCH that means DELETE is one, too [method-override]');
  is(await send('HEAD', posted.at), 404, 'and took the file away');

  // An unfinished file that nobody went on with is kept for the lifetime that is set, and then gone.
  const old = await newFile(20_000);
  await create(old, { 'Content-Type': octets }, old.content.subarray(0, 5000));
  const kept = await newFile(20_000);
  await create(kept, { 'Content-Type': octets }, kept.content.subarray(0, 5000));
  const partials = join(serow.dataFolder, 'store/partial');
  const longAgo = new Date(Date.now() - 15 * 86_400_000);
  for (const name of readdirSync(partials)) if (name.startsWith(old.uploadFileID)) utimesSync(join(partials, name), longAgo, longAgo);
  await serow.kill();
  serow = Object.assign(await startSerow({ dataFolder: serow.dataFolder, port: serow.port }), { ownsFolder: true });
  is(await send('HEAD', old.at), 404, 'what expired is gone [expires-gone]');
  tally.equal(await offsetOf(kept), 5000, 'what did not is there');

  // The client that the page uses, by itself: it stops in the middle, and another one goes on.
  const { Upload } = requireWeb('tus-js-client');
  const driven = await newFile(700_000);
  const drive = (more) => new Promise((resolve, reject) => {
    const upload = new Upload(driven.content, {
      endpoint: `${serow.address}/api/v1${all}`, metadata: { uploadFileID: driven.uploadFileID }, chunkSize: 200_000, retryDelays: null,
      headers: { Authorization: `Bearer ${program.token}` }, onError: reject, onSuccess: () => resolve('whole'),
      onChunkComplete: (_, sent) => { if (more.until && sent >= more.until) upload.abort().then(() => resolve(upload.url)); }, ...more,
    });
    upload.start();
  });
  const uploadUrl = await drive({ until: 400_000 });
  tally.equal(new URL(uploadUrl).pathname, `/api/v1${driven.at}`, 'tus-js-client begins a file');
  tally.ok((await offsetOf(driven)) >= 400_000 && (await stateOf(driven)).state === 'wanted', 'and leaves it half sent');
  let patched = 0;
  tally.equal(await drive({ uploadUrl, onAfterResponse: (request) => { if (request.getMethod() === 'PATCH') ++patched; } }), 'whole', 'another one goes on with it to the end');
  tally.ok(patched <= 2, 'and sends only what was missing', patched);
  tally.equal((await stateOf(driven)).state, 'stored', 'the whole is verified and stored');

  // Nobody else's
  const secret = await newFile(20_000);
  await create(secret);
  const thief = await (await register(serow.address)).withToken();
  for (const [method, headers] of [['HEAD', {}], ['PATCH', { 'Upload-Offset': '0', 'Content-Type': octets }], ['DELETE', {}]])
    is(await send(method, secret.at, headers, method === 'PATCH' ? secret.content : undefined, thief), 404, `${method} of another organisation's file is 404`);
  is(await send('POST', all, { 'Upload-Length': '20000', ...metadata(secret) }, undefined, thief), 404, 'nothing is begun in another organisation');
  is(await send('HEAD', secret.at, {}, undefined, new Account(serow.address)), 401, 'nor without signing in');

  tally.equal(Object.entries(musts).filter(([, name]) => !proved.has(name)).map(([must]) => must), [], 'every MUST of the list was proved');
});
