import { isRecord } from "../calls/questions.ts";
import { canonicalJson, isSameJson } from "./canonical.ts";

export interface Versions {
  /** What both began with. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export type Merged = { readonly is: "merged"; readonly value: unknown } | { readonly is: "conflict" };

/**
 * Two people changed one answer. Where only one of them did, or both did the same, or they worked on different rows of a table or a
 * budget, nobody needs to be asked; otherwise a person chooses, because no rule could know.
 */
export const mergeAnswer = ({ base, mine, theirs }: Versions): Merged => {
  if (isSameJson(mine, theirs) || isSameJson(mine, base)) return { is: "merged", value: theirs };
  if (isSameJson(theirs, base)) return { is: "merged", value: mine };
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) return mergeRows(base, mine, theirs);
  if (isRecord(base) && isRecord(mine) && isRecord(theirs)) return mergeParts(base, mine, theirs);
  return { is: "conflict" };
};

/** Part by part, as the rows and the stated totals of a budget; a part that exists on one side only is taken from there. */
const mergeParts = (
  base: Readonly<Record<string, unknown>>,
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
): Merged => {
  const merged: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const part = mergeAnswer({ base: base[name], mine: mine[name], theirs: theirs[name] });
    if (part.is === "conflict") return part;
    if (part.value !== undefined) merged[name] = part.value;
  }
  return { is: "merged", value: merged };
};

/** Rows with ids are matched by them; rows without, by their place, as long as nobody added or removed one. */
const mergeRows = (base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): Merged => {
  const [baseById, mineById, theirsById] = [byId(base), byId(mine), byId(theirs)];
  if (baseById && mineById && theirsById) return mergeById(baseById, mineById, theirsById);
  if (base.length !== mine.length || base.length !== theirs.length) return { is: "conflict" };
  const rows = base.map((row, index) => mergeAnswer({ base: row, mine: mine[index], theirs: theirs[index] }));
  return rows.every((row) => row.is === "merged") ? { is: "merged", value: rows.map(({ value }) => value) } : { is: "conflict" };
};

const byId = (rows: readonly unknown[]): ReadonlyMap<string, unknown> | undefined => {
  const ids = rows.map((row) => {
    if (!isRecord(row)) return undefined;
    return typeof row["id"] === "string" ? row["id"] : row["year"] === undefined ? undefined : canonicalJson(row["year"]);
  });
  if (ids.includes(undefined) || new Set(ids).size !== ids.length) return undefined;
  return new Map(rows.map((row, index) => [ids[index] ?? "", row]));
};

type Rows = ReadonlyMap<string, unknown>;

const mergeById = (base: Rows, mine: Rows, theirs: Rows): Merged => {
  const merged: unknown[] = [];
  for (const id of new Set([...theirs.keys(), ...mine.keys()])) {
    const row = mergeAnswer({ base: base.get(id), mine: mine.get(id), theirs: theirs.get(id) });
    if (row.is === "conflict") return row;
    // A row that one of them removed and the other left alone is gone.
    if (row.value !== undefined) merged.push(row.value);
  }
  return { is: "merged", value: merged };
};
