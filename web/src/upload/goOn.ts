// Going on with a card by folders. The server knows which folders belong where, and nothing of those that were left out:
// a left-out folder inside a mapped one would be sent with it. This browser remembers them; elsewhere people are asked.
import type { UploadID } from '@serow/api';
import { remember, remembered } from '../app/preferences.svelte.ts';
import type { Found } from './collect.ts';
import { holding } from './mapping.ts';
import { folderOf } from './samples.ts';

const key = 'leftOut';
const mostCards = 50;

type Book = [uploadID: string, folders: string[]][];

function book(): Book {
  try {
    const kept: unknown = JSON.parse(remembered(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each): each is Book[number] => Array.isArray(each) && Array.isArray(each[1])) : [];
  } catch {
    return [];
  }
}

/** Also that nothing was left out: then nobody need be asked. */
export function rememberLeftOut(uploadID: UploadID, folders: readonly string[]): void {
  remember(key, JSON.stringify([[uploadID, folders], ...book().filter(([each]) => each !== uploadID)].slice(0, mostCards)));
}

/** Undefined where this browser did not begin the card. */
export function leftOutOf(uploadID: UploadID): string[] | undefined {
  return book().find(([each]) => each === uploadID)?.[1];
}

// As the server decides it (card/folder_pattern.h): folders that cameras make are never told apart.
function isCameraFolder(name: string): boolean {
  const plain = name.normalize('NFKC').toLowerCase().replace(/( - copy| - 副本| copy| 副本| ?\().*$/, '');
  return /^(dcim|misc|private|avchd|bdmv|stream|[1-9]\d\d[a-z_][a-z0-9_]{4})$/.test(plain);
}

/** Folders with media inside a mapped one that people may have left out. */
export function inDoubt(media: readonly Found[], mapped: ReadonlySet<string>): { folder: string; files: number }[] {
  const found = new Map<string, number>();
  for (const { path } of media) {
    const home = holding(path, mapped);
    if (home === undefined) continue;
    const steps = folderOf(path).slice(home === '' ? 0 : home.length + 1).split('/').filter(Boolean);
    while (isCameraFolder(steps.at(-1) ?? '')) steps.pop();
    if (steps.length === 0) continue;
    const folder = [home, ...steps].filter(Boolean).join('/');
    found.set(folder, (found.get(folder) ?? 0) + 1);
  }
  return [...found].map(([folder, files]) => ({ folder, files })).sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
