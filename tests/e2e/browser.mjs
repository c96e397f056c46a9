// Chromium on the real page: whatever it complains about fails the test.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { requireWeb } from '../world/web_packages.mjs';

const { chromium } = requireWeb('playwright-core');
const axe = requireWeb('axe-core').source;
// Without somebody signed in the page asks who it is, and 401 is the answer; Chromium logs that as an error.
const expected = /status of 401/;

/** `gl`: with WebGL, drawn by the processor, which maps need; without it scrolling is measured, not that renderer. */
export function launch({ gl = true } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Where a machine has no locale at all, Chromium cannot open files with Chinese names.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...(gl ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : ['--disable-gpu'])],
  });
}

/** A window whose errors are counted. `look`: {language, theme, width}; `refused`: statuses with which the server may refuse. */
export async function openWindow(tally, browser, address, { language = 'en', theme = 'light', width = 1440, height = 900, cookies = [], refused = [] } = {}) {
  const context = await browser.newContext({
    baseURL: address, viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', acceptDownloads: true,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai', permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.addInitScript(([chosen, look]) => {
    localStorage.setItem('serow.language', chosen);
    localStorage.setItem('serow.theme', look);
  }, [language, theme]);
  if (cookies.length) await context.addCookies(cookies);
  await overlay(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const where = () => new URL(page.url()).pathname;
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text()) && !refused.some((status) => message.text().includes(`status of ${status}`))) tally.fail(`console error on ${where()}: ${message.text()} ${message.location().url ?? ''}`);
  });
  page.on('pageerror', (error) => tally.fail(`exception on ${where()}: ${error.stack ?? error}`));
  page.on('response', (response) => {
    if (response.status() >= 500) tally.fail(`${response.request().method()} ${response.url()}: ${response.status()}`);
  });
  return page;
}

// PAGE_FOLDER=web/dist: a page that was just built, in place of the one in the program.
async function overlay(context) {
  const folder = process.env.PAGE_FOLDER;
  if (!folder) return;
  await context.route((url) => !url.pathname.startsWith('/api/'), (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = join(folder, path);
    return route.fulfill({ path: statSync(file, { throwIfNoEntry: false })?.isFile() ? file : join(folder, 'index.html') });
  });
}

/** Waits until nothing is loading any more; streams stay open, so the network never falls silent. */
export async function settled(page) {
  await page.waitForFunction(
    () => document.querySelector('h1, h2, h3') && !document.querySelector('.spinner, [aria-busy="true"]') && [...document.images].every((image) => image.complete) && document.fonts.status === 'loaded',
    null, { timeout: 30_000 },
  );
  if (await page.locator('canvas').count()) await page.waitForTimeout(900);
  else await page.waitForTimeout(150);
}

/** Serious and critical faults by axe-core, and a page that is wider than its window. */
export async function accessible(tally, page, name) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const grave = result.violations.filter((each) => each.impact === 'serious' || each.impact === 'critical');
  tally.equal(grave.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).slice(0, 3).join(' | ')}`), [], `${name}: no serious fault of accessibility`);
}

export async function fits(tally, page, name) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  tally.ok(wide <= window, `${name}: nothing hangs out of the window`, `${wide} px in ${window} px`);
}
