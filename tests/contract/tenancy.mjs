// Nobody sees or changes what is not theirs: route by route, role by role, by cookie and by token.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { addressOf, answerFault, byID, headersFor, operations, problemFault } from '../world/contract.mjs';
import { announced, cardFile, playable, predictions, register, settle, trained, upload, verifiedCrops } from '../world/api.mjs';
import { drawnPicture } from '../world/picture.mjs';
import { drawnVideo } from '../world/video.mjs';
import { main, startSerow } from '../world/serow.mjs';

// The least role for each operation that changes something in an organisation or a project.
const least = {
  updateOrganisation: 'owner', setOrganisationMember: 'owner', removeOrganisationMember: 'owner',
  updateProject: 'manager', deleteProject: 'owner', setProjectMember: 'owner', removeProjectMember: 'owner',
  createArea: 'manager', updateArea: 'manager', deleteArea: 'manager',
  createLocation: 'manager', updateLocation: 'manager', deleteLocation: 'manager',
  createDeployment: 'manager', updateDeployment: 'manager', deleteDeployment: 'manager',
  recordClockCorrection: 'manager', previewClockCorrection: 'manager', retractClockCorrection: 'manager',
  createCameraKey: 'manager', revokeCameraKey: 'manager',
  recordFailurePeriod: 'manager', retractFailurePeriod: 'manager',
  createUpload: 'annotator', proposeFolders: 'annotator', addUploadFolders: 'annotator', confirmCard: 'annotator', moveCard: 'manager', announceFiles: 'annotator', sendFile: 'annotator',
  completeUpload: 'annotator', tusCreate: 'annotator', tusGoOn: 'annotator', tusForget: 'annotator', tusOverride: 'annotator',
  answer: 'annotator', retractAnswer: 'annotator', answerMany: 'annotator', answerCrops: 'annotator', retractBulkAnswer: 'annotator', saveView: 'viewer', changeView: 'viewer', deleteView: 'viewer', addAssignment: 'manager', changeAssignment: 'manager', deleteAssignment: 'manager', setFavorite: 'annotator', createIndividual: 'annotator', updateIndividual: 'annotator', deleteIndividual: 'annotator', putCustomFields: 'manager', setSpeciesList: 'manager', bringPredictions: 'manager', retryJobs: 'manager', judgeRepeatDetection: 'annotator', retractRepeatVerdict: 'annotator', setThresholds: 'manager', beginTrustCheck: 'annotator', cancelTrustCheck: 'annotator', setReviewRule: 'manager', chooseModels: 'manager', beginModelRun: 'manager', useModelRun: 'manager', cancelModelRun: 'manager', startTraining: 'manager', describeCrops: 'manager', compareLabels: 'annotator', keepLabel: 'annotator', removeTraining: 'manager', setGeofence: 'manager', lookAgain: 'manager', calibrateModel: 'manager',
};
// Whoever belongs to a project may look at all of it; taking everything away at once asks for more.
const leastToRead = { ableToReview: 'manager', listConflicts: 'manager', getAgreement: 'manager', previewReviewRules: 'manager', listReveals: 'manager', exportCamtrapDp: 'annotator', exportMegaDetector: 'annotator', exportSpeciesNet: 'annotator' };
const ranks = ['viewer', 'annotator', 'manager', 'owner'];

await main('tenancy', 6, async (tally) => {
  const serow = await startSerow();
  const ours = await makeReserve(serow.address, 'Qinling');
  const theirs = await makeReserve(serow.address, 'Wolong');
  const { owner } = ours;
  const stranger = owner.stranger();
  const scoped = operations.filter((each) => each.inPath.length && !['deleteToken', 'dropFileByAddress'].includes(each.operationId));
  tally.equal(scoped.filter((each) => each.method !== 'GET').map((each) => each.operationId).sort(), Object.keys(least).sort(), 'the roles of all operations that change something are known here');

  const send = (account, operation, ids, more = {}) => call(account, operation, ids, more);
  const refused = async (wanted, account, operation, ids, who, more) => {
    const answer = await send(account, operation, ids, more);
    tally.ok(answer.status === wanted, `${operation.operationId}: ${who} gets ${wanted}`, `found ${answer.status} ${answer.body.detail ?? ''}`);
    tally.ok(answerFault(operation, answer) === '' && problemFault(answer.body) === '', `${operation.operationId}: ${who} is told by a problem`);
    const text = answer.bytes.toString();
    tally.ok(!ours.secrets.some((secret) => text.includes(secret)), `${operation.operationId}: ${who} learns nothing from the refusal`, text.slice(0, 300));
  };
  const before = await snapshot(ours);

  // The same organisation's other project, by somebody who has a role there alone.
  const neighbour = await register(serow.address);
  const second = await owner.post('/projects', { organisationID: ours.ids.organisationID, title: 'second' });
  await owner.ask('PUT', `/projects/${second.projectID}/members`, { email: neighbour.email, role: 'owner' });
  const roles = await giveRoles(serow.address, ours);
  const theirProgram = await theirs.owner.withToken();

  for (const operation of scoped) {
    await refused(401, stranger, operation, ours.ids, 'a stranger');
    await refused(404, theirs.owner, operation, ours.ids, "another organisation's owner");
    await refused(404, theirProgram, operation, ours.ids, "another organisation's program");
    if (operation.inPath.includes('projectID')) {
      await refused(404, neighbour, operation, ours.ids, 'the owner of another project of the organisation');
      // Ids of ours below a project of theirs.
      if (operation.inPath.length > 1) await refused(404, theirs.owner, operation, { ...ours.ids, projectID: theirs.ids.projectID }, 'another organisation, through its own project,');
      if (operation.inPath.length > 1) await refused(404, owner, operation, { ...ours.ids, projectID: second.projectID }, 'the owner, through another project,');
      if (operation.inPath.includes('uploadFileID')) await refused(404, theirs.owner, operation, { ...ours.ids, projectID: theirs.ids.projectID, uploadID: theirs.ids.uploadID }, 'another organisation, through its own upload,');
    }
    if (operation.method !== 'GET') {
      await refused(403, owner, operation, ours.ids, 'a page without the CSRF token', { csrf: false });
      for (const [role, account] of Object.entries(roles))
        if (ranks.indexOf(role) < ranks.indexOf(least[operation.operationId])) await refused(403, account, operation, ours.ids, `a ${role}`);
    } else {
      for (const [role, account] of Object.entries(roles)) {
        if (operation.operationId === 'live') continue;
        if (ranks.indexOf(role) < ranks.indexOf(leastToRead[operation.operationId] ?? 'viewer')) {
          await refused(403, account, operation, ours.ids, `a ${role}`);
          continue;
        }
        const answer = await send(account, operation, ours.ids);
        if (operation.operationId === 'getModelRun' && (await owner.get('/health')).detector === null) continue;
        tally.ok(answer.status === 200, `${operation.operationId}: a ${role} may look`, `found ${answer.status} ${answer.body.detail ?? ''}`);
      }
    }
  }

  // Operations without a path parameter, that name things in their body or query.
  await refused(404, theirs.owner, byID.get('createProject'), ours.ids, "another organisation's owner");
  await refused(403, roles.annotator, byID.get('createProject'), ours.ids, 'an annotator');
  await refused(403, roles.viewer, byID.get('createProject'), ours.ids, 'a viewer');
  const { locationID, deploymentID } = ours.ids;
  const inTheirs = `/projects/${theirs.ids.projectID}`;
  for (const body of [{ locationID }, { deploymentID }, { folders: [{ folder: '', locationID }] }, { folders: [{ folder: '', deploymentID }] }]) tally.equal((await theirs.owner.request('POST', `${inTheirs}/uploads`, { json: body })).status, 404, `no upload into ours through theirs (${Object.keys(body)})`);
  tally.equal((await theirs.owner.request('POST', `${inTheirs}/deployments`, { json: { locationID } })).status, 404, 'no deployment at our point');
  for (const body of [{ locationID }, { deploymentID }]) tally.equal((await theirs.owner.request('POST', `${inTheirs}/uploads/${theirs.ids.uploadID}/move`, { json: body })).status, 404, `no card of theirs moved to us (${Object.keys(body)})`);
  const proposed = await theirs.owner.post(`${inTheirs}/uploads/proposal`, { folders: [{ folder: 'Qinling P01', samples: [{ latitude: 33.5, longitude: 107.8 }, { latitude: 33.5, longitude: 107.8 }] }] });
  tally.ok(proposed.items[0].locationID !== locationID, 'a proposal in theirs knows none of our points');
  tally.equal((await theirs.owner.request('PATCH', `${inTheirs}/deployments/${theirs.ids.deploymentID}`, { json: { locationID } })).status, 404, 'no deployment moved to our point');
  tally.equal((await theirs.owner.request('PATCH', `${inTheirs}/locations/${theirs.ids.locationID}`, { json: { areaID: ours.ids.areaID } })).status, 404, 'no point put into our area');
  for (const body of [{ mediaIDs: [ours.ids.mediaID] }, { eventID: ours.ids.eventID }])
    tally.equal((await theirs.owner.request('POST', `${inTheirs}/answers`, { json: { ...body, observations: [{ observationType: 'blank' }] } })).status, 404, `no answer to ours through theirs (${Object.keys(body)})`);
  const throughTheirs = await theirs.owner.request('POST', `${inTheirs}/crop-answers`, { json: { crops: [{ mediaID: ours.ids.mediaID, bbox: [0.1, 0.1, 0.2, 0.2], scientificName: '' }], observationType: 'blank' } });
  tally.equal([throughTheirs.status, throughTheirs.body.batchID], [200, null], 'no crop of ours is answered through theirs');
  for (const list of ['media', 'events', 'detections'])
    for (const filter of [`locationID=${locationID}`, `deploymentID=${deploymentID}`, `scientificName=${encodeURIComponent(ours.species)}`]) {
      const answer = await theirs.owner.request('GET', `${inTheirs}/${list}?${filter}`);
      tally.ok(answer.status === 404 || answer.body.items.length === 0, `${list} of theirs show nothing of ours by ${filter.split('=')[0]}`, `${answer.status}`);
    }
  for (const path of ['/projects', '/organisations', '/tokens', `/taxa?q=${encodeURIComponent(ours.species)}`, `/taxa?q=${encodeURIComponent(ours.species)}&projectID=${ours.ids.projectID}`]) {
    const answer = await theirs.owner.request('GET', path);
    tally.ok(!ours.secrets.some((secret) => answer.bytes.toString().includes(secret)), `GET ${path} tells nothing of ours`, answer.bytes.toString().slice(0, 300));
  }
  tally.equal((await owner.get(`/taxa?q=${encodeURIComponent(ours.species)}&projectID=${ours.ids.projectID}`)).items[0]?.scientificName, ours.species, 'while we find the name that we used');
  const ourToken = (await owner.post('/tokens', { name: 'ours' })).tokenID;
  tally.equal((await theirs.owner.request('DELETE', `/tokens/${ourToken}`)).status, 404, 'nobody revokes our token');
  // A camera's key opens its own deployment and nothing else, whatever it is used for.
  const camera = Object.assign(owner.stranger(), { token: theirs.cameraKey });
  for (const operation of scoped) await refused(401, camera, operation, theirs.ids, "a camera's key of its own project");

  tally.equal(await snapshot(ours), before, 'after all this everything of ours is as it was');
  await knownBytes(tally, serow.address, ours, theirs, second.projectID);
  await rolesAtWork(tally, ours, roles);
  await peopleArePrivate(tally, serow.address, ours, roles);
  await blindIsBlind(tally, ours, roles);
  await losingARole(tally, ours, roles);
});

/** While a media is reviewed blind no answer of the API, of whatever operation, tells another what somebody answered. */
async function blindIsBlind(tally, ours, roles) {
  const { owner, ids } = ours;
  const path = `/projects/${ids.projectID}`;
  // Media that nobody answered yet: a card of its own.
  const file = { ...cardFile(drawnPicture(77), 'BLIND.PNG'), modifiedAt: '2024-06-01T02:00:00Z' };
  await upload(owner, ids.projectID, { locationID: ids.locationID, name: 'blind card' }, [file]);
  let media;
  for (let time = 0; time < 200 && !media?.eventID; ++time) {
    media = (await owner.get(`${path}/media?limit=500`)).items.find((each) => each.filePath.endsWith('BLIND.PNG'));
    if (!media?.eventID) await wait(100);
  }
  await owner.ask('PUT', `${path}/review-rule`, { kind: 'oneReviewer', blindPercent: 100 });
  const name = 'Ailuropoda melanoleuca';
  const words = [name, '大熊猫', 'Giant Panda', 'giant panda'];
  const said = await roles.annotator.post(`${path}/answers`, { mediaIDs: [media.mediaID], observations: [{ observationType: 'animal', scientificName: name }] });
  tally.equal([said.media[0].consensus, said.media[0].keptBack, said.media[0].observations[0]?.scientificName], ['awaiting', true, name], 'who answered blind sees the own answer, and that it waits');
  const theirs = { ...ids, mediaID: media.mediaID, eventID: media.eventID, deploymentID: media.deploymentID };
  const readers = operations.filter((each) => each.method === 'GET' && each.inPath.includes('projectID') && each.operationId !== 'live');
  let looked = 0;
  const leaks = async (who) => {
    for (const [role, account] of Object.entries(roles))
      if (role !== 'annotator')
        for (const operation of readers) {
          const answer = await call(account, operation, theirs);
          looked += answer.status === 200 ? 1 : 0;
          const text = answer.bytes.toString();
          tally.ok(!words.some((word) => text.includes(word)), `${operation.operationId}: a ${role} is not told ${who}`, text.slice(0, 300));
        }
  };
  await leaks('what was answered blind');
  for (const account of [roles.viewer, roles.manager, owner])
    for (const list of [`media?scientificName=${encodeURIComponent(name)}`, `events?scientificName=${encodeURIComponent(name)}`, `observations?scientificName=${encodeURIComponent(name)}`, `detections?scientificName=${encodeURIComponent(name)}`]) {
      const answer = await account.request('GET', `${path}/${list}`);
      tally.ok(answer.status === 200 && answer.body.items.length === 0, `${list.split('?')[0]} find nothing by the name that was answered blind`);
    }
  tally.ok(looked > 40, 'many answers were looked at', `${looked}`);
  await owner.ask('DELETE', `${path}/answers/${said.batchID}`);
  await owner.ask('PUT', `${path}/review-rule`, { kind: 'oneReviewer', blindPercent: 0 });
}

async function call(account, operation, given, more = {}) {
  const ids = operation.operationId === 'getProxy' ? { ...given, mediaID: given.videoID } : given;
  const query = operation.operationId === 'getActivity' ? { scientificName: 'Budorcas taxicolor' } : {};
  const path = addressOf(operation, ids, query);
  if (operation.body && !operation.bodySchema) return account.request(operation.method, path, { body: ids.bytes, headers: headersFor(operation, ids, ids.bytes.length), ...more });
  return account.request(operation.method, path, { json: bodyFor(operation, ids), headers: headersFor(operation, ids), ...more });
}

function bodyFor(operation, ids) {
  const bodies = {
    updateOrganisation: { name: 'taken over' }, updateProject: { title: 'taken over' }, updateArea: { name: 'taken over' },
    updateLocation: { habitat: 'taken over' }, updateDeployment: { name: 'taken over' },
    createProject: { organisationID: ids.organisationID, title: 'taken over' },
    setOrganisationMember: { email: ids.otherEmail, role: 'owner' }, setProjectMember: { email: ids.otherEmail, role: 'owner' }, beginModelRun: { mediaIDs: [ids.mediaID] },
    createDeployment: { locationID: ids.locationID }, createUpload: { deploymentID: ids.deploymentID },
    moveCard: { locationID: ids.locationID }, addUploadFolders: { folders: [{ folder: 'taken over', locationID: ids.locationID }] },
    setFavorite: { mediaIDs: [ids.mediaID], favorite: true }, updateIndividual: { comments: 'taken over' },
    changeAssignment: { title: 'taken over', state: 'done' },
    answer: { mediaIDs: [ids.mediaID], observations: [{ observationType: 'blank' }] }, answerCrops: { crops: [{ mediaID: ids.mediaID, bbox: [0.1, 0.1, 0.2, 0.2], scientificName: '' }], observationType: 'blank' },
  };
  return operation.bodySchema ? (bodies[operation.operationId] ?? operation.example) : undefined;
}

async function makeReserve(address, name) {
  const owner = await register(address, { organisationName: `${name} reserve` });
  const other = await register(address);
  const [organisation] = (await owner.get('/organisations')).items;
  const project = await owner.post('/projects', { organisationID: organisation.organisationID, title: `${name} survey`, timeZone: 'Asia/Shanghai' });
  const path = `/projects/${project.projectID}`;
  await owner.ask('PUT', `${path}/members`, { email: other.email, role: 'viewer' });
  const area = await owner.post(`${path}/areas`, { name: `${name} slope` });
  const location = await owner.post(`${path}/locations`, { locationName: `${name} P01`, latitude: 33.5, longitude: 107.8, areaID: area.areaID });
  const seed = name.length * 100;
  const files = [1, 2, 3].map((number) => ({ ...cardFile(drawnPicture(seed + number), `${name}/IMG_${number}.PNG`), modifiedAt: `2024-05-02T06:0${number}:00+08:00` }));
  files.push({ ...cardFile(drawnVideo(seed, { frames: 5 }), `${name}/VID_4.AVI`), modifiedAt: '2024-05-02T06:04:00+08:00' });
  const deployment = await owner.post(`${path}/deployments`, { locationID: location.locationID });
  const correction = await owner.post(`${path}/deployments/${deployment.deploymentID}/clock`, { kind: 'offset', offset: -60, reason: `${name} watch` });
  const key = await owner.post(`${path}/deployments/${deployment.deploymentID}/camera-keys`, { name: `${name} camera` });
  const failure = await owner.post(`${path}/deployments/${deployment.deploymentID}/failures`, { failureStart: '2024-05-02T00:00:00Z', failureComments: `${name} battery` });
  const card = await upload(owner, project.projectID, { deploymentID: deployment.deploymentID, name: `${name} card` }, files);
  await settle(owner, project.projectID, files.length);
  const inCard = `${path}/uploads/${card.upload.uploadID}`;
  for (let seen = await owner.post(`${inCard}/complete`, { files: files.length }); seen.state !== 'safe'; seen = await owner.get(inCard)) await wait(200);
  const media = (await owner.get(`${path}/media`)).items;
  const [video] = await playable(owner, project.projectID);
  const species = `${name}ensis secretus`;
  const batch = await owner.post(`${path}/answers`, { mediaIDs: [media[0].mediaID], observations: [{ observationType: 'animal', scientificName: species }] });
  const individual = await owner.post(`${path}/individuals`, { name: `${name} Old Horn`, scientificName: 'Budorcas taxicolor' });
  const view = await owner.post(`${path}/views`, { name: `${name} view`, filter: { scientificName: [species] } });
  const assignment = await owner.post(`${path}/assignments`, { title: `${name} assignment`, filter: { show: 'unreviewed' }, accountIDs: [(await owner.get('/session')).accountID] });
  const bulk = await owner.post(`${path}/bulk-answers`, { filter: { show: 'reviewed' }, expected: 1, overPeople: true, confirm: true });
  for (let seen = bulk; seen.state !== 'done'; seen = await owner.get(`${path}/bulk-answers/${bulk.batchID}`)) await wait(200);
  await owner.ask('DELETE', `${path}/bulk-answers/${bulk.batchID}`);
  for (let seen = bulk; seen.state !== 'retracted'; seen = await owner.get(`${path}/bulk-answers/${bulk.batchID}`)) await wait(200);
  const stone = [0.2, 0.3, 0.1, 0.1];
  const import_ = await predictions(owner, project.projectID, { name: 'md.json' }, { info: { format_version: '1.5', detector: 'md_v5a.0.0' }, detection_categories: { 1: 'animal' }, images: [{ file: media[1].filePath, detections: [{ category: '1', conf: 0.9, bbox: stone }] }, { file: media[2].filePath, detections: [{ category: '1', conf: 0.01, bbox: stone }] }] });
  const check = await owner.post(`${path}/trust`, { most: 0.05 });
  const verdict = await owner.post(`${path}/repeat-detections`, { deploymentID: deployment.deploymentID, observationType: 'animal', bbox: stone, verdict: 'real' });
  await verifiedCrops(owner, project.projectID, { name: `${name} crops` });
  const training = await owner.post(`${path}/models/training`, { name: `${name.toLowerCase()}_model` });
  const { state, problem } = await trained(owner, project.projectID, training.trainingID);
  if (state !== 'ready') throw new Error(`the training failed: ${problem?.detail}`);
  return {
    owner, files, species, cameraKey: key.key,
    secrets: [`${name} survey`, `${name} watch`, `${name} battery`, `${name} camera`, `${name} view`, `${name} assignment`, key.key, `${name} slope`, `${name} Old Horn`, `${name} P01`, `${name}/IMG`, species, files[0].sha256, `${name} card`, `${name.toLowerCase()}_model`],
    ids: {
      organisationID: organisation.organisationID, projectID: project.projectID, areaID: area.areaID, locationID: location.locationID,
      deploymentID: card.upload.deploymentID, uploadID: card.upload.uploadID, uploadFileID: card.files[0].uploadFileID,
      mediaID: media[0].mediaID, videoID: video.mediaID, eventID: media[0].eventID, batchID: batch.batchID, bulkAnswerID: bulk.batchID, viewID: view.viewID, assignmentID: assignment.assignmentID, clockCorrectionID: correction.clockCorrectionID, failurePeriodID: failure.failurePeriodID, repeatVerdictID: verdict.repeatVerdictID, individualID: individual.individualID, predictionImportID: import_.predictionImportID, trainingID: training.trainingID, trustCheckID: check.trustCheckID, modelRunID: await looked(owner, path, media[1].mediaID), cameraKeyID: key.cameraKeyID, accountID: other.accountID, otherEmail: other.email, bytes: files[0].content,
    },
  };
}

/** A run of other models that is over; any id where there is no detector. */
async function looked(owner, path, mediaID) {
  const begun = await owner.request('POST', `${path}/models/runs`, { json: { classifiers: [], mediaIDs: [mediaID] } });
  if (begun.status !== 202) return randomUUID();
  for (let run = begun.body; run.state === 'running'; run = await owner.get(`${path}/models/runs/${run.modelRunID}`)) await wait(200);
  return begun.body.modelRunID;
}

async function giveRoles(address, reserve) {
  const roles = {};
  for (const role of ['viewer', 'annotator', 'manager']) {
    roles[role] = await register(address, { name: role });
    await reserve.owner.ask('PUT', `/organisations/${reserve.ids.organisationID}/members`, { email: roles[role].email, role });
  }
  return roles;
}

/** All that can be read of a reserve, but what the trial itself adds (members, last use of things). */
async function snapshot({ owner, ids }) {
  const seen = {};
  for (const operation of operations) {
    if (operation.method !== 'GET' || !operation.inPath.includes('projectID') || operation.operationId === 'live') continue;
    if (operation.operationId.endsWith('Members') || operation.operationId === 'ableToReview') continue;
    const answer = await call(owner, operation, ids);
    // That those with the right to it took a package away is told, and rightly so.
    if (operation.operationId === 'listExports') continue;
    // The room on the machine's disk is nobody's.
    if (operation.operationId === 'getStorage') delete answer.body.freeBytes;
    const told = operation.operationId === 'getStorage' ? JSON.stringify(answer.body) : operation.operationId === 'explainMedia' ? JSON.stringify(answer.body.chapters.filter((each) => each.title !== 'Where it went')) : answer.bytes.toString('base64');
    seen[operation.operationId] = `${answer.status} ${told}`;
  }
  return seen;
}

/** The manifest says which bytes are known: only to those whose bytes they are. */
async function knownBytes(tally, address, ours, theirs, secondProject) {
  const announce = async (account, projectID, name) => {
    const location = await account.post(`/projects/${projectID}/locations`, { locationName: name, latitude: 1, longitude: 1 });
    const begun = await account.post(`/projects/${projectID}/uploads`, { locationID: location.locationID });
    const path = `/projects/${projectID}/uploads/${begun.uploadID}/files`;
    return { path, items: (await account.post(path, { files: ours.files.map(announced) })).items };
  };
  const foreign = await announce(theirs.owner, theirs.ids.projectID, 'curious');
  tally.equal(foreign.items.map((each) => [each.state, each.mediaID]), ours.files.map(() => ['wanted', null]), 'bytes that we hold are wanted from another organisation like any others');
  const stored = await theirs.owner.request('PUT', `${foreign.path}/${foreign.items[0].uploadFileID}/content`, { body: ours.files[0].content, type: 'application/octet-stream' });
  tally.equal([stored.status, stored.body.state], [200, 'stored'], 'and stored when they come');
  const own = await announce(ours.owner, secondProject, 'again');
  tally.equal(own.items.map((each) => each.state === 'wanted'), ours.files.map(() => false), 'bytes that the organisation holds are not sent again into another project of it');
  await settle(ours.owner, secondProject, ours.files.length);
  const media = (await ours.owner.get(`/projects/${secondProject}/media`)).items;
  tally.equal(media.map((each) => each.sha256).sort(), ours.files.map((each) => each.sha256).sort(), 'they are media of that project too');
  const content = await ours.owner.request('GET', `/projects/${secondProject}/media/${media[0].mediaID}/content`);
  tally.equal(content.status, 200, 'and can be looked at there');
  const outsider = await register(address);
  tally.equal((await outsider.request('GET', `/projects/${secondProject}/media/${media[0].mediaID}/content`)).status, 404, 'by nobody else');
}

async function rolesAtWork(tally, ours, { viewer, annotator, manager }) {
  const path = `/projects/${ours.ids.projectID}`;
  const program = await annotator.withToken();
  const answered = await program.request('POST', `${path}/answers`, { json: { mediaIDs: [ours.ids.mediaID], observations: [{ observationType: 'blank' }] } });
  tally.equal(answered.status, 201, 'a program with an annotator’s token answers, without a CSRF token');
  tally.equal((await program.request('POST', `${path}/areas`, { json: { name: 'x' } })).status, 403, 'but has no more rights than the annotator');
  tally.equal((await annotator.request('DELETE', `${path}/answers/${ours.ids.batchID}`)).status, 403, 'an annotator does not take back another’s answer');
  tally.equal((await annotator.request('DELETE', `${path}/answers/${answered.body.batchID}`)).status, 200, 'but the own one');
  tally.equal((await annotator.request('POST', `${path}/repeat-detections/${ours.ids.repeatVerdictID}/retraction`)).status, 403, 'nor another’s verdict on a place');
  tally.equal((await manager.request('POST', `${path}/repeat-detections/${ours.ids.repeatVerdictID}/retraction`)).status, 200, 'which a manager does');
  tally.equal((await manager.request('POST', `${path}/areas`, { json: { name: 'x' } })).status, 201, 'a manager sets up areas');
  for (const place of [path, `/organisations/${ours.ids.organisationID}`])
    tally.equal((await manager.request('PUT', `${place}/members`, { json: { email: ours.ids.otherEmail, role: 'viewer' } })).status, 403, 'a manager gives no roles, not even the least');
  const live = await viewer.listen(`${path}/live`, '\n\n');
  tally.ok(live.status === 200 && live.text.includes('progress'), 'a viewer hears the progress');
  tally.equal((await viewer.request('POST', `${path}/answers`, { json: {}, headers: { 'x-csrf-token': '' }, csrf: false })).status, 403, 'an empty CSRF token is none');
}

/** A photo and a video of people: route by route, role by role, by session and by token, with and without what a cache knows. */
async function peopleArePrivate(tally, address, ours, { viewer, annotator, manager }) {
  const path = `/projects/${ours.ids.projectID}`;
  const before = (await ours.owner.get(`${path}/media`)).items;
  const fresh = [{ ...cardFile(drawnPicture(4242), 'people/RANGER.PNG'), modifiedAt: '2024-05-02T07:01:00+08:00' }, { ...cardFile(drawnVideo(4243, { frames: 5 }), 'people/CAR.AVI'), modifiedAt: '2024-05-02T07:02:00+08:00' }];
  await upload(ours.owner, ours.ids.projectID, { deploymentID: ours.ids.deploymentID, name: 'people' }, fresh);
  await settle(ours.owner, ours.ids.projectID, before.length + fresh.length);
  await playable(ours.owner, ours.ids.projectID);
  const all = (await ours.owner.get(`${path}/media`)).items;
  const [photo, video] = fresh.map((file) => all.find((each) => each.sha256 === file.sha256));
  const shown = { ...ours.ids, mediaID: photo.mediaID, videoID: video.mediaID, eventID: photo.eventID };
  const secrets = [photo.sha256, photo.fileName, video.sha256, video.fileName];
  const files = operations.filter((each) => each.method === 'GET' && each.inPath.includes('mediaID') && each.operationId !== 'getMedia');
  const tags = {};
  for (const operation of files) tags[operation.operationId] = (await call(viewer, operation, shown)).headers.get('etag');
  tally.ok(tags.getContent && tags.getThumbnail, 'before anybody is seen in it, a viewer gets the photo');
  const people = [];
  for (const media of [photo, video]) people.push(await annotator.post(`${path}/answers`, { mediaIDs: [media.mediaID], observations: [{ observationType: media === video ? 'vehicle' : 'human' }] }));
  const silent = (answer, what) => tally.ok(!secrets.some((secret) => answer.bytes.toString().includes(secret)), `${what} tells nothing of it`, answer.bytes.toString().slice(0, 300));
  const withheldFrom = async (account, who) => {
    for (const operation of files) {
      const headers = tags[operation.operationId] ? { 'if-none-match': tags[operation.operationId] } : {};
      for (const more of [{}, { headers }]) {
        const answer = await account.request('GET', addressOf(operation, { ...shown, mediaID: operation.operationId === 'getProxy' ? video.mediaID : photo.mediaID }), more);
        tally.equal(answer.status, 403, `${operation.operationId}: people are withheld from ${who}${more.headers ? ', whatever is in the cache' : ''}`);
        tally.ok(problemFault(answer.body) === '' && /private/.test(answer.body.detail), `${operation.operationId}: and the refusal says why`, answer.body.detail);
        tally.equal(answer.headers.get('etag'), null, `${operation.operationId}: without a tag`);
        silent(answer, operation.operationId);
      }
    }
    const one = await call(account, byID.get('getMedia'), shown);
    tally.equal([one.status, one.body.privacy, one.body.sha256, one.body.fileName, one.body.observations, one.body.bytes, one.body.hasRenditions], [200, 'withheld', '', '', [], 0, false], `${who} sees that there is a file, and no more`);
    tally.equal(answerFault(byID.get('getMedia'), one), '', 'as the contract says');
    for (const list of ['media', 'events', 'observations', 'media?show=unreviewed', 'events?show=unreviewed', 'events?show=reviewed', 'media?show=reviewed', 'media?scientificName=Homo%20sapiens', 'detections', 'cohorts', 'repeat-detections', 'thresholds/preview', 'trust', 'trust/preview', 'species', 'map', 'progress'])
      silent(await account.request('GET', `${path}/${list}`), `${list}: ${who}`);
    const listed = (await account.get(`${path}/media`)).items;
    tally.equal(listed.filter((each) => each.privacy === 'withheld').map((each) => each.mediaID).sort(), [photo.mediaID, video.mediaID].sort(), `${who} sees two empty places in the list`);
    tally.equal((await account.get(`${path}/media?show=reviewed`)).items.filter((each) => [photo.mediaID, video.mediaID].includes(each.mediaID)), [], 'and none where what is said is asked for');
    const asked = (await account.get(`${path}/events?show=reviewed`));
    tally.equal([asked.total, asked.items.length], [asked.items.length, asked.total], 'of events, too, as many are counted as are shown');
    for (const show of ['human', 'vehicle']) for (const list of ['media', 'events']) tally.equal((await account.request('GET', `${path}/${list}?show=${show}`)).status, 403, `${list} of ${show}s are refused to ${who}`);
  };
  await withheldFrom(viewer, 'a viewer');
  await withheldFrom(await viewer.withToken(), 'a viewer’s program');
  tally.equal((await call(annotator, byID.get('getContent'), shown)).status, 200, 'an annotator looks at people');
  tally.equal((await call(annotator, byID.get('getMedia'), shown)).body.privacy, 'private', 'and is told that they are private');
  const looks = async () => (await manager.get(`${path}/reveals`)).items;
  const earlier = (await looks()).length;
  const sight = (more) => annotator.request('GET', `${path}/media/${photo.mediaID}/preview${more}`);
  const [blurred, clear] = [await sight(''), await sight('?unblurred=true')];
  tally.equal([blurred.status, clear.status, blurred.headers.get('etag') === clear.headers.get('etag'), blurred.bytes.equals(clear.bytes), blurred.headers.get('cache-control')], [200, 200, false, false, 'private, no-cache'], 'people are blurred until they are asked for');
  tally.equal((await looks()).slice(0, (await looks()).length - earlier).map((each) => [each.mediaID, each.form]), [[photo.mediaID, 'preview']], 'and who asks is written down');
  tally.equal((await call(annotator, byID.get('getContent'), shown)).headers.get('vary')?.toLowerCase().includes('cookie'), true, 'what one account has in its cache is not another’s');

  // The same bytes through a project of one's own in the organisation.
  const own = await ours.owner.post('/projects', { organisationID: ours.ids.organisationID, title: 'curious' });
  await ours.owner.ask('PUT', `/projects/${own.projectID}/members`, { email: viewer.email, role: 'manager' });
  const location = await viewer.post(`/projects/${own.projectID}/locations`, { locationName: 'x', latitude: 1, longitude: 1 });
  const card = await viewer.post(`/projects/${own.projectID}/uploads`, { locationID: location.locationID });
  const wanted = await viewer.post(`/projects/${own.projectID}/uploads/${card.uploadID}/files`, { files: [...ours.files, ...fresh].map(announced) });
  tally.equal(wanted.items.filter((each) => each.state === 'wanted').map((each) => each.sha256).sort(), [photo.sha256, video.sha256].sort(), 'bytes of people are not linked into a project of a viewer’s own');

  tally.equal((await annotator.request('PATCH', path, { json: { peopleVisibleTo: 'viewer' } })).status, 403, 'an annotator does not open them');
  tally.equal((await manager.request('PATCH', path, { json: { peopleVisibleTo: 'owner' } })).status, 422, 'nobody is shut out by more than a manager’s role');
  await manager.ask('PATCH', path, { peopleVisibleTo: 'manager', vehiclesVisibleTo: 'manager' });
  await withheldFrom(annotator, 'an annotator, where only managers look,');
  for (const body of [{ mediaIDs: [photo.mediaID] }, { mediaIDs: [ours.ids.mediaID, photo.mediaID] }])
    tally.equal((await annotator.request('POST', `${path}/answers`, { json: { ...body, observations: [{ observationType: 'blank' }] } })).status, 403, 'who may not look does not say that it is blank');
  const zip = await annotator.request('GET', `${path}/export/camtrap-dp`);
  tally.equal(zip.status, 200, 'who may export, exports');
  silent(await annotator.request('GET', `${path}/export/megadetector`), 'the export of predictions');
  await manager.ask('PATCH', path, { peopleVisibleTo: 'viewer', vehiclesVisibleTo: 'viewer' });
  tally.equal((await call(viewer, byID.get('getContent'), shown)).status, 200, 'where all may look, a viewer looks');
  await manager.ask('PATCH', path, { peopleVisibleTo: 'annotator', vehiclesVisibleTo: 'annotator' });
  for (const batch of people) await annotator.request('DELETE', `${path}/answers/${batch.batchID}`);
}

async function losingARole(tally, ours, { annotator }) {
  const program = await annotator.withToken();
  await ours.owner.ask('DELETE', `/organisations/${ours.ids.organisationID}/members/${annotator.accountID}`);
  for (const [who, account] of [['session', annotator], ['token', program]])
    for (const id of ['getProject', 'getContent', 'listEvents', 'exportCamtrapDp', 'answer'])
      tally.equal((await call(account, byID.get(id), ours.ids)).status, 404, `${id}: who left the organisation gets 404 by ${who}, at once`);
}
