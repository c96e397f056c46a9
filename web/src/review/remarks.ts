// What is typed into the boxes of an answer, as the contract has it.

/** Parted by commas (also Chinese ones) or "|", each once. */
export function readTags(text: string): string[] {
  return [...new Set(text.split(/[,，、|]/).map((each) => each.trim()).filter(Boolean))];
}

/** Empty: null; what is no number between the two: undefined. */
export function readNumber(text: string, least: number, most: number): number | null | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  const value = Number(trimmed);
  return Number.isFinite(value) && value >= least && value <= most ? value : undefined;
}
