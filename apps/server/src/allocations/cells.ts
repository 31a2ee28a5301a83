import { type Fen, fen, zero } from "@qiangyi/kernel";
import type { Status } from "@qiangyi/policy";
import type { Share } from "./placed-claims.ts";
import type { Place } from "./places.ts";

export interface Counts {
  readonly results: number;
  readonly payable: number;
  readonly refused: number;
  readonly decisions: number;
  readonly manual: number;
}

export interface Sums {
  readonly due: Fen;
  readonly proposed: Fen;
  readonly held: Fen;
  readonly recovery: Fen;
}

export interface Cell extends Counts, Sums {
  readonly line: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
}

/** What a line of a plan brings into the sums. A manual amount goes to the line's own place as a whole: it is not shared out by us. */
export interface Counted extends Place {
  readonly line: string;
  readonly institution: string | null;
  readonly status: Status;
  readonly amount: Fen;
  readonly held: Fen;
  readonly recovery: Fen;
  readonly manual: Fen | null;
  readonly shares: readonly Share[];
}

export const noCounts: Counts = { results: 0, payable: 0, refused: 0, decisions: 0, manual: 0 };
export const noSums: Sums = { due: zero, proposed: zero, held: zero, recovery: zero };

/**
 * The contributions of one line: the result itself, what is held and what is to be returned count once, where the line stands;
 * each share of the amount counts where it goes.
 */
export const contributionsOf = (counted: Counted): Cell[] => {
  const { line, status, amount, held, recovery, manual, shares } = counted;
  const standing: Cell = {
    line,
    city: counted.city,
    county: counted.county,
    institution: counted.institution,
    results: 1,
    payable: status === "payable" ? 1 : 0,
    refused: status === "not_payable" ? 1 : 0,
    decisions: status === "decision_required" ? 1 : 0,
    manual: manual === null ? 0 : 1,
    due: zero,
    proposed: manual ?? zero,
    held,
    recovery,
  };
  const paid = shares.length > 0 ? shares : [{ ...counted, amount }];
  return [
    standing,
    ...paid.map(({ city, county, institution, amount: due }) => ({
      line,
      city,
      county,
      institution,
      ...noCounts,
      ...noSums,
      due,
      proposed: manual === null ? due : zero,
    })),
  ];
};

export const addCells = <C extends Counts & Sums>(a: C, b: Counts & Sums): C => ({
  ...a,
  results: a.results + b.results,
  payable: a.payable + b.payable,
  refused: a.refused + b.refused,
  decisions: a.decisions + b.decisions,
  manual: a.manual + b.manual,
  due: fen(a.due + b.due),
  proposed: fen(a.proposed + b.proposed),
  held: fen(a.held + b.held),
  recovery: fen(a.recovery + b.recovery),
});

const negated = (cell: Cell): Cell => ({
  ...cell,
  results: -cell.results,
  payable: -cell.payable,
  refused: -cell.refused,
  decisions: -cell.decisions,
  manual: -cell.manual,
  due: fen(-cell.due),
  proposed: fen(-cell.proposed),
  held: fen(-cell.held),
  recovery: fen(-cell.recovery),
});

const isEmpty = ({ results, payable, refused, decisions, manual, due, proposed, held, recovery }: Counts & Sums): boolean =>
  [results, payable, refused, decisions, manual].every((count) => count === 0) &&
  [due, proposed, held, recovery].every((amount) => amount === 0n);

const keyOf = ({ line, city, county, institution }: Cell): string => `${line}\n${city}\n${county}\n${institution}`;

/** One cell per line, place and institution. */
export const cellsOf = (lines: Iterable<Counted>): Cell[] => {
  const cells = new Map<string, Cell>();
  for (const counted of lines) mergeInto(cells, contributionsOf(counted));
  return [...cells.values()];
};

/** The cells by which one line's change moves the sums. */
export const movedCells = (before: Counted, after: Counted): Cell[] => {
  const cells = new Map<string, Cell>();
  mergeInto(cells, contributionsOf(before).map(negated));
  mergeInto(cells, contributionsOf(after));
  return [...cells.values()].filter((cell) => !isEmpty(cell));
};

const mergeInto = (cells: Map<string, Cell>, added: readonly Cell[]): void => {
  for (const cell of added) {
    const key = keyOf(cell);
    const known = cells.get(key);
    cells.set(key, known ? addCells(known, cell) : cell);
  }
};

export const totalOf = (cells: Iterable<Counts & Sums>): Counts & Sums => {
  let total: Counts & Sums = { ...noCounts, ...noSums };
  for (const cell of cells) total = addCells(total, cell);
  return total;
};

/** Sums of the cells that share a key. */
export const groupCells = (cells: Iterable<Cell>, by: (cell: Cell) => string): Map<string, Counts & Sums> => {
  const groups = new Map<string, Counts & Sums>();
  for (const cell of cells) {
    const key = by(cell);
    groups.set(key, addCells(groups.get(key) ?? { ...noCounts, ...noSums }, cell));
  }
  return groups;
};
