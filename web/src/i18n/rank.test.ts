import { expect, test } from 'vitest';
import { animalsOf, isItalic, rankOf } from './rank.ts';

test('a rank is read from the name', () => {
  expect(rankOf('Mammalia', '哺乳纲')).toBe('class');
  expect(rankOf('Carnivora', '食肉目')).toBe('order');
  expect(rankOf('Felidae')).toBe('family');
  expect(rankOf('Panthera', '豹属')).toBe('genus');
  expect(rankOf('Vultur')).toBe('genus');
  expect(rankOf('Budorcas taxicolor', '羚牛')).toBe('species');
  expect(rankOf('Canis lupus familiaris', '家犬')).toBe('species');
});

test('italics begin at the genus', () => {
  expect(isItalic('Felidae', '猫科')).toBe(false);
  expect(isItalic('Aves', '鸟纲')).toBe(false);
  expect(isItalic('Panthera', '豹属')).toBe(true);
  expect(isItalic('Panthera onca', '美洲豹')).toBe(true);
});

test('a group is called by its animals in Chinese', () => {
  expect(animalsOf('哺乳纲')).toBe('哺乳动物');
  expect(animalsOf('鸟纲')).toBe('鸟类');
  expect(animalsOf('猫科')).toBe('猫科动物');
  expect(animalsOf('羚牛')).toBe('羚牛');
});
