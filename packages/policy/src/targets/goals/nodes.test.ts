import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { countedRatio } from "./counted-ratio.ts";
import { countyGroupNode } from "./county-groups.ts";
import { type LifeStage, lifeStagesNode, type StagedTask } from "./life-stages.ts";
import { patientsNode } from "./patients.ts";
import { pilotNode } from "./pilot-cities.ts";
import { goalLight } from "./plan-evaluation.ts";
import { reportedByUnitNode } from "./reported-by-unit.ts";
import { settlementNode } from "./settlement.ts";
import { yearOfQuarters } from "./year-of-quarters.ts";

const counts = (numerator: string, denominator: string) => ({ value: null, numerator, denominator });
const typed = (value: string) => ({ value, numerator: null, denominator: null });

describe("三个结算比例", () => {
  const node = (current: ReturnType<typeof counts> | ReturnType<typeof typed>, previous = counts("9400", "10000")) =>
    settlementNode([{ title: "省域内", year: 2025, current, previous }]);

  it.each([
    ["9500", "95.0%", "+1.0", "绿灯"],
    ["9400", "94.0%", "0.0", "黄灯"],
    // 94.0%的95%是89.3%
    ["8930", "89.3%", "-4.7", "黄灯"],
    ["8929", "89.3%", "-4.7", "红灯"],
  ])("10,000人次中%s人次为%s,比上年%s,%s", (inside, share, change, light) =>
    expect(node(counts(inside, "10000")).rows[0]?.slice(4)).toEqual([share, "94.0%", change, light]),
  );

  it("手填的比例不采用,只说没有结算人次", () => {
    const found = node(typed("95.0"));
    expect(found.rows[0]?.slice(2, 5)).toEqual(["—", "—", "—"]);
    expect(found).toMatchObject({ light: "grey", open: ["省域内没有结算人次"] });
    expect(found.told).toContain("不予采用");
  });

  it("没有一项可比时不说提高了0项", () =>
    expect(settlementNode([{ title: "省域内", year: 2025, current: undefined, previous: undefined }]).told).toBe(
      "1项都没有可比的两年",
    ));

  it("没有分母或分母为0没有比例", () => {
    expect(countedRatio(counts("5", "0"))).toBeNull();
    expect(countedRatio({ value: null, numerator: "5", denominator: null })).toBeNull();
  });
});

describe("按季报送的一年", () => {
  const year = (periods: Record<string, ReturnType<typeof counts> | ReturnType<typeof typed>>) =>
    yearOfQuarters((period) => periods[period], 2025);
  const quarters = { "2025-Q1": counts("10", "30"), "2025-Q2": counts("0.5", "20"), "2025-Q3": counts("10", "25") };

  it("四个季度的分子、分母分别相加", () =>
    expect(year({ ...quarters, "2025-Q4": counts("19.5", "25") })).toEqual(counts("40", "100")));
  it("少一个季度、有一个季度是手填的比例,都不算一年", () => {
    expect(year(quarters)).toBeUndefined();
    expect(year({ ...quarters, "2025-Q4": typed("40") })).toBeUndefined();
  });
  it("按年报过的以年报为准", () => expect(year({ ...quarters, "2025": counts("41", "100") })).toEqual(counts("41", "100")));
});

describe("试点城市与其他城市", () => {
  const city = (name: string, isPilot: boolean, after: string | null, before: string | null = null) => ({
    name,
    isPilot,
    before: before === null ? undefined : counts(before, "100"),
    after: after === null ? undefined : counts(after, "100"),
  });

  it("试点平均41%、其他38%,并列并给出差3个百分点", () => {
    const node = pilotNode(
      [city("甲", true, "40", "36"), city("乙", true, "42", "38"), city("丙", false, "38", "37"), city("丁", false, null)],
      2025,
    );
    expect(node.told).toBe("基层诊疗量占比：试点城市平均41.0%，其他城市平均38.0%，高3.0个百分点");
    expect(node.rows.slice(0, 3)).toEqual([
      ["试点城市平均", "试点", "37.0%", "41.0%", "+4.0"],
      ["其他城市平均", "其他", "37.0%", "38.0%", "+1.0"],
      ["差", "试点减其他", "0.0个百分点", "+3.0个百分点", "—"],
    ]);
    expect(node.open).toEqual(["丁未报"]);
  });

  it("一边没有数就不比较", () => expect(pilotNode([city("甲", true, "41")], 2025).told).toContain("才能比较"));
});

it("四方面80、75、90、60的平均为76.3;没有考核的点名", () => {
  const node = countyGroupNode(
    [
      { city: "太原市", county: "清徐县", points: ["80", "75", "90", "60"] },
      { city: "太原市", county: "阳曲县", points: null },
    ],
    2025,
  );
  expect(node.rows).toEqual([["太原市", "清徐县", "80", "75", "90", "60", "76.3"]]);
  expect(node.open).toEqual(["太原市阳曲县"]);
});

describe("医患关系与上年比", () => {
  const hospital = (name: string, satisfaction: [string | null, string | null], disputes: [string | null, string | null]) => ({
    hospital: name,
    satisfaction: { previous: satisfaction[0], current: satisfaction[1] },
    disputes: { previous: disputes[0], current: disputes[1] },
  });

  it("满意度90.1到91.4为+1.3;纠纷120到132为+10.0%", () => {
    const node = patientsNode([hospital("甲医院", ["90.1", "91.4"], ["120", "132"])], 2025, "调查");
    expect(node.rows[0]).toEqual(["甲医院", "90.1", "91.4", "+1.3", "120", "132", "+10.0%"]);
    expect(node.light).toBe("none");
  });

  it("上年没有或为0的不算百分比;新报的医院不算合计的上升", () => {
    const node = patientsNode(
      [hospital("甲医院", [null, "91"], ["0", "3"]), hospital("乙医院", ["90", "90"], [null, "50"])],
      2025,
      "调查",
    );
    expect(node.rows.map((row) => [row[3], row[6]])).toEqual([
      ["—", "—"],
      ["0.0", "—"],
    ]);
    expect(node.told).toContain("合计3起，上年0起（上年为0）");
  });
});

describe("由两个单位报的三项", () => {
  const measure = (unit: string, value: string | null) => ({ title: `${unit}的一项`, unit, value });
  it("省卫健委两项已报、省医保局未报:2/3,省医保局未报", () =>
    expect(
      reportedByUnitNode([measure("省卫健委", "1"), measure("省卫健委", "2"), measure("省医保局", null)], "2025年第1季度").told,
    ).toBe("2/3，省医保局未报"));
  it("都报了", () =>
    expect(reportedByUnitNode([measure("省卫健委", "0")], "2025年第1季度").told).toBe("1/1，2025年第1季度都已报"));
});

describe("生命阶段", () => {
  const task = (stage: LifeStage, state: StagedTask["state"]): StagedTask => ({ stage, state });
  const rowOf = (stage: string, tasks: readonly StagedTask[]) => lifeStagesNode(tasks).rows.find(([title]) => title === stage);

  it("任务全部完成的阶段为100%,没有任务的阶段写没有可计量的任务 [service-system-2023.overall.goal-2027-life-cycle]", () => {
    const tasks = [
      task("maternal", "done"),
      task("maternal", "done"),
      task("elderly", "done"),
      task("elderly", "open"),
      task("elderly", "late"),
    ];
    expect(rowOf("孕产期", tasks)).toEqual(["孕产期", "2", "2", "0", "0", "100%"]);
    expect(rowOf("老年", tasks)).toEqual(["老年", "3", "1", "1", "1", "33.3%"]);
    expect(rowOf("临终", tasks)).toEqual(["临终", "0", "0", "0", "0", "没有可计量的任务"]);
    expect(lifeStagesNode(tasks).open).toEqual(["儿童没有可计量的任务", "成人没有可计量的任务", "临终没有可计量的任务"]);
  });

  it("一个任务也没有:五个阶段都不是100%", () =>
    expect(lifeStagesNode([]).rows.map((row) => row.at(-1))).toEqual(Array(5).fill("没有可计量的任务")));
});

describe("目标的灯", () => {
  const vision = { horizon: 2035, rule: "judgement" } as const;
  const light = (asOf: string, evaluated: "achieved" | null = null) =>
    goalLight(vision, { asOf: date(asOf), computed: "not-due", evaluated });
  it.each(["2023-08-09", "2025-12-31", "2027-12-30"])("2035年的节点在%s是灰的,有评估也不亮", (asOf) => {
    expect(light(asOf)).toBe("grey");
    expect(light(asOf, "achieved")).toBe("grey");
  });
  it("此后只有评估能点亮", () => {
    expect(light("2036-03-01")).toBe("grey");
    expect(light("2036-03-01", "achieved")).toBe("green");
  });
  it("其他目标到期后亮灯,评估结果在计算结果之前", () => {
    const capacity = { horizon: 2025, rule: "share" } as const;
    const at = (asOf: string, evaluated: "partly-achieved" | null) =>
      goalLight(capacity, { asOf: date(asOf), computed: "achieved", evaluated });
    expect([at("2025-12-31", null), at("2026-01-01", null), at("2026-01-01", "partly-achieved")]).toEqual([
      "grey",
      "green",
      "yellow",
    ]);
  });
});
