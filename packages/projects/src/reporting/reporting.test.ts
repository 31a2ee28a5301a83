import { describe, expect, it } from "vitest";
import {
  type AskedIndicator,
  blankEntry,
  changeText,
  cycleOfPeriod,
  type EnteredValue,
  exactNumber,
  judgeReport,
  numberOfEntry,
  numberText,
  periodBefore,
  periodDays,
  periodsOfYear,
  periodTitle,
  periodYearBefore,
  type ReportedKind,
  tidyNumber,
} from "./index.ts";

const asked = (more: Partial<AskedIndicator> & { kind?: ReportedKind } = {}): AskedIndicator => ({
  code: "one",
  title: "四级手术比例",
  unit: "%",
  kind: "ratio",
  per: "100",
  scale: null,
  isPartOfWhole: true,
  plausibleMin: null,
  plausibleMax: null,
  quantities: {},
  threshold: null,
  lastPeriod: null,
  lastYear: null,
  ...more,
});
const amount = (more: Partial<AskedIndicator> = {}): AskedIndicator =>
  asked({ title: "年门诊量", unit: "人次", kind: "amount", per: "1", isPartOfWhole: false, ...more });
const past = (value: string, more = {}) => ({
  period: "2025-Q1",
  value,
  numerator: null,
  denominator: null,
  isComparable: true,
  ...more,
});
const entry = (given: Partial<EnteredValue>): EnteredValue => ({ ...blankEntry, ...given });
const codesOf = (one: AskedIndicator, given: Partial<EnteredValue>): string[] =>
  judgeReport([one], new Map([[one.code, entry(given)]])).map(({ code, field, severity }) => `${code} ${field} ${severity}`);

describe("填写的数字", () => {
  it.each([
    ["1,234.50", "", "1234.50"],
    ["１２３", "", "123"],
    [" 12 345 ", "", "12345"],
    ["35%", "%", "35"],
    ["35%", "天", undefined],
    ["007", "", "7"],
    [".5", "", "0.5"],
    ["-3", "", "-3"],
    ["1,23", "", undefined],
    ["约100", "", undefined],
    ["1e5", "", undefined],
    ["2.3万", "", undefined],
    ["", "", undefined],
  ])("%j(单位%s)读作%s", (text, unit, number) => expect(tidyNumber(text, unit)).toBe(number));

  it("比率按分子分母精确计算,显示两位;两位显示为0的多显示几位", () => {
    const number = (given: Partial<EnteredValue>) => numberOfEntry(asked(), entry(given));
    const text = (given: Partial<EnteredValue>) => {
      const found = number(given);
      return found && numberText(found);
    };
    expect(text({ numerator: "1104", denominator: "10865" })).toBe("10.16");
    expect(text({ numerator: "1", denominator: "30000" })).toBe("0.003333");
    expect(number({ numerator: "5", denominator: "0" })).toBeUndefined();
    expect(number({ numerator: "5" })).toBeUndefined();
  });
});

describe("期间", () => {
  it.each([
    ["2026", "year", "2026年", "2025", "2025", "2026-01-01", "2026-12-31"],
    ["2026-Q1", "quarter", "2026年第一季度", "2025-Q4", "2025-Q1", "2026-01-01", "2026-03-31"],
    ["2024-02", "month", "2024年2月", "2024-01", "2023-02", "2024-02-01", "2024-02-29"],
    ["2026-01", "month", "2026年1月", "2025-12", "2025-01", "2026-01-01", "2026-01-31"],
  ])("%s", (period, cycle, title, before, yearBefore, begins, ends) => {
    expect(cycleOfPeriod(period)).toBe(cycle);
    expect(periodTitle(period)).toBe(title);
    expect(periodBefore(period)).toBe(before);
    expect(periodYearBefore(period)).toBe(yearBefore);
    expect(periodDays(period)).toEqual({ begins, ends });
  });
  it.each(["2026-Q5", "2026-13", "2026-00", "2026-1", "26", "2026Q1", "2026-02-01"])("没有%s这一期", (text) =>
    expect(cycleOfPeriod(text)).toBeUndefined(),
  );
  it("一年的各期", () => expect([periodsOfYear("quarter", 2026).length, periodsOfYear("month", 2026).length]).toEqual([4, 12]));
});

describe("一格里能看出的错误", () => {
  it.each<[string, AskedIndicator, Partial<EnteredValue>, string[]]>([
    ["没有填", asked(), {}, ["MISSING numerator error"]],
    ["没有填但说明了原因", asked(), { note: "本期未开展" }, []],
    ["缺分母", asked(), { numerator: "3" }, ["PART_MISSING denominator error"]],
    ["分母为0按无数据", asked(), { numerator: "0", denominator: "0" }, ["EMPTY_DENOMINATOR denominator warning"]],
    ["分母为0而分子不为0", asked(), { numerator: "3", denominator: "0" }, ["PART_OVER_WHOLE numerator error"]],
    ["分子等于分母", asked(), { numerator: "3", denominator: "3" }, []],
    ["分子大于分母", asked(), { numerator: "4", denominator: "3" }, ["PART_OVER_WHOLE numerator error"]],
    ["不是整体的一部分", asked({ isPartOfWhole: false }), { numerator: "4", denominator: "3" }, []],
    ["数字里有文字", asked(), { numerator: "约3", denominator: "10" }, ["NOT_A_NUMBER numerator malformed"]],
    ["负数", amount(), { value: "-1" }, ["NEGATIVE value malformed"]],
    ["人次有小数", amount(), { value: "1.5" }, ["NOT_WHOLE value malformed"]],
    ["数值和分子都填", asked(), { value: "3", numerator: "1", denominator: "2" }, ["VALUE_OR_PARTS value malformed"]],
    ["数量填了分子", amount(), { numerator: "1" }, ["VALUE_OR_PARTS numerator malformed"]],
    ["等级不在其中", asked({ kind: "level", scale: ["0", "1"] }), { value: "9" }, ["UNKNOWN_LABEL value malformed"]],
    ["等级", asked({ kind: "level", scale: ["0", "1"] }), { value: "1" }, []],
    ["名次0", asked({ kind: "rank", unit: "名" }), { value: "0" }, ["NOT_WHOLE value malformed"]],
    [
      "CMI不在0至10",
      asked({ plausibleMin: "0", plausibleMax: "10", per: "1", unit: "", isPartOfWhole: false }),
      { numerator: "110", denominator: "10" },
      ["IMPLAUSIBLE numerator error"],
    ],
  ])("%s", (_, one, given, codes) => expect(codesOf(one, given)).toEqual(codes));
});

describe("与以前比", () => {
  it.each<[string, string, string, string[]]>([
    ["同比正好+30%不须说明", "100", "130", []],
    ["同比超过+30%", "100", "131", ["EXPLANATION_REQUIRED note error"]],
    ["同比正好-30%不须说明", "100", "70", []],
    ["同比低于-30%", "100", "69", ["EXPLANATION_REQUIRED note error"]],
    ["上年为0没有同比", "0", "50", []],
    ["相差49倍只须说明", "100", "4900", ["EXPLANATION_REQUIRED note error"]],
    ["相差100倍先确认", "100", "10000", ["HELD value hold", "EXPLANATION_REQUIRED note error"]],
    ["少填两位先确认", "10000", "100", ["HELD value hold", "EXPLANATION_REQUIRED note error"]],
    ["报0是数据,不是笔误", "10000", "0", ["EXPLANATION_REQUIRED note error"]],
  ])("%s", (_, before, now, codes) => expect(codesOf(amount({ lastYear: past(before) }), { value: now })).toEqual(codes));

  it("说明了原因、确认了数值就不再拦", () => {
    const one = amount({ lastYear: past("100") });
    expect(codesOf(one, { value: "10000", note: "新院区启用", isConfirmed: true })).toEqual([]);
    expect(codesOf(one, { value: "131", note: "新院区启用" })).toEqual([]);
  });

  it("口径变了不比", () =>
    expect(codesOf(amount({ lastYear: past("100", { isComparable: false }) }), { value: "10000" })).toEqual([]));

  it("没有以前的数值时与目标值比:百分数填成小数先确认", () => {
    const one = asked({ threshold: "35" });
    expect(codesOf(one, { value: "0.36" })).toEqual(["HELD numerator hold"]);
    expect(codesOf(one, { value: "36" })).toEqual([]);
    expect(codesOf(one, { numerator: "36", denominator: "10000" })).toEqual(["HELD numerator hold"]);
  });

  it("比率按分子分母比,不按四舍五入后的数", () => {
    const lastYear = past("", { value: null, numerator: "100", denominator: "1000" });
    expect(codesOf(asked({ lastYear }), { numerator: "13000", denominator: "100000" })).toEqual([]);
    expect(codesOf(asked({ lastYear }), { numerator: "13001", denominator: "100000" })).toEqual([
      "EXPLANATION_REQUIRED note error",
    ]);
  });

  it("同比的写法", () => {
    const [a, b] = [exactNumber("130.05"), exactNumber("100")];
    expect(a && b && [changeText(a, b), changeText(b, a), changeText(b, { of: 0n, over: 1n })]).toEqual([
      "+30.0%",
      "-23.1%",
      "—",
    ]);
  });
});

describe("四级手术≤手术≤出院", () => {
  const rows = [
    asked({ code: "l4", quantities: { numerator: "level4-surgery", denominator: "surgery" } }),
    asked({ code: "mis", title: "微创手术占比", quantities: { denominator: "surgery" } }),
    asked({
      code: "los",
      title: "平均住院日",
      unit: "天",
      per: "1",
      isPartOfWhole: false,
      quantities: { denominator: "discharges" },
    }),
  ];
  const judged = (l4: string, surgery: string, mis: string, discharges: string) =>
    judgeReport(
      rows,
      new Map([
        ["l4", entry({ numerator: l4, denominator: surgery })],
        ["mis", entry({ numerator: "1", denominator: mis })],
        ["los", entry({ numerator: "80000", denominator: discharges })],
      ]),
    ).map(({ code, indicator, severity }) => `${code} ${indicator} ${severity}`);

  it("相等也可以", () => expect(judged("100", "100", "100", "100")).toEqual([]));
  it("手术多于出院", () =>
    expect(judged("10", "101", "101", "100")).toEqual(["OUT_OF_ORDER l4 error", "OUT_OF_ORDER mis error"]));
  it("四级手术多于另一行的手术", () =>
    expect(judged("60", "70", "50", "100")).toEqual(["OUT_OF_ORDER l4 error", "UNEQUAL_TWINS mis warning"]));
  it("同一个数在两行不一样,提示核实", () => expect(judged("10", "70", "71", "100")).toEqual(["UNEQUAL_TWINS mis warning"]));
  it("信息写明大于哪一项的哪个数", () => {
    const [found] = judgeReport(
      rows,
      new Map([
        ["l4", entry({ numerator: "1", denominator: "34,857".replace(",", "") })],
        ["los", entry({ numerator: "1", denominator: "34856" })],
      ]),
    );
    expect(found?.message).toBe("手术人数34,857大于“平均住院日”中的出院人数34,856");
  });
});
