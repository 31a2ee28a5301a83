import { endOfYear, type PlainDate, yearOf } from "@qiangyi/kernel";
import type { ClockEvent } from "../allotments/index.ts";
import { heldByYear } from "../ledger/index.ts";
import type { Actor, Tx } from "../platform/index.ts";

/**
 * Money of an earlier budget year that is still held: it may be carried for one year and is surplus at the end of the next (the years count
 * from the budget year, not from the day on which the money came).
 */
export const unspentEvents = async (tx: Tx, actor: Actor, today: PlainDate): Promise<readonly ClockEvent[]> =>
  (await heldByYear(tx, actor, yearOf(today) - 1)).map(
    ({ book, city, county, institution, year, held }): ClockEvent => ({
      rule: "two-years",
      subject: `${book}:${year}`,
      title: `${year}年度未用完的资金`,
      holder:
        institution === null
          ? { side: "finance", region: book.slice(1) }
          : { side: "unit", institution, region: county ?? city ?? `${actor.province}0000` },
      city,
      county,
      startedOn: endOfYear(year),
      startTitle: `${year}年度终了仍未用完`,
      startPath: `/ledger/books/${encodeURIComponent(book)}?year=${year}`,
      endsOn: endOfYear(year + 1),
      stoppedOn: null,
      left: held,
    }),
  );
