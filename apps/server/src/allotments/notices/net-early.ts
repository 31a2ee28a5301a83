import { type Fen, fen, formatYuan, minus, parseYuan, zero } from "@qiangyi/kernel";
import { settleEarlyIssue } from "@qiangyi/policy";
import type { NoticeRow } from "./notice.ts";
import type { EarlyPool, Settlement } from "./rows.store.ts";

/**
 * 分配 = 提前 + 本次: each region's final rows of a line take up what it got early, in their order, and only the rest is issued now. A
 * county's own pool goes to the county alone; a city's goes to 市本级 first, then to its counties.
 */
export const netEarly = (
  rows: readonly NoticeRow[],
  pools: readonly EarlyPool[],
): { readonly rows: NoticeRow[]; readonly left: readonly EarlyPool[] } => {
  const netted = rows.map((row) => ({ ...row, fromPool: [...row.fromPool] }));
  const left: EarlyPool[] = [];
  const countiesFirst = pools.toSorted((a, b) => Number(a.county === null) - Number(b.county === null));
  for (const pool of countiesFirst) {
    let rest: bigint = pool.left;
    for (const row of takersOf(netted, pool)) {
      const part = rest < row.now ? rest : row.now;
      if (part <= 0n) continue;
      rest -= part;
      row.earlier = fen(row.earlier + part);
      row.now = fen(row.now - part);
      row.fromPool.push({ notice: pool.notice, row: pool.row, fen: String(part) });
    }
    left.push({ ...pool, left: fen(rest) });
  }
  return { rows: netted, left };
};

type Open = { -readonly [Key in keyof NoticeRow]: NoticeRow[Key] } & { fromPool: NoticeRow["fromPool"][number][] };

const takersOf = (rows: readonly Open[], { line, city, county }: EarlyPool): Open[] => {
  const own = rows.filter((row) => row.line === line && row.destinationCity === city);
  if (county !== null) return own.filter((row) => row.destinationCounty === county);
  return own.toSorted((a, b) => Number(a.destinationCounty !== null) - Number(b.destinationCounty !== null) || a.rowNo - b.rowNo);
};

/** What regions got early beyond their final allocation, each as an item of its own (qiangyi-2024.art8.2.a): never a negative payment. */
export const settlementsOfPools = (left: readonly EarlyPool[]): Settlement[] =>
  left.flatMap(({ city, county, name, line, issued, left: rest }) => {
    if (rest <= 0n) return [];
    const final = minus(issued, rest);
    const { settlement } = settleEarlyIssue({
      annualBudget: formatYuan(issued),
      early: formatYuan(issued),
      final: formatYuan(final),
    });
    return [{ city, county, name, line, early: issued, final, settle: parseYuan(settlement) ?? zero }];
  });

/** Settlements as a published annex may list them: nothing allocated, issued early, and taken off what is issued now. */
export const settlementRows = (settlements: readonly Settlement[]): SettlementRow[] =>
  settlements.flatMap(({ city, county, name, line, settle }) =>
    line === null
      ? []
      : [
          {
            destinationCity: city,
            destinationCounty: county,
            destinationInstitution: null,
            destinationName: name,
            line,
            title: "提前下达结算",
            allocated: zero,
            earlier: minus(zero, settle),
            now: settle,
          },
        ],
  );

export type SettlementRow = Pick<
  NoticeRow,
  | "destinationCity"
  | "destinationCounty"
  | "destinationInstitution"
  | "destinationName"
  | "line"
  | "title"
  | "allocated"
  | "earlier"
  | "now"
>;

/** The transfer as a whole: more went out early than the year provides, and nothing more can be issued. */
export const wholeSettlement = (annualBudget: Fen, early: Fen): Settlement | undefined => {
  const settled = settleEarlyIssue({ annualBudget: formatYuan(annualBudget), early: formatYuan(early), final: null });
  const settle = parseYuan(settled.settlement) ?? zero;
  if (settle >= 0n) return undefined;
  return { city: null, county: null, name: "本项资金合计", line: null, early, final: annualBudget, settle };
};
