// Observations as a line of words: "Takin ×2, wild boar".
import type { Observation, ObservationFields } from '@serow/api';
import { t } from '../i18n/index.svelte.ts';
import { vernacular } from '../i18n/species.ts';

export function inWords(fields: ObservationFields, names: Observation['vernacularNames'] | undefined): string {
  const type = t.app.observationTypes[fields.observationType as keyof typeof t.app.observationTypes] ?? fields.observationType;
  const name = vernacular(names) || fields.scientificName || type;
  return (fields.count ?? 1) > 1 ? `${name} ×${fields.count}` : name;
}

export function observationsInWords(all: readonly ObservationFields[], names: Record<string, Observation['vernacularNames']>): string {
  return all.map((each) => inWords(each, names[each.scientificName ?? ''])).join(', ');
}
