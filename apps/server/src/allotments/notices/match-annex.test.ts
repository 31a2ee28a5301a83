import { fen, wanYuan, zero } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { matchAnnex } from "./match-annex.ts";
import type { NoticeRow } from "./notice.ts";
import type { AnnexRow } from "./read-annex.ts";
import type { Settlement } from "./rows.store.ts";

const negative = (wan: number) => fen(-wanYuan(wan));
const amount = (wan: number) => (wan < 0 ? negative(-wan) : wan === 0 ? zero : wanYuan(wan));

/** 清徐 is due 1500万元 in two rows and got 2000 early: both are taken up, and 500 is left to settle. */
const row = (title: string): NoticeRow => ({
  rowNo: 1,
  receiver: "F140100",
  city: "140100",
  county: null,
  institution: null,
  destinationCity: "140100",
  destinationCounty: "140121",
  destinationInstitution: null,
  destinationName: "太原市清徐县",
  line: "county-tertiary",
  project: title,
  title,
  planLineNo: 1,
  decisionId: null,
  quantity: 1,
  standard: null,
  allocated: wanYuan(750),
  earlier: wanYuan(750),
  now: zero,
  nature: "general",
  sourceLevel: "province",
  functionClass: "21002",
  upstreamRow: null,
  targets: [],
  note: null,
  fromPool: [],
});
const rows = [row("甲院达标"), row("乙院达标")];
const settlement: Settlement = {
  city: "140100",
  county: "140121",
  name: "太原市清徐县",
  line: "county-tertiary",
  early: wanYuan(2000),
  final: wanYuan(1500),
  settle: negative(500),
};
const stated = (item: string, allocated: number, earlier: number, now: number): AnnexRow => ({
  rowNumber: 5,
  place: "140121",
  item,
  allocated: amount(allocated),
  earlier: amount(earlier),
  now: amount(now),
});
const reasons = (annex: readonly AnnexRow[]) => matchAnnex(annex, rows, [settlement]).errors.map(({ reason }) => reason);

describe("提前下达多于应得的地区，附件可以怎样写", () => {
  it.each([
    ["合计写，不写结算", [stated("县级医院三级能力", 1500, 1500, 0)]],
    ["合计写，本次下达为负数", [stated("县级医院三级能力", 1500, 2000, -500)]],
    [
      "逐项写，结算另列",
      [stated("甲院达标", 750, 750, 0), stated("乙院达标", 750, 750, 0), stated("县级医院三级能力", 0, 500, -500)],
    ],
  ])("%s：相符", (_, annex) => {
    expect(reasons(annex)).toEqual([]);
    expect(matchAnnex(annex, rows, [settlement]).unclaimed).toEqual([]);
  });

  it("结算数写错：写明应为多少", () => {
    expect(reasons([stated("县级医院三级能力", 1500, 1900, -400)])).toEqual([
      expect.stringMatching(/应为2000万元.*附件为1900万元/),
      expect.stringMatching(/应为-500万元.*附件为-400万元/),
    ]);
  });
});
