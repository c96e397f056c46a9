// What a run of other models looks at: from the filters of an address to the request, and back into words.
import type { DeploymentID, MediaID, ModelRun, UploadID } from '@serow/api';
import { eventsQuery, filtersOf, type EventsQuery, type Show } from '../review/filters.ts';

/** More are not put into an address. */
export const mostChosen = 200;

export interface RunMedia {
  mediaIDs?: MediaID[];
  deploymentIDs?: DeploymentID[];
  uploadID?: UploadID;
  filter?: Omit<EventsQuery, 'deploymentID'>;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Of the address of the list, with a card or chosen media; nothing named: all of the project. */
export function mediaOfRun(query: URLSearchParams, timeZone: string): RunMedia {
  const { deploymentID, ...filter } = eventsQuery(filtersOf(query), timeZone);
  const upload = query.get('upload') ?? '';
  const media = (query.get('media') ?? '').split(',').filter((each) => uuid.test(each)).slice(0, mostChosen) as MediaID[];
  if (media.length > 0) return { mediaIDs: media };
  return {
    ...(deploymentID ? { deploymentIDs: deploymentID } : {}),
    ...(uuid.test(upload) ? { uploadID: upload as UploadID } : {}),
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
  };
}

// Runs of earlier versions were asked for one.
const all = <Value extends string>(values: Value | Value[] | undefined): Value[] => (values === undefined ? [] : Array.isArray(values) ? values : [values]);

export interface RunWords {
  types: Record<Show, string>;
  point: (locationID: string) => string;
  t: {
    all: string; ofMedia: (count: number) => string; ofDeployments: (count: number) => string; ofUpload: string;
    ofPoint: (name: string) => string; ofShow: (name: string) => string; ofSpecies: (name: string) => string; ofTime: (from: string, to: string) => string;
  };
}

export function askedInWords(asked: ModelRun['asked'] | RunMedia, { types, point, t }: RunWords): string {
  const { mediaIDs, deploymentIDs, uploadID, filter } = asked as RunMedia;
  const day = (moment: string | undefined) => moment?.slice(0, 10) ?? '';
  const parts = [
    mediaIDs?.length ? t.ofMedia(mediaIDs.length) : '',
    deploymentIDs?.length ? t.ofDeployments(deploymentIDs.length) : '',
    uploadID ? t.ofUpload : '',
    filter?.show && filter.show !== 'all' ? t.ofShow(types[filter.show]) : '',
    ...all(filter?.scientificName).map((each) => t.ofSpecies(each)),
    ...all(filter?.locationID).map((each) => t.ofPoint(point(each))),
    filter?.from || filter?.to ? t.ofTime(day(filter.from), day(filter.to)) : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : t.all;
}
