import { listAllocated, recordAllocated } from "@qiangyi/api";
import { fen, ok, refuse } from "@qiangyi/kernel";
import { newId, type Rooms } from "../platform/index.ts";
import { isLine, lineName } from "../policy/index.ts";
import { currentAllocated, findAllocated, insertAllocated } from "./allocated.store.ts";
import { lockEvidence } from "./budgets.store.ts";
import { handleAtDesk } from "./desk.ts";
import { type RowsRefused, recordedBy, rowsRefused, sortEntered } from "./recorded-row.ts";

/** 以前已分配: what earlier documents gave to a subject; the engine deducts it. */
export const allocatedRoutes = (rooms: Rooms): void => {
  handleAtDesk(rooms, listAllocated, async ({ tx, actor, query }) => {
    const { year, line, subject, history = false, after, limit } = query;
    const rows = await findAllocated(tx, actor.province, { year, line, subject, withHistory: history, after, limit });
    const items = rows.slice(0, limit);
    return ok({
      items: items.map((row) => ({
        id: row.id,
        line: row.line,
        lineName: lineName(row.line),
        subject: row.subject,
        year: row.year,
        amountFen: String(row.amount),
        documentNumber: row.documentNumber,
        reason: row.reason,
        isCurrent: row.isCurrent,
        recordedBy: row.recordedName,
        recordedAt: row.recordedAt.toISOString(),
      })),
      next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
      total: null,
    });
  });

  handleAtDesk(
    rooms,
    recordAllocated,
    async ({ tx, actor, body, clock }) => {
      await lockEvidence(tx, actor.province, "allocated");
      const current = new Map((await currentAllocated(tx, actor.province)).map((row) => [keyOf(row), row]));
      const { fresh, unchanged, problems } = sortEntered(body.rows, {
        keyOf,
        current,
        isSame: (row, known) => BigInt(row.amountFen) === known.amount,
        checkRow: ({ line }) => (isLine(line) ? undefined : { field: "line", message: "没有这个支持项目，请从列表选择" }),
      });
      if (problems.length > 0) return refuse({ code: "rows-refused", problems } satisfies RowsRefused);
      const by = recordedBy(actor, clock.now());
      await insertAllocated(
        tx,
        actor.province,
        fresh.map(({ row, current: known }) => ({
          id: newId(),
          line: row.line,
          subject: row.subject,
          year: row.year,
          amount: fen(BigInt(row.amountFen)),
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

const keyOf = (row: { line: string; subject: string; year: number; documentNumber: string }): string =>
  `${row.line}\n${row.subject}\n${row.year}\n${row.documentNumber}`;
