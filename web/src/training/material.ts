// What a training could learn, as the page proposes it.
import type { TrainingMaterial } from '@serow/api';

/** Those of which there is enough, but no name beside a finer one that is learnt. */
export function proposed(material: TrainingMaterial): string[] {
  return material.taxa.filter((each) => each.enough && !each.finer).map((each) => each.scientificName);
}

/** A chosen taxon that is chosen beside one within it; both cannot be learnt. Undefined where there is none. */
export function overlapping(material: TrainingMaterial, chosen: readonly string[]): string | undefined {
  return material.taxa.find((each) => each.finer && chosen.includes(each.scientificName) && chosen.includes(each.finer))?.scientificName;
}

type LeftOut = TrainingMaterial['leftOut'];
interface Words {
  videos: (count: string) => string;
  withoutBox: (count: string) => string;
  severalTaxa: (count: string) => string;
  notIdentified: (count: string) => string;
  unknownNames: (names: string) => string;
}

/** Sentences about what is no example; none about what there is none of. */
export function leftOutOf(leftOut: LeftOut, words: Words, number: (value: number) => string): string[] {
  const counted = (['videos', 'withoutBox', 'severalTaxa', 'notIdentified'] as const).filter((key) => leftOut[key] > 0).map((key) => words[key](number(leftOut[key])));
  return leftOut.unknownNames.length ? [...counted, words.unknownNames(leftOut.unknownNames.join(', '))] : counted;
}
