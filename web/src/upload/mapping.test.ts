import type { FolderProposal, LocationID } from '@serow/api';
import { expect, it } from 'vitest';
import { bodyOf, holding, inOf, merged, missing, nameKey, newPoints, outOf, rowOf, within } from './mapping.ts';
import { spread } from './samples.ts';
import { DiskFile } from './source.ts';

const p01 = 'p01' as LocationID;

function proposal(folder: string, more: Partial<FolderProposal> = {}): FolderProposal {
  return {
    folder, files: 10, bytes: 1000, areaName: '', pointName: folder, visit: '', source: 'new', locationID: null, distance: null, readings: 0,
    latitude: null, longitude: null, moved: false, near: null, cameraID: '', cameraModel: '', cameras: [], deploymentID: null, ...more,
  };
}

it('a known point needs nothing more, a new one its coordinates, an unnamed folder a choice', () => {
  expect(missing(rowOf(proposal('P01', { source: 'name', locationID: p01 })))).toBeUndefined();
  expect(missing(rowOf(proposal('P02')))).toBe('place');
  expect(missing(rowOf(proposal('P02', { latitude: 33.5, longitude: 107.8 })))).toBeUndefined();
  expect(missing({ ...rowOf(proposal('P02')), latitude: '91', longitude: '7' })).toBe('place');
  expect(missing(rowOf(proposal('rest', { source: 'none', pointName: '' })))).toBe('choice');
  expect(missing({ ...rowOf(proposal('rest', { source: 'none' })), choice: 'out' })).toBeUndefined();
});

it('a new point is made once, however its name is spelt', () => {
  const rows = ['A', 'B', 'C'].map((folder) => rowOf(proposal(folder, { latitude: 1, longitude: 2 })));
  Object.assign(rows[0] ?? {}, { name: 'Ｐ０１' });
  Object.assign(rows[1] ?? {}, { name: 'p-1 ' });
  expect(newPoints(rows)).toEqual(['p-1', 'C']);
});

// As tests/card/folder_pattern_test.cpp has it.
it('names are the same as the server takes them', () => {
  for (const name of ['P01', 'p-1', 'P_001', 'Ｐ ０１', 'P#1']) expect(nameKey(name), name).toBe('p1');
  for (const name of ['样点１', '样点 01', '样点1']) expect(nameKey(name), name).toBe('样点1');
  expect([nameKey('Fore\u0302t'), nameKey('Север 2'), nameKey('0'), nameKey('P00'), nameKey(' - ')]).toEqual(['foret', 'север2', '0', 'p0', '']);
  expect(nameKey('1-1')).not.toBe(nameKey('11'));
  expect(nameKey('P10')).not.toBe(nameKey('P1'));
});

it('gives back what was confirmed: points, new points with their camera, nothing of what is left out', () => {
  const rows = [
    rowOf(proposal('P01', { source: 'name', locationID: p01, cameraID: 'C3', cameraModel: 'RECONYX-HC500' })),
    rowOf(proposal('P02/2024-05', { pointName: 'P02', visit: '2024-05', areaName: 'North', latitude: 33.5, longitude: 107.8 })),
    { ...rowOf(proposal('rest')), choice: 'out' as const },
  ];
  expect(bodyOf(rows)).toEqual([
    { folder: 'P01', locationID: p01, cameraID: 'C3', cameraModel: 'RECONYX-HC500' },
    { folder: 'P02/2024-05', location: { locationName: 'P02', latitude: 33.5, longitude: 107.8, areaName: 'North' }, visit: '2024-05' },
  ]);
});

it('a deployment that waits is taken only for the point and camera that it was proposed for', () => {
  const waiting = proposal('P01', { source: 'name', locationID: p01, deploymentID: 'd1' as never });
  expect(bodyOf([rowOf(waiting)])).toEqual([{ folder: 'P01', deploymentID: 'd1' }]);
  expect(bodyOf([{ ...rowOf(waiting), cameraID: 'C9' }])).toEqual([{ folder: 'P01', locationID: p01, cameraID: 'C9' }]);
  expect(bodyOf([{ ...rowOf(waiting), choice: 'p02' as LocationID }])).toEqual([{ folder: 'P01', locationID: 'p02' }]);
});

it('another pattern keeps what people changed', () => {
  const edited = { ...rowOf(proposal('P01')), name: 'mine', edited: true };
  const rows = merged([proposal('P01', { pointName: '01' }), proposal('P02', { pointName: '02' })], [edited, rowOf(proposal('P02'))]);
  expect(rows.map((row) => row.name)).toEqual(['mine', '02']);
});

it('a file belongs to the longest folder that holds it', () => {
  const folders = new Set(['P01', 'P01/CAM2']);
  expect(holding('P01/DCIM/IMG_1.JPG', folders)).toBe('P01');
  expect(holding('P01/CAM2/DCIM/IMG_1.JPG', folders)).toBe('P01/CAM2');
  expect(holding('P01/CAM21/IMG_1.JPG', folders)).toBe('P01');
  expect(holding('P011/IMG_1.JPG', folders)).toBeUndefined();
  expect(holding('P011/IMG_1.JPG', new Set(['']))).toBe('');
});

it('files of a folder that is left out, or that is in none, are named, not sent', () => {
  const media = ['P01/a.jpg', 'P01/test/b.jpg', 'P02/c.jpg', 'stray.jpg'].map((path) => ({ path, file: new DiskFile(new File(['x'], path)) }));
  const rows = [rowOf(proposal('P01')), { ...rowOf(proposal('P01/test')), choice: 'out' as const }, rowOf(proposal('P02', { source: 'none' }))];
  const card = within({ media, others: ['z.txt'], leftOut: [], unreadable: [] }, inOf(rows), outOf(rows));
  expect([inOf(rows), outOf(rows)]).toEqual([['P01'], ['P01/test']]);
  expect(card.media.map((one) => one.path)).toEqual(['P01/a.jpg']);
  expect([card.leftOut, card.others]).toEqual([['P01/test/b.jpg', 'P02/c.jpg', 'stray.jpg'], ['z.txt']]);
});

it('samples are spread from the first to the last', () => {
  expect(spread([1, 2, 3], 4)).toEqual([1, 2, 3]);
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 3, 6, 9]);
});
