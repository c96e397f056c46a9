// Which folder of a card goes where: the server's proposal as people correct it, and back as the API wants it.
import type { DeploymentID, FolderProposal, GivenFolder, Location, LocationID } from '@serow/api';
import { latitudeFrom, longitudeFrom } from '../parts/coordinates.ts';
import type { Collected } from './collect.ts';

/** '': nobody has said yet; 'new': a point that is made; 'out': its files are not sent; else a point's id. */
export type Choice = '' | 'new' | 'out' | LocationID;

export interface FolderRow {
  readonly proposal: FolderProposal;
  choice: Choice;
  /** Of a new point, as typed. */
  name: string;
  latitude: string;
  longitude: string;
  area: string;
  cameraID: string;
  /** Somebody changed it: kept when the pattern changes. */
  edited: boolean;
}

export type Missing = 'choice' | 'name' | 'place';

export function rowOf(proposal: FolderProposal): FolderRow {
  return {
    proposal,
    choice: proposal.locationID ?? (proposal.source === 'new' ? 'new' : ''),
    name: proposal.pointName,
    latitude: proposal.latitude?.toFixed(6) ?? '',
    longitude: proposal.longitude?.toFixed(6) ?? '',
    area: proposal.areaName,
    cameraID: proposal.cameraID,
    edited: false,
  };
}

/** Rows of a newer proposal; what people changed stays where the folder is the same. */
export function merged(proposals: readonly FolderProposal[], rows: readonly FolderRow[]): FolderRow[] {
  const edited = new Map(rows.filter((row) => row.edited).map((row) => [row.proposal.folder, row]));
  return proposals.map((proposal) => {
    const row = edited.get(proposal.folder);
    return row ? { ...row, proposal } : rowOf(proposal);
  });
}

/** What has to be said before the card can begin. */
export function missing(row: FolderRow): Missing | undefined {
  if (row.choice === '') return 'choice';
  if (row.choice !== 'new') return undefined;
  if (!row.name.trim()) return 'name';
  return latitudeFrom(row.latitude) === undefined || longitudeFrom(row.longitude) === undefined ? 'place' : undefined;
}

/** Names with the same key are one point, as the server decides it (card/name_key.h): P01, p-1 and Ｐ ０１. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKC').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/(\d)[\s_.#·–—−、,-]+(?=\d)/g, '$1|').replace(/[\s_.#·–—−、,-]/g, '').replace(/(?<!\d)0+(?=\d)/g, '');
}

/** Names of the points that would be made, each once. */
export function newPoints(rows: readonly FolderRow[]): string[] {
  return [...new Map(rows.filter((row) => row.choice === 'new').map((row) => [nameKey(row.name), row.name.trim()])).values()];
}

export function bodyOf(rows: readonly FolderRow[]): GivenFolder[] {
  return rows.flatMap((row): GivenFolder[] => {
    if (row.choice === 'out' || row.choice === '') return [];
    const { folder, cameraModel, visit, deploymentID, locationID } = row.proposal;
    const camera = { ...(row.cameraID.trim() && { cameraID: row.cameraID.trim() }), ...(cameraModel && { cameraModel }), ...(visit && { visit }) };
    if (row.choice !== 'new') {
      // A deployment was proposed for the point and the camera that were: for others a new one is made.
      const waiting: DeploymentID | null = row.choice === locationID && row.cameraID === row.proposal.cameraID ? deploymentID : null;
      return [waiting ? { folder, deploymentID: waiting } : { folder, locationID: row.choice, ...camera }];
    }
    const [latitude, longitude] = [latitudeFrom(row.latitude), longitudeFrom(row.longitude)];
    if (latitude === undefined || longitude === undefined) return [];
    return [{ folder, location: { locationName: row.name.trim(), latitude, longitude, ...(row.area.trim() && { areaName: row.area.trim() }) }, ...camera }];
  });
}

/** The longest of the folders that holds the path, as the server decides it; '' is the card's root. */
export function holding(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at);
    if (folders.has(folder)) return folder;
  }
  return folders.has('') ? '' : undefined;
}

/** What is sent of a card by folders: what lies in no mapped folder, or in one that was left out, is named instead. */
export function within(collected: Collected, mapped: Iterable<string>, out: readonly string[]): Collected {
  const all = new Set([...mapped, ...out]);
  const away = new Set(out);
  const stays = ({ path }: { path: string }) => {
    const folder = holding(path, all);
    return folder !== undefined && !away.has(folder);
  };
  return { ...collected, media: collected.media.filter(stays), leftOut: collected.media.filter((each) => !stays(each)).map(({ path }) => path) };
}

const foldersOf = (rows: readonly FolderRow[], choice: (row: FolderRow) => boolean) => rows.filter(choice).map((row) => row.proposal.folder);
export const outOf = (rows: readonly FolderRow[]) => foldersOf(rows, (row) => row.choice === 'out');
export const inOf = (rows: readonly FolderRow[]) => foldersOf(rows, (row) => row.choice !== 'out' && row.choice !== '');

export function pointName(row: FolderRow, points: readonly Location[]): string {
  if (row.choice === 'new') return row.name.trim();
  return points.find((each) => each.locationID === row.choice)?.locationName ?? '';
}
