import { date, fen, wanYuan } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { printedAnnex } from "../../documents/official/annex.ts";
import { type NoticeOnPaper, officialNotice, type RowOnPaper } from "./official-notice.ts";

const row = (group: string, place: string, allocated: number, earlier: number, more: Partial<RowOnPaper> = {}): RowOnPaper => ({
  group,
  place,
  line: "县域医疗次中心",
  quantity: 1,
  standard: wanYuan(100),
  allocated: wanYuan(allocated),
  earlier: wanYuan(earlier),
  now: wanYuan(allocated - earlier),
  functionClass: "2100302",
  note: null,
  reduces: null,
  targets: [{ indicator: "达标数量", value: "≥1个" }],
  ...more,
});

const notice = (more: Partial<NoticeOnPaper> = {}): NoticeOnPaper => ({
  kind: "final",
  level: "province",
  reason: null,
  fund: "qiangyi-2024",
  year: 2025,
  number: "晋财社〔2025〕12号",
  title: "关于下达2025年强医工程补助资金的通知",
  issuers: ["山西省财政厅", "山西省卫生健康委员会"],
  addressee: "各市财政局、卫生健康委",
  basis: "经审定的2025年度分配方案（第2版）",
  rows: [row("太原市", "清徐县", 100, 90), row("临汾市", "洪洞县", 100, 0), row("临汾市", "安泽县", 200, 180)],
  stated: { allocated: wanYuan(400), earlier: wanYuan(270), now: wanYuan(130) },
  projectCode: null,
  trackTag: null,
  signedOn: date("2025-02-17"),
  copiedTo: ["省财政厅太原监管处"],
  ...more,
});

describe("下达文件", () => {
  it("分配表：合计＝各市小计＝各行，分配＝提前＋本次", () => {
    const [table] = officialNotice(notice()).annexes;
    const printed = table && printedAnnex(table);
    if (!printed?.ok) throw new Error("not printed");
    const money = printed.value.rows.map(({ level, cells }) => [level, cells[1], ...cells.slice(5, 8)]);
    expect(money).toEqual([
      ["total", "合　计", "400.00", "270.00", "130.00"],
      ["subtotal", "太原市小计", "100.00", "90.00", "10.00"],
      ["row", "清徐县", "100.00", "90.00", "10.00"],
      ["subtotal", "临汾市小计", "300.00", "180.00", "120.00"],
      ["row", "洪洞县", "100.00", "0.00", "100.00"],
      ["row", "安泽县", "200.00", "180.00", "20.00"],
    ]);
  });

  it("文件载明的总额与各行之和不等：印不出来", () => {
    const [table] = officialNotice(notice({ stated: { allocated: wanYuan(400), earlier: wanYuan(270), now: fen(1n) } })).annexes;
    expect(table && printedAnnex(table)).toMatchObject({ ok: false, refusal: { code: "annex-sum-differs" } });
  });

  it("绩效目标随文：每个目标一行，资金只列一次", () => {
    const targets = [
      { indicator: "达标数量", value: "≥1个" },
      { indicator: "群众满意度", value: "≥90%" },
    ];
    const [, table] = officialNotice(
      notice({
        rows: [row("太原市", "清徐县", 100, 90, { targets })],
        stated: { allocated: wanYuan(100), earlier: wanYuan(90), now: wanYuan(10) },
      }),
    ).annexes;
    const printed = table && printedAnnex(table);
    expect(printed?.ok && printed.value.rows.map(({ cells }) => [cells[3], cells[5]])).toEqual([
      ["", "10.00"],
      ["达标数量", "10.00"],
      ["群众满意度", ""],
    ]);
  });

  it("提前下达写明列入哪年、何时起用", () => {
    const { body } = officialNotice(notice({ kind: "early", year: 2026 }));
    expect(body[0]?.text).toContain("列入2026年度预算，2026年1月1日起使用");
  });
});
