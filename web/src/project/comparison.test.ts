import { expect, it } from 'vitest';
import { confusionOf, namesOf, type Compared } from './comparison.ts';

const of = (successes: number, trials: number) => ({ successes, trials, value: trials ? successes / trials : null, low: 0, high: 1 });
const model: Compared = {
  model: 'made up 1', media: 6, found: of(4, 4), kept: of(1, 2),
  names: [
    { name: 'Cervidae', vernacularNames: { eng: 'deer' }, precision: of(1, 2), recall: of(0, 0), coarser: 0 },
    { name: 'blank', vernacularNames: {}, precision: of(1, 1), recall: of(1, 2), coarser: 0 },
    { name: 'Capreolus capreolus', vernacularNames: { eng: 'roe deer' }, precision: of(1, 1), recall: of(1, 3), coarser: 1 },
  ],
  confusion: [
    { truth: 'Capreolus capreolus', told: 'Capreolus capreolus', media: 1 }, { truth: 'Capreolus capreolus', told: 'Cervidae', media: 2 },
    { truth: 'blank', told: 'blank', media: 1 }, { truth: 'blank', told: 'Cervidae', media: 1 },
  ],
};

it('names come by how often they are there, then by how often they are told', () => {
  expect(namesOf(model).map((each) => each.name)).toEqual(['Capreolus capreolus', 'blank', 'Cervidae']);
});

it('the confusion has its right answers on the diagonal and what is no truth at the end', () => {
  const { columns, rows } = confusionOf(model);
  expect(columns).toEqual(['Capreolus capreolus', 'blank', 'Cervidae']);
  expect(rows.map((row) => [row.truth, ...row.cells])).toEqual([['Capreolus capreolus', 1, 0, 2], ['blank', 0, 1, 1]]);
  expect(rows[0]!.vernacularNames).toEqual({ eng: 'roe deer' });
});
