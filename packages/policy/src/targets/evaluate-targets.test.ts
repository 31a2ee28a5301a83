import { describe, expect, it } from "vitest";
import type { TargetTerms } from "./contract.ts";
import { evaluated, happened, inline, judged, parts, type Row, reported } from "./example-facts.ts";

const judge = (terms: Partial<TargetTerms>, asOf: string, observations: readonly Row[] = []) =>
  judged(inline(terms), { asOf, observations });
const months = (count: number, value: string, year = 2024): readonly Row[] =>
  Array.from({ length: count }, (_, index) => reported("T", `${year}-${String(index + 1).padStart(2, "0")}`, value));

describe("结论与期间", () => {
  it.each([
    ["年度的一条", [reported("T", "2024", "10")]],
    ["四个季度", [1, 2, 3, 4].map((quarter) => reported("T", `2024-Q${quarter}`, quarter === 1 ? "4" : "2"))],
    ["十二个月", months(12, "1").map((row, index) => (index < 2 ? row : { ...row, value: index < 10 ? "1" : "0" }))],
    ["季度替代其月份", [...months(12, "1"), reported("T", "2024-Q1", "1")]],
    ["年度替代季度和月份", [...months(12, "9"), reported("T", "2024-Q1", "9"), reported("T", "2024", "10")]],
  ] as const)("%s:合计10", (_, observations) =>
    expect(judge({}, "2025-01-01", observations)).toMatchObject({ verdict: "met", value: "10" }),
  );

  it("12月31日年度尚未结束,次日才有结论", () => {
    expect(judge({}, "2024-12-31", [reported("T", "2024", "9")]).verdict).toBe("pending");
    expect(judge({}, "2025-01-01", [reported("T", "2024", "9")]).verdict).toBe("not-met");
  });

  it("缺一个月为待定并显示中间值;没有任何数据为无数据", () => {
    expect(judge({}, "2025-06-01", months(11, "0.5"))).toMatchObject({ verdict: "pending", value: "5.5", completion: "55.0" });
    expect(judge({}, "2025-06-01")).toMatchObject({ verdict: "no-data", value: null, used: [] });
    expect(judge({}, "2024-06-01")).toMatchObject({ verdict: "pending", value: null });
  });

  it("现成的月度比率不能合并为年度比率", () => {
    const share = { period: "annual-ratio", unit: "%" } as const;
    expect(judge(share, "2025-06-01", months(12, "12"))).toMatchObject({ verdict: "pending", value: null });
    expect(judge(share, "2025-06-01", [reported("T", "2024", "12")])).toMatchObject({ verdict: "met", value: "12" });
  });

  it("1月6.0天1000人、2月10.0天3000人,合计9.0天,不是8.0天", () => {
    const stays = [reported("T", "2024-01", parts(6_000, 1_000)), reported("T", "2024-02", parts(30_000, 3_000))];
    expect(judge({ unit: "天", period: "annual-ratio", op: "lt", value: "8" }, "2024-03-31", stays)).toMatchObject({
      value: "9",
      display: "9.0天",
      verdict: "pending",
    });
  });

  it("目标年度没有数据时以前一完整年度供参考,已达到的为提前达标", () => {
    const earlier = [reported("T", "2022", "11"), reported("T", "2021", "3"), ...months(3, "1", 2023)];
    expect(judge({}, "2024-02-01", earlier)).toMatchObject({
      verdict: "pending",
      value: "11",
      used: ["2022"],
      flags: ["met-early"],
    });
  });

  it("未设目标:只有数值", () =>
    expect(
      judge({ op: null, value: null, unit: "%", period: "annual-ratio" }, "2025-06-01", [reported("T", "2024", "0.3")]),
    ).toEqual({
      target: "T",
      year: 2024,
      verdict: "no-target",
      value: "0.3",
      display: "0.3%",
      completion: null,
      rawRatio: null,
      rangePosition: null,
      gap: null,
      flags: [],
      lateDays: null,
      missing: null,
      signal: null,
      required: null,
      projected: null,
      pathRatio: null,
      used: [],
      clauses: [],
      explanation: [],
    }));
});

describe("完成率:达标为100.0,未达标最多99.9", () => {
  it.each([
    [{ op: "gte", value: "10" }, "9.9999", "not-met", "99.9", "100.00"],
    [{ op: "gt", value: "35" }, "35", "not-met", "99.9", "100.00"],
    [{ op: "lt", value: "8" }, "8.0", "not-met", "99.9", "100.00"],
    [{ op: "lte", value: "45" }, "45", "met", "100.0", "100.00"],
    [{ op: "lte", value: "45" }, "50", "not-met", "90.0", "90.00"],
    [{ op: "lt", value: "8" }, "0", "met", "100.0", "100.00"],
    [{ op: "gt", value: "0" }, "0", "not-met", "99.9", null],
    [{ op: "gte", value: "0" }, "0", "met", "100.0", null],
    [{ op: "gte", value: "30" }, "32", "met", "100.0", "106.67"],
    [{ op: "eq", value: "20" }, "21", "not-met", "99.9", "105.00"],
    [{ op: "range-strict", value: null, min: "20", max: "30" }, "31", "not-met", "99.9", "155.00"],
    [{ op: "range-strict", value: null, min: "20", max: "30" }, "10", "not-met", "50.0", "50.00"],
  ] as const)("%j 数值%s", (terms, value, verdict, completion, rawRatio) =>
    expect(judge({ ...terms, period: "stock" }, "2025-01-01", [reported("T", "2024", value)])).toMatchObject({
      verdict,
      completion,
      rawRatio,
    }),
  );
});

describe("截至日:只用当日已审、已报的", () => {
  const first = reported("T", "2024", "9", { reportedOn: "2025-01-20" as never });
  const second = { ...reported("T", "2024", "12", { reportedOn: "2025-05-01" as never }), version: 2 };
  it("更正自其报送之日起替代原值", () => {
    expect(judge({}, "2025-04-30", [first, second])).toMatchObject({ verdict: "not-met", used: ["2024"], flags: [] });
    expect(judge({}, "2025-05-01", [first, second])).toMatchObject({ verdict: "met", used: ["2024#2"], flags: ["corrected"] });
    expect(judge({}, "2025-06-01", [first, { ...second, state: "submitted" }])).toMatchObject({ verdict: "not-met" });
  });
  it("迟报照常判定,注明天数", () => {
    const late = { ...first, dueOn: "2025-01-15" };
    expect(judge({}, "2025-04-30", [late])).toMatchObject({ flags: ["late-report"], lateDays: 5 });
    expect(judge({}, "2025-04-30", [{ ...late, dueOn: "2025-01-20" }])).toMatchObject({ flags: [], lateDays: null });
  });
  it("截至日之后的事件如同没有:仍是无数据,不是0", () => {
    const terms = inline({ period: "stock" });
    const events = [happened("T", "2025-02-01")];
    expect(judged(terms, { asOf: "2025-01-31", events })).toEqual(judged(terms, { asOf: "2025-01-31" }));
    expect(judged(terms, { asOf: "2025-01-31" }).verdict).toBe("no-data");
  });
});

describe("空分母是无数据,不是0也不是错误", () => {
  it.each([[parts(5, 0)], [parts(5, null)], [parts(null, 5)]])("%j", (reading) => {
    for (const period of ["annual-ratio", "roster-share"] as const)
      expect(judge({ period, unit: "%" }, "2025-06-01", [reported("T", "2024", reading)])).toMatchObject({
        verdict: "no-data",
        value: null,
        completion: null,
      });
  });
});

describe("进度", () => {
  const path = { period: "annual-ratio", unit: "%", op: "gt", value: "35", baseline: { year: 2021, value: "29" } } as const;
  it.each([
    ["31", "1.000", "35", "at-risk", "恰在直线上,严格大于的目标仍有风险"],
    ["31.5", "1.250", "36.5", "on-track", "快于直线"],
    ["30.8", "0.900", "34.4", "at-risk", "九成"],
    ["30.79", "0.895", "34.37", "behind", "不到九成"],
    ["28", "-0.500", "26", "behind", "倒退"],
  ])("2022年为%s:达到路径的%s,预计%s,%s(%s)", (value, pathRatio, projected, signal) =>
    expect(judge(path, "2023-03-01", [reported("T", "2022", value)])).toMatchObject({
      required: "31",
      pathRatio,
      projected,
      signal,
    }),
  );
  it("越低越好的用同一公式", () =>
    expect(
      judge({ ...path, unit: "天", op: "lt", value: "8", baseline: { year: 2022, value: "10" } }, "2024-02-01", [
        reported("T", "2023", "8.8"),
      ]),
    ).toMatchObject({ required: "9", pathRatio: "1.200", projected: "7.6", signal: "on-track" }));
  it("没有基线、等级和名次无法预测,已达到的为正常", () => {
    expect(judge({}, "2023-06-01").signal).toBe("unpredictable");
    expect(judge({}, "2024-06-01", [reported("T", "2023", "12")]).signal).toBe("on-track");
    const emr = { op: "reach-level", scale: "emr", value: "5", period: "stock" } as const;
    expect(judge({ ...emr, baseline: { year: 2021, value: "3" } }, "2024-02-01", [reported("T", "2022", "4")])).toMatchObject({
      signal: "unpredictable",
      required: null,
    });
  });
  it("基线已达到的:保持为正常,失去为滞后", () => {
    const held = { ...path, baseline: { year: 2021, value: "36" } };
    expect(judge(held, "2023-03-01", [reported("T", "2022", "35.5")]).signal).toBe("on-track");
    expect(judge(held, "2023-03-01", [reported("T", "2022", "34.9")]).signal).toBe("behind");
  });
  it("目标年度内按上年同期占比推算合计,没有上年月度数据的按月数推算", () => {
    const lastYear = months(12, "1", 2023).map((row, index) => (index < 3 ? { ...row, value: "2" } : row));
    expect(judge({ value: "16" }, "2024-04-30", [...months(3, "2"), ...lastYear])).toMatchObject({
      projected: "15",
      required: null,
      signal: "at-risk",
    });
    expect(judge({ value: "16" }, "2024-04-30", months(3, "2"))).toMatchObject({ projected: "24", signal: "on-track" });
    expect(judge({ value: "100" }, "2024-04-30", months(3, "2")).signal).toBe("behind");
  });
  it("中间缺月不推算", () =>
    expect(judge({ value: "16" }, "2024-04-30", months(3, "2").toSpliced(1, 1))).toMatchObject({
      projected: null,
      signal: "unpredictable",
    }));
  it("逐年目标有一年未达标即不能补救,总的进度为滞后", () => {
    const yearly = { period: "each-year", from: 2022, value: "5" } as const;
    const of2022 = (value: string) => judge(yearly, "2023-06-01", [reported("T", "2022", value)]);
    expect(of2022("4")).toMatchObject({ year: null, verdict: "not-met", signal: "behind" });
    expect(of2022("5")).toMatchObject({ year: null, verdict: "pending", signal: "on-track" });
  });
  it("存量早一年达到为提前达标,当年达到只是待定", () => {
    const stock = { period: "stock" } as const;
    expect(judge(stock, "2023-06-01", [reported("T", "2023-05-01", "10")])).toMatchObject({
      verdict: "pending",
      flags: ["met-early"],
    });
    expect(judge(stock, "2024-06-01", [reported("T", "2024-05-01", "10")])).toMatchObject({ verdict: "pending", flags: [] });
  });
  it("目标年度结束后不再有进度", () => {
    expect(judge(path, "2024-12-31", [reported("T", "2022", "31.5")]).signal).toBe("on-track");
    expect(judge(path, "2025-01-01", [reported("T", "2022", "31.5")]).signal).toBeNull();
  });
});

describe("显示", () => {
  it.each([
    [{ unit: "%", value: "35" }, "35", "35.0%"],
    [{ unit: "%", value: "0.05" }, "0.0245", "0.02%"],
    [{ unit: "天", value: "8.5" }, "8.45", "8.5天"],
    [{ unit: "", value: "1.3" }, "1.3001", "1.30"],
    [{ unit: "人次", value: "10" }, "1350000", "1,350,000人次"],
    [{ unit: "万元", value: "250" }, "249.9997", "250.0万元"],
    [{ unit: "级", op: "reach-level", scale: "emr", value: "5" }, "4", "4级/5级"],
    [{ unit: "等", op: "grade", value: "A" }, "B++", "B++"],
    [{ unit: "名", op: "rank-within", value: "100" }, "101", "101"],
  ] as const)("%j 数值%s 显示%s", (terms, value, display) =>
    expect(judge({ ...terms, period: "stock" }, "2025-01-01", [reported("T", "2024", value)]).display).toBe(display),
  );
});

it("内联目标引用的条款出现在依据和说明中", () =>
  expect(judge({ clause: "x-2024.a" }, "2025-01-01", [reported("T", "2024", "10")])).toMatchObject({
    clauses: ["x-2024.a"],
    explanation: [
      { text: "指标：2024年应不低于10个", clause: "x-2024.a" },
      { text: "数值为10个，达标", clause: "x-2024.a" },
    ],
  }));

it("各对象分别汇总,按目标给出的顺序", () => {
  const targets = ["a", "b", "c"].map((id) => inline({ id, subject: id === "b" ? "H2" : "H1" }));
  const { subjects } = evaluated({ asOf: "2025-01-01", targets, observations: [reported("a", "2024", "10")] });
  expect(subjects).toMatchObject([
    { subject: "H1", targets: 2, met: 1, noData: 1, metRatio: "50.0", completeness: "50.0" },
    { subject: "H2", targets: 1, noData: 1, completeness: "0.0" },
  ]);
});
