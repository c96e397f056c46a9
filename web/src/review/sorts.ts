// In which order events stand; in the address, and kept with a view.
import type { SavedView } from '@serow/api';
import type { EventsQuery } from './filters.ts';

export const sorts = ['oldest', 'newest', 'worth'] as const satisfies readonly SavedView['sort'][];
export type Sort = (typeof sorts)[number];

export const sortOf = (query: URLSearchParams): Sort => sorts.find((each) => each === query.get('sort')) ?? 'oldest';

/** What a list of events is asked for. */
export type ListQuery = EventsQuery & { sort?: Sort };

export const listQuery = (query: EventsQuery, sort: Sort): ListQuery => (sort === 'oldest' ? query : { ...query, sort });

/** As an address says it: the usual order says nothing. */
export const sortInAddress = (sort: Sort): { sort: string } => ({ sort: sort === 'oldest' ? '' : sort });
