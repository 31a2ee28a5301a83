import { lapseRadar, type RouteAnswer } from "@qiangyi/api";
import { daysBetween, endOfYear, ok, plus, type Result, yearOf } from "@qiangyi/kernel";
import { recoveredLine } from "@qiangyi/ledger";
import { handle, type Rooms } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { positionsAt } from "./positions.ts";

/** 将到期资金: what nobody has spent lapses at the end of the year after its budget year (两年规则). */
export const radarRoutes = (rooms: Rooms): void =>
  handle(rooms, lapseRadar, async ({ tx, actor, clock }): Promise<Result<RouteAnswer<typeof lapseRadar>, never>> => {
    const today = clock.today();
    const positions = await positionsAt(tx, actor, { asOf: today, upToYear: yearOf(today) });
    const rows = positions
      .filter(({ earmark, left, frozen }) => earmark.line !== recoveredLine && left + frozen > 0n)
      .map(({ book, holderName, keeper, title, earmark, left, frozen }) => {
        const lapsesOn = endOfYear(earmark.year + 1);
        return {
          book,
          holderName,
          keeper,
          title,
          lineName: lineName(earmark.line),
          year: earmark.year,
          amountFen: String(plus(left, frozen)),
          lapsesOn,
          daysLeft: daysBetween(today, lapsesOn),
        };
      });
    return ok({
      today,
      rows: rows.toSorted((a, b) => a.daysLeft - b.daysLeft || (BigInt(a.amountFen) > BigInt(b.amountFen) ? -1 : 1)),
    });
  });
