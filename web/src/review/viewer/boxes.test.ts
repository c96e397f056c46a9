import type { ObservationFields } from '@serow/api';
import { describe, expect, it } from 'vitest';
import { assigned, boxBetween, cornerTo, countedBy, movedBox, observationsOf, resizedBox, withNewBox, type Thing } from './boxes.ts';
import { BoxSession } from './boxSession.ts';

const thing = (key: number, fields: ObservationFields): Thing => ({ key, fields, names: undefined });
const takin: ObservationFields = { observationType: 'animal', scientificName: 'Budorcas taxicolor' };

describe('the shape of a box', () => {
  it('is moved as far as the picture goes', () => {
    expect(movedBox([0.1, 0.2, 0.3, 0.4], 0.05, -0.5)).toEqual([0.15, 0, 0.3, 0.4]);
    expect(movedBox([0.6, 0.6, 0.3, 0.4], 0.5, 0.5)).toEqual([0.7, 0.6, 0.3, 0.4]);
  });
  it('is made larger up to the edge, and smaller down to what can be taken hold of', () => {
    expect(resizedBox([0.8, 0.5, 0.1, 0.1], 0.5, 0.1)).toEqual([0.8, 0.5, 0.2, 0.2]);
    expect(resizedBox([0.8, 0.5, 0.1, 0.1], -0.5, -0.05)).toEqual([0.8, 0.5, 0.01, 0.05]);
  });
  it('is drawn in any direction, and ends at the edge', () => {
    expect(boxBetween(0.6, 0.7, 0.2, 0.3)).toEqual([0.2, 0.3, 0.4, 0.4]);
    expect(boxBetween(0.9, 0.9, 1.4, -0.2)).toEqual([0.9, 0, 0.1, 0.9]);
  });
  it('a corner is drawn, the one across from it stays, also when passed', () => {
    expect(cornerTo([0.2, 0.2, 0.2, 0.2], 'se', 0.8, 0.5)).toEqual([0.2, 0.2, 0.6, 0.3]);
    expect(cornerTo([0.2, 0.2, 0.2, 0.2], 'nw', 0.1, 0.3)).toEqual([0.1, 0.3, 0.3, 0.1]);
    expect(cornerTo([0.2, 0.2, 0.2, 0.2], 'nw', 0.6, 0.6)).toEqual([0.4, 0.4, 0.2, 0.2]);
  });
  it('never reaches beyond the picture by rounding', () => {
    for (const x of [0.333333, 0.1234567, 0.9876543]) {
      const [left, top, width, height] = boxBetween(x, x, 2, 2);
      expect(left + width).toBeLessThanOrEqual(1);
      expect(top + height).toBeLessThanOrEqual(1);
    }
  });
});

describe('what a box belongs to', () => {
  it('to the animal that was told without one', () => {
    const { things, key } = withNewBox([thing(1, { ...takin, count: 1, sex: 'female' })], [0.1, 0.1, 0.2, 0.2]);
    expect(key).toBe(1);
    expect(observationsOf(things)).toEqual([{ ...takin, count: 1, sex: 'female', bbox: [0.1, 0.1, 0.2, 0.2] }]);
  });
  it('of a group of three to one of them: their number stays', () => {
    const once = withNewBox([thing(1, { ...takin, count: 3 })], [0.1, 0.1, 0.2, 0.2]);
    const twice = withNewBox(once.things, [0.5, 0.1, 0.2, 0.2]);
    const thrice = withNewBox(twice.things, [0.7, 0.1, 0.2, 0.2]);
    expect(thrice.things.map((each) => each.fields.count)).toEqual([1, 1, 1]);
    expect(thrice.things.every((each) => each.fields.bbox)).toBe(true);
  });
  it('to one more of the same, where all are of one kind; else to an animal without a name', () => {
    const boxed = (fields: ObservationFields): ObservationFields => ({ ...fields, bbox: [0, 0, 0.1, 0.1] });
    expect(withNewBox([thing(1, boxed(takin))], [0.5, 0.5, 0.1, 0.1]).things[1]!.fields).toEqual({ ...takin, count: 1, bbox: [0.5, 0.5, 0.1, 0.1] });
    expect(withNewBox([thing(1, boxed(takin)), thing(2, boxed({ observationType: 'human' }))], [0.5, 0.5, 0.1, 0.1]).things[2]!.fields).toEqual({ observationType: 'animal', count: 1, bbox: [0.5, 0.5, 0.1, 0.1] });
  });
  it('a photo with a box is not blank', () => {
    expect(observationsOf(withNewBox([thing(1, { observationType: 'blank' })], [0, 0, 0.5, 0.5]).things)).toEqual([{ observationType: 'animal', count: 1, bbox: [0, 0, 0.5, 0.5] }]);
  });
  it('without anything left it is', () => expect(observationsOf([])).toEqual([{ observationType: 'blank' }]));
  it('another name keeps box and number, not the sex of what it was taken for', () => {
    const before = thing(1, { ...takin, count: 2, sex: 'male', bbox: [0, 0, 0.5, 0.5] });
    expect(assigned(before, 'animal', 'Sus scrofa', undefined).fields).toEqual({ observationType: 'animal', scientificName: 'Sus scrofa', count: 2, bbox: [0, 0, 0.5, 0.5] });
    expect(assigned(before, 'animal', 'Budorcas taxicolor', undefined).fields).toEqual(before.fields);
    expect(assigned(before, 'human', undefined, undefined).fields).toEqual({ observationType: 'human', count: 2, bbox: [0, 0, 0.5, 0.5] });
  });
  it('is counted, never below one', () => {
    expect(countedBy(thing(1, takin), 1).fields.count).toBe(2);
    expect(countedBy(thing(1, { ...takin, count: 1 }), -1).fields.count).toBe(1);
  });
});

describe('a sitting at the boxes of a photo', () => {
  const two = [thing(1, { ...takin, bbox: [0.1, 0.1, 0.2, 0.2] }), thing(2, { observationType: 'human' }), thing(3, { ...takin, bbox: [0.6, 0.6, 0.2, 0.2] })];
  it('goes round the boxes, not what has none', () => {
    const session = new BoxSession(two);
    expect(session.chosen?.key).toBe(1);
    expect([session.next(1), session.next(1), session.next(-1)].map((each) => each.chosen?.key)).toEqual([3, 3, 3]);
    expect(session.next(1).next(1).chosen?.key).toBe(1);
  });
  it('takes back step by step, and knows whether anything changed', () => {
    const moved = new BoxSession(two).change((each) => ({ ...each, fields: { ...each.fields, bbox: [0.3, 0.1, 0.2, 0.2] } }));
    const removed = moved.remove();
    expect([removed.things.map((each) => each.key), removed.chosen?.key, removed.changed]).toEqual([[2, 3], 3, true]);
    expect(removed.undone()?.things[0]?.fields.bbox).toEqual([0.3, 0.1, 0.2, 0.2]);
    expect([removed.undone()?.undone()?.changed, removed.undone()?.undone()?.undone()]).toEqual([false, undefined]);
  });
  it('the steps of one drag are one to take back', () => {
    const at = (x: number) => (each: Thing): Thing => ({ ...each, fields: { ...each.fields, bbox: [x, 0.1, 0.2, 0.2] } });
    const dragged = new BoxSession(two).change(at(0.2)).change(at(0.3), { same: true }).change(at(0.4), { same: true });
    expect(dragged.undone()?.things[0]?.fields.bbox).toEqual([0.1, 0.1, 0.2, 0.2]);
  });
});
