// Speaks to Serow's API as a signed-in browser or as a program with a token.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { drawnPicture } from './picture.mjs';

export const password = 'four unrelated words here';

export class Account {
  constructor(address, { cookie, csrf, token } = {}) {
    Object.assign(this, { address, cookie, csrf, token });
  }

  /** The same address, without anybody signed in. */
  stranger() {
    return new Account(this.address);
  }

  /** @returns {{status, headers: Headers, type: string, bytes: Buffer, body}} body: parsed where it is JSON */
  async request(method, path, { json, body, headers = {}, type, csrf = true } = {}) {
    const sent = { ...headers };
    if (this.cookie) sent.cookie = this.cookie;
    if (this.cookie && csrf && !['GET', 'HEAD'].includes(method)) sent['x-csrf-token'] = this.csrf;
    if (this.token) sent.authorization = `Bearer ${this.token}`;
    if (json !== undefined) {
      body = typeof json === 'string' ? json : JSON.stringify(json);
      sent['content-type'] = 'application/json';
    }
    if (type) sent['content-type'] = type;
    const response = await fetch(`${this.address}/api/v1${path}`, { method, headers: sent, body, redirect: 'manual', signal: AbortSignal.timeout(120_000) });
    const bytes = Buffer.from(await response.arrayBuffer());
    const kind = response.headers.get('content-type')?.split(';')[0] ?? '';
    return { status: response.status, headers: response.headers, type: kind, bytes, body: /json$/.test(kind) && bytes.length ? JSON.parse(bytes.toString()) : bytes.toString() };
  }

  /** The body of a request that must succeed. */
  async ask(method, path, json) {
    const answer = await this.request(method, path, { json });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.detail ?? answer.body}`);
    return answer.body;
  }
  get(path) { return this.ask('GET', path); }
  post(path, json = undefined) { return this.ask('POST', path, json); }

  async withToken(name = 'test') {
    const { token } = await this.post('/tokens', { name });
    return new Account(this.address, { token });
  }

  /** The first piece of a stream that holds `until`. */
  async listen(path, until, seconds = 20) {
    const headers = this.token ? { authorization: `Bearer ${this.token}` } : this.cookie ? { cookie: this.cookie } : {};
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), seconds * 1000);
    const response = await fetch(`${this.address}/api/v1${path}`, { headers, signal: stop.signal });
    let text = '';
    try {
      for await (const piece of response.body) {
        text += Buffer.from(piece).toString();
        if (!response.ok || text.includes(until)) break;
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    clearTimeout(clock);
    stop.abort();
    return { status: response.status, headers: response.headers, type: response.headers.get('content-type')?.split(';')[0] ?? '', text };
  }
}

export async function register(address, { email = `${randomUUID()}@example.org`, name = 'Li Wei', organisationName } = {}) {
  const answer = await new Account(address).request('POST', '/register', { json: { email, password, name, ...(organisationName && { organisationName }) } });
  if (answer.status !== 201) throw new Error(`register: ${answer.status} ${answer.body.detail}`);
  const account = new Account(address, { cookie: answer.headers.get('set-cookie').split(';')[0], csrf: answer.body.csrfToken });
  return Object.assign(account, { email, accountID: answer.body.accountID });
}

/** A file as the manifest wants it. `source`: a path, or bytes with the name they have on the card. */
export function cardFile(source, name) {
  const bytes = Buffer.isBuffer(source) ? source : readFileSync(source);
  return { path: name ?? basename(source), content: bytes, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

export const announced = ({ path, bytes, sha256, modifiedAt }) => ({ path, bytes, sha256, ...(modifiedAt && { modifiedAt }) });

/** A whole card through manifest and bytes: {upload, files (as announced), sent (how many)}. */
export async function upload(account, projectID, place, files) {
  const begun = await account.post(`/projects/${projectID}/uploads`, place);
  const path = `/projects/${projectID}/uploads/${begun.uploadID}`;
  const { items } = await account.post(`${path}/files`, { files: files.map(announced) });
  let sent = 0;
  for (const [at, item] of items.entries()) {
    if (item.state !== 'wanted') continue;
    const answer = await account.request('PUT', `${path}/files/${item.uploadFileID}/content`, { body: files[at].content, type: 'application/octet-stream' });
    if (answer.status !== 200) throw new Error(`PUT ${item.path}: ${answer.status} ${answer.body.detail}`);
    items[at] = answer.body;
    ++sent;
  }
  return { upload: await account.get(path), files: items, sent };
}

async function grouped(account, projectID) {
  const { items } = await account.get(`/projects/${projectID}/media?limit=500`);
  return items.every((each) => each.timestamp === null || each.state !== 'ready' || each.eventID !== null);
}

/** Waits until there is no video whose proxy is being made; what there is to play of each. */
export async function playable(account, projectID, seconds = 240) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(500)) {
    const videos = (await account.get(`/projects/${projectID}/media?limit=500`)).items.filter((each) => each.kind === 'video' && each.state !== 'unreadable');
    if (videos.every((each) => each.playback && each.playback.state !== 'pending')) return videos;
  }
  throw new Error(`the proxies were not made within ${seconds} s`);
}

/** Waits until every file is read and, where a detector is present, classified and grouped. */
export async function settle(account, projectID, media, seconds = 240) {
  let now;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(500)) {
    now = await account.get(`/projects/${projectID}/progress`);
    const read = now.media >= media && now.ready + now.unreadable === now.media;
    // Without a detector its jobs wait for ever; the others are done when every file with a time has its event.
    const done = () => (now.detector === null ? grouped(account, projectID) : now.classified === now.ready && now.waiting + now.running === 0);
    if (read && (await done())) return now;
  }
  throw new Error(`not settled within ${seconds} s: ${JSON.stringify(now)}`);
}

/** Another program's predictions, sent and read: the import as it is when its job is over. */
export async function predictions(account, projectID, query, body, seconds = 120) {
  const path = `/projects/${projectID}/predictions`;
  let now = await account.post(`${path}?${new URLSearchParams(query)}`, body);
  for (const end = Date.now() + seconds * 1000; ['waiting', 'running'].includes(now.state); await wait(100)) {
    if (Date.now() > end) throw new Error(`the predictions were not read within ${seconds} s: ${JSON.stringify(now)}`);
    now = await account.get(`${path}/${now.predictionImportID}`);
  }
  return now;
}

/** Two taxa, each named in three drawn photos, with a box, at each of two new points: enough to train a classifier on. */
export async function verifiedCrops(account, projectID, { name = 'crops', taxa = ['Puma concolor', 'Canis latrans'] } = {}) {
  const path = `/projects/${projectID}`;
  const named = taxa.map(() => []);
  for (const place of [1, 2]) {
    const { locationID } = await account.post(`${path}/locations`, { locationName: `${name} ${place}`, latitude: 33 + place, longitude: 107 });
    // Each of another size: no two are the same file. And of another hour: each is an event of its own.
    const files = [0, 1, 2, 3, 4, 5].map((at) => ({ ...cardFile(drawnPicture(at, 360 + 2 * (6 * place + at)), `${name} ${place}/${at}.PNG`), modifiedAt: `2024-05-0${place}T0${at}:00:00Z` }));
    const card = await upload(account, projectID, { locationID, name: `${name} ${place}` }, files);
    card.files.forEach((file, at) => named[at % 2].push(file.mediaID));
  }
  await settle(account, projectID, (await account.get(`${path}/progress`)).media);
  for (const [at, taxon] of taxa.entries())
    await account.post(`${path}/answers`, { mediaIDs: named[at], observations: [{ observationType: 'animal', scientificName: taxon, count: 1, bbox: [0.2, 0.3, 0.5, 0.5] }] });
}

/** Waits for a training's end. */
export async function trained(account, projectID, trainingID, seconds = 120) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(300)) {
    const run = (await account.get(`/projects/${projectID}/models/training`)).items.find((each) => each.trainingID === trainingID);
    if (!['queued', 'running'].includes(run?.state)) return run;
  }
  throw new Error(`the training did not end within ${seconds} s`);
}
