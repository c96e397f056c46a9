// What other thresholds would change, summed over media that are alike (docs/methods/thresholds.md).
import type { ThresholdCell } from '@serow/api';

export const types = ['animal', 'human', 'vehicle'] as const;
export type Type = (typeof types)[number];
/** Whole hundredths; null: as each model says. */
export type Choice = Record<Type, number | null>;

export interface Effect {
  /** Media that no person has answered, by what the machine sees in them: before, after, and those that change. Nothing: blank. */
  seen: Record<Type | 'nothing', { before: number; after: number; gained: number; lost: number }>;
  /** Media that people have answered: of those that show the type, how many the machine finds; and how often it says so wrongly. */
  judged: Record<Type, { shown: number; found: [before: number, after: number]; wrong: [before: number, after: number] }>;
  /** Media that people have answered, and those of them in which the machine is right about all three types. */
  answered: number;
  right: [before: number, after: number];
}

function says(cell: ThresholdCell, choice: Choice): boolean[] {
  return types.map((type, at) => {
    const threshold = choice[type];
    return threshold === null ? (cell.byModel[at] ?? false) : (cell.best[at] ?? -1) >= threshold;
  });
}

export function effectOf(cells: readonly ThresholdCell[], before: Choice, after: Choice): Effect {
  const none = () => ({ before: 0, after: 0, gained: 0, lost: 0 });
  const unknown = (): Effect['judged'][Type] => ({ shown: 0, found: [0, 0], wrong: [0, 0] });
  const effect: Effect = {
    seen: { animal: none(), human: none(), vehicle: none(), nothing: none() },
    judged: { animal: unknown(), human: unknown(), vehicle: unknown() }, answered: 0, right: [0, 0],
  };
  for (const cell of cells) {
    const said = [says(cell, before), says(cell, after)] as const;
    const { seen, media } = cell;
    if (seen === null) {
      const row = (of: keyof Effect['seen'], was: boolean, will: boolean) => {
        const one = effect.seen[of];
        if (was) one.before += media;
        if (will) one.after += media;
        if (!was && will) one.gained += media;
        if (was && !will) one.lost += media;
      };
      types.forEach((type, at) => row(type, said[0][at] ?? false, said[1][at] ?? false));
      row('nothing', !said[0].includes(true), !said[1].includes(true));
      continue;
    }
    effect.answered += media;
    said.forEach((one, time) => {
      if (types.every((_, at) => one[at] === seen[at])) effect.right[time as 0 | 1] += media;
      types.forEach((type, at) => {
        if (one[at] && seen[at]) effect.judged[type].found[time as 0 | 1] += media;
        if (one[at] && !seen[at]) effect.judged[type].wrong[time as 0 | 1] += media;
      });
    });
    types.forEach((type, at) => { if (seen[at]) effect.judged[type].shown += media; });
  }
  return effect;
}

/** The least confidence that its model counts, in hundredths: where a slider stands before anybody chose. */
export function usual(cells: readonly ThresholdCell[], type: Type): number {
  const at = types.indexOf(type);
  const all = cells.filter((cell) => cell.byModel[at]).map((cell) => cell.best[at] ?? 100);
  return all.length ? Math.min(...all) : 30;
}
