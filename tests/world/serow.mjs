// A real Serow on a free port with a data folder of its own, for tests that speak to it from outside.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root, sharedPlace } from './web_packages.mjs';

/** SEROW_PROGRAM: another build. */
export const binary = process.env.SEROW_PROGRAM ?? join(root, 'build/release/serow');
const running = new Set();

/** Settings of the person who runs the tests must not reach the Serow that is tested. */
export function cleanEnvironment(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('SEROW_'));
  return { ...Object.fromEntries(kept), SEROW_SHARED: sharedPlace, ...more };
}

/** The database lets another system user in, so the folder must be open to pass through. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `serow-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * @param {{env?: object, args?: string[], dataFolder?: string, port?: number}} [options]
 * @returns {{address, port, dataFolder, process, output(): string, stop(): Promise<void>, kill(): Promise<void>}}
 */
export async function startSerow({ env = {}, args = [], dataFolder, port = 0 } = {}) {
  if (!existsSync(binary)) throw new Error(`${binary} is not there; build it first: tools/build release`);
  const folder = dataFolder ?? temporaryFolder('test');
  const child = spawn(binary, ['serve', '--port', String(port), '--data-folder', folder, ...args], {
    cwd: root,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  const keep = (bytes) => {
    said.push(bytes.toString());
    if (said.length > 4000) said.splice(0, 2000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const output = () => said.join('');
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const serow = { dataFolder: folder, process: child, output, ended, ownsFolder: dataFolder === undefined };
  running.add(serow);

  const address = await Promise.race([
    readyAddress(output),
    ended.then(({ code, signal }) => Promise.reject(new Error(`serow serve ended (${signal ?? code}):\n${output()}`))),
  ]);
  Object.assign(serow, {
    address,
    port: Number(new URL(address).port),
    stop: () => stop(serow),
    /** As a power cut: the data folder stays, for the next one. */
    async kill() {
      running.delete(serow);
      child.kill('SIGKILL');
      await ended;
    },
  });
  await untilHealthy(serow);
  return serow;
}

async function readyAddress(output) {
  for (let tries = 0; tries < 1200; ++tries) {
    const found = /Serow is ready: (http:\/\/\S+)/.exec(output());
    if (found) return found[1];
    await wait(100);
  }
  throw new Error(`Serow was not ready within two minutes:\n${output()}`);
}

async function untilHealthy(serow) {
  let last;
  for (let tries = 0; tries < 100; ++tries) {
    try {
      const response = await fetch(`${serow.address}/api/v1/health`);
      if (response.status === 200) return;
      last = await response.text();
    } catch (error) {
      last = error.message;
    }
    await wait(100);
  }
  throw new Error(`Serow does not get healthy: ${last}`);
}

async function stop(serow) {
  if (!running.delete(serow)) return;
  serow.process.kill('SIGTERM');
  const result = await Promise.race([serow.ended, wait(30_000)]);
  if (!result) {
    killHard(serow);
    throw new Error(`Serow did not end within 30 s of SIGTERM:\n${serow.output().slice(-3000)}`);
  }
  if (serow.ownsFolder) rmSync(serow.dataFolder, { recursive: true, force: true });
  if (result.code !== 0) throw new Error(`Serow ended with ${result.signal ?? result.code}:\n${serow.output().slice(-3000)}`);
}

// The last resort of a test that was cut off: the service, and the database that it may have left behind.
function killHard(serow) {
  serow.process.kill('SIGKILL');
  for (const name of readdirSync(serow.dataFolder, { recursive: true }).filter((each) => each.endsWith('postmaster.pid'))) {
    const pid = Number(readFileSync(join(serow.dataFolder, name), 'utf8').split('\n')[0]);
    if (pid > 1) try { process.kill(pid, 'SIGQUIT'); } catch { /* it has ended already */ }
  }
  if (serow.ownsFolder) rmSync(serow.dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function abandon() {
  for (const serow of running) {
    if (process.env.KEEP_LOG) writeFileSync(process.env.KEEP_LOG, serow.output());
    try { killHard(serow); } catch { /* nothing more can be done */ }
  }
  running.clear();
}
process.on('exit', abandon);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/** Runs a test program: ends it after so many minutes, prints its closing counts, exits by them. */
export async function main(name, minutes, run) {
  const { tally } = await import('./tally.mjs');
  const clock = setTimeout(() => {
    console.error(`${name}: not finished within ${minutes} minutes`);
    for (const serow of running) console.error(serow.output().slice(-3000));
    process.exit(1);
  }, minutes * 60_000);
  try {
    await run(tally);
  } catch (error) {
    tally.fail(error.stack ?? String(error));
    for (const serow of running) console.error(`--- the service's last words\n${serow.output().slice(-3000)}`);
  }
  for (const serow of [...running]) await stop(serow).catch((error) => tally.fail(error.message));
  clearTimeout(clock);
  process.exit(tally.close(name));
}
