// A model's scores as the page's tables show them.
import type { ModelComparison } from '@serow/api';

export type Compared = ModelComparison['items'][number];
type Names = Compared['names'][number]['vernacularNames'];

/** What is shown most first, then what was only told. */
export function namesOf(model: Compared): Compared['names'] {
  return [...model.names].sort((a, b) => b.recall.trials - a.recall.trials || b.precision.trials - a.precision.trials || a.name.localeCompare(b.name));
}

export interface Confusion {
  columns: string[];
  rows: { truth: string; vernacularNames: Names; cells: number[] }[];
}

/** Truths by how many media show them; what was told in the same order, then what is no truth. */
export function confusionOf(model: Compared): Confusion {
  const sum = (key: 'truth' | 'told') => {
    const sums = new Map<string, number>();
    for (const cell of model.confusion) sums.set(cell[key], (sums.get(cell[key]) ?? 0) + cell.media);
    return [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  };
  const truths = sum('truth');
  const told = sum('told');
  const columns = [...truths.filter((name) => told.includes(name)), ...told.filter((name) => !truths.includes(name))];
  const cells = new Map(model.confusion.map((cell) => [`${cell.truth}\n${cell.told}`, cell.media]));
  const names = new Map(model.names.map((each) => [each.name, each.vernacularNames]));
  return { columns, rows: truths.map((truth) => ({ truth, vernacularNames: names.get(truth) ?? {}, cells: columns.map((column) => cells.get(`${truth}\n${column}`) ?? 0) })) };
}
