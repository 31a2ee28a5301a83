import { listReconciliations } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { paidByMonth } from "../ledger/index.ts";
import { handle, type Rooms } from "../platform/index.ts";
import { institutionNames } from "../registry/index.ts";
import { loadMonth, sidesOf } from "./month.ts";
import { currentStatements } from "./statements.store.ts";

export const listReconciliationsRoute = (rooms: Rooms): void =>
  handle(rooms, listReconciliations, async ({ tx, actor, query: { year } }) => {
    const paid = await paidByMonth(tx, actor, year);
    const names = await institutionNames(
      tx,
      actor,
      paid.map(({ institution }) => institution),
    );
    const statements = await currentStatements(tx, actor, { year });
    const items = [];
    for (const { book, month, institution, paid: amount } of paid) {
      const sent = statements.filter((statement) => statement.book === book && statement.month === month);
      // Vouchers are compared only where somebody sent something: most months of a province have nothing to compare yet.
      const compared = sent.length === 0 ? undefined : await loadMonth(tx, actor, { book, month });
      items.push({
        book,
        name: names.get(institution) ?? institution,
        month,
        paidFen: amount.toString(),
        sides: sidesOf(sent),
        differences: compared?.compared.filter(({ isEqual }) => !isEqual).length ?? 0,
        state: compared?.state ?? ("open" as const),
      });
    }
    return ok({ items });
  });
