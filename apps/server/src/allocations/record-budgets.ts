import { listBudgetHistory, listBudgets, recordBudgets, wholeFund } from "@qiangyi/api";
import { fen, ok, refuse } from "@qiangyi/kernel";
import { fundingLines } from "@qiangyi/policy";
import { newId, type Rooms } from "../platform/index.ts";
import { type BudgetRow, budgetHistory, currentBudgets, insertBudgets, lockEvidence } from "./budgets.store.ts";
import { handleAtDesk } from "./desk.ts";
import { isLine, lineName, lineOrder } from "./lines.ts";
import { type RowsRefused, recordedBy, rowsRefused, sortEntered } from "./recorded-row.ts";

/** 年度预算: by funding line and year, each figure with its source and document; a correction is a new row. */
export const budgetsRoutes = (rooms: Rooms): void => {
  handleAtDesk(rooms, listBudgets, async ({ tx, actor, query }) => {
    const items = await currentBudgets(tx, actor.province, query.year);
    return ok({
      lines: [
        { line: wholeFund, name: lineName(wholeFund), mode: "FUND", modeClause: "qiangyi-2024.art6.b" },
        ...fundingLines.map(({ id, shortName, mode, modeClause }) => ({ line: id, name: shortName, mode, modeClause })),
      ],
      items: items.toSorted((a, b) => b.year - a.year || lineOrder(a.line) - lineOrder(b.line)).map(budgetView),
    });
  });

  handleAtDesk(rooms, listBudgetHistory, async ({ tx, actor, query }) =>
    ok({ items: (await budgetHistory(tx, actor.province, query.line, query.year)).map(budgetView) }),
  );

  handleAtDesk(
    rooms,
    recordBudgets,
    async ({ tx, actor, body, clock }) => {
      await lockEvidence(tx, actor.province, "budgets");
      const current = new Map((await currentBudgets(tx, actor.province)).map((row) => [keyOf(row), row]));
      const { fresh, unchanged, problems } = sortEntered(body.rows, {
        keyOf,
        current,
        isSame: (row, known) =>
          BigInt(row.amountFen) === known.amount && row.source === known.source && row.documentNumber === known.documentNumber,
        checkRow: ({ line }) =>
          line === wholeFund || isLine(line) ? undefined : { field: "line", message: "没有这个支持项目，请从列表选择" },
      });
      if (problems.length > 0) return refuse({ code: "rows-refused", problems } satisfies RowsRefused);
      const by = recordedBy(actor, clock.now());
      await insertBudgets(
        tx,
        actor.province,
        fresh.map(({ row, current: known }) => ({
          id: newId(),
          line: row.line,
          year: row.year,
          amount: fen(BigInt(row.amountFen)),
          source: row.source,
          documentNumber: row.documentNumber,
          reason: row.reason || null,
          corrections: known === undefined ? 0 : known.corrections + 1,
          ...by,
        })),
      );
      return ok({ recorded: fresh.length, unchanged });
    },
    { "rows-refused": rowsRefused },
  );
};

const keyOf = ({ line, year }: { line: string; year: number }): string => `${line}\n${year}`;

const budgetView = (row: BudgetRow) => ({
  id: row.id,
  line: row.line,
  lineName: lineName(row.line),
  year: row.year,
  amountFen: String(row.amount),
  source: row.source,
  documentNumber: row.documentNumber,
  reason: row.reason,
  corrections: row.corrections,
  recordedBy: row.recordedName,
  recordedAt: row.recordedAt.toISOString(),
});
