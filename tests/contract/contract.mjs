// Every operation of api/openapi.yaml against a real Serow: what works, answers as documented; what does not, says why as documented.
import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Account, announced, cardFile, playable, predictions, register, settle, trained, upload, verifiedCrops } from '../world/api.mjs';
import { addressOf, byID, operations, source, validator } from '../world/contract.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { drawnVideo } from '../world/video.mjs';
import { main, startSerow } from '../world/serow.mjs';
import { shared } from '../world/web_packages.mjs';
import { Replay } from './replay.mjs';

await main('contract', 8, async (tally) => {
  const serow = await startSerow();
  const replay = new Replay(tally);
  const stranger = new Account(serow.address);

  // Service and account
  const before = await replay.send(stranger, 'health', { expect: 200 });
  tally.equal(before.body.accounts, false, 'a new Serow has no accounts');
  const contract = await replay.send(stranger, 'contract', { expect: 200 });
  tally.ok(contract.body === source, 'the service gives the contract as it is written');
  const joined = await replay.send(stranger, 'register', { expect: 201 });
  const cookie = joined.headers.get('set-cookie') ?? '';
  tally.ok(/^serow_session=[^;]+;/.test(cookie) && /HttpOnly/i.test(cookie) && /SameSite=(Lax|Strict)/i.test(cookie), 'the session cookie is HttpOnly and SameSite', cookie);
  tally.ok((await replay.send(stranger, 'health', { expect: 200 })).body.accounts, 'then it has accounts');
  await replay.send(stranger, 'register', { expect: 409 });
  await replay.send(stranger, 'register', { with: { email: 'other@example.org', password: 'too short' }, expect: 422 });
  await replay.send(stranger, 'register', { with: { email: 'no address' }, expect: 422 });
  await replay.send(stranger, 'register', { with: { email: 'other@example.org', name: '' }, expect: 422 });
  await replay.send(stranger, 'signIn', { with: { password: 'not this one at all' }, expect: 401 });
  await replay.send(stranger, 'signIn', { with: { email: 'nobody@example.org' }, expect: 401 });
  const signedIn = await replay.send(stranger, 'signIn', { expect: 200 });
  const passing = new Account(serow.address, { cookie: signedIn.headers.get('set-cookie').split(';')[0], csrf: signedIn.body.csrfToken });
  await replay.send(passing, 'signOut', { expect: 204 });
  await replay.send(passing, 'getSession', { expect: 401 });
  const owner = new Account(serow.address, { cookie: cookie.split(';')[0], csrf: joined.body.csrfToken });
  tally.equal((await replay.send(owner, 'getSession', { expect: 200 })).body, joined.body, 'the session is the one that was begun');

  const token = (await replay.send(owner, 'createToken', { expect: 201 })).body;
  const program = new Account(serow.address, { token: token.token });
  tally.equal((await replay.send(program, 'getSession', { expect: 200 })).body.csrfToken, '', 'a token has no CSRF token');
  const tokens = (await replay.send(owner, 'listTokens', { expect: 200 })).body.items;
  tally.ok(tokens.length === 1 && tokens[0].lastUsedAt !== null, 'the list tells when a token was used');
  const passingToken = (await replay.send(owner, 'createToken', { json: { name: '临时' }, expect: 201 })).body;
  await replay.send(owner, 'deleteToken', { path: { tokenID: passingToken.tokenID }, expect: 204 });
  await replay.send(new Account(serow.address, { token: passingToken.token }), 'getSession', { expect: 401 });

  // Organisations and members
  const colleague = await register(serow.address, { email: 'colleague@example.org', name: 'Wang Fang' });
  const made = (await replay.send(owner, 'createOrganisation', { expect: 201 })).body;
  const organisations = (await replay.send(owner, 'listOrganisations', { expect: 200 })).body.items;
  tally.equal(organisations.length, 2, 'both organisations are listed');
  const organisationID = made.organisationID;
  const inOrganisation = { organisationID };
  await replay.send(owner, 'updateOrganisation', { path: inOrganisation, json: { name: 'Foping reserve' }, expect: 200 });
  tally.equal((await replay.send(owner, 'getOrganisation', { path: inOrganisation, expect: 200 })).body.name, 'Foping reserve', 'the new name stays');
  await replay.send(owner, 'setOrganisationMember', { path: inOrganisation, expect: 200 });
  await replay.send(owner, 'setOrganisationMember', { path: inOrganisation, with: { email: 'nobody@example.org' }, expect: 404 });
  await replay.send(owner, 'setOrganisationMember', { path: inOrganisation, with: { role: 'king' }, expect: 422 });
  tally.equal((await replay.send(owner, 'listOrganisationMembers', { path: inOrganisation, expect: 200 })).body.items.length, 2, 'two members');
  await replay.send(owner, 'removeOrganisationMember', { path: { organisationID, accountID: colleague.accountID }, expect: 204 });
  await replay.send(owner, 'removeOrganisationMember', { path: { organisationID, accountID: joined.body.accountID }, expect: 409 });

  // Project and field
  const project = (await replay.send(owner, 'createProject', { with: { organisationID }, expect: 201 })).body;
  const projectID = project.projectID;
  const here = { projectID };
  await replay.send(owner, 'createProject', { with: { organisationID, timeZone: 'Mars/Olympus' }, expect: 422 });
  const change = { title: '羚牛调查 2024', acronym: 'TAK', description: 'Takin & serow', samplingDesign: 'systematicRandom', dataLicence: 'CC-BY-4.0', mediaLicence: 'CC-BY-NC-4.0', sequenceGap: 60, independenceInterval: 1800 };
  const changed = (await replay.send(owner, 'updateProject', { path: here, json: change, expect: 200 })).body;
  for (const [key, value] of Object.entries(change)) tally.equal(changed[key], value, `the project's ${key} is what was sent`);
  await replay.send(owner, 'updateProject', { path: here, json: { samplingDesign: 'by feeling' }, expect: 422 });
  await replay.send(owner, 'updateProject', { path: here, json: { sequenceGap: -1 }, expect: 422 });
  tally.equal((await replay.send(owner, 'getProject', { path: here, expect: 200 })).body.title, change.title, 'the project is found');
  tally.equal((await replay.send(owner, 'listProjects', { expect: 200 })).body.items.length, 1, 'and listed');
  await replay.send(owner, 'setProjectMember', { path: here, expect: 200 });
  tally.equal((await replay.send(owner, 'listProjectMembers', { path: here, expect: 200 })).body.items.length, 1, 'one member of the project itself');
  await replay.send(owner, 'removeProjectMember', { path: { ...here, accountID: colleague.accountID }, expect: 204 });

  const area = (await replay.send(owner, 'createArea', { path: here, expect: 201 })).body;
  const inArea = { ...here, areaID: area.areaID };
  const square = { type: 'Polygon', coordinates: [[[107.8, 33.5], [107.9, 33.5], [107.9, 33.6], [107.8, 33.6], [107.8, 33.5]]] };
  tally.equal((await replay.send(owner, 'updateArea', { path: inArea, json: { geometry: square }, expect: 200 })).body.geometry, square, 'the outline is what was sent');
  await replay.send(owner, 'updateArea', { path: inArea, json: { geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 1]]] } }, expect: 422 });
  await replay.send(owner, 'updateArea', { path: inArea, json: { geometry: { type: 'Point', coordinates: [0, 0] } }, expect: 422 });
  await replay.send(owner, 'getArea', { path: inArea, expect: 200 });

  const location = (await replay.send(owner, 'createLocation', { path: here, with: { areaID: area.areaID }, expect: 201 })).body;
  const atLocation = { ...here, locationID: location.locationID };
  const moved = (await replay.send(owner, 'updateLocation', { path: atLocation, json: { latitude: 33.56, coordinateUncertainty: null, habitat: 'bamboo' }, expect: 200 })).body;
  tally.equal([moved.latitude, moved.longitude, moved.coordinateUncertainty, moved.habitat], [33.56, 107.85, null, 'bamboo'], 'only what was sent changes');
  await replay.send(owner, 'updateLocation', { path: atLocation, json: { latitude: 91 }, expect: 422 });
  await replay.send(owner, 'createLocation', { path: here, with: { longitude: 'east' }, expect: 422 });
  await replay.send(owner, 'getLocation', { path: atLocation, expect: 200 });
  tally.equal((await replay.send(owner, 'listAreas', { path: here, expect: 200 })).body.items[0].locations, 1, 'the area knows its point');
  tally.equal((await replay.send(owner, 'listLocations', { path: here, expect: 200 })).body.items.length, 1, 'the point is listed');

  const deployment = (await replay.send(owner, 'createDeployment', { path: here, with: { locationID: location.locationID }, expect: 201 })).body;
  const inDeployment = { ...here, deploymentID: deployment.deploymentID };
  tally.equal([Date.parse(deployment.deploymentStart), deployment.boundsFromMedia], [Date.parse('2024-05-01T10:00:00+08:00'), false], 'the deployment starts when it was said');
  await replay.send(owner, 'updateDeployment', { path: inDeployment, json: { baitUse: false, deploymentComments: 'low battery' }, expect: 200 });
  await replay.send(owner, 'updateDeployment', { path: inDeployment, json: { deploymentEnd: '2024-04-01T10:00:00+08:00' }, expect: 422 });
  await replay.send(owner, 'updateDeployment', { path: inDeployment, json: { deploymentStart: 'yesterday' }, expect: 422 });
  await replay.send(owner, 'getDeployment', { path: inDeployment, expect: 200 });
  tally.equal((await replay.send(owner, 'listDeployments', { path: here, expect: 200 })).body.items.length, 1, 'the deployment is listed');
  await replay.send(owner, 'deleteLocation', { path: atLocation, expect: 409 });

  // A card, whole and with everything that can go wrong on the way
  const begun = (await replay.send(owner, 'createUpload', { path: here, json: { deploymentID: deployment.deploymentID, name: 'card 12' }, expect: 201 })).body;
  const inUpload = { ...here, uploadID: begun.uploadID };
  await replay.send(owner, 'createUpload', { path: here, json: {}, expect: [400, 422] });
  await replay.send(owner, 'createUpload', { path: here, with: { locationID: randomUUID() }, expect: 404 });
  const at = (minute) => `2024-05-02T06:${String(minute).padStart(2, '0')}:00+08:00`;
  const files = [1, 2, 3, 4].map((number) => ({ ...cardFile(drawnPicture(number), `DCIM/100/IMG_000${number}.PNG`), modifiedAt: at(number < 3 ? number : number * 10) }));
  const photos = shared ? readdirSync(`${shared}/media/images`).filter((name) => /^buow_0[1-3]/.test(name)) : [];
  files.push(...photos.map((name) => cardFile(`${shared}/media/images/${name}`, `DCIM/101/${name}`)));
  files.push({ ...cardFile(drawnVideo(1), 'DCIM/100/VID_0001.AVI'), modifiedAt: at(50) });
  files.push(cardFile(Buffer.from('this is no picture'), 'DCIM/100/BROKEN.JPG'), cardFile(Buffer.alloc(0), 'DCIM/100/EMPTY.JPG'));
  const items = (await replay.send(owner, 'announceFiles', { path: inUpload, json: { files: files.map(announced) }, expect: 200 })).body.items;
  tally.equal(items.map((each) => [each.path, each.state]), files.map((each) => [each.path, 'wanted']), 'every file is wanted, in the order of the manifest');
  await replay.send(owner, 'announceFiles', { path: inUpload, expect: 200 });
  await replay.send(owner, 'announceFiles', { path: inUpload, json: { files: [] }, expect: [400, 422] });
  await replay.send(owner, 'announceFiles', { path: inUpload, json: { files: [{ path: '../secret', bytes: 1, sha256: 'a'.repeat(64) }] }, expect: 422 });
  await replay.send(owner, 'announceFiles', { path: inUpload, json: { files: [{ path: 'a.jpg', bytes: 1, sha256: 'xyz' }] }, expect: 422 });
  await replay.send(owner, 'announceFiles', { path: inUpload, json: { files: [{ path: 'a.jpg', bytes: -1, sha256: 'a'.repeat(64) }] }, expect: 422 });
  const fileOf = (index) => ({ ...inUpload, uploadFileID: items[index].uploadFileID });
  const octets = (body) => ({ body, type: 'application/octet-stream' });
  const wrong = Buffer.from(files[0].content);
  wrong[200] ^= 1;
  await replay.send(owner, 'sendFile', { path: fileOf(0), ...octets(wrong), expect: 460 });
  await replay.send(owner, 'sendFile', { path: fileOf(0), ...octets(files[0].content.subarray(0, 100)), expect: 460 });
  for (const [index, file] of files.entries()) {
    const stored = (await replay.send(index % 2 ? owner : program, 'sendFile', { path: fileOf(index), ...octets(file.content), expect: 200 })).body;
    tally.equal([stored.state, stored.sha256], ['stored', file.sha256], `${file.path} is stored`);
  }
  await replay.send(owner, 'sendFile', { path: fileOf(0), ...octets(files[0].content), expect: [200, 409] });
  // The resumable way (every rule of tus is tried in tus.mjs)
  const slow = cardFile(drawnPicture(9), 'DCIM/100/IMG_0009.PNG');
  const slowly = (await replay.send(owner, 'announceFiles', { path: inUpload, json: { files: [announced(slow)] }, expect: 200 })).body.items[0];
  const inSlow = { ...inUpload, uploadFileID: slowly.uploadFileID };
  const middle = Math.floor(slow.bytes / 2);
  const begin = { path: inSlow, headers: { 'Upload-Length': String(slow.bytes) }, body: slow.content.subarray(0, middle), expect: 201 };
  await replay.send(owner, 'tusCreate', begin);
  await replay.send(owner, 'tusForget', { path: inSlow, expect: 204 });
  await replay.send(owner, 'tusCreate', begin);
  await replay.send(program, 'tusOverride', { path: inSlow, expect: 200 });
  await replay.send(owner, 'tusGoOn', { path: inSlow, headers: { 'Upload-Offset': '1' }, body: slow.content.subarray(1), expect: 409 });
  await replay.send(program, 'tusGoOn', { path: inSlow, headers: { 'Upload-Offset': String(middle) }, body: slow.content.subarray(middle), expect: 204 });
  files.push(slow);
  items.push(slowly);
  const storage = (await replay.send(owner, 'getStorage', { path: here, expect: 200 })).body;
  tally.equal([storage.storedBytes, storage.storedFiles, storage.quotaBytes], [files.reduce((sum, each) => sum + each.bytes, 0), files.length, null], 'the storage of the organisation counts every stored byte');
  const reserve = (await replay.send(owner, 'getOrganisation', { path: inOrganisation, expect: 200 })).body;
  tally.equal([reserve.storedBytes, reserve.storedFiles, reserve.quotaBytes], [storage.storedBytes, storage.storedFiles, null], 'and so does the organisation');
  const counts = (await replay.send(owner, 'getUpload', { path: inUpload, expect: 200 })).body.counts;
  tally.equal([counts.files, counts.stored, counts.wanted], [files.length + 1, files.length, 1], 'the upload counts its files');
  tally.equal((await replay.send(owner, 'listUploads', { path: here, expect: 200 })).body.items.length, 1, 'the upload is listed');
  const page = (await replay.send(owner, 'listUploadFiles', { path: inUpload, query: { limit: 2 }, expect: 200 })).body;
  const rest = (await replay.send(owner, 'listUploadFiles', { path: inUpload, query: { cursor: page.next, limit: 500 }, expect: 200 })).body;
  tally.equal([...page.items, ...rest.items].map((each) => each.path), files.map((each) => each.path).concat(byID.get('announceFiles').example.files[0].path).sort(), 'two pages hold every file once, by path');
  tally.equal((await replay.send(owner, 'listUploadFiles', { path: inUpload, query: { state: 'wanted' }, expect: 200 })).body.items.length, 1, 'one file is still wanted');
  await replay.send(owner, 'listUploadFiles', { path: inUpload, query: { state: 'lost' }, expect: [400, 422] });
  // The whole card, read again: what is missing keeps it open
  await replay.send(owner, 'completeUpload', { path: inUpload, json: { files: files.length + 1 }, expect: 409 });
  await replay.send(owner, 'getReceipt', { path: inUpload, expect: 409 });
  const small = (await replay.send(owner, 'createUpload', { path: here, json: { deploymentID: deployment.deploymentID, name: 'card 13' }, expect: 201 })).body;
  const inSmall = { ...here, uploadID: small.uploadID };
  await replay.send(owner, 'announceFiles', { path: inSmall, json: { files: files.slice(0, 3).map(announced) }, expect: 200 });
  await replay.send(owner, 'completeUpload', { path: inSmall, json: { files: 2 }, expect: 409 });
  await replay.send(owner, 'completeUpload', { path: inSmall, json: { files: 3 }, expect: 200 });
  let card13;
  for (let tries = 0; tries < 100 && card13?.state !== 'safe'; ++tries) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    card13 = (await replay.send(owner, 'getUpload', { path: inSmall, expect: 200 })).body;
  }
  tally.equal([card13.state, card13.counts.verified], ['safe', 3], 'a card whose files were all read again is safe to wipe');
  const receipt = (await replay.send(owner, 'getReceipt', { path: inSmall, expect: 200 })).body;
  tally.ok(files.slice(0, 3).every((file) => receipt.includes(`${file.sha256} ${file.bytes} `) && receipt.includes(` ${file.path}\n`)), 'the receipt lists every file with its hash and size', receipt);
  const [signed, key, signature] = /^([^]*\npublic key \(Ed25519\): (\S+)\n)signature: (\S+)\n$/.exec(receipt)?.slice(1) ?? [];
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key ?? '', 'base64')]);
  const isSigned = (text) => verify(null, Buffer.from(text), createPublicKey({ key: der, format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'));
  tally.ok(isSigned(signed) && !isSigned(signed.replace('files: 3', 'files: 4')), 'another library finds the signature right, and a changed list wrong');
  await replay.send(owner, 'announceFiles', { path: inSmall, expect: 200 });
  tally.equal((await replay.send(owner, 'getUpload', { path: inSmall, expect: 200 })).body.state, 'open', 'one more file, and the card is open again');

  await replay.send(owner, 'deleteProject', { path: here, expect: 409 });
  await replay.send(owner, 'deleteDeployment', { path: inDeployment, expect: 409 });

  const live = await owner.listen(addressOf(byID.get('live'), here), '\n\n');
  replay.judge(byID.get('live'), 'live', { status: live.status, type: live.type, body: live.text }, 200);
  const told = /event: ?progress\ndata: ?(.*)\n/.exec(live.text);
  const progressFault = told ? validator({ $ref: '#/components/schemas/Progress' }, { strictly: true })(JSON.parse(told[1])) : 'no progress event';
  tally.ok(progressFault === '', 'the stream tells the progress at once', progressFault);
  const progress = await settle(program, projectID, files.length);
  await replay.send(owner, 'getProgress', { path: here, expect: 200 });
  tally.equal([progress.ready, progress.unreadable, progress.dead], [files.length - 2, 2, 0], 'all good files are read, the broken ones are told');
  await replay.send(owner, 'retryJobs', { path: here, expect: 200 });

  // Media
  await playable(owner, projectID);
  const all = (await replay.send(owner, 'listMedia', { path: here, expect: 200 })).body.items;
  tally.equal(all.length, files.length, 'every file is a media');
  const unreadable = (await replay.send(owner, 'listMedia', { path: here, query: { show: 'unreadable' }, expect: 200 })).body.items;
  tally.ok(unreadable.length === 2 && unreadable.every((each) => each.problem?.detail.length > 3), 'the unreadable ones say why');
  for (const show of ['all', 'unreviewed', 'reviewed', 'blank', 'animal', 'human', 'vehicle', 'unknown', 'unclassified', 'conflict'])
    await replay.send(owner, 'listMedia', { path: here, query: { show, locationID: location.locationID, deploymentID: deployment.deploymentID }, expect: 200 });
  await replay.send(owner, 'listMedia', { path: here, query: { show: 'pretty' }, expect: [400, 422] });
  await replay.send(owner, 'listMedia', { path: here, query: { limit: 0 }, expect: [400, 422] });
  for (const id of ['listMedia', 'listEvents', 'listObservations']) await replay.send(owner, id, { path: here, query: { cursor: 'made up' }, expect: [400, 422] });
  await replay.send(owner, 'listMedia', { path: here, query: { from: 'monday' }, expect: [400, 422] });
  const walked = [];
  for (let cursor; ; ) {
    const part = (await replay.send(owner, 'listMedia', { path: here, query: { limit: 2, ...(cursor && { cursor }) }, expect: 200 })).body;
    walked.push(...part.items.map((each) => each.mediaID));
    if (!(cursor = part.next) || walked.length > 100) break;
  }
  tally.equal(walked, all.map((each) => each.mediaID), 'pages of two hold the same media in the same order');
  const first = all.find((each) => each.fileName === 'IMG_0001.PNG');
  const inMedia = { ...here, mediaID: first.mediaID };
  tally.equal((await replay.send(owner, 'getMedia', { path: inMedia, expect: 200 })).body, first, 'a media alone is as in the list');
  tally.equal([first.width, first.height, first.cameraTimeSource, first.timestamp], [320, 240, 'file', '2024-05-02T06:01:00+08:00'], 'its facts are those of the file');
  const fenced = await replay.send(owner, 'setGeofence', { path: here, json: { allowed: [], blocked: ['Panthera leo'] }, expect: 200 });
  tally.equal(fenced.body.blocked.map((each) => each.scientificName), ['Panthera leo'], 'a blocked animal is kept');
  tally.equal((await replay.send(owner, 'getGeofence', { path: here, expect: 200 })).body, fenced.body, 'and told');
  await replay.send(owner, 'setGeofence', { path: here, json: { allowed: ['Yeti'], blocked: [] }, expect: 422 });
  await replay.send(owner, 'lookAgain', { path: here, json: {}, expect: 200 });
  await replay.send(owner, 'compareModels', { path: here, expect: 200 });
  await replay.send(owner, 'compareModels', { path: here, query: { format: 'csv' }, expect: 200 });
  await replay.send(owner, 'compareModels', { path: here, query: { model: 'nobody 1' }, expect: 404 });
  await replay.send(owner, 'getModelCalibration', { path: here, expect: 200 });
  await replay.send(owner, 'calibrateModel', { path: here, json: { model: 'nobody 1', inForce: true }, expect: 404 });
  await replay.send(owner, 'calibrateModel', { path: here, json: { model: 'nobody 1', inForce: false }, expect: 404 });
  await replay.send(owner, 'calibrateModel', { path: here, json: { model: 'nobody 1' }, expect: 422 });
  await replay.send(owner, 'explainMedia', { path: inMedia, expect: 200 });
  tally.equal((await replay.send(owner, 'getTracks', { path: inMedia, expect: 200 })).body.tracks, [], 'nothing is followed through a photo');
  const content = await replay.send(owner, 'getContent', { path: inMedia, expect: 200 });
  tally.ok(content.bytes.equals(files[0].content) && content.type === 'image/png', 'the original comes back byte for byte');
  const part = await replay.send(owner, 'getContent', { path: inMedia, headers: { range: 'bytes=10-19' }, expect: 206 });
  tally.ok(part.bytes.equals(files[0].content.subarray(10, 20)), 'a range of it too');
  await replay.send(owner, 'getContent', { path: inMedia, headers: { range: 'bytes=99999999-' }, expect: 416 });
  for (const [id, most] of [['getPreview', 1600], ['getThumbnail', 320]]) {
    const picture = await replay.send(owner, id, { path: inMedia, expect: 200 });
    tally.ok(picture.bytes[0] === 0xff && picture.bytes[1] === 0xd8 && picture.bytes.length > 200, `${id} gives a JPEG of at most ${most}`);
    await replay.send(owner, id, { path: { ...here, mediaID: unreadable[0].mediaID }, expect: 404 });
  }

  const video = all.find((each) => each.fileName === 'VID_0001.AVI');
  tally.equal([video.kind, video.frameRate, video.playback], ['video', 10, { state: 'proxy', detail: '' }], 'an AVI of PNG pictures has got a proxy');
  tally.equal(first.playback, null, 'a photo has none');
  const inVideo = { ...here, mediaID: video.mediaID };
  await replay.send(owner, 'getTracks', { path: inVideo, expect: 200 });
  const proxy = await replay.send(program, 'getProxy', { path: inVideo, expect: 200 });
  const box = (name) => proxy.bytes.indexOf(name, 0, 'latin1');
  tally.ok(proxy.type === 'video/mp4' && box('ftyp') === 4 && box('moov') > 0 && box('moov') < box('mdat'), 'the proxy is an MP4 with its index before the frames');
  const middle4 = await replay.send(owner, 'getProxy', { path: inVideo, headers: { range: 'bytes=4-7' }, expect: 206 });
  tally.equal([middle4.bytes.toString(), middle4.headers.get('content-range')], ['ftyp', `bytes 4-7/${proxy.bytes.length}`], 'a range of it too');
  await replay.send(owner, 'getProxy', { path: inVideo, headers: { range: 'bytes=99999999-' }, expect: 416 });
  await replay.send(owner, 'getProxy', { path: inMedia, expect: 404 });

  // The clock: what is recorded of it, what that would move, and taking it back
  const doctor = (await replay.send(owner, 'examineClock', { path: inDeployment, expect: 200 })).body;
  tally.equal([doctor.verdict, doctor.frames.length, doctor.shift], ['cannotTell', photos.length, 0], 'so few frames say nothing of a clock');
  tally.ok(doctor.reason.length > 10, 'and the doctor says why');
  const would = (await replay.send(owner, 'previewClockCorrection', { path: inDeployment, expect: 200 })).body;
  tally.equal([would.media, would.moved, would.fileDates], [photos.length, photos.length, files.length - 2 - photos.length], 'only files with a camera time would move');
  tally.equal((await replay.send(owner, 'listClockCorrections', { path: inDeployment, expect: 200 })).body.items, [], 'a preview records nothing');
  const correction = (await replay.send(owner, 'recordClockCorrection', { path: inDeployment, expect: 201 })).body;
  tally.equal([correction.offset, correction.reason, correction.recordedBy, correction.retractedAt], [-300, 'Photo of a watch at set-up', joined.body.name, null], 'a correction says what, why and who');
  const inCorrection = { ...inDeployment, clockCorrectionID: correction.clockCorrectionID };
  const clocked = all.filter((each) => each.cameraTimeSource === 'exif');
  const moments = async () => (await owner.get(`/projects/${projectID}/media`)).items.filter((each) => each.cameraTimeSource === 'exif').map((each) => Date.parse(each.timestamp)).sort();
  const arrived = async (minutes, what) => {
    const wanted = JSON.stringify(clocked.map((each) => Date.parse(each.timestamp) + minutes * 60_000).sort());
    let found;
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((done) => setTimeout(done, 300))) if ((found = JSON.stringify(await moments())) === wanted) break;
    tally.equal(found, wanted, what);
  };
  await arrived(-5, 'times follow the correction');
  tally.equal((await replay.send(owner, 'previewClockRetraction', { path: inCorrection, expect: 200 })).body.moved, photos.length, 'taking it back would move them again');
  for (const json of [
    { kind: 'drift', references: [{ shown: '2024-05-01T12:00:00', right: '2024-05-01T12:00:00' }, { shown: '2024-05-11T12:00:00', right: '2024-05-11T12:10:00' }] },
    { kind: 'summerTime', utcOffset: 480 },
    { kind: 'yearFix', years: 1, setAt: '2023-05-01T10:00:00' },
    { kind: 'dayMonthSwap', setAt: '2024-05-02T10:00:00' },
    { kind: 'offset', references: [{ shown: '2024-05-01T12:00:00', right: '2024-05-01T12:01:00' }] },
  ]) await replay.send(owner, 'previewClockCorrection', { path: inDeployment, json, expect: 200 });
  for (const json of [
    {}, { kind: 'magic' }, { kind: 'offset' }, { kind: 'offset', offset: 0 }, { kind: 'offset', offset: 'ten' }, { kind: 'drift', references: [] },
    { kind: 'offset', references: [{ mediaID: randomUUID(), right: '2024-05-01T12:01:00' }] }, { kind: 'dayMonthSwap', setAt: '2024-05-13T10:00:00' },
    { kind: 'yearFix', years: 3000, setAt: '2024-05-13T10:00:00' }, { kind: 'yearFix', years: 1, setAt: '2024-05-13T10:00:00Z' }, { kind: 'summerTime', utcOffset: 10_000 },
  ]) await replay.send(owner, 'previewClockCorrection', { path: inDeployment, json, expect: 422 });
  await replay.send(owner, 'recordClockCorrection', { path: inDeployment, json: { kind: 'offset', offset: 60 }, expect: 422 });
  const back = (await replay.send(owner, 'retractClockCorrection', { path: inCorrection, expect: 200 })).body;
  tally.ok(back.retractedBy === joined.body.name && back.retractedAt !== null, 'it is taken back, by whom and when');
  await replay.send(owner, 'retractClockCorrection', { path: inCorrection, expect: 409 });
  await replay.send(owner, 'previewClockRetraction', { path: inCorrection, expect: 409 });
  await replay.send(owner, 'retractClockCorrection', { path: { ...inDeployment, clockCorrectionID: randomUUID() }, expect: 404 });
  tally.equal((await replay.send(owner, 'listClockCorrections', { path: inDeployment, expect: 200 })).body.items.length, 1, 'and stays in the list');
  await arrived(0, 'and the times are as they were');

  // Failure periods: recorded, counted, taken back
  const noFailures = (await replay.send(owner, 'listFailurePeriods', { path: inDeployment, expect: 200 })).body;
  tally.equal([noFailures.items, noFailures.lostTrapNights], [[], 0], 'a camera is believed to have worked');
  const examined = (await replay.send(owner, 'examineEffort', { path: inDeployment, expect: 200 })).body;
  tally.equal([examined.items, examined.days.length, examined.reason.length > 10], [[], 11, true], 'so few files say nothing of a camera, and the examination says why');
  const failure = (await replay.send(owner, 'recordFailurePeriod', { path: inDeployment, expect: 201 })).body;
  tally.equal([failure.failureStart, failure.failureReason, failure.verdict, failure.recordedBy, failure.retractedAt], ['2024-05-04T02:00:00Z', 'batteryEmpty', 'failed', joined.body.name, null], 'a failure says when, why and who');
  const looked = (await replay.send(owner, 'recordFailurePeriod', { path: inDeployment, json: { failureStart: '2024-05-08T00:00:00Z', failureEnd: null, verdict: 'worked' }, expect: 201 })).body;
  tally.equal([looked.failureEnd, looked.failureReason], [null, 'other'], 'an end may be left open');
  const lessEffort = (await replay.send(owner, 'listFailurePeriods', { path: inDeployment, expect: 200 })).body;
  // From the 1st, 10:00, to the 11th, 10:00, less two days; that the camera worked from the 8th on takes nothing off.
  tally.equal([lessEffort.trapNights, lessEffort.lostTrapNights, lessEffort.items.length], [8, 2, 2], 'two days of failure are taken off ten trap-nights');
  tally.equal((await owner.get(`/projects/${projectID}/species`)).effort, 8, 'and off the effort of the project');
  tally.equal((await owner.get(`/projects/${projectID}/map`)).locations.map((each) => each.effort).filter(Boolean), [8], 'and of the point on the map');
  const twice = (await replay.send(owner, 'recordFailurePeriod', { path: inDeployment, json: { failureStart: '2024-05-05T10:00:00+08:00', failureEnd: '2024-05-06T22:00:00+08:00', failureReason: 'obstructed' }, expect: 201 })).body;
  tally.equal((await owner.get(`/projects/${projectID}/species`)).effort, 7.5, 'failures that overlap count once');
  for (const json of [{}, { failureStart: 'monday' }, { failureStart: '2024-05-04T00:00:00Z', failureEnd: '2024-05-04T00:00:00Z' }, { failureStart: '2025-05-04T00:00:00Z' },
    { failureStart: '2023-05-04T00:00:00Z', failureEnd: '2023-05-05T00:00:00Z' }, { failureStart: '2024-05-04T00:00:00Z', failureReason: 'ghosts' }, { failureStart: '2024-05-04T00:00:00Z', failureComments: 'x'.repeat(2001) }])
    await replay.send(owner, 'recordFailurePeriod', { path: inDeployment, json, asIs: true, expect: 422 });
  const inFailure = { ...inDeployment, failurePeriodID: failure.failurePeriodID };
  for (const each of [failure, looked, twice]) {
    const back = (await replay.send(owner, 'retractFailurePeriod', { path: { ...inFailure, failurePeriodID: each.failurePeriodID }, expect: 200 })).body;
    tally.equal(back.retractedBy, joined.body.name, 'taking back is told, too');
  }
  await replay.send(owner, 'retractFailurePeriod', { path: inFailure, expect: 409 });
  await replay.send(owner, 'retractFailurePeriod', { path: { ...inFailure, failurePeriodID: randomUUID() }, expect: 404 });
  tally.equal((await replay.send(owner, 'listFailurePeriods', { path: inDeployment, expect: 200 })).body.trapNights, 10, 'and the effort is as it was');

  // Review
  const taxa = (await replay.send(owner, 'findTaxa', { query: { q: '羚牛', projectID }, expect: 200 })).body.items;
  tally.equal(taxa[0]?.scientificName, 'Budorcas taxicolor', 'a Chinese name finds its species');
  await replay.send(owner, 'findTaxa', { query: { q: 'takin', limit: 1 }, expect: 200 });
  await replay.send(owner, 'findTaxa', { query: { q: 'takin', limit: 1000 }, expect: [400, 422] });
  await replay.send(owner, 'findTaxa', { expect: [400, 422] });
  const events = (await replay.send(owner, 'listEvents', { path: here, expect: 200 })).body;
  tally.equal(events.total, events.items.length, 'all events are on one page');
  const firstEvent = events.items.find((each) => each.media.some((media) => media.mediaID === first.mediaID));
  tally.equal(firstEvent?.mediaCount, 2, 'two pictures a minute apart are one event (gap 60 s)');
  const onePage = (await replay.send(owner, 'listEvents', { path: here, query: { limit: 1 }, expect: 200 })).body;
  await replay.send(owner, 'listEvents', { path: here, query: { limit: 1, cursor: onePage.next }, expect: 200 });
  await replay.send(owner, 'listEvents', { path: here, query: { from: '2024-05-02T00:00:00+08:00', to: '2024-05-03T00:00:00+08:00', show: 'unreviewed' }, expect: 200 });
  const newest = (await replay.send(owner, 'listEvents', { path: here, query: { sort: 'newest' }, expect: 200 })).body;
  tally.equal(newest.items.map((each) => each.eventID), events.items.map((each) => each.eventID).toReversed(), 'newest first is the other way round');
  tally.equal([newest.worthAt, newest.worthPending], [null, false], 'only lists by worth say as of when');
  let worthy;
  for (const until = Date.now() + 30_000; !worthy?.worthAt && Date.now() < until; await new Promise((done) => setTimeout(done, 300))) worthy = (await replay.send(owner, 'listEvents', { path: here, query: { sort: 'worth' }, expect: 200 })).body;
  const worths = worthy.items.map((each) => each.worth);
  tally.ok(worths[0] > 0 && worths.every((each, at) => at === 0 || each <= worths[at - 1]), 'by worth the worthiest is first');
  tally.ok(worthy.items.every((each) => Math.abs(each.reasons.reduce((sum, reason) => sum + reason.share, 0) - each.worth) < 1e-9), 'and each worth is the sum of its reasons');
  tally.equal((await replay.send(owner, 'listEvents', { path: here, query: { sort: 'worth', offset: 1 }, expect: 200 })).body.items.map((each) => each.eventID), worthy.items.slice(1).map((each) => each.eventID), 'a list can begin in the middle');
  for (const wrong of [{ sort: 'best' }, { offset: -1 }, { sort: 'worth', cursor: onePage.next }, { cursor: onePage.next, offset: 1 }]) await replay.send(owner, 'listEvents', { path: here, query: wrong, expect: 400 });
  const batch = (await replay.send(owner, 'answer', { path: here, with: { eventID: firstEvent.eventID }, expect: 201 })).body;
  tally.ok(batch.media.length === 2 && batch.media.every((each) => each.consensus === 'human' && each.observations[0].scientificName === 'Budorcas taxicolor'), 'the whole event now shows takin');
  const whole = { observationType: 'animal', scientificName: 'Capricornis milneedwardsii', count: 1, lifeStage: 'adult', sex: 'female', behavior: 'foraging', bbox: [0.1, 0.2, 0.3, 0.4] };
  const seen = (await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [first.mediaID], observations: [whole] }, expect: 201 })).body.media[0].observations[0];
  for (const [key, value] of Object.entries(whole)) tally.equal(seen[key], value, `the answer's ${key} is what was sent`);
  tally.equal((await replay.send(owner, 'listReveals', { path: here, expect: 200 })).body.items, [], 'nobody has looked at people yet');
  const individualID = await rememberedAnswers(tally, replay, owner, here, first);
  const undone = (await replay.send(owner, 'retractAnswer', { path: { ...here, batchID: batch.batchID }, expect: 200 })).body;
  tally.equal(undone.media.length, 2, 'the answer is taken back from both');
  await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [first.mediaID], confirm: true }, expect: 201 });
  await replay.send(owner, 'answer', { path: here, json: { eventID: firstEvent.eventID, observations: [{ observationType: 'animal', scientificName: 'Budorcas taxicolor', count: 2 }] }, expect: 201 });
  await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [first.mediaID] }, expect: [400, 422] });
  await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [first.mediaID], observations: [] }, expect: [400, 422] });
  await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [first.mediaID, randomUUID()], observations: [{ observationType: 'blank' }] }, expect: 404 });
  await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [first.mediaID], observations: [{ observationType: 'dragon' }] }, expect: 422 });
  await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [first.mediaID], observations: [{ ...whole, bbox: [0.9, 0, 0.5, 0.5] }] }, expect: 422 });
  await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [first.mediaID], observations: [{ ...whole, count: 0 }] }, expect: 422 });
  const observations = (await replay.send(owner, 'listObservations', { path: here, query: { scientificName: 'Budorcas taxicolor' }, expect: 200 })).body.items;
  tally.ok(observations.length >= 1 && observations.every((each) => each.count === 2), 'the present observations show it');
  await replay.send(owner, 'listObservations', { path: here, query: { limit: 1 }, expect: 200 });
  // Filters, views, and one answer for many
  const everyFilter = { show: 'reviewed', scientificName: ['Budorcas taxicolor', 'Sus scrofa'], from: '2024-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z', fromTime: '00:00', toTime: '23:59', kind: 'image', people: false };
  for (const id of ['listEvents', 'listMedia', 'countAnswerable']) {
    await replay.send(owner, id, { path: here, query: everyFilter, expect: 200 });
    for (const wrong of [{ fromTime: '25:00' }, { scoreFrom: 1.5 }, { scoreTo: 'much' }, { kind: 'sound' }, { light: 'red' }, { people: 'maybe' }, { areaID: 'here' }, { accountID: 'me' }]) await replay.send(owner, id, { path: here, query: wrong, expect: [400, 422] });
  }
  const reviewedTakin = (await replay.send(owner, 'listEvents', { path: here, query: everyFilter, expect: 200 })).body;
  tally.equal([reviewedTakin.total, reviewedTakin.items[0]?.eventID], [1, firstEvent.eventID], 'filters hold together, and one of two names is enough');
  tally.equal((await replay.send(owner, 'listEvents', { path: here, query: { ...everyFilter, total: false }, expect: 200 })).body.total, null, 'a first page comes uncounted where it is asked so');
  tally.equal((await replay.send(owner, 'listMedia', { path: here, query: { ...everyFilter, people: true }, expect: 200 })).body.items, [], 'no people there');
  const answerers = (await replay.send(owner, 'listAnswerers', { path: here, expect: 200 })).body;
  const me = answerers.reviewers[0];
  tally.equal(answerers.reviewers.length, 1, 'who has answered can be chosen from');
  tally.equal((await replay.send(owner, 'countAnswerable', { path: here, query: { accountID: me.accountID }, expect: 200 })).body, { open: 0, byPeople: 2 }, 'what a person answered is counted by itself');

  const kept = (await replay.send(owner, 'saveView', { path: here, expect: 201 })).body;
  await replay.send(owner, 'saveView', { path: here, expect: 409 });
  await replay.send(owner, 'saveView', { path: here, json: { name: '', filter: {} }, expect: 422 });
  await replay.send(owner, 'saveView', { path: here, json: { name: 'wrong', filter: { show: 'blank', colour: 'red' } }, expect: 422 });
  await replay.send(owner, 'saveView', { path: here, json: { name: 'wrong', filter: {}, sort: 'best' }, expect: 422 });
  const inView = { ...here, viewID: kept.viewID };
  tally.equal(kept.sort, 'oldest', 'a view is sorted as usual where nothing is said');
  tally.equal((await replay.send(owner, 'changeView', { path: inView, json: { sort: 'worth' }, expect: 200 })).body.sort, 'worth', 'and keeps another sort');
  tally.equal((await replay.send(owner, 'changeView', { path: inView, expect: 200 })).body.name, 'Takin at night and at dawn', 'a view gets another name');
  tally.equal((await replay.send(owner, 'changeView', { path: inView, json: { shared: false, filter: everyFilter }, expect: 200 })).body.filter, everyFilter, 'and another filter');
  tally.equal((await replay.send(owner, 'listViews', { path: here, expect: 200 })).body.items.map((each) => [each.name, each.own, each.shared]), [['Takin at night and at dawn', true, false]], 'it is there once');
  await replay.send(owner, 'deleteView', { path: inView, expect: 204 });
  await replay.send(owner, 'deleteView', { path: inView, expect: 404 });
  await replay.send(owner, 'changeView', { path: inView, expect: 404 });

  // Who is to review what, and how far it is
  tally.equal((await replay.send(owner, 'listMedia', { path: here, query: { ...everyFilter, open: true }, expect: 200 })).body.items, [], 'what is reviewed is not open');
  const able = (await replay.send(owner, 'ableToReview', { path: here, expect: 200 })).body.items;
  tally.ok(able.some((each) => each.accountID === me.accountID), 'who may answer can be given something to review');
  const toGive = { title: 'Spring', note: 'Look twice', filter: { show: 'unreviewed' }, dueOn: '2026-12-24', accountIDs: [me.accountID] };
  const given = (await replay.send(owner, 'addAssignment', { path: here, json: toGive, expect: 201 })).body;
  tally.equal([given.title, given.dueOn, given.state, given.assignees.map((each) => each.accountID)], ['Spring', '2026-12-24', 'open', [me.accountID]], 'it is as it was given');
  for (const wrong of [{ title: '' }, { filter: { show: 'unreadable' } }, { filter: { colour: 'red' } }, { dueOn: '24.12.2026' }, { dueOn: '2026-02-30' }, { accountIDs: [] }, { accountIDs: [randomUUID()] }, { accountIDs: ['me'] }, { state: 'late' }])
    await replay.send(owner, 'addAssignment', { path: here, json: { ...toGive, ...wrong }, expect: 422 });
  const inAssignment = { ...here, assignmentID: given.assignmentID };
  const { progress: far } = (await replay.send(owner, 'getAssignment', { path: inAssignment, expect: 200 })).body;
  const unreviewedEvents = (await replay.send(owner, 'listEvents', { path: here, query: { show: 'unreviewed' }, expect: 200 })).body.total;
  const allEvents = (await replay.send(owner, 'listEvents', { path: here, expect: 200 })).body.total;
  tally.equal([far.left.events, far.toDo, far.leftWhile, far.found.events], [unreviewedEvents, given.toDoThen, 'unreviewed', allEvents], 'what is left is what the list shows');
  tally.equal((await replay.send(owner, 'changeAssignment', { path: inAssignment, expect: 200 })).body.state, 'done', 'it is done where somebody says so');
  tally.equal((await replay.send(owner, 'changeAssignment', { path: inAssignment, json: { state: 'open', dueOn: null, note: '', filter: everyFilter }, expect: 200 })).body.dueOn, null, 'and open again, without a day');
  tally.equal((await replay.send(owner, 'listAssignments', { path: here, expect: 200 })).body.items.map((each) => [each.title, each.filter]), [['Spring', everyFilter]], 'all see it');
  const worked = (await replay.send(owner, 'reviewProgress', { path: here, expect: 200 })).body;
  tally.equal(worked.people.find((each) => each.accountID === me.accountID)?.all.answers > 0, true, 'how much one answered is told');
  tally.equal(worked.points.reduce((sum, each) => sum + each.events.all, 0), allEvents, 'each event stands at a sample point');
  await replay.send(owner, 'deleteAssignment', { path: inAssignment, expect: 204 });
  await replay.send(owner, 'deleteAssignment', { path: inAssignment, expect: 404 });
  await replay.send(owner, 'changeAssignment', { path: inAssignment, expect: 404 });

  const overAgain = { filter: { accountID: [me.accountID] }, expected: 2, overPeople: true, confirm: true };
  await replay.send(owner, 'answerMany', { path: here, json: { ...overAgain, expected: 3 }, expect: 409 });
  await replay.send(owner, 'answerMany', { path: here, json: { ...overAgain, overPeople: false }, expect: 409 });
  await replay.send(owner, 'answerMany', { path: here, json: { ...overAgain, observations: [{ observationType: 'blank' }] }, expect: 422 });
  await replay.send(owner, 'answerMany', { path: here, json: { filter: {}, observations: [{ observationType: 'blank' }] }, expect: 422 });
  const inBulk = { ...here, bulkAnswerID: (await replay.send(owner, 'answerMany', { path: here, json: overAgain, expect: 202 })).body.batchID };
  const until = async (state) => {
    for (let tries = 0; tries < 200; tries++) {
      const now = (await replay.send(owner, 'getBulkAnswer', { path: inBulk, expect: 200 })).body;
      if (now.state === state) return now;
      await wait(100);
    }
    throw new Error(`the answer to many never was ${state}`);
  };
  const allDone = await until('done');
  tally.equal([allDone.media, allDone.answered, allDone.leftOut], [2, 2, 0], 'a worker answers all that passed');
  tally.equal((await replay.send(owner, 'listBulkAnswers', { path: here, expect: 200 })).body.items[0].batchID, inBulk.bulkAnswerID, 'it is told among the latest');
  await replay.send(owner, 'retractBulkAnswer', { path: inBulk, expect: 202 });
  tally.equal((await until('retracted')).takenBack, 2, 'and takes all of it back');
  await replay.send(owner, 'retractBulkAnswer', { path: inBulk, expect: 409 });
  await replay.send(owner, 'retractBulkAnswer', { path: { ...inBulk, bulkAnswerID: randomUUID() }, expect: 404 });
  await replay.send(owner, 'getBulkAnswer', { path: { ...inBulk, bulkAnswerID: randomUUID() }, expect: 404 });

  // Look and share
  for (const id of ['listSpecies', 'getMap']) {
    await replay.send(owner, id, { path: here, expect: 200 });
    const csv = await replay.send(owner, id, { path: here, query: { onlyHuman: true, format: 'csv' }, expect: 200 });
    tally.ok(csv.type === 'text/csv' && csv.body.split('\n').length > 1, `${id} comes as CSV too`);
    await replay.send(owner, id, { path: here, query: { format: 'xls' }, expect: [400, 422] });
    await replay.send(owner, id, { path: here, query: { onlyHuman: 'maybe' }, expect: [400, 422] });
  }
  const species = (await replay.send(owner, 'listSpecies', { path: here, query: { onlyHuman: true }, expect: 200 })).body;
  const takin = species.items.find((each) => each.scientificName === 'Budorcas taxicolor');
  // Ten days from 10 o'clock to 10 o'clock: 1 event in 10 trap-nights.
  tally.equal([species.effort, takin?.events, takin?.rate], [10, 1, 10], 'one event in ten trap-nights is a rate of 10');
  await replay.send(owner, 'getActivity', { path: here, query: { scientificName: 'Budorcas taxicolor' }, expect: 200 });
  await replay.send(owner, 'getActivity', { path: here, query: { scientificName: 'Budorcas taxicolor', format: 'csv' }, expect: 200 });
  await replay.send(owner, 'getActivity', { path: here, query: { scientificName: 'Panthera uncia' }, expect: 200 });
  await replay.send(owner, 'getActivity', { path: here, expect: [400, 422] });
  const zips = [];
  for (let time = 0; time < 2; ++time) zips.push((await replay.send(owner, 'exportCamtrapDp', { path: here, expect: 200 })).bytes);
  tally.ok(zips[0].subarray(0, 2).toString() === 'PK' && zips[0].equals(zips[1]), 'two exports of the same data are the same bytes');

  // What other programs saw
  const brought = async (more = {}) => {
    let now = (await replay.send(owner, 'bringPredictions', { path: here, ...more, expect: 202 })).body;
    while (['waiting', 'running'].includes(now.state)) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      now = (await replay.send(owner, 'getPredictionImport', { path: { ...here, predictionImportID: now.predictionImportID }, expect: 200 })).body;
    }
    return now;
  };
  const begunImport = await brought();
  const elsewhere = begunImport.report;
  tally.equal([begunImport.state, begunImport.entries, begunImport.done, begunImport.problem, begunImport.begunBy], ['done', 1, 1, null, joined.body.name], 'a file is read by a job, which says how far it is');
  tally.equal([elsewhere.matched, elsewhere.unmatched.files], [0, ['card 12/DCIM/100MEDIA/IMG_0001.JPG']], 'an entry of a file that is not here is named');
  const predicted = { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, images: [{ file: first.filePath, detections: [{ category: '1', conf: 0.9, bbox: [0.1, 0.1, 0.5, 0.5] }] }, { file: 'b.jpg', detections: [{ category: '1', conf: 9 }] }] };
  const firstTime = (await brought({ query: { name: 'md.json', threshold: 0.3 }, json: predicted })).report;
  tally.equal([firstTime.written, firstTime.models, firstTime.problems.map((each) => each.file).sort()], [1, ['md_v5a.0.0'], ['b.jpg', 'detection_categories']], 'another model answers, and faults are named');
  tally.equal((await brought({ query: { name: 'md.json', threshold: 0.3 }, json: predicted })).report.written, 0, 'and the same file again adds nothing');
  for (const [json, why] of [[{ boxes: [] }, /neither/], [{ images: 7 }, /images/], ['{"images": [', /./]]) {
    const refused = await brought({ json, asIs: true, broken: true });
    tally.ok(refused.state === 'refused' && refused.report === null && why.test(refused.problem.detail) && refused.problem.code === 'bad-request', 'what is no such file is refused, and says why', JSON.stringify(refused));
  }
  await replay.send(owner, 'bringPredictions', { path: here, body: '', type: 'application/json', asIs: true, expect: 400 });
  tally.equal((await replay.send(owner, 'listPredictionImports', { path: here, expect: 200 })).body.items.map((each) => each.state), ['refused', 'refused', 'refused', 'done', 'done', 'done'], 'all that came are listed, the latest first');
  await replay.send(owner, 'bringPredictions', { path: here, query: { threshold: 0 }, json: predicted, expect: 422 });
  const judged = (await replay.send(owner, 'getModelCalibration', { path: here, expect: 200 })).body.items;
  tally.ok(judged.length > 0, 'a model that looked at what people settled is judged');
  await replay.send(owner, 'calibrateModel', { path: here, json: { model: judged[0].model, inForce: true }, expect: 409 });
  tally.equal((await replay.send(owner, 'calibrateModel', { path: here, json: { model: judged[0].model, inForce: false }, expect: 200 })).body, judged[0], 'what was never calibrated is as it was');
  const forTimelapse = (await replay.send(owner, 'exportMegaDetector', { path: here, expect: 200 })).body.images;
  tally.ok(forTimelapse.some((each) => each.file.endsWith(first.filePath) && each.detections.length === 1 && each.detections[0].conf === 0.9), 'what it saw is in the JSON for Timelapse');
  tally.ok((await replay.send(owner, 'exportSpeciesNet', { path: here, expect: 200 })).body.predictions.some((each) => each.prediction?.endsWith(';animal')), 'and in that of SpeciesNet');
  tally.equal((await replay.send(owner, 'listExports', { path: here, expect: 200 })).body.items.map((each) => [each.format, each.deploymentID, each.takenBy]), [['speciesnet', null, joined.body.name], ['megadetector', null, joined.body.name], ['camtrap-dp', null, joined.body.name], ['camtrap-dp', null, joined.body.name]], 'what was taken away is listed, the latest first');

  // Which models look at its media
  const models = (await replay.send(owner, 'getModelChoice', { path: here, expect: 200 })).body;
  tally.equal([models.detector, models.classifiers, models.tiles, models.recordedBy, models.recordedAt], [null, null, null, '', null], 'at first the service chooses');
  tally.equal((await replay.send(owner, 'chooseModels', { path: here, json: { detector: null, classifiers: null, tiles: 2 }, expect: 200 })).body.tiles, 2, 'photos may be looked at in parts');
  tally.equal((await replay.send(owner, 'chooseModels', { path: here, json: { detector: null, classifiers: null, secondOpinion: true }, expect: 200 })).body.secondOpinion, true, 'and what moved may be asked');
  tally.equal((await replay.send(owner, 'chooseModels', { path: here, json: { detector: null, classifiers: [] }, expect: 200 })).body.classifiers, [], 'a project may do without species');
  for (const json of [{}, { detector: null }, { detector: 'no_such_model', classifiers: null }, { detector: models.service.classifiers[0], classifiers: null }, { detector: null, classifiers: [7] }, { detector: null, classifiers: models.service.detector }, { detector: null, classifiers: null, tiles: 5 }, { detector: null, classifiers: null, tiles: 0 }, { detector: null, classifiers: null, tiles: 'many' }, { detector: null, classifiers: null, secondOpinion: 'yes' }])
    await replay.send(owner, 'chooseModels', { path: here, json, expect: 422 });
  tally.equal((await replay.send(owner, 'chooseModels', { path: here, expect: 200 })).body.tiles, null, 'and back to the service');

  // Other models look again, beside what holds
  const { detector } = (await replay.send(owner, 'health', { expect: 200 })).body;
  for (const json of [{ detector: 'no_such_model' }, { classifiers: 'all' }, { mediaIDs: ['x'] }, { filter: { show: 'dragons' } }, { filter: { color: 'red' } }, { filter: [] }])
    await replay.send(owner, 'beginModelRun', { path: here, json, expect: 422 });
  let modelRunID = randomUUID();
  if (detector === null) {
    console.log('SKIPPED: no detector is here, so that no run can begin');
    await replay.send(owner, 'beginModelRun', { path: here, json: { classifiers: [] }, expect: 422 });
  } else {
    await replay.send(owner, 'beginModelRun', { path: here, json: { classifiers: [], mediaIDs: [randomUUID()] }, expect: 404 });
    await replay.send(owner, 'beginModelRun', { path: here, json: { classifiers: [], deploymentIDs: [randomUUID()] }, expect: 409 });
    const run = (await replay.send(owner, 'beginModelRun', { path: here, json: { classifiers: [], mediaIDs: [first.mediaID] }, expect: 202 })).body;
    modelRunID = run.modelRunID;
    tally.equal([run.detector, run.media, run.asked, run.models[0].name, run.usedSince], [detector, 1, { mediaIDs: [first.mediaID] }, detector, null], 'a run says what it looks at, and by which models');
    let now = run;
    for (let tries = 0; tries < 600 && now.state === 'running'; ++tries) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      now = (await replay.send(owner, 'getModelRun', { path: { ...here, modelRunID }, expect: 200 })).body;
    }
    tally.equal([now.state, now.lookedAt], ['done', 1], 'and how far it is');
    await replay.send(owner, 'cancelModelRun', { path: { ...here, modelRunID }, expect: 409 });
    for (const inUse of [true, false]) tally.equal((await replay.send(owner, 'useModelRun', { path: { ...here, modelRunID }, json: { inUse }, expect: 200 })).body.usedSince !== null, inUse, `it is put ${inUse ? 'to use' : 'beside again'}`);
    for (const json of [{}, { inUse: 'yes' }]) await replay.send(owner, 'useModelRun', { path: { ...here, modelRunID }, json, expect: 422 });
    const whole = (await replay.send(owner, 'beginModelRun', { path: here, expect: 202 })).body;
    const stopped = await replay.send(owner, 'cancelModelRun', { path: { ...here, modelRunID: whole.modelRunID }, expect: [200, 409] });
    tally.ok(stopped.status === 409 || ['cancelled', 'done'].includes(stopped.body.state), 'a run is cancelled, unless it was quicker');
    tally.equal((await replay.send(owner, 'listModelRuns', { path: here, expect: 200 })).body.items.map((each) => each.modelRunID), [whole.modelRunID, modelRunID], 'the latest first');
  }

  // Photos that look alike
  const alike = (await replay.send(owner, 'findSimilar', { path: { ...here, mediaID: first.mediaID }, expect: 200 })).body;
  tally.ok(alike.items.every((each) => each.media.mediaID !== first.mediaID && each.media.eventID !== first.eventID), 'a photo is not like itself, nor its own event');
  await replay.send(owner, 'findSimilar', { path: { ...here, mediaID: first.mediaID }, query: { limit: 0 }, expect: 400 });
  await replay.send(owner, 'findSimilar', { path: { ...here, mediaID: randomUUID() }, expect: 404 });
  await replay.send(owner, 'describeCrops', { path: here, expect: 204 });


  // A classifier of its own, in a project of its own
  const inSchool = { projectID: (await owner.post('/projects', { organisationID, title: 'School' })).projectID };
  const toLearn = (await replay.send(owner, 'getTrainingMaterial', { path: inSchool, expect: 200 })).body;
  tally.ok(toLearn.taxa.every((each) => !each.enough) && toLearn.needed.taxa === 2, 'without photos there is nothing to learn from');
  await replay.send(owner, 'startTraining', { path: inSchool, expect: 422 });
  await verifiedCrops(owner, inSchool.projectID);
  const lessons = (await replay.send(owner, 'getTrainingMaterial', { path: inSchool, expect: 200 })).body;
  tally.equal(lessons.taxa.filter((each) => each.enough).map((each) => [each.scientificName, each.crops, each.locations]), [['Canis latrans', 6, 2], ['Puma concolor', 6, 2]], 'two taxa can be learnt');
  for (const json of [{}, { name: 'With Spaces' }, { name: 'reserve', taxa: ['Canis latrans'] }, { name: 'reserve', taxa: [7] }, { name: 'reserve', taxa: ['Canis latrans', 'Ursus arctos'] }, { name: 'reserve', backbone: 'deimv2_femto' }, { name: 'reserve', seed: 0 }])
    await replay.send(owner, 'startTraining', { path: inSchool, json, expect: 422 });
  await replay.send(owner, 'startTraining', { path: inSchool, json: { name: 'mobilenetv2_imagenet' }, expect: 409 });
  const asked = (await replay.send(owner, 'startTraining', { path: inSchool, expect: 202 })).body;
  tally.equal([asked.state, asked.version, asked.modelName, asked.taxa, asked.report], ['queued', null, null, ['Canis latrans', 'Puma concolor'], null], 'a training is queued');
  const own = await trained(owner, inSchool.projectID, asked.trainingID);
  tally.equal([own.state, own.modelName, own.report?.crops, own.inUse], ['ready', `${asked.name}-v1`, 12, false], 'and comes to its end');
  tally.equal((await replay.send(owner, 'listTrainings', { path: inSchool, expect: 200 })).body.items, [own], 'it is in the list');
  const ofModel = { ...inSchool, trainingID: own.trainingID };
  tally.ok((await replay.send(owner, 'getModelCard', { path: ofModel, expect: 200 })).body.includes('## Scores at held-out locations'), 'the card tells its scores');
  tally.ok((await replay.send(owner, 'getModelPackage', { path: ofModel, expect: 200 })).bytes.includes('manifest.json'), 'the package is a model with its manifest');
  await replay.send(owner, 'getModelCard', { path: { ...inSchool, trainingID: randomUUID() }, expect: 404 });
  await replay.send(owner, 'chooseModels', { path: inSchool, json: { detector: null, classifiers: [own.modelName] }, expect: 200 });
  await replay.send(owner, 'removeTraining', { path: ofModel, expect: 409 });
  await replay.send(owner, 'chooseModels', { path: inSchool, json: { detector: null, classifiers: [`${asked.name}-v9`] }, expect: 422 });
  await replay.send(owner, 'chooseModels', { path: inSchool, json: { detector: null, classifiers: null }, expect: 200 });
  await replay.send(owner, 'removeTraining', { path: ofModel, expect: 204 });
  await replay.send(owner, 'removeTraining', { path: ofModel, expect: 404 });

  // Of twelve animals one bears another name than all that could look like it
  tally.equal((await replay.send(owner, 'listLabelConflicts', { path: inSchool, expect: 200 })).body, { underWay: false, latest: null, total: 0, items: [] }, 'names were not compared yet');
  const pupils = (await owner.get(`/projects/${inSchool.projectID}/media`)).items.map((each) => each.mediaID);
  const say = (mediaIDs, scientificName) => owner.post(`/projects/${inSchool.projectID}/answers`, { mediaIDs, observations: [{ observationType: 'animal', scientificName, count: 1, bbox: [0.2, 0.3, 0.5, 0.5] }] });
  await say(pupils.slice(1), 'Puma concolor');
  await say(pupils.slice(0, 1), 'Canis latrans');
  await replay.send(owner, 'describeCrops', { path: inSchool, expect: 204 });
  await settle(owner, inSchool.projectID, 12);
  await replay.send(owner, 'compareLabels', { path: inSchool, expect: 204 });
  await settle(owner, inSchool.projectID, 12);
  const doubtful = (await replay.send(owner, 'listLabelConflicts', { path: inSchool, expect: 200 })).body;
  tally.equal([doubtful.latest.crops, doubtful.latest.taxa, doubtful.items.map((each) => [each.media.mediaID, each.label.scientificName, each.suggested.scientificName, each.votes, each.neighbours, each.ownEvents])], [12, 2, [[pupils[0], 'Canis latrans', 'Puma concolor', 10, 10, 0]]], 'the one is doubted');
  await replay.send(owner, 'listLabelConflicts', { path: inSchool, query: { limit: 201 }, expect: 400 });
  const ofPupil = { ...inSchool, mediaID: pupils[0] };
  for (const json of [{}, { scientificName: 'Canis latrans', isRight: 'yes' }]) await replay.send(owner, 'keepLabel', { path: ofPupil, json, expect: 422 });
  await replay.send(owner, 'keepLabel', { path: ofPupil, json: { scientificName: 'Puma concolor' }, expect: 404 });
  await replay.send(owner, 'keepLabel', { path: ofPupil, json: { scientificName: 'Canis latrans' }, expect: 204 });
  tally.equal((await replay.send(owner, 'listLabelConflicts', { path: inSchool, expect: 200 })).body.total, 0, 'until it is said to be right');

  // Animals in boxes, one by one and in cohorts, and one answer about many of them
  const inCrops = { projectID: (await owner.post('/projects', { organisationID, title: 'Crops' })).projectID };
  tally.equal((await replay.send(owner, 'listCohorts', { path: inCrops, expect: 200 })).body, { scientificName: '', vernacularNames: {}, network: (await replay.send(owner, 'listCohorts', { path: inCrops, expect: 200 })).body.network, crops: 0, described: 0, cohorts: [], next: null }, 'where nothing waits there is no cohort');
  const cropPoint = await owner.post(`/projects/${inCrops.projectID}/locations`, { locationName: 'C01', latitude: 33.5, longitude: 107.8 });
  await upload(owner, inCrops.projectID, { locationID: cropPoint.locationID, name: 'crops' }, [981, 982, 983].map((number, at) => ({ ...cardFile(drawnPicture(number), `IMG_${number}.PNG`), modifiedAt: `2024-05-02T04:00:0${at}Z` })));
  await settle(owner, inCrops.projectID, 3);
  const boxed = (await owner.get(`/projects/${inCrops.projectID}/media`)).items;
  const pumaBox = (x, conf) => ({ category: '1', conf, bbox: [x, 0.25, 0.25, 0.5], classifications: [['0', 0.9]] });
  await predictions(owner, inCrops.projectID, { name: 'md.json', threshold: 0.2 }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, classification_categories: { 0: 'puma concolor' },
    images: boxed.map((each, at) => ({ file: each.filePath, detections: at === 0 ? [pumaBox(0, 0.9), pumaBox(0.5, 0.8)] : [pumaBox(0.25, 0.9 - at / 10)] })) });
  const detections = (await replay.send(owner, 'listDetections', { path: inCrops, expect: 200 })).body;
  tally.equal([detections.items.length, detections.items.map((each) => each.scientificName), detections.next], [4, Array(4).fill('Puma concolor'), null], 'each box is one of the list');
  tally.equal(detections.items[0].others, [{ observationType: 'animal', scientificName: 'Puma concolor', vernacularNames: detections.items[0].vernacularNames }], 'with what else its photo shows');
  const half = (await replay.send(owner, 'listDetections', { path: inCrops, query: { limit: 2, waiting: true }, expect: 200 })).body;
  const others = (await replay.send(owner, 'listDetections', { path: inCrops, query: { limit: 2, waiting: true, cursor: half.next }, expect: 200 })).body;
  tally.equal([...half.items, ...others.items].map((each) => each.observationID), detections.items.map((each) => each.observationID), 'two pages hold every box once');
  tally.equal((await replay.send(owner, 'listDetections', { path: inCrops, query: { scientificName: 'Puma concolor', scoreFrom: 0.85 }, expect: 200 })).body.items.length, 1, 'a score is held against the box itself');
  for (const id of ['listDetections', 'listCohorts']) {
    for (const query of [{ limit: 0 }, { limit: 'many' }, { cursor: 'nonsense' }, { scoreFrom: 2 }, { locationID: 'here' }]) await replay.send(owner, id, { path: inCrops, query, expect: 400 });
    await replay.send(owner, id, { path: inCrops, query: { show: 'dragons' }, expect: 422 });
  }
  const cohorts = (await replay.send(owner, 'listCohorts', { path: inCrops, expect: 200 })).body;
  tally.equal([cohorts.scientificName, cohorts.crops, cohorts.cohorts.flatMap((each) => each.crops).length], ['Puma concolor', 4, 4], 'each of them is in one cohort');
  const [oneCrop, ...moreCrops] = detections.items.map(({ mediaID, bbox, scientificName }) => ({ mediaID, bbox, scientificName }));
  const cropPicture = await owner.request('GET', `/projects/${inCrops.projectID}/media/${oneCrop.mediaID}/crop?bbox=${oneCrop.bbox.join(',')}`);
  tally.equal([cropPicture.status, cropPicture.headers.get('content-type'), cropPicture.headers.get('vary')], [200, 'image/jpeg', 'Cookie, Authorization'], 'a crop is a small picture');
  await replay.send(owner, 'getCrop', { path: { ...inCrops, mediaID: oneCrop.mediaID }, expect: 200 });
  for (const bbox of ['1,2', '0.1,0.1,0.1,x', '0,0,0.1,0.1,0.1']) await replay.send(owner, 'getCrop', { path: { ...inCrops, mediaID: oneCrop.mediaID }, query: { bbox }, expect: 400 });
  await replay.send(owner, 'getCrop', { path: { ...inCrops, mediaID: oneCrop.mediaID }, query: { bbox: '0.9,0,0.5,0.5' }, expect: 422 });
  await replay.send(owner, 'getCrop', { path: { ...inCrops, mediaID: randomUUID() }, expect: 404 });
  for (const json of [{}, { crops: [], confirm: true }, { crops: [oneCrop] }, { crops: [oneCrop], confirm: true, observationType: 'blank' }, { crops: [oneCrop], observationType: 'dragon' }, { crops: [oneCrop], observationType: 'vehicle', scientificName: 'Puma concolor' }, { crops: [{ ...oneCrop, bbox: [1] }], confirm: true }, { crops: [{ bbox: oneCrop.bbox }], confirm: true }, { crops: [7], confirm: true }])
    await replay.send(owner, 'answerCrops', { path: inCrops, json, expect: 422 });
  const cropBatch = (await replay.send(owner, 'answerCrops', { path: inCrops, json: { crops: [oneCrop], observationType: 'animal', scientificName: 'Canis latrans' }, expect: 201 })).body;
  tally.equal([cropBatch.leftOut, cropBatch.media[0].observations.map((each) => each.scientificName).sort()], [[], ['Canis latrans', 'Puma concolor']], 'the other box of the photo keeps its name');
  const late = (await replay.send(owner, 'answerCrops', { path: inCrops, json: { crops: [oneCrop, ...moreCrops], confirm: true }, expect: 201 })).body;
  tally.equal([late.media.length, late.leftOut.map((each) => each.why)], [2, ['answered', 'answered']], 'what was answered stays as it is, and is told');
  tally.equal((await replay.send(owner, 'answerCrops', { path: inCrops, json: { crops: [{ ...oneCrop, mediaID: randomUUID() }], confirm: true }, expect: 200 })).body.leftOut[0].why, 'changed', 'where nothing can be answered nothing is written');
  tally.equal((await replay.send(owner, 'listCohorts', { path: inCrops, expect: 200 })).body.crops, 0, 'then nothing waits');
  for (const { batchID } of [cropBatch, late]) await replay.send(owner, 'retractAnswer', { path: { ...inCrops, batchID }, expect: 200 });
  tally.equal((await replay.send(owner, 'listCohorts', { path: inCrops, expect: 200 })).body.crops, 4, 'and is taken back as any answer');

  // How much of what a machine says is wrong at most
  const inTrust = { projectID: (await owner.post('/projects', { organisationID, title: 'Trust' })).projectID };
  tally.equal((await replay.send(owner, 'listTrustChecks', { path: inTrust, expect: 200 })).body, { blanks: 0, items: [] }, 'nothing was measured yet');
  await replay.send(owner, 'beginTrustCheck', { path: inTrust, expect: 409 });
  const trustPoint = await owner.post(`/projects/${inTrust.projectID}/locations`, { locationName: 'T01', latitude: 33.5, longitude: 107.8 });
  await upload(owner, inTrust.projectID, { locationID: trustPoint.locationID, name: 'blanks' }, [971, 972, 973].map((number) => ({ ...cardFile(drawnPicture(number), `IMG_${number}.PNG`), modifiedAt: '2024-05-02T04:00:00Z' })));
  await settle(owner, inTrust.projectID, 3);
  const doubted = (await owner.get(`/projects/${inTrust.projectID}/media`)).items;
  await predictions(owner, inTrust.projectID, { name: 'md.json', threshold: 0.2 }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, images: doubted.map((each) => ({ file: each.filePath, detections: [{ category: '1', conf: 0.1, bbox: [0.1, 0.1, 0.2, 0.2] }] })) });
  const planned = (await replay.send(owner, 'previewTrustCheck', { path: inTrust, expect: 200 })).body;
  tally.equal([planned.taxon, planned.media, planned.strata, planned.plans.find((each) => each.most === 0.05).draws], [null, 3, [{ locationName: 'T01', byNight: false, media: 3 }], 3], 'of three blanks all are looked at');
  tally.equal((await replay.send(owner, 'previewTrustCheck', { path: inTrust, query: { scientificName: 'Puma concolor' }, expect: 200 })).body.media, 0, 'and no puma');
  for (const json of [{}, { most: 0 }, { most: 0.6 }, { most: 'little' }, { most: 0.1, missedAllowed: -1 }, { most: 0.1, missedAllowed: 1.5 }, { most: 0.1, colour: 'red' }])
    await replay.send(owner, 'beginTrustCheck', { path: inTrust, json, expect: 422 });
  const begunCheck = (await replay.send(owner, 'beginTrustCheck', { path: inTrust, expect: 201 })).body;
  tally.equal([begunCheck.state, begunCheck.taxon, begunCheck.drawn, begunCheck.reviewed, begunCheck.wanted, begunCheck.begunBy], ['open', null, 3, 0, 0.05, joined.body.name], 'a sample is drawn');
  await replay.send(owner, 'beginTrustCheck', { path: inTrust, expect: 409 });
  const ofCheck = { ...inTrust, trustCheckID: begunCheck.trustCheckID };
  const toReview = (await replay.send(owner, 'listTrustMedia', { path: ofCheck, expect: 200 })).body;
  tally.equal([toReview.left, toReview.withheld, toReview.items.flatMap((each) => each.observations), toReview.items.map((each) => each.mediaID).sort()], [3, 0, [], doubted.map((each) => each.mediaID).sort()], 'of which nobody is trustTold what the machine said');
  await replay.send(owner, 'listTrustMedia', { path: ofCheck, query: { limit: 101 }, expect: 400 });
  await replay.send(owner, 'listEvents', { path: inTrust, query: { hideTrustedBlanks: true }, expect: 409 });
  await owner.post(`/projects/${inTrust.projectID}/answers`, { mediaIDs: [doubted[0].mediaID], observations: [{ observationType: 'animal' }] });
  tally.equal((await replay.send(owner, 'listTrustMedia', { path: ofCheck, query: { limit: 1 }, expect: 200 })).body.left, 2, 'what somebody answered is not asked again');
  await owner.post(`/projects/${inTrust.projectID}/answers`, { mediaIDs: [doubted[1].mediaID, doubted[2].mediaID], observations: [{ observationType: 'blank' }] });
  const trustTold = (await replay.send(owner, 'getTrustCheck', { path: ofCheck, expect: 200 })).body;
  tally.equal([trustTold.state, trustTold.reviewed, trustTold.missed, trustTold.share, trustTold.most, trustTold.interval, trustTold.changes], ['measured', 3, 1, 1 / 3, 1 / 3, [1 / 3, 1 / 3], []], 'once all are answered the share is known');
  tally.ok(trustTold.measuredAt !== null, 'and when it was measured');
  for (const list of ['listEvents', 'listMedia']) await replay.send(owner, list, { path: inTrust, query: { hideTrustedBlanks: true }, expect: 200 });
  await owner.ask('PUT', `/projects/${inTrust.projectID}/thresholds`, { animal: 0.4, human: null, vehicle: null });
  const trustExpired = (await replay.send(owner, 'getTrustCheck', { path: ofCheck, expect: 200 })).body;
  tally.equal([trustExpired.state, trustExpired.changes.map((each) => each.what), trustExpired.mediaNow], ['expired', ['thresholds'], null], 'another threshold ends it');
  tally.equal((await replay.send(owner, 'cancelTrustCheck', { path: ofCheck, expect: 200 })).body.state, 'cancelled', 'a check is left');
  await replay.send(owner, 'cancelTrustCheck', { path: ofCheck, expect: 404 });

  // From which confidence on a machine's box is an observation
  // Rules of review, conflicts, agreement
  const rule = (await replay.send(owner, 'getReviewRule', { path: here, expect: 200 })).body;
  tally.equal([rule.kind, rule.machineAbove, rule.blindPercent, rule.recordedAt, rule.history], ['oneReviewer', null, 0, null, []], 'one reviewer settles until somebody chooses');
  const foretold = (await replay.send(owner, 'previewReviewRules', { path: here, query: { machineAbovePercent: 95, machineBlank: true }, expect: 200 })).body.items;
  tally.equal(foretold.map((each) => each.kind), ['oneReviewer', 'twoAgree', 'expertApproves'], 'each rule is foretold');
  tally.ok(foretold[0].human >= 1 && foretold[1].human === 0 && foretold[1].awaiting === foretold[0].human, 'one person alone settles nothing where two have to agree');
  await replay.send(owner, 'previewReviewRules', { path: here, query: { machineAbovePercent: 95 }, expect: 422 });
  tally.equal((await replay.send(owner, 'setReviewRule', { path: here, expect: 200 })).body.kind, 'twoAgree', 'a rule is chosen');
  for (const json of [{}, { kind: 'anyone' }, { kind: 'twoAgree', machineAbove: 0.9 }, { kind: 'twoAgree', machineAbove: 0, machineBlank: true }, { kind: 'twoAgree', blindPercent: 101 }, { kind: 'twoAgree', blindPercent: 1.5 }, { kind: 'twoAgree', more: 1 }])
    await replay.send(owner, 'setReviewRule', { path: here, json, asIs: true, expect: 422 });
  for (const json of [{ kind: 'oneReviewer', machineAbove: 0.9, machineBlank: true }, { kind: 'oneReviewer', machineAbove: 0.9, machineSpecies: true }])
    await replay.send(owner, 'setReviewRule', { path: here, json, expect: 409 });
  tally.equal((await replay.send(owner, 'setReviewRule', { path: here, json: { kind: 'oneReviewer' }, expect: 200 })).body.machineAbove, null, 'and taken away again');
  tally.equal((await owner.get(`/projects/${projectID}/review-rule`)).history.length, 2, 'both choices are kept');
  tally.equal((await replay.send(owner, 'listConflicts', { path: here, expect: 200 })).body, { items: [], next: null, total: 0 }, 'nobody differs');
  await replay.send(owner, 'listConflicts', { path: here, query: { cursor: 'x' }, expect: [400, 422] });
  await replay.send(owner, 'listConflicts', { path: here, query: { limit: 0 }, expect: [400, 422] });
  const nobodyTwice = (await replay.send(owner, 'getAgreement', { path: here, query: { onlyBlind: true }, expect: 200 })).body;
  tally.equal([nobodyTwice.media, nobodyTwice.alpha, nobodyTwice.pairs], [0, null, []], 'nothing was answered twice');
  const chosen = (await replay.send(owner, 'getThresholds', { path: here, expect: 200 })).body;
  tally.equal([chosen.animal, chosen.human, chosen.vehicle, chosen.recordedBy, chosen.recordedAt], [null, null, null, '', null], 'at first as the models say');
  const cells = (await replay.send(owner, 'previewThresholds', { path: here, expect: 200 })).body.items;
  const ofFirst = cells.find((each) => each.best[0] === 90);
  tally.equal([ofFirst?.byModel, ofFirst?.seen?.length], [[true, false, false], 3], 'the preview knows the box, its model, and that people answered');
  const newly = (await replay.send(owner, 'setThresholds', { path: here, expect: 200 })).body;
  tally.equal([newly.animal, newly.human, newly.vehicle, newly.recordedBy], [0.25, null, 0.4, joined.body.name], 'a choice says who made it');
  for (const json of [{}, { animal: 0.2, human: 0.2 }, { animal: 1.5, human: null, vehicle: null }, { animal: -0.1, human: null, vehicle: null }, { animal: 'much', human: null, vehicle: null }])
    await replay.send(owner, 'setThresholds', { path: here, json, expect: 422 });
  tally.equal((await replay.send(owner, 'setThresholds', { path: here, json: { animal: null, human: null, vehicle: null }, expect: 200 })).body.animal, null, 'and back to the models');

  // Places where the machine finds something again and again
  const stone = { deploymentID: first.deploymentID, observationType: 'animal', bbox: [0.1, 0.1, 0.5, 0.5] };
  const noPlaces = (await replay.send(owner, 'listRepeatDetections', { path: here, expect: 200 })).body;
  tally.equal([noPlaces.items, noPlaces.verdicts], [[], []], 'one box is no place that is found again and again');
  const verdict = (await replay.send(owner, 'judgeRepeatDetection', { path: here, json: { ...stone, verdict: 'nothing' }, expect: 201 })).body;
  tally.equal([verdict.verdict, verdict.pictures, verdict.bbox, verdict.recordedBy, verdict.retractedAt], ['nothing', 1, stone.bbox, joined.body.name, null], 'a verdict says of what, and who gave it');
  await replay.send(owner, 'judgeRepeatDetection', { path: here, json: { ...stone, verdict: 'real' }, expect: 409 });
  await replay.send(owner, 'judgeRepeatDetection', { path: here, json: { ...stone, bbox: [0.6, 0.6, 0.2, 0.2], verdict: 'real' }, expect: 409 });
  await replay.send(owner, 'judgeRepeatDetection', { path: here, json: { ...stone, deploymentID: randomUUID(), verdict: 'real' }, expect: 404 });
  for (const json of [{ ...stone }, { ...stone, verdict: 'maybe' }, { ...stone, bbox: [0.9, 0.9, 0.2, 0.2], verdict: 'real' }, { ...stone, bbox: [1, 2], verdict: 'real' }, { ...stone, observationType: 'blank', verdict: 'real' }])
    await replay.send(owner, 'judgeRepeatDetection', { path: here, json, expect: 422 });
  const inVerdict = { ...here, repeatVerdictID: verdict.repeatVerdictID };
  tally.equal((await replay.send(owner, 'retractRepeatVerdict', { path: inVerdict, expect: 200 })).body.retractedBy, joined.body.name, 'it is taken back, and by whom');
  await replay.send(owner, 'retractRepeatVerdict', { path: inVerdict, expect: 409 });
  await replay.send(owner, 'retractRepeatVerdict', { path: { ...here, repeatVerdictID: randomUUID() }, expect: 404 });
  tally.equal((await replay.send(owner, 'listRepeatDetections', { path: here, query: { deploymentID: first.deploymentID }, expect: 200 })).body.verdicts.length, 1, 'and stays in the list');
  await replay.send(owner, 'listRepeatDetections', { path: here, query: { deploymentID: randomUUID() }, expect: 404 });
  await replay.send(owner, 'retractAnswer', { path: { ...here, batchID: firstTime.batchID }, expect: 200 });
  await replay.send(owner, 'listModels', { expect: 200 });

  // Keys of cameras that send by themselves
  const camKey = (await replay.send(owner, 'createCameraKey', { path: inDeployment, expect: 201 })).body;
  tally.ok(camKey.name === 'CAM-07' && /^serowcam_/.test(camKey.key), 'a camera gets a key');
  for (const json of [{}, { name: '' }, { name: 'x'.repeat(201) }, { name: 'x', more: 1 }]) await replay.send(owner, 'createCameraKey', { path: inDeployment, json, expect: 422 });
  const camera = Object.assign(owner.stranger(), { token: camKey.key });
  const sent = { body: drawnPicture(4711), query: { name: 'IMG_4711.PNG' } };
  tally.equal((await replay.send(camera, 'dropFile', { ...sent, expect: 201 })).body.files[0].state, 'stored', 'with which it brings a file');
  tally.equal((await replay.send(owner.stranger(), 'dropFileByAddress', { ...sent, path: { cameraKey: camKey.key }, expect: 200 })).body.files[0].state, 'duplicate', 'and the same again is no other');
  await replay.send(camera, 'dropFile', { body: 'no photo', expect: 415 });
  await replay.send(owner, 'dropFile', { ...sent, expect: 401 });
  await replay.send(owner.stranger(), 'dropFileByAddress', { ...sent, path: { cameraKey: 'serowcam_x' }, expect: 401 });
  const ownKeys = (await replay.send(owner, 'listCameraKeys', { path: inDeployment, expect: 200 })).body.items;
  tally.equal(ownKeys.map((each) => [each.name, each.files, each.revokedAt]), [['CAM-07', 2, null]], 'the list tells what came');
  const inKey = { ...inDeployment, cameraKeyID: camKey.cameraKeyID };
  await replay.send(owner, 'revokeCameraKey', { path: inKey, expect: 204 });
  await replay.send(owner, 'revokeCameraKey', { path: inKey, expect: 404 });
  await replay.send(camera, 'dropFile', { ...sent, expect: 401 });
  tally.equal((await owner.get(`/projects/${projectID}/media?limit=500`)).items.filter((each) => each.fileName === 'IMG_4711.PNG').length, 1, 'what it brought stays');

  // Taking away
  const spare = (await replay.send(owner, 'createLocation', { path: here, with: { locationName: 'spare' }, expect: 201 })).body;
  const spareDeployment = (await replay.send(owner, 'createDeployment', { path: here, json: { locationID: spare.locationID }, expect: 201 })).body;
  await replay.send(owner, 'deleteDeployment', { path: { ...here, deploymentID: spareDeployment.deploymentID }, expect: 204 });
  await replay.send(owner, 'deleteLocation', { path: { ...here, locationID: spare.locationID }, expect: 204 });
  await replay.send(owner, 'deleteArea', { path: inArea, expect: 204 });
  tally.equal((await replay.send(owner, 'getLocation', { path: atLocation, expect: 200 })).body.areaID, null, "an area's points stay without it");
  const empty = (await replay.send(owner, 'createProject', { json: { organisationID, title: 'empty' }, expect: 201 })).body;
  await replay.send(owner, 'deleteProject', { path: { projectID: empty.projectID }, expect: 204 });

  const valley = await owner.post('/projects', { organisationID, title: 'Valley' });
  await folders(tally, replay, owner, { projectID: valley.projectID }, await owner.post(`/projects/${valley.projectID}/locations`, { locationName: 'P01', latitude: 33.5, longitude: 107.8 }));
  await generalFaults(tally, replay, owner, { ...inAssignment, individualID, ...inMedia, ...inUpload, ...inCorrection, ...inFailure, ...inVerdict, ...atLocation, ...inOrganisation, areaID: area.areaID, uploadFileID: items[0].uploadFileID, batchID: batch.batchID, bulkAnswerID: inBulk.bulkAnswerID, viewID: kept.viewID, trainingID: own.trainingID, modelRunID, trustCheckID: begunCheck.trustCheckID, predictionImportID: begunImport.predictionImportID, cameraKeyID: camKey.cameraKeyID, tokenID: token.tokenID, accountID: joined.body.accountID });
  await replay.send(owner, 'makeDemo', { expect: 202 });

  for (const operation of operations) {
    const statuses = [...(replay.seen.get(operation.operationId) ?? [])];
    if (detector === null && /ModelRun$/.test(operation.operationId)) continue;
    tally.ok(statuses.some((status) => status < 300), `${operation.operationId} was exercised with success`);
  }
  const seenTwo = [...replay.seen.values()].reduce((sum, statuses) => sum + statuses.size, 0);
  console.log(`${replay.seen.size} of ${operations.length} operations exercised, ${seenTwo} kinds of answers`);
});

// What goes wrong alike everywhere.
/** A card by folders: proposed, confirmed, brought in, examined, moved. */
async function folders(tally, replay, owner, here, location) {
  const seen = (folder, ...places) => ({ folder, files: 3, bytes: 300, samples: places.map(([latitude, longitude]) => ({ cameraTime: '2024-05-02T06:10:00', make: 'RECONYX', model: 'HC500', latitude, longitude })) });
  const proposal = (await replay.send(owner, 'proposeFolders', { path: here, json: { folders: [seen(`${location.locationName.toLowerCase()}/DCIM/100MEDIA`), seen('样点９/DCIM/100MEDIA', [34.1, 108.1], [34.1, 108.1], [0, 0]), seen('rest/100MEDIA')] }, expect: 200 })).body;
  tally.equal([proposal.pattern, proposal.items.map((each) => each.source).sort()], ['{point}', ['name', 'new', 'new']], 'the folders are read as points');
  const fresh = proposal.items.find((each) => each.pointName === '样点９');
  tally.equal([fresh.readings, fresh.latitude, fresh.longitude, fresh.cameraModel], [2, 34.1, 108.1, 'RECONYX-HC500'], 'two real readings say where the new point is');
  await replay.send(owner, 'proposeFolders', { path: here, expect: 200 });
  await replay.send(owner, 'proposeFolders', { path: here, json: { folders: [seen('a')], pattern: '{nonsense}' }, expect: 422 });
  await replay.send(owner, 'proposeFolders', { path: here, json: { folders: [] }, expect: 422 });
  await replay.send(owner, 'createUpload', { path: here, json: { folders: [{ folder: 'a', location: { locationName: 'Nowhere' } }] }, expect: 422 });
  await replay.send(owner, 'createUpload', { path: here, json: { folders: [{ folder: 'a', locationID: location.locationID }, { folder: 'a', locationID: location.locationID }] }, expect: 422 });
  const made = (await replay.send(owner, 'createUpload', { path: here, json: { name: 'two points', folders: [{ folder: 'P', locationID: location.locationID }, { folder: '样点９', location: { locationName: '样点９', latitude: 34.1, longitude: 108.1 }, cameraID: 'C3' }] }, expect: 201 })).body;
  tally.equal([made.deploymentID, made.locationName, made.folders, made.locations], [null, null, 2, 2], 'the card belongs to two points');
  const inMade = { ...here, uploadID: made.uploadID };
  const files = [['P/IMG_0001.PNG', 71], ['样点９/IMG_0001.PNG', 72], ['stray/IMG_0001.PNG', 73]].map(([name, seed]) => cardFile(drawnPicture(seed), name));
  const items = (await replay.send(owner, 'announceFiles', { path: inMade, json: { files: files.map(announced) }, expect: 200 })).body.items;
  tally.equal(items.map((each) => each.state), ['wanted', 'wanted', 'failed'], 'a file of no folder has no place');
  tally.ok(/none of the folders/.test(items[2].problem.detail), 'and is told why', items[2].problem.detail);
  await replay.send(owner, 'addUploadFolders', { path: inMade, json: { folders: [{ folder: 'stray', locationID: location.locationID }] }, expect: 200 });
  const again = (await replay.send(owner, 'announceFiles', { path: inMade, json: { files: files.map(announced) }, expect: 200 })).body.items;
  tally.equal(again.map((each) => each.state), ['wanted', 'wanted', 'wanted'], 'once its folder has one, it is wanted');
  tally.equal((await replay.send(owner, 'confirmCard', { path: inMade, expect: 409 })).status, 409, 'nobody confirms what is still to come');
  for (const [at, item] of again.entries()) await replay.send(owner, 'sendFile', { path: { ...inMade, uploadFileID: item.uploadFileID }, body: files[at].content, type: 'application/octet-stream', expect: 200 });
  const known = (await replay.send(owner, 'listUploadFolders', { path: inMade, expect: 200 })).body.items;
  tally.equal(known.map((each) => [each.folder, each.files, each.stored, each.cameraID]), [['P', 1, 1, ''], ['stray', 1, 1, ''], ['样点９', 1, 1, 'C3']], 'each folder counts its files');
  let report;
  for (let tries = 0; tries < 150 && report?.state !== 'clean'; ++tries) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    report = (await replay.send(owner, 'examineCard', { path: inMade, expect: 200 })).body;
  }
  tally.equal([report.state, report.findings.map((each) => each.kind)], ['clean', ['noTime']], 'drawn pictures carry no time, and that is all there is to say');
  tally.equal((await replay.send(owner, 'confirmCard', { path: inMade, expect: 200 })).body.state, 'confirmed', 'somebody may look all the same');
  await replay.send(owner, 'moveCard', { path: inMade, json: {}, expect: 422 });
  const moved = (await replay.send(owner, 'moveCard', { path: inMade, json: { folder: '样点９', locationID: location.locationID }, expect: 200 })).body;
  tally.equal([moved.media, moved.upload.locations, moved.upload.confirmedAt], [1, 1, null], 'a folder is moved to another point');
  await replay.send(owner, 'moveCard', { path: inMade, json: { folder: 'no such', locationID: location.locationID }, expect: 404 });
  tally.equal((await replay.send(owner, 'moveCard', { path: inMade, json: { locationID: location.locationID }, expect: 200 })).body.upload.folders, 0, 'or all of the card, which then belongs to one deployment');
  await replay.send(owner, 'addUploadFolders', { path: inMade, json: { folders: [{ folder: 'x', locationID: location.locationID }] }, expect: 409 });
}

async function generalFaults(tally, replay, owner, ids) {
  const stranger = owner.stranger();
  for (const operation of operations) {
    const id = operation.operationId;
    const path = Object.fromEntries(operation.inPath.map((name) => [name, ids[name]]));
    const query = Object.fromEntries(operation.parameters.filter((each) => each.in === 'query' && each.required).map((each) => [each.name, 'x']));
    const octets = operation.body && !operation.bodySchema ? { body: Buffer.from('x') } : {};
    if (id.startsWith('dropFile')) {
      // Nobody but a camera: what accounts have does not help.
      for (const who of [stranger, owner]) await replay.send(who, id, { path: { cameraKey: 'x' }, ...octets, expect: 401 });
      continue;
    }
    if (!operation.open) {
      await replay.send(stranger, id, { path, ...octets, expect: 401 });
      if (operation.method !== 'GET') await replay.send(owner, id, { path, ...octets, csrf: false, expect: 403 });
    }
    if (operation.inPath.length) {
      const unknown = Object.fromEntries(operation.inPath.map((name) => [name, randomUUID()]));
      // Whatever the body: what is not there cannot be changed. A broken body may be told first.
      await replay.send(owner, id, { path: unknown, query, json: bodyOf(operation), ...octets, expect: 404 });
      const odd = Object.fromEntries(operation.inPath.map((name) => [name, `'; drop table media; -- 山`]));
      await replay.send(owner, id, { path: odd, query, json: bodyOf(operation), ...octets, expect: [400, 404, 422] });
    }
    if (operation.bodySchema) {
      // What a file of another program holds is told by its job.
      const byJob = id === 'bringPredictions';
      await replay.send(owner, id, { path, json: '{"broken":', asIs: true, broken: byJob, expect: byJob ? 202 : 400 });
      await replay.send(owner, id, { path, json: '[]', asIs: true, broken: byJob, expect: byJob ? 202 : [400, 422] });
      await replay.send(owner, id, { path, json: { ...bodyOf(operation), 未知: 1 }, asIs: true, expect: byJob ? 202 : 422 });
      await replay.send(owner, id, { path, asIs: true, body: 'a=b', type: 'application/x-www-form-urlencoded', expect: 415 });
      await replay.send(owner, id, { path, json: '['.repeat(5000), asIs: true, broken: byJob, expect: byJob ? 202 : 400 });
    }
  }
  for (const [method, path] of [['PATCH', '/projects'], ['DELETE', '/health'], ['PUT', `/projects/${ids.projectID}/species`]]) {
    const answer = await owner.request(method, path);
    tally.ok(answer.status === 405 && (answer.headers.get('allow') ?? '').includes('GET'), `${method} ${path} is not allowed and says what is`, `${answer.status} ${answer.headers.get('allow')}`);
  }
  const nowhere = await owner.request('GET', '/no/such/thing');
  tally.ok(nowhere.status === 404 && nowhere.type === 'application/problem+json', 'what is not in the contract is a problem 404', `${nowhere.status} ${nowhere.type}`);
}

function bodyOf(operation) {
  if (!operation.bodySchema) return undefined;
  return operation.example ?? (operation.operationId === 'updateLocation' ? { habitat: 'x' } : operation.operationId === 'updateDeployment' ? { name: 'x' } : operation.operationId === 'updateProject' ? { title: 'x' } : { name: 'x' });
}

/** What an answer can say beside what, how many and where: remarks, known animals, the project's own fields; and what is at hand for it. */
async function rememberedAnswers(tally, replay, owner, here, medium) {
  const tag = (name, kind, more = {}) => ({ name, kind, ...more });
  const fields = (await replay.send(owner, 'putCustomFields', { path: here, expect: 200 })).body.items;
  tally.equal(fields.map((each) => [each.name, each.kind, each.choices]), [['Body condition', 'choice', ['good', 'thin', 'poor']], ['Collared', 'flag', []]], 'the fields are those that were sent, in their order');
  const [condition, collared] = fields;
  for (const items of [[tag('Weight', 'kilograms')], [tag('Mood', 'choice')], [tag('Mood', 'choice', { choices: ['good', 'good'] })], [tag('a:b', 'text')], [{ ...tag('Collared', 'text'), customFieldID: collared.customFieldID }]])
    await replay.send(owner, 'putCustomFields', { path: here, json: { items }, expect: 422 });
  await replay.send(owner, 'putCustomFields', { path: here, json: { items: [tag('Twice', 'text'), tag('twice', 'text')] }, expect: 409 });
  const again = (await replay.send(owner, 'putCustomFields', { path: here, json: { items: [{ ...tag('Condition', 'choice', { choices: ['good', 'thin'] }), customFieldID: condition.customFieldID }, tag('Weight', 'number')] }, expect: 200 })).body.items;
  tally.equal(again.map((each) => [each.name, each.retired]), [['Condition', false], ['Weight', false], ['Collared', true]], 'renamed, added, retired');
  tally.equal((await replay.send(owner, 'listCustomFields', { path: here, expect: 200 })).body.items, again, 'and so they are listed');
  const weight = again[1];

  const horn = (await replay.send(owner, 'createIndividual', { path: here, expect: 201 })).body;
  tally.equal([horn.name, horn.scientificName, horn.sex, horn.media, horn.cover], ['Old Horn', 'Budorcas taxicolor', 'male', 0, null], 'a new individual was seen nowhere yet');
  await replay.send(owner, 'createIndividual', { path: here, json: { name: 'OLD HORN', scientificName: 'Budorcas taxicolor' }, expect: 409 });
  for (const json of [{ name: 'Nobody' }, { name: 'Nobody', scientificName: 'Draco draco' }, { name: '', scientificName: 'Budorcas taxicolor' }]) await replay.send(owner, 'createIndividual', { path: here, json, expect: 422 });
  const inHorn = { ...here, individualID: horn.individualID };

  const whole = {
    observationType: 'animal', scientificName: 'Budorcas taxicolor', count: 1, cameraSetupType: null, individualID: horn.individualID, individualPositionRadius: 7.5, individualPositionAngle: -12, individualSpeed: 0.4,
    observationTags: ['limping', 'snow'], observationComments: 'left horn broken\nas in May', customFields: { [condition.customFieldID]: 'thin', [weight.customFieldID]: '212.5' }, bbox: [0.1, 0.2, 0.3, 0.4],
  };
  const answer = (observation, expect) => replay.send(owner, 'answer', { path: here, json: { mediaIDs: [medium.mediaID], observations: [observation] }, expect });
  const given = (await answer(whole, 201)).body;
  const seen = given.media[0].observations[0];
  for (const [key, value] of Object.entries(whole)) tally.equal(seen[key], value, `the answer's ${key} is what was sent`);
  tally.equal(seen.individualName, 'Old Horn', 'it is told by name');
  for (const wrong of [
    { individualID: randomUUID() }, { count: 2 }, { scientificName: 'Capricornis milneedwardsii' }, { individualPositionAngle: 91 }, { individualPositionRadius: -1 }, { individualSpeed: 101 },
    { observationTags: ['a|b'] }, { observationTags: [''] }, { customFields: { [weight.customFieldID]: 'heavy' } }, { customFields: { [condition.customFieldID]: 'poor' } }, { customFields: { [randomUUID()]: 'x' } }, { cameraSetupType: 'picnic' },
  ]) await answer({ ...whole, ...wrong }, 422);
  const confirmed = (await replay.send(owner, 'answer', { path: here, json: { mediaIDs: [medium.mediaID], confirm: true }, expect: 201 })).body;
  tally.equal(confirmed.media[0].observations[0].customFields, whole.customFields, 'who confirms keeps what was remarked');

  const listed = (await replay.send(owner, 'listIndividuals', { path: here, expect: 200 })).body.items;
  tally.equal(listed.map((each) => [each.name, each.media, each.places, each.cover?.mediaID, each.cover?.bbox]), [['Old Horn', 1, 1, medium.mediaID, whole.bbox]], 'it was seen once');
  const one = (await replay.send(owner, 'getIndividual', { path: inHorn, expect: 200 })).body;
  tally.equal([one.gallery.map((each) => [each.media.mediaID, each.bbox]), one.seenAt.map((each) => each.media)], [[[medium.mediaID, whole.bbox]], [1]], 'its gallery and places are that picture and its point');
  tally.ok(one.individual.firstSeen !== null && one.individual.firstSeen === one.individual.lastSeen && one.seenAt[0].firstSeen === one.individual.firstSeen, 'and that moment');
  await replay.send(owner, 'deleteIndividual', { path: inHorn, expect: 409 });
  await replay.send(owner, 'updateIndividual', { path: inHorn, json: { scientificName: 'Capricornis milneedwardsii' }, expect: 409 });
  tally.equal((await replay.send(owner, 'updateIndividual', { path: inHorn, json: { name: '断角', sex: null }, expect: 200 })).body.name, '断角', 'it may be renamed');
  const alike = (await replay.send(owner, 'listResemblingIndividuals', { path: { ...here, mediaID: medium.mediaID }, query: { scientificName: 'Budorcas taxicolor', bbox: '0.1,0.2,0.3,0.4' }, expect: 200 })).body.items;
  tally.equal(alike, [], 'a picture is not compared with itself');
  await replay.send(owner, 'listResemblingIndividuals', { path: { ...here, mediaID: medium.mediaID }, query: { scientificName: 'Budorcas taxicolor', bbox: '0.1,0.2' }, expect: 400 });
  await replay.send(owner, 'listResemblingIndividuals', { path: { ...here, mediaID: randomUUID() }, query: { scientificName: 'Budorcas taxicolor' }, expect: 404 });
  for (const batch of [confirmed, given]) await replay.send(owner, 'retractAnswer', { path: { ...here, batchID: batch.batchID }, expect: 200 });
  await replay.send(owner, 'deleteIndividual', { path: inHorn, expect: 204 });
  await replay.send(owner, 'getIndividual', { path: inHorn, expect: 404 });

  tally.equal((await replay.send(owner, 'setSpeciesList', { path: here, expect: 200 })).body.items.map((each) => each.scientificName), ['Budorcas taxicolor', 'Capricornis milneedwardsii'], 'the species at hand are those that were sent');
  tally.equal((await replay.send(owner, 'getSpeciesList', { path: here, expect: 200 })).body.items.length, 2, 'and stay');
  for (const scientificNames of [['Draco draco'], ['Budorcas taxicolor', 'Budorcas taxicolor']]) await replay.send(owner, 'setSpeciesList', { path: here, json: { scientificNames }, expect: 422 });

  await replay.send(owner, 'setFavorite', { path: here, with: { mediaIDs: [medium.mediaID] }, expect: 204 });
  tally.equal((await replay.send(owner, 'getMedia', { path: { ...here, mediaID: medium.mediaID }, expect: 200 })).body.favorite, true, 'it is a favourite');
  await replay.send(owner, 'setFavorite', { path: here, json: { mediaIDs: [medium.mediaID], favorite: false }, expect: 204 });
  await replay.send(owner, 'setFavorite', { path: here, json: { mediaIDs: [randomUUID()], favorite: true }, expect: 404 });
  await replay.send(owner, 'setFavorite', { path: here, json: { mediaIDs: [], favorite: true }, expect: 422 });
  return (await replay.send(owner, 'createIndividual', { path: here, expect: 201 })).body.individualID;
}
