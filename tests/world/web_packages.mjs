// Outside tests use the packages of web/package.json and no others.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const requireWeb = createRequire(new URL('../../web/package.json', import.meta.url));

/** Real photos, models and standards' schemas, or undefined where this clone stands alone. */
export const shared = [process.env.SEROW_SHARED, `${root}/../shared`].find((place) => place && existsSync(`${place}/media/images`));
