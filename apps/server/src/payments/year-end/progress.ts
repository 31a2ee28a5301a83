import { listProgress, pilotLine, type RouteAnswer, recordTarget } from "@qiangyi/api";
import {
  addDays,
  type Fen,
  fen,
  formatYuan,
  monthOf,
  ok,
  type PlainDate,
  plus,
  type Result,
  yearOf,
  zero,
} from "@qiangyi/kernel";
import { carryOver, fundingLines } from "@qiangyi/policy";
import { bookTitles, type MovedInMonth, movedByMonth } from "../../ledger/index.ts";
import { type Actor, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { yearEndIn } from "./items.store.ts";
import { targetsOf } from "./progress.store.ts";

type Row = RouteAnswer<typeof listProgress>["rows"][number];
type Movements = readonly MovedInMonth[];

export const progressRoutes = (rooms: Rooms): void => {
  handle(rooms, listProgress, async ({ tx, actor, clock, query }): Promise<Result<RouteAnswer<typeof listProgress>, never>> => {
    const { rows, month, target, targets } = await progressOf(tx, actor, clock.today(), query);
    return ok({
      month,
      target,
      targets,
      rows,
      lines: [
        ...fundingLines.map(({ id, shortName }) => ({ value: id, label: shortName })),
        { value: pilotLine, label: lineName(pilotLine) },
      ],
    });
  });

  handle(rooms, recordTarget, async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof recordTarget>, never>> => {
    const line = body.line ?? "";
    const before = (await targetsOf(tx, actor, body.year)).find((each) => each.month === body.month && each.line === line);
    const id = newId();
    await yearEndIn(tx)
      .insertInto("execution_target")
      .values({
        province: actor.province,
        id,
        year: body.year,
        month: body.month,
        line,
        percent: body.percent,
        source: body.source,
        corrections: before === undefined ? 0 : before.corrections + 1,
        recorded_by: actor.userId,
        recorded_name: actor.name,
        recorded_at: clock.now(),
      })
      .execute();
    return ok({ id });
  });
};

interface Asked {
  readonly year: number;
  readonly line?: string | undefined;
  readonly month?: number | undefined;
}

/** Units by their rate at the end of a month, the lowest first, against what was planned for it (5g-2022.art14.b). */
export const progressOf = async (tx: Tx, actor: Actor, today: PlainDate, { year, line, month: asked }: Asked) => {
  const targets = await targetsOf(tx, actor, year);
  const last = yearOf(today) > year ? 12 : yearOf(today) < year ? 0 : endedMonth(today);
  const month = asked ?? Math.max(1, targets.findLast((each) => each.month <= last)?.month ?? last);
  const ofMonth = targets.filter((each) => each.month === month);
  const target =
    (ofMonth.find((each) => each.line === (line ?? "")) ?? ofMonth.find((each) => each.line === ""))?.percent ?? null;
  const byBook = groupedByBook(await movedByMonth(tx, actor, year, line));
  const nameOf = await bookTitles(tx, actor, [...byBook.keys()]);
  const unranked = [...byBook].map(([book, movements]) => ({
    book,
    holderName: nameOf(book),
    ...rowOf(movements, { month, target, last: Math.max(last, month) }),
  }));
  const ranked = unranked.toSorted((a, b) => Number(b.percent ?? -1) - Number(a.percent ?? -1) || (a.book < b.book ? -1 : 1));
  return {
    month,
    target,
    targets: targets.map((each) => ({
      month: each.month,
      line: each.line,
      percent: each.percent,
      source: each.source,
      by: each.recorded_name,
    })),
    rows: ranked.map((row, index): Row => ({ ...row, rank: index + 1 })),
  };
};

/** A month has ended on its last day. */
const endedMonth = (today: PlainDate): number =>
  monthOf(addDays(today, 1)) === monthOf(today) ? monthOf(today) - 1 : monthOf(today);

const groupedByBook = (movements: Movements): ReadonlyMap<string, Movements> => {
  const groups = new Map<string, Movements[number][]>();
  for (const movement of movements) groups.set(movement.book, [...(groups.get(movement.book) ?? []), movement]);
  return groups;
};

const rowOf = (movements: Movements, { month, target, last }: { month: number; target: number | null; last: number }) => {
  const upTo = (to: number): { received: Fen; paid: Fen } =>
    movements
      .filter((movement) => movement.month <= to)
      .reduce((so, { received, paid }) => ({ received: plus(so.received, received), paid: plus(so.paid, paid) }), {
        received: zero,
        paid: zero,
      });
  const { received, paid } = upTo(month);
  const percent = percentOf(paid, received);
  return {
    receivedFen: String(received),
    paidFen: String(paid),
    months: Array.from({ length: last }, (_, index) => {
      const at = upTo(index + 1);
      return percentOf(at.paid, at.received);
    }),
    percent,
    isBelow: target !== null && received > 0n && paid * 100n < received * BigInt(target),
  };
};

const percentOf = (paid: Fen, received: Fen): string | null =>
  carryOver({ received: formatYuan(fen(received)), paid: formatYuan(fen(paid)), yearEnd: "2000-12-31" }).executionRate;
