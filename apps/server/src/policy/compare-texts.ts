import { diffArrays } from "diff";
import type { Part } from "./official-text/split.ts";

export interface Piece {
  readonly text: string;
  readonly change: "same" | "added" | "removed";
}

export interface ComparedRow {
  readonly ref: string;
  readonly label: string;
  readonly state: "same" | "changed" | "added" | "removed";
  readonly pieces: Piece[];
}

/** Passages that have no reference of their own (title, headings) are matched by what they are and their turn. */
const keysOf = (parts: readonly Part[]): ReadonlyMap<string, Part> => {
  const turns = new Map<string, number>();
  return new Map(
    parts
      .filter(({ kind }) => kind !== "residue")
      .map((part) => {
        const name = part.ref === "" ? `${part.kind} ${part.label}` : part.ref;
        const turn = turns.get(name) ?? 0;
        turns.set(name, turn + 1);
        return [`${name}#${turn}`, part];
      }),
  );
};

/** Aligned article by article in the order of the newer version; what only the older one has stands where it was. */
export const compareParts = (before: readonly Part[], after: readonly Part[]): readonly ComparedRow[] => {
  const [old, young] = [keysOf(before), keysOf(after)];
  const rows: ComparedRow[] = [];
  const oldKeys = [...old.keys()];
  let passed = 0;
  const dropUntil = (end: number) => {
    for (; passed < end; passed++) {
      const key = oldKeys[passed] ?? "";
      const part = old.get(key);
      if (part && !young.has(key))
        rows.push({ ref: part.ref, label: part.label, state: "removed", pieces: [{ text: part.body, change: "removed" }] });
    }
  };
  for (const [key, part] of young) {
    const earlier = old.get(key);
    const at = oldKeys.indexOf(key);
    if (at >= passed) dropUntil(at + 1);
    rows.push(rowOf(part, earlier));
  }
  dropUntil(oldKeys.length);
  return rows;
};

const rowOf = (part: Part, earlier: Part | undefined): ComparedRow => {
  const { ref, label, body } = part;
  if (!earlier) return { ref, label, state: "added", pieces: [{ text: body, change: "added" }] };
  if (earlier.body === body) return { ref, label, state: "same", pieces: [{ text: body, change: "same" }] };
  return { ref, label, state: "changed", pieces: piecesOf(earlier.body, body) };
};

/**
 * Character by character, but a number stays whole: 3000 became 3500, not “3, then 5 for 0”. Two long passages with little in
 * common are shown one after the other: a diff of them takes long and tells nothing.
 */
const piecesOf = (before: string, after: string): Piece[] => {
  const changes = diffArrays(tokensOf(before), tokensOf(after), { timeout: 200 });
  if (!changes)
    return [
      { text: before, change: "removed" },
      { text: after, change: "added" },
    ];
  return changes.map(({ value, added, removed }) => ({
    text: value.join(""),
    change: added ? "added" : removed ? "removed" : "same",
  }));
};

const tokensOf = (text: string): string[] => text.match(/\d+(?:\.\d+)?|[A-Za-z]+|[^]/gu) ?? [];
