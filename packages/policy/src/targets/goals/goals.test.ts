import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import type { Evaluation } from "../contract.ts";
import { dictionaryIndicators } from "../dictionary/index.ts";
import { judged } from "../example-facts.ts";
import { registerTarget, registerTargets } from "../register/index.ts";
import { type GoalFacts, groupResults, type JudgedGoal, judgeGoal } from "./judge-goal.ts";
import { planGoals, planHorizons } from "./plan-goals.ts";

const service = (name: string): string => `service-system-2023.${name}`;
const reported = (value: string, period = "2025-12-31") => ({
  period,
  value,
  state: "approved",
  reportedOn: "2026-01-05",
  version: 1,
});

/** The engine's own evaluation of a register target from one reported value. */
const evaluationOf = (name: string, value: string | null, asOf = "2026-02-01"): Evaluation =>
  judged(service(name), { asOf, observations: value === null ? [] : [{ target: service(name), ...reported(value) }] });

interface Known {
  readonly targets?: Readonly<Record<string, string | null>>;
  readonly counts?: Readonly<Record<string, string>>;
  readonly years?: Readonly<Record<string, string>>;
}

const judge = (name: string, { targets = {}, counts = {}, years = {} }: Known, asOf = "2026-02-01"): JudgedGoal => {
  const goal = planGoals.find(({ clause }) => clause === service(`overall.${name}`));
  if (goal === undefined) throw new Error(name);
  const facts: GoalFacts = {
    asOf: date(asOf),
    evaluationOf: (target) => {
      const value = targets[target.replace("service-system-2023.", "")];
      return value === undefined ? undefined : evaluationOf(target.replace("service-system-2023.", ""), value, asOf);
    },
    baselineOf: (target) => years[`${target.replace("service-system-2023.", "")} 2022`] ?? null,
    countOf: (indicator) => counts[indicator] ?? null,
    valueIn: (indicator, year) => years[`${indicator} ${year}`] ?? null,
  };
  return judgeGoal(goal, facts);
};

describe("目标节点与实现它的目标", () => {
  it("所链接的目标都在目标库中,条款不重复,节点为2025、2027、2035", () => {
    const linked = planGoals.flatMap(({ measures }) => measures.flatMap((each) => ("target" in each ? [each.target] : [])));
    expect(linked.filter((id) => registerTarget(id) === undefined)).toEqual([]);
    expect(new Set(planGoals.map(({ clause }) => clause)).size).toBe(planGoals.length);
    expect(planGoals.every(({ horizon }) => planHorizons.some((year) => year === horizon))).toBe(true);
  });

  it("四家国家级、三家省级在运行:八分之七,部分实现 [service-system-2023.overall.goal-2025-regional-centres]", () => {
    const goal = judge("goal-2025-regional-centres", {
      targets: { "s1.5.national-centres-count": "4", "s1.5.provincial-centres-count": "3" },
    });
    expect(goal).toMatchObject({ done: 7, of: 8, share: "87.5", result: "partly-achieved", isPreview: false });
  });

  it("37和10达标,另四项未达标:2/6,未实现 [service-system-2023.overall.goal-2025-county-capacity]", () => {
    const goal = judge("goal-2025-county-capacity", {
      targets: {
        "s1.4.tertiary-capability-37": "37",
        "s1.4.tertiary-capability-10": "10",
        "s1.4.tertiary-capability-3": "2",
        "s1.4.five-centres-coverage": "98",
        "s1.4.county-key-specialties-100": "99",
        "s1.4.cancer-pilots-50": "49",
      },
    });
    expect(goal).toMatchObject({ done: 2, of: 6, result: "not-achieved" });
  });

  it("到期没有数值的指标按未达标计,列出基期值 [service-system-2023.overall.goal-2025-treatment-system]", () => {
    const goal = judge("goal-2025-treatment-system", {
      targets: { "s1.4.five-centres-coverage": "100", "s2.4.groups-connected": null },
      years: { "设置规范感染科的县级医院占比 2022": "60", "s1.4.five-centres-coverage 2022": "40" },
    });
    expect(goal.measures[0]).toMatchObject({ baseline: "40", value: "100", done: 1 });
    expect(goal).toMatchObject({ done: 1, of: 3, result: "not-achieved" });
    expect(goal.measures[2]).toMatchObject({ baseline: "60", value: null, done: 0 });
  });

  it("P3实验室未建成,其余再好也不是已实现 [service-system-2023.overall.goal-2025-disease-control]", () => {
    const years = {
      "疾控机构达标率 2022": "70",
      "疾控机构达标率 2025": "90",
      "专业公共卫生机构专业技术人员占比 2022": "80",
      "专业公共卫生机构专业技术人员占比 2025": "85",
    };
    const open = judge("goal-2025-disease-control", { counts: { 省疾控中心新址建成数: "1" }, years });
    expect(open).toMatchObject({ done: 3, of: 4, result: "partly-achieved" });
    expect(open.because).toContain("省级P3实验室建成数未完成");
    const done = judge("goal-2025-disease-control", { counts: { 省疾控中心新址建成数: "1", 省级P3实验室建成数: "1" }, years });
    expect(done.result).toBe("achieved");
  });

  it("国家中医项目7项成6项:部分实现并点名所缺 [service-system-2023.overall.goal-2025-tcm-system]", () => {
    const goal = judge("goal-2025-tcm-system", {
      targets: { "s2.7.county-tcm-coverage": "100", "s2.7.provincial-tcm-100": "100" },
      counts: {
        国家中医药传承创新中心数: "1",
        国家中医疫病防治基地数: "1",
        国家中西医协同旗舰医院数: "2",
        国家中医特色重点医院数: "2",
      },
    });
    expect(goal).toMatchObject({ done: 8, of: 9, result: "partly-achieved" });
    expect(goal.measures.flatMap(({ open }) => open)).toEqual(["国家中医特色重点医院数还差1个"]);
  });

  it("基层就诊占比由52.0%降到51.0%:未改善,不是已实现 [service-system-2023.overall.goal-2025-orderly-care]", () => {
    const years = {
      "基层诊疗量占比 2022": "52.0",
      "基层诊疗量占比 2025": "51.0",
      "下转患者人次 2022": "10000",
      "下转患者人次 2025": "12000",
      "省外就医住院占比 2022": "5",
      "省外就医住院占比 2025": "4.5",
    };
    const goal = judge("goal-2025-orderly-care", { targets: { "s2.4.groups-connected": "117" }, years });
    expect(goal).toMatchObject({ done: 3, of: 4, result: "partly-achieved" });
    expect(goal.because).toContain("基层诊疗量占比未改善");
    const better = judge("goal-2025-orderly-care", {
      targets: { "s2.4.groups-connected": "117" },
      years: { ...years, "基层诊疗量占比 2025": "52.1" },
    });
    expect(better.result).toBe("achieved");
  });

  it.each([
    ["12000", "15000", "improved"],
    ["12000", "12000", "not-improved"],
    ["12000", "11999", "not-improved"],
  ])("下转人次2025年%s、2027年%s → %s [service-system-2023.overall.goal-2027-tiered-care]", (before, after, result) => {
    const goal = judge(
      "goal-2027-tiered-care",
      {
        years: {
          "下转患者人次 2025": before,
          "下转患者人次 2027": after,
          "基层诊疗量占比 2025": "52",
          "基层诊疗量占比 2027": "53",
          "省外就医住院占比 2025": "4.5",
          "省外就医住院占比 2027": "4",
        },
      },
      "2028-02-01",
    );
    expect(goal.result).toBe(result);
  });

  it("2027年人均预期寿命没有公布:无法评价 [service-system-2023.overall.goal-2027-health-level]", () => {
    const years = { "人均预期寿命 2022": "78.5" };
    const goal = judge("goal-2027-health-level", { years }, "2028-06-01");
    expect(goal.result).toBe("not-evaluable");
    expect(goal.because).toContain("人均预期寿命");
    expect(goal.because).toContain("尚未公布");
  });

  it("2027年底前,2035年的节点不亮灯,六个方面逐项书面评判", () => {
    const goal = judge("goal-2035-integrated-system", {}, "2027-12-30");
    expect(goal).toMatchObject({ result: "not-due", share: null });
    expect(goal.measures).toHaveLength(6);
  });

  it("到期前的结果只是预览", () => {
    expect(judge("goal-2025-county-capacity", {}, "2025-06-30").isPreview).toBe(true);
    expect(judge("goal-2025-county-capacity", {}, "2025-12-31").isPreview).toBe(true);
    expect(judge("goal-2025-county-capacity", {}, "2026-01-01").isPreview).toBe(false);
  });

  it("五个任务组各一行,2025与2027并列,后者少的标回落 [service-system-2023.overall.goal-2027-system]", () => {
    const terms = registerTargets.filter(({ id }) => id.startsWith("service-system-2023.s"));
    const met = evaluationOf("s1.5.national-centres-count", "4");
    const lost = evaluationOf("s1.5.national-centres-count", "3");
    const only = (evaluation: Evaluation) => (id: string) =>
      id === service("s1.5.national-centres-count") ? evaluation : undefined;
    const rows = groupResults(terms, only(met), only(lost));
    expect(rows.map(({ group }) => group)).toEqual(["1", "2", "3", "4", "5"]);
    expect(rows[0]).toMatchObject({ earlier: 1, later: 0, hasFallen: true });
    expect(rows.slice(1).every(({ hasFallen }) => !hasFallen)).toBe(true);
  });
});

it("目标节点所用的指标都在词典里，单位一致", () => {
  const known = new Map(dictionaryIndicators.map(({ title, unit }) => [title, unit]));
  const measures = planGoals.flatMap((goal) => goal.measures);
  expect(measures.flatMap((each) => ("indicator" in each && !known.has(each.indicator) ? [each.indicator] : []))).toEqual([]);
  expect(
    measures.flatMap((each) => (each.kind === "trend" && known.get(each.indicator) !== each.unit ? [each.indicator] : [])),
  ).toEqual([]);
});
