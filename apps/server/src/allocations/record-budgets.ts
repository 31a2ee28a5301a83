import { listBudgetHistory, listBudgets, pilotLine, type RouteAnswer, recordBudgets, wholeFund } from "@qiangyi/api";
import { fen, ok, type Result, refuse } from "@qiangyi/kernel";
import { fundingLines } from "@qiangyi/policy";
import { ledgerAnswers, type PostRefusal } from "../ledger/index.ts";
import { type Actor, type Answers, type Clock, newId, type Rooms, type Tx } from "../platform/index.ts";
import { lineName, lineOrder } from "../policy/index.ts";
import { postAppropriations } from "./appropriations.ts";
import { type BrokenRule, type BudgetRefusal, brokenRule, budgetAnswers, sourceOf } from "./budget-rules.ts";
import { type BudgetRow, budgetHistory, currentBudgets, insertBudgets, lockEvidence } from "./budgets.store.ts";
import { handleAtDesk } from "./desk.ts";
import { recordedBy, sortEntered } from "./recorded-row.ts";

/** 年度预算: by funding line and year, each figure with its source and document; a correction is a new row. */
export const budgetsRoutes = (rooms: Rooms): void => {
  handleAtDesk(rooms, listBudgets, async ({ tx, actor, query }) => {
    const items = await currentBudgets(tx, actor.province, query.year);
    return ok({
      lines: [
        { line: wholeFund, name: lineName(wholeFund), mode: "FUND", modeClause: "qiangyi-2024.art6.b" },
        ...fundingLines.map(({ id, shortName, mode, modeClause }) => ({ line: id, name: shortName, mode, modeClause })),
        { line: pilotLine, name: lineName(pilotLine), mode: "PROJECT", modeClause: "5g-2022.art4.b" },
      ],
      items: items.toSorted((a, b) => b.year - a.year || lineOrder(a.line) - lineOrder(b.line)).map(budgetView),
    });
  });

  handleAtDesk(rooms, listBudgetHistory, async ({ tx, actor, query }) =>
    ok({ items: (await budgetHistory(tx, actor.province, query.line, query.year)).map(budgetView) }),
  );

  handleAtDesk(rooms, recordBudgets, ({ tx, actor, body, clock }) => record(tx, actor, clock, body.rows), answers);
};

type RecordRefusal = BudgetRefusal | PostRefusal;
const answers: Answers<RecordRefusal> = { ...ledgerAnswers, ...budgetAnswers };

type Entered = Parameters<typeof brokenRule>[0] & {
  readonly year: number;
  readonly amountFen: string;
  readonly documentNumber: string;
  readonly reason?: string | undefined;
};

/** Records the rows and enters them in the books of 省财政厅 in the same act (E1 本级安排). */
const record = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  rows: readonly Entered[],
): Promise<Result<RouteAnswer<typeof recordBudgets>, RecordRefusal>> => {
  await lockEvidence(tx, actor.province, "budgets");
  const known = await currentBudgets(tx, actor.province);
  const firstOfPilot = Math.min(...[...known, ...rows].filter(({ line }) => line === pilotLine).map(({ year }) => year));
  const broken: BrokenRule[] = [];
  const { fresh, unchanged, problems } = sortEntered(rows, {
    keyOf,
    current: new Map(known.map((row) => [keyOf(row), row])),
    isSame: (row, before) =>
      BigInt(row.amountFen) === before.amount &&
      row.source === before.source &&
      sourceOf(row) === before.fundSource &&
      row.documentNumber === before.documentNumber,
    checkRow: (row) => {
      const rule = brokenRule(row, row.year === firstOfPilot);
      if (rule) broken.push(rule);
      return rule;
    },
  });
  const [first] = broken;
  if (first) return refuse({ code: first.code, clause: first.clause, problems });
  if (problems.length > 0) return refuse({ code: "rows-refused", problems });
  await insertBudgets(
    tx,
    actor.province,
    fresh.map(({ row, current }) => newRow(row, current, actor, clock)),
  );
  const waiting = await enterInBooks(
    tx,
    actor,
    clock,
    fresh.map(({ row }) => row),
  );
  if (!waiting.ok) return waiting;
  return ok({ recorded: fresh.length, unchanged, ...(waiting.value.length > 0 && { waiting: waiting.value }) });
};

const newRow = (row: Entered, current: BudgetRow | undefined, actor: Actor, clock: Clock): BudgetRow => ({
  id: newId(),
  line: row.line,
  year: row.year,
  amount: fen(BigInt(row.amountFen)),
  source: row.source,
  fundSource: sourceOf(row),
  factors: row.factors ?? {},
  documentNumber: row.documentNumber,
  reason: row.reason || null,
  corrections: current === undefined ? 0 : current.corrections + 1,
  ...recordedBy(actor, clock.now()),
});

/** The row of the fund as a whole is a limit and no money. */
const enterInBooks = async (tx: Tx, actor: Actor, clock: Clock, rows: readonly Entered[]) => {
  const waiting: { line: string; lineName: string; missingFen: string }[] = [];
  for (const { line, year } of rows.filter((row) => row.line !== wholeFund)) {
    const posted = await postAppropriations(tx, actor, clock, year, [line]);
    if (!posted.ok) return posted;
    waiting.push(...posted.value.map(({ missing }) => ({ line, lineName: lineName(line), missingFen: String(missing) })));
  }
  return ok(waiting);
};

const keyOf = ({ line, year }: { line: string; year: number }): string => `${line}\n${year}`;

const budgetView = (row: BudgetRow) => ({
  id: row.id,
  line: row.line,
  lineName: lineName(row.line),
  year: row.year,
  amountFen: String(row.amount),
  source: row.source,
  fundSource: row.fundSource,
  documentNumber: row.documentNumber,
  reason: row.reason,
  corrections: row.corrections,
  recordedBy: row.recordedName,
  recordedAt: row.recordedAt.toISOString(),
});
