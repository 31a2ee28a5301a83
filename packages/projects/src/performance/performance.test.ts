import { describe, expect, it } from "vitest";
import {
  type Deduction,
  deductionFaults,
  type EvaluationPhase,
  enteredPoints,
  evaluationPhases,
  executionScore,
  gradeOf,
  grades,
  isDistorted,
  isMet,
  monitored,
  monitoringFaults,
  pointsText,
  reScore,
  rowScore,
  type SheetRow,
  selfEvaluationFaults,
  selfScore,
  sheetFaults,
  suggestedSheet,
  sumOfWeights,
} from "./index.ts";

const row = (operator: SheetRow["operator"], target: string, points: number, level: SheetRow["level"] = "output"): SheetRow => ({
  level,
  name: `${operator}${target}`,
  operator,
  target,
  unit: "项",
  weight: points * 100,
});
const wan = (amount: number) => BigInt(amount) * 1_000_000n;
const spent = (budget: number, used: number) => ({
  initialFen: wan(budget),
  adjustedFen: 0n,
  carriedFen: 0n,
  spentFen: wan(used),
});
const score = (operator: SheetRow["operator"], target: string, points: number, actual: string) =>
  rowScore(row(operator, target, points), { actual });

describe("绩效自评计分：逐项四舍五入到两位再相加，只用整数", () => {
  it("例1：预算300支出276，八项合计92.90，为优", () => {
    const sheet = {
      executionWeight: 1000,
      rows: [
        row(">=", "6", 15),
        row(">=", "35", 15),
        row("=", "100", 10),
        row("<=", "95", 10),
        row(">=", "60", 15),
        row("text", "持续发挥作用", 15, "benefit"),
        row(">=", "90", 10, "satisfaction"),
      ],
    };
    const entries = [
      { actual: "7" },
      { actual: "33.6" },
      { actual: "90" },
      { actual: "95" },
      { actual: "57" },
      { actual: "机制建立，尚未稳定", band: "partly" as const, share: 7500 },
      { actual: "88.2", sampleSize: 300, method: "出院随访" },
    ];
    const { execution, rows, total } = selfScore(sheet, entries, spent(300, 276));
    expect(execution).toBe(920);
    expect(rows).toEqual([1500, 1440, 900, 1000, 1425, 1125, 980]);
    expect(pointsText(total)).toBe("92.90");
    expect(grades[gradeOf(total)]).toBe("优");
  });
  it.each([
    // 符号 目标 分值 完成 得分
    [">=", "6", 15, "6", 1500],
    [">=", "6", 15, "12", 1500], // 恰为两倍不扣
    [">=", "6", 15, "12.0001", 1350],
    [">=", "6", 15, "15", 1350], // 例2
    [">=", "6", 15, "18", 1350],
    [">=", "6", 15, "18.1", 1200],
    [">=", "6", 15, "30", 1200],
    [">=", "6", 15, "30.1", 1050],
    [">=", "6", 15, "-1", 0],
    [">=", "0", 15, "0", 1500],
    ["<=", "8", 15, "8.4", 1429], // 例3
    ["<=", "8", 15, "8", 1500],
    ["<=", "0", 15, "0", 1500],
    ["<=", "0", 15, "0.1", 0],
    ["=", "100", 10, "90", 900],
    ["=", "100", 10, "110", 900],
    ["=", "100", 10, "200", 0],
    ["=", "100", 10, "250", 0],
    ["=", "0", 10, "0", 1000],
    ["=", "0", 10, "1", 0],
    [">=", "3", 10, "1", 333],
    [">=", "3", 10, "2", 667],
  ] as const)("%s%s，%i分，完成%s → %i", (operator, target, points, actual, due) =>
    expect(score(operator, target, points, actual)).toBe(due),
  );
  it("超过与低于不等于不低于与不超过：恰好相等不算达到", () => {
    expect(isMet(row(">", "90", 10), { actual: "90" })).toBe(false);
    expect(isMet(row(">=", "90", 10), { actual: "90" })).toBe(true);
    expect(isMet(row("<", "90", 10), { actual: "90" })).toBe(false);
    expect(isMet(row("<=", "90", 10), { actual: "90" })).toBe(true);
  });
  it("执行率封顶为1，全年预算数是年初、调整、结转三者之和，没有预算为0分", () => {
    expect(executionScore(1000, spent(300, 330))).toBe(1000);
    expect(executionScore(1000, { initialFen: wan(200), adjustedFen: -wan(50), carriedFen: wan(150), spentFen: wan(100) })).toBe(
      333,
    );
    expect(executionScore(1000, spent(0, 10))).toBe(0);
  });
  it("没有有效样本的满意度不得分", () =>
    expect(rowScore(row(">=", "90", 10, "satisfaction"), { actual: "99", sampleSize: 0, method: "问卷" })).toBe(0));
  it.each([
    [9000, "优"],
    [8999, "良"],
    [8000, "良"],
    [7999, "中"],
    [6000, "中"],
    [5999, "差"],
  ] as const)("%i分（百分之一分）为%s，等级按合计、不再取整", (points, grade) => expect(grades[gradeOf(points)]).toBe(grade));
  it("分值的写法：最多两位小数", () => {
    expect([enteredPoints("9.2"), enteredPoints("10"), enteredPoints("0.05"), enteredPoints("9.205"), enteredPoints("")]).toEqual(
      [920, 1000, 5, undefined, undefined],
    );
  });
  it("任何完成值得分都在0与分值之间，完成越多得分不因此超过分值", () => {
    for (const operator of [">=", ">", "<=", "<", "="] as const)
      for (let target = -3; target <= 9; target += 1)
        for (let actual = -20; actual <= 60; actual += 1) {
          const points = score(operator, String(target), 7, String(actual / 2)) ?? -1;
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(700);
        }
  });
});

describe("自评填报：缺什么一次说全，没有填报不等于0", () => {
  const sheet = {
    executionWeight: 1000,
    rows: [row(">=", "6", 40), row("text", "机制健全", 40), row(">=", "90", 10, "satisfaction")],
  };
  it("全部缺项一次列出", () => {
    const faults = selfEvaluationFaults(sheet, [{ actual: "" }, { actual: "已建立" }], spent(0, 0));
    expect(faults.map(({ path }) => path)).toEqual(["initialFen", "entries.0.actual", "entries.1.band", "entries.2.actual"]);
  });
  it("系数须落在所选档内；未达到、低于100%、超出30%须说明", () => {
    const entries = [
      { actual: "5" },
      { actual: "部分", band: "partly" as const, share: 8000 },
      { actual: "130", sampleSize: 20, method: "电话随访" },
    ];
    const paths = selfEvaluationFaults(sheet, entries, spent(100, 90)).map(({ path }) => path);
    expect(paths).toEqual(["entries.0.reason", "entries.1.share", "entries.2.reason"]);
    const said = entries.map((entry, at) => ({ ...entry, reason: "人员到岗晚", ...(at === 1 && { share: 7999 }) }));
    expect(selfEvaluationFaults(sheet, said, spent(100, 90))).toEqual([]);
  });
  it("满意度的样本量和调查方式必填", () => {
    const faults = selfEvaluationFaults(
      { executionWeight: 0, rows: [row(">=", "90", 100, "satisfaction")] },
      [{ actual: "95" }],
      spent(0, 0),
    );
    expect(faults.map(({ path }) => path)).toEqual(["entries.0.sampleSize", "entries.0.method"]);
  });
});

describe("评价指标表：按申报目标建议分值", () => {
  const target = (level: SheetRow["level"], name: string) =>
    ({ id: name, year: 2025, level, name, operator: ">=", value: "1", unit: "项" }) as const;
  it("产出50、效益30、满意度10、执行率10，同级平分，余数归前面的", () => {
    const sheet = suggestedSheet([
      target("output", "甲"),
      target("output", "乙"),
      target("output", "丙"),
      target("benefit", "丁"),
      target("satisfaction", "戊"),
    ]);
    expect(sheet.rows.map(({ weight }) => weight)).toEqual([1667, 1667, 1666, 3000, 1000]);
    expect(sumOfWeights(sheet)).toBe(10_000);
  });
  it("不设满意度的并入效益；设成本指标的成本20、产出40、效益20", () => {
    expect(suggestedSheet([target("output", "甲"), target("benefit", "乙")]).rows.map(({ weight }) => weight)).toEqual([
      5000, 4000,
    ]);
    const cost = suggestedSheet([
      target("output", "甲"),
      target("benefit", "乙"),
      target("satisfaction", "丙"),
      target("cost", "丁"),
    ]);
    expect(cost.rows.map(({ weight }) => weight)).toEqual([4000, 2000, 1000, 2000]);
    expect(sumOfWeights(cost)).toBe(10_000);
  });
  it("指标表的错误一次列出", () => {
    const faults = sheetFaults({
      executionWeight: 0,
      rows: [
        { level: "output", name: "甲", operator: ">=", target: "多", unit: "", weight: 0 },
        { level: "output", name: "甲", operator: "text", target: "", unit: "", weight: 100 },
      ],
    });
    expect(faults.map(({ path }) => path)).toEqual([
      "rows.0.target",
      "rows.0.unit",
      "rows.0.weight",
      "rows.1.name",
      "rows.1.target",
    ]);
    expect(sheetFaults({ executionWeight: 1000, rows: [] })).toHaveLength(1);
  });
});

describe("再评价：每条扣分挂证据和条款", () => {
  const off = (dimension: Deduction["dimension"], points: number): Deduction => ({
    dimension,
    item: "支出进度慢",
    points,
    reason: "两笔款项跨年支付",
    evidence: "记账凭证12-031",
    clause: "qiangyi-2024.art9.1.c",
  });
  it.each(Object.keys(evaluationPhases) as EvaluationPhase[])("%s：四个维度共100分，产出与效益不少于60", (phase) => {
    const { weights } = evaluationPhases[phase];
    expect(reScore(phase, []).total).toBe(10_000);
    expect(weights.output + weights.benefit).toBeGreaterThanOrEqual(6000);
  });
  it("从满分逐条扣；一个维度不能扣成负数；缺证据、条款的逐条指出", () => {
    expect(reScore("general", [off("process", 250), off("output", 150)]).total).toBe(9600);
    expect(deductionFaults("general", [off("decision", 1500), off("decision", 600)])).toMatchObject([{ path: "deductions" }]);
    expect(deductionFaults("finished", [off("decision", 1000)])).toEqual([]);
    const bare = { ...off("output", 0), evidence: "", clause: " " };
    expect(deductionFaults("general", [bare]).map(({ path }) => path)).toEqual([
      "deductions.0.points",
      "deductions.0.evidence",
      "deductions.0.clause",
    ]);
  });
  it("与自评相差超过10分为自评失真，恰10分不是", () => {
    expect(isDistorted(9200, 8200)).toBe(false);
    expect(isDistorted(9200, 8199)).toBe(true);
    expect(isDistorted(8000, 9001)).toBe(true);
  });
});

describe("绩效监控：资金与绩效两盏灯", () => {
  const sheet = [row(">=", "120", 45)];
  const at = (month: number, budget: number | null, used: number | null, actual: string, likelihood = "certain") =>
    monitored(sheet, {
      month,
      budgetFen: budget === null ? null : wan(budget),
      spentFen: used === null ? null : wan(used),
      rows: [{ actual, likelihood: likelihood as "certain" }],
      measures: "",
    });
  it.each([
    // 月 预算 支出 完成 资金灯 绩效灯 总灯
    [7, 1200, 630, "63", "good", "good", "good"], // 恰为序时进度的0.9
    [7, 1200, 629, "63", "warning", "good", "warning"],
    [7, 1200, 490, "63", "warning", "good", "warning"],
    [7, 1200, 489, "63", "bad", "good", "bad"],
    [7, 1200, 700, "48", "good", "bad", "bad"],
  ] as const)("%i月，预算%i支出%i完成%s → %s %s %s", (month, budget, used, actual, funds, performance, whole) =>
    expect(at(month, budget, used, actual)).toMatchObject({ funds, performance, whole }),
  );
  it("任一指标完全不可能完成即红；以奖代补没有预算，资金灯为灰", () => {
    expect(at(6, 1200, 600, "60", "impossible")).toMatchObject({ performance: "bad", whole: "bad" });
    expect(at(6, null, null, "60")).toMatchObject({ funds: "neutral", whole: "good" });
  });
  it("资金快绩效慢、绩效快资金慢提示核实", () => {
    expect(at(6, 1200, 600, "41").contrast).toContain("突击花钱");
    expect(at(6, 1200, 299, "60").contrast).toContain("滞付");
    expect(at(6, 1200, 600, "60").contrast).toBeNull();
  });
  it("不能确定完成的须选原因、写措施；预算与执行同填同空", () => {
    const faults = monitoringFaults(sheet, {
      month: 6,
      budgetFen: wan(10),
      spentFen: null,
      rows: [{ actual: "六十", likelihood: "possible" }],
      measures: "",
    });
    expect(faults.map(({ path }) => path)).toEqual(["spentFen", "rows.0.actual", "rows.0.cause", "measures"]);
  });
});
