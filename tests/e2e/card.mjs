// A memory card for the journeys: real photos and videos where the shared material is, drawn pictures otherwise.
import { copyFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { drawnPicture } from '../world/picture.mjs';
import { temporaryFolder } from '../world/serow.mjs';
import { shared } from '../world/web_packages.mjs';
import { recordsOf } from '../world/camtrap_dp.mjs';

// So many of each, as far as they are there: dated animals, empties, people, vehicles.
const wish = { 'Athene cunicularia': 5, 'Puma concolor': 6, 'Panthera onca': 2, 'Canis latrans': 2, empty: 4, person: 2, vehicle: 3 };

/** @returns {{folder, photos: string[], videos: string[], broken: string[], real: boolean}} paths of the files */
export function makeCard(tally, { photos: most = 24, videos: movies = 2 } = {}) {
  const folder = temporaryFolder('card');
  const place = join(folder, 'DCIM/100SEROW');
  mkdirSync(place, { recursive: true });
  const put = (source) => {
    const path = join(place, basename(source));
    copyFileSync(source, path);
    utimesSync(path, new Date('2024-05-02T03:00:00Z'), new Date('2024-05-02T03:00:00Z'));
    return path;
  };
  if (!shared) {
    tally.skip('the shared material is not here (SEROW_SHARED or ../shared): the journey goes with drawn pictures, without videos');
    const photos = Array.from({ length: 8 }, (_, number) => {
      const path = join(place, `IMG_000${number}.PNG`);
      writeFileSync(path, drawnPicture(number));
      // Pairs a minute apart, the pairs hours apart.
      const time = new Date(Date.UTC(2024, 4, 2, 3 * (number >> 1), number & 1));
      utimesSync(path, time, time);
      return path;
    });
    const broken = join(place, 'BROKEN.JPG');
    writeFileSync(broken, 'this is no picture');
    return { folder, photos, videos: [], broken: [broken], real: false };
  }
  const rows = recordsOf(readFileSync(`${shared}/media/labels.csv`, 'utf8'));
  const chosen = [];
  for (const [what, count] of Object.entries(wish))
    chosen.push(...rows.filter((row) => row.file.startsWith('images/') && (row.species === what || row.category === what) && (row.timestamp || row.category !== 'animal')).slice(0, count));
  return {
    folder,
    photos: chosen.slice(0, most).map((row) => put(`${shared}/media/${row.file}`)),
    videos: ['zt_06.MP4', 'sdzg198_EK000067.mp4'].slice(0, movies).map((name) => put(`${shared}/media/videos/${name}`)),
    broken: [put(`${shared}/bad/generated/html_error_page.jpg`)],
    real: true,
  };
}
