// The species at hand, with the keys 1 to 9: those that the project lists, then those that this reader named lately.
import type { Observation, Taxon } from '@serow/api';

export interface RecentSpecies {
  scientificName: string;
  vernacularNames: NonNullable<Observation['vernacularNames']>;
}

/** How many have a key. */
export const most = 9;

/** A name that is among them already keeps its number: a key must not change its meaning while one works with it. */
export function withRecent(recent: readonly RecentSpecies[], used: RecentSpecies): RecentSpecies[] {
  if (recent.some((each) => each.scientificName === used.scientificName)) return [...recent];
  return recent.length < most ? [...recent, used] : [...recent.slice(1), used];
}

/** What was kept in the browser, which anything may have written to. */
export function parseRecent(kept: string | null): RecentSpecies[] {
  try {
    const list: unknown = JSON.parse(kept ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.filter((each): each is RecentSpecies => typeof each?.scientificName === 'string' && typeof each?.vernacularNames === 'object' && each.vernacularNames !== null).slice(0, most);
  } catch {
    return [];
  }
}

/** Those that the project lists keep their keys; what was named lately has the others. Only the first nine have one. */
export function atHand(listed: readonly RecentSpecies[], named: readonly RecentSpecies[]): RecentSpecies[] {
  return [...listed, ...named.filter((each) => !listed.some((one) => one.scientificName === each.scientificName))];
}

export const asRecent = (taxon: Taxon): RecentSpecies => ({ scientificName: taxon.scientificName, vernacularNames: taxon.vernacularNames });
