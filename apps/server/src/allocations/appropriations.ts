import { fundSourceOf, pilotLine } from "@qiangyi/api";
import { dateInShanghai, type Fen, ok, type PlainDate, type Result } from "@qiangyi/kernel";
import { arrange, type Earmark, type Entry, reverse } from "@qiangyi/ledger";
import { financeBook, findEntry, type PostRefusal, postEntries } from "../ledger/index.ts";
import type { Actor, Clock, Tx } from "../platform/index.ts";
import { lineOrder } from "../policy/index.ts";
import { type BudgetRow, budgetHistory } from "./budgets.store.ts";

/** Where a fund of the ledger comes from, by the source that a budget names (qiangyi-2024.art2.b). */
const origins = {
  "central-capital": { nature: "capitalBudget", sourceLevel: "central" },
  "provincial-capital": { nature: "capitalBudget", sourceLevel: "province" },
  "central-budget": { nature: "general", sourceLevel: "central" },
  "provincial-budget": { nature: "general", sourceLevel: "province" },
  bond: { nature: "bond", sourceLevel: "province" },
  other: { nature: "general", sourceLevel: "province" },
} as const;

/**
 * Function class (功能分类) that money of a line lies under until a notice names another: hospitals 21002, township centres 2100302,
 * traditional medicine 21017, which took the place of 21006 with the classes of 2024. The text of the fund names none.
 */
export const defaultFunctionClass = (line: string, year: number): string => {
  if (line === "township-centre") return "2100302";
  if (line === "tcm-specialty") return year >= 2024 ? "21017" : "21006";
  if (line === "maternal-newborn-centre") return "2100206";
  return "21002";
};

/** The pool of a line: what is arranged for it in a year and not yet given to a project (docs/decisions/0019). */
export const poolEarmark = ({ line, year, fundSource }: Pick<BudgetRow, "line" | "year" | "fundSource">): Earmark => ({
  year,
  line,
  ...origins[fundSourceOf(fundSource)],
  functionClass: defaultFunctionClass(line, year),
});

export const provincialBook = (province: string) => financeBook(`${province}0000`);

/** The row of a budget document in the ledger: each line, year and correction has one of its own. */
const documentOf = (province: string, row: BudgetRow) => ({
  issuer: provincialBook(province).id,
  number: row.documentNumber,
  row: (row.year * 100 + orderOf(row.line)) * 100 + row.corrections,
});

const orderOf = (line: string): number => (line === pilotLine ? 50 : lineOrder(line));

/**
 * E1 of a line and year: the figure in force is arranged under its own document, and those that were posted before it are taken back by their
 * successors. Always the whole, because a repetition changes nothing; what is new comes before what is taken back. A figure that was replaced before
 * the books were kept never was in them.
 */
export const appropriationEntries = (
  province: string,
  history: readonly BudgetRow[],
  isPosted: (entryId: string) => boolean,
): Entry[] => {
  const last = Math.max(...history.map(({ corrections }) => corrections));
  const arranged = history
    .filter(({ amount }) => amount > 0n)
    .toSorted((a, b) => a.corrections - b.corrections)
    .map((row) => ({ row, entry: arrangeOf(province, row) }))
    .filter(({ row, entry }) => row.corrections === last || isPosted(entry.id));
  const takenBack = arranged.flatMap(({ row, entry }) => {
    const successor = history.find(({ corrections }) => corrections === row.corrections + 1);
    return successor ? [reverse(entry, { document: documentOf(province, successor), on: recordedOn(successor) })] : [];
  });
  return [...arranged.map(({ entry }) => entry), ...takenBack];
};

const arrangeOf = (province: string, row: BudgetRow): Entry =>
  arrange({
    document: documentOf(province, row),
    earmark: poolEarmark(row),
    amount: row.amount,
    on: recordedOn(row),
    book: provincialBook(province),
  });

const recordedOn = ({ recordedAt }: BudgetRow): PlainDate => dateInShanghai(recordedAt);

/** A budget that was cut below what has gone out: it is posted when the difference has come back (qiangyi-2024.art8.2.a). */
export interface WaitingBudget {
  readonly line: string;
  readonly missing: Fen;
}

/** Posts the budgets of some lines; those that more than their amount was issued of stay as they were and are named. */
export const postAppropriations = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  year: number,
  lines: readonly string[],
): Promise<Result<readonly WaitingBudget[], PostRefusal>> => {
  const waiting: WaitingBudget[] = [];
  for (const line of lines) {
    const history = await budgetHistory(tx, actor.province, line, year);
    const posted = new Set<string>();
    for (const row of history.filter(({ amount }) => amount > 0n)) {
      const { id } = arrangeOf(actor.province, row);
      if (await findEntry(tx, id)) posted.add(id);
    }
    const entries = appropriationEntries(actor.province, history, (id) => posted.has(id));
    if (entries.length === 0) continue;
    const outcome = await postEntries(tx, actor, entries, { now: clock.now() });
    if (outcome.ok) continue;
    if (outcome.refusal.code !== "BALANCE_EXCEEDED") return outcome;
    waiting.push({ line, missing: outcome.refusal.missing });
  }
  return ok(waiting);
};
