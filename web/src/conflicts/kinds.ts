import type { Observation } from '@serow/api';

export interface Kind {
  key: string;
  observationType: string;
  scientificName: string;
  vernacularNames: Observation['vernacularNames'];
  count: number;
  /** The surest one's; null where nobody says. */
  probability: number | null;
}

/** Alike things as one, with their counts added; in the order in which they are first named. */
export function kindsOf(observations: readonly Observation[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const seen of observations) {
    const key = `${seen.observationType} ${seen.scientificName}`;
    const probability = seen.classificationProbability;
    const known = kinds.get(key);
    if (!known) {
      kinds.set(key, { key, observationType: seen.observationType, scientificName: seen.scientificName, vernacularNames: seen.vernacularNames, count: seen.count ?? 1, probability });
      continue;
    }
    known.count += seen.count ?? 1;
    if (probability !== null) known.probability = Math.max(probability, known.probability ?? 0);
  }
  return [...kinds.values()];
}
