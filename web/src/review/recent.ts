// The species that this reader lately named in a project: they get the keys 1 to 9.
import type { Observation, Taxon } from '@serow/api';
import { remember, remembered } from '../app/preferences.svelte.ts';

export interface RecentSpecies {
  scientificName: string;
  vernacularNames: NonNullable<Observation['vernacularNames']>;
}

const most = 9;

/** A name that is among them already keeps its number: a key must not change its meaning while one works with it. */
export function withRecent(recent: readonly RecentSpecies[], used: RecentSpecies): RecentSpecies[] {
  if (recent.some((each) => each.scientificName === used.scientificName)) return [...recent];
  return recent.length < most ? [...recent, used] : [...recent.slice(1), used];
}

export function recallRecent(projectID: string): RecentSpecies[] {
  try {
    const kept: unknown = JSON.parse(remembered(`recent.${projectID}`) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter((each): each is RecentSpecies => typeof each?.scientificName === 'string' && typeof each?.vernacularNames === 'object').slice(0, most);
  } catch {
    return [];
  }
}

export function keepRecent(projectID: string, recent: readonly RecentSpecies[]): void {
  remember(`recent.${projectID}`, JSON.stringify(recent));
}

export const asRecent = (taxon: Taxon): RecentSpecies => ({ scientificName: taxon.scientificName, vernacularNames: taxon.vernacularNames });
