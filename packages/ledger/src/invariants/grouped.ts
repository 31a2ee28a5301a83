import type { Line } from "../ledger.ts";

/** Lines by a key, first seen first; lines without a key are left out. */
export const grouped = (
  lines: readonly Line[],
  keyOf: (line: Line) => string | undefined,
): ReadonlyMap<string, readonly Line[]> => {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = keyOf(line);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return groups;
};
