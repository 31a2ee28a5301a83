import { listInvestment, recordInvestment } from "@qiangyi/api";
import { fen, ok, refuse } from "@qiangyi/kernel";
import { newId, type Rooms } from "../platform/index.ts";
import { isLine, lineName, lineOrder } from "../policy/index.ts";
import { lockEvidence } from "./budgets.store.ts";
import { handleAtDesk } from "./desk.ts";
import { currentInvestment, type InvestmentRow, insertInvestment } from "./investment.store.ts";
import { type RowsRefused, recordedBy, rowsRefused, sortEntered } from "./recorded-row.ts";

/** 项目投资计划: standard, quantity, total and source mix of each line of a year (qiangyi-2024.art5.b). */
export const investmentRoutes = (rooms: Rooms): void => {
  handleAtDesk(rooms, listInvestment, async ({ tx, actor, query }) => {
    const rows = await currentInvestment(tx, actor.province, query.year);
    return ok({
      items: rows
        .toSorted((a, b) => lineOrder(a.line) - lineOrder(b.line))
        .map((row) => ({
          id: row.id,
          line: row.line,
          lineName: lineName(row.line),
          year: row.year,
          quantity: row.quantity,
          standardFen: String(row.standard),
          totalFen: String(row.total),
          sourceMix: row.sourceMix,
          approvedOn: row.approvedOn,
          documentNumber: row.documentNumber,
          reason: row.reason,
          recordedBy: row.recordedName,
          recordedAt: row.recordedAt.toISOString(),
        })),
      totalFen: String(rows.reduce((total, row) => total + row.total, 0n)),
    });
  });

  handleAtDesk(
    rooms,
    recordInvestment,
    async ({ tx, actor, body, clock }) => {
      await lockEvidence(tx, actor.province, "investment");
      const years = new Set(body.rows.map(({ year }) => year));
      const current = new Map<string, InvestmentRow>();
      for (const year of years) {
        for (const row of await currentInvestment(tx, actor.province, year)) current.set(keyOf(row), row);
      }
      const { fresh, unchanged, problems } = sortEntered(body.rows, {
        keyOf,
        current,
        isSame: (row, known) =>
          row.quantity === known.quantity &&
          BigInt(row.standardFen) === known.standard &&
          row.sourceMix === known.sourceMix &&
          row.approvedOn === known.approvedOn &&
          row.documentNumber === known.documentNumber,
        checkRow: ({ line }) => (isLine(line) ? undefined : { field: "line", message: "没有这个支持项目，请从列表选择" }),
      });
      if (problems.length > 0) return refuse({ code: "rows-refused", problems } satisfies RowsRefused);
      const by = recordedBy(actor, clock.now());
      await insertInvestment(
        tx,
        actor.province,
        fresh.map(({ row, current: known }) => ({
          id: newId(),
          line: row.line,
          year: row.year,
          quantity: row.quantity,
          standard: fen(BigInt(row.standardFen)),
          sourceMix: row.sourceMix,
          approvedOn: row.approvedOn as InvestmentRow["approvedOn"],
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
