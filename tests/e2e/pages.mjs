// Every page in both languages, light and dark, on a desk and on a telephone: pictures to look at, faults counted.
import { mkdirSync } from 'node:fs';
import { root } from '../world/web_packages.mjs';
import { accessible, fits, openWindow, settled } from './browser.mjs';

/** Where a picture of that name is left, to be looked at. */
export function picture(name) {
  mkdirSync(`${root}/tests/artefacts`, { recursive: true });
  return `${root}/tests/artefacts/${name}.png`;
}

const looks = [];
for (const language of ['en', 'zh'])
  for (const theme of ['light', 'dark'])
    for (const width of [1440, 390]) looks.push({ language, theme, width, height: width === 390 ? 844 : 900 });

export function addresses({ projectID, organisationID, mediaID, species }) {
  const project = `/projects/${projectID}`;
  return {
    projects: '/', account: '/account', organisation: `/organisations/${organisationID}`, 'new-project': '/projects/new',
    overview: project, field: `${project}/field`, areas: `${project}/field?tab=areas`, deployments: `${project}/field?tab=deployments`,
    upload: `${project}/upload`, review: `${project}/review`, media: `${project}/media/${mediaID}`,
    map: `${project}/map`, rhythm: `${project}/activity?species=${encodeURIComponent(species)}`, species: `${project}/species`,
    export: `${project}/export`, models: `${project}/models`, training: `${project}/training`, predictions: `${project}/predictions`, repeats: `${project}/repeats`, crops: `${project}/crops`, labels: `${project}/labels`, individuals: `${project}/individuals`, conflicts: `${project}/conflicts`, work: `${project}/work`, 'review-progress': `${project}/work?tab=progress`, trust: `${project}/trust`, settings: `${project}/settings`, nowhere: '/no/such/page',
  };
}

export async function visitAllPages(tally, browser, address, cookies, ids) {
  for (const look of looks) {
    // Contrast and names do not differ between languages as much as between looks; axe goes where they differ.
    const thorough = look.language === (look.theme === 'light' ? 'en' : 'zh');
    const name = `${look.language}-${look.theme}-${look.width}`;
    const stranger = await openWindow(tally, browser, address, look);
    await visit(tally, stranger, { welcome: '/', 'sign-in': '/sign-in', register: '/register' }, name, thorough);
    await stranger.context().close();
    const window = await openWindow(tally, browser, address, { ...look, cookies });
    await visit(tally, window, addresses(ids), name, thorough);
    await window.context().close();
  }
}

async function visit(tally, page, list, look, thorough) {
  for (const [name, path] of Object.entries(list)) {
    await page.goto(path);
    await settled(page);
    await page.screenshot({ path: picture(`${name}-${look}`) });
    await fits(tally, page, `${name} ${look}`);
    if (thorough) await accessible(tally, page, `${name} ${look}`);
  }
}
