/** The list with the element at `at` one place on (1) or back (-1). */
export function moved<Thing>(list: readonly Thing[], at: number, by: 1 | -1): Thing[] {
  const next = [...list];
  const to = at + by;
  if (to < 0 || to >= next.length) return next;
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}
