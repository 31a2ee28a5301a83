import type { Task } from "@qiangyi/api";
import { endOfYear, fen, type PlainDate, startOfYear, yearOf } from "@qiangyi/kernel";
import { type PaidVoucher, paidVouchers } from "../ledger/index.ts";
import type { Actor, Tx } from "../platform/index.ts";
import { institutionNames } from "../registry/index.ts";
import { compareSides, type Paid, type Sides } from "./compare.ts";
import { currentStatements, type Reason, reasonsOf, rowsOf, type Statement } from "./statements.store.ts";

/** 三方对账: months of this year and the last in which the sides differ without a reason, for the unit and for the bureau of its place. */
export const reconciliationTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  if (!actor.permissions.has("reconciliations.write")) return [];
  const year = yearOf(today);
  const statements = [
    ...(await currentStatements(tx, actor, { year: year - 1 })),
    ...(await currentStatements(tx, actor, { year })),
  ];
  if (statements.length === 0) return [];
  const rows = await rowsOf(
    tx,
    actor,
    statements.map(({ id }) => id),
  );
  const books = [...new Set(statements.map(({ book }) => book))];
  const vouchers = await paidVouchers(tx, actor, { books, from: startOfYear(year - 1), to: endOfYear(year) });
  const reasons = [...(await reasonsOf(tx, actor, { year: year - 1 })), ...(await reasonsOf(tx, actor, { year }))];
  const names = await institutionNames(
    tx,
    actor,
    books.map((book) => book.slice(1)),
  );
  return monthsOf(statements).flatMap(({ book, month, sent }): Task[] => {
    const own = vouchers.filter((voucher) => voucher.book === book);
    const open = unexplained({ sent, rows, reasons, paid: own.filter(({ on }) => on.startsWith(month)) });
    if (open.length === 0 || !concerns(actor, own[0])) return [];
    return [
      {
        group: "todo",
        title: `${names.get(book.slice(1)) ?? book} ${month}对账有${open.length}笔差异未说明`,
        from: "三方对账",
        amountFen: null,
        since: open.map(({ on }) => on).toSorted()[0] ?? null,
        due: null,
        step: "核对并说明原因",
        path: `/reconciliations/${encodeURIComponent(book)}/${month}`,
      },
    ];
  });
};

const monthsOf = (statements: readonly Statement[]) => {
  const months = new Map<string, { readonly book: string; readonly month: string; readonly sent: Statement[] }>();
  for (const statement of statements) {
    const { book, month } = statement;
    const known = months.get(`${book} ${month}`) ?? { book, month, sent: [] };
    known.sent.push(statement);
    months.set(`${book} ${month}`, known);
  }
  return [...months.values()];
};

const unexplained = ({
  sent,
  rows,
  reasons,
  paid,
}: {
  readonly sent: readonly Statement[];
  readonly rows: ReadonlyMap<string, readonly Paid[]>;
  readonly reasons: readonly Reason[];
  readonly paid: readonly PaidVoucher[];
}) => {
  const [first] = sent;
  const explained = new Set(
    reasons.flatMap(({ book, month, voucher }) => (book === first?.book && month === first.month ? [voucher] : [])),
  );
  const sides: Sides = {
    platform: paid.map(({ voucher, on, amount }) => ({ voucher, on, payee: null, amount: fen(amount) })),
    ...Object.fromEntries(sent.map(({ id, side }) => [side, rows.get(id) ?? []])),
  };
  return compareSides(sides).filter(({ isEqual, voucher }) => !isEqual && !explained.has(voucher));
};

/** A unit's own months, or those of the units of exactly this place: a city's bureau does not do its counties' work. */
const concerns = (actor: Actor, unit: PaidVoucher | undefined): boolean => {
  if (actor.level === "unit") return true;
  if (unit === undefined) return false;
  if (actor.level === "county") return unit.county === actor.county;
  return actor.level === "city" ? unit.county === null && unit.city === actor.city : unit.city === null;
};
