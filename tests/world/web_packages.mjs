// Outside tests use the packages of web/package.json and no others.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const requireWeb = createRequire(new URL('../../web/package.json', import.meta.url));

/** Where real photos, models and standards' schemas are looked for. */
export const sharedPlace = process.env.SEROW_SHARED ?? `${root}/../shared`;
/** The same, or undefined where this clone stands alone. */
export const shared = existsSync(`${sharedPlace}/media/images`) ? sharedPlace : undefined;
