import { type Fen, fen, formatYuan, parseYuan, zero } from "@qiangyi/kernel";
import { earlyIssueFloor } from "@qiangyi/policy";
import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { Notice } from "./notice.ts";
import { yearEvents } from "./settings.store.ts";

/** 预算法实施条例 第四十八条: what the law itself asks of a special transfer, beside the stricter floor of the regulation. */
const legalPercent = 70n;

export interface EarlyFloor {
  readonly expected: Fen | null;
  readonly floor: Fen;
  readonly legalFloor: Fen | null;
  /** Everything issued early for the year, this notice included. */
  readonly proposed: Fen;
  readonly gap: Fen;
  readonly notice: string | null;
  readonly steps: readonly { readonly text: string; readonly clause: string }[];
}

/** The floor to the last 分, for what is not a document with a unit of its own. */
export const earlyFloorFor = (expected: Fen): Fen =>
  parseYuan(earlyIssueFloor({ expectedExecution: formatYuan(expected), unit: "fen" }).floor) ?? zero;

/** The floor is for the transfer of the year as a whole: earlier notices of the same year count (reading A42). */
export const earlyFloorOf = async (tx: Tx, province: string, notice: Notice): Promise<EarlyFloor> => {
  const { fund, year } = notice;
  const event = (await yearEvents(tx, province, year)).find(
    (each) => each.fund === fund && each.kind === "expected-execution" && each.region === `${province}0000`,
  );
  const expected = event?.amount ?? null;
  const proposed = fen(notice.total + (await issuedEarly(tx, province, notice)));
  const check = earlyIssueFloor({
    expectedExecution: expected === null ? null : formatYuan(expected),
    unit: notice.wording.unit ?? "yuan",
    proposed: formatYuan(proposed),
  });
  return {
    expected,
    floor: parseYuan(check.floor) ?? zero,
    legalFloor: expected === null ? null : fen((expected * legalPercent + 99n) / 100n),
    proposed,
    gap: parseYuan(check.gap) ?? zero,
    notice: check.notice,
    steps: check.explanation.map(({ text, clause }) => ({ text, clause })),
  };
};

const issuedEarly = async (tx: Tx, province: string, { id, fund, year }: Notice): Promise<bigint> => {
  const { rows } = await sql<{ total: string }>`
    select coalesce(sum(total_fen), 0)::text as total from allotment_notice
    where province = ${province} and kind = 'early' and state = 'issued' and fund = ${fund} and year = ${year} and id <> ${id}`.execute(
    tx,
  );
  return BigInt(rows[0]?.total ?? "0");
};
