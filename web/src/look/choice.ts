// Which species the pages of numbers look at, and how the list of them is put in order.
import type { SpeciesTable } from '@serow/api';

export type SpeciesRow = SpeciesTable['items'][number];
export type SortKey = 'name' | 'events' | 'media' | 'individuals' | 'rate' | 'naiveOccupancy' | 'locations' | 'verified';

export const verifiedShare = (row: SpeciesRow) => (row.media > 0 ? (row.media - row.machineMedia) / row.media : 0);

/** Without a value a row stands last, whichever the direction. */
export function sorted(rows: readonly SpeciesRow[], key: SortKey, down: boolean, name: (row: SpeciesRow) => string, locale: string): SpeciesRow[] {
  const collator = new Intl.Collator(locale);
  const value = (row: SpeciesRow): number | string | null => (key === 'name' ? name(row) : key === 'verified' ? verifiedShare(row) : row[key]);
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === 'string' ? collator.compare(x, String(y)) : x - Number(y);
    return (down ? -order : order) || collator.compare(a.scientificName, b.scientificName);
  });
}

/** Rows of which any name contains what was typed. */
export function found(rows: readonly SpeciesRow[], query: string): SpeciesRow[] {
  const wanted = query.trim().toLocaleLowerCase();
  if (!wanted) return [...rows];
  return rows.filter((row) => [row.scientificName, row.vernacularNames.eng, row.vernacularNames.zho].some((each) => each?.toLocaleLowerCase().includes(wanted)));
}

/** Up to three species from the address, parted by commas, without repeats. */
export function chosenSpecies(text: string | null, most = 3): string[] {
  return [...new Set((text ?? '').split(',').map((each) => each.trim()).filter(Boolean))].slice(0, most);
}
