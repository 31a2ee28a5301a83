import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { evaluateTargets, parseTargetsInput, registerTarget } from "../targets/index.ts";
import { type CentreLists, centreFacts } from "./centre-lists.ts";

const id = (name: string): string => `regional-centres-2023.${name}`;
const hospitalOf = (task: string): string => registerTarget(id(`${task}.emr`))?.subject ?? "";
const bethune = hospitalOf("task1");
const cancer = hospitalOf("task2");
const taiyuan = hospitalOf("task4");
const nothing: CentreLists = { platforms: [], grants: [], records: [], specialties: [], rankings: [] };

const all = (name: string, lists: Partial<CentreLists>, asOf: string) => {
  const { events, observations } = centreFacts({ ...nothing, ...lists });
  const of = <Fact extends { target: string }>(facts: readonly Fact[]) => facts.filter(({ target }) => target === id(name));
  const input = parseTargetsInput({ asOf, targets: [id(name)], events: of(events), observations: of(observations) });
  if (!input.ok) throw new Error(JSON.stringify(input.refusal.problems));
  return evaluateTargets(input.value).evaluations;
};
const judged = (...asked: Parameters<typeof all>) => all(...asked).at(-1) ?? expect.fail("no evaluation");

const laboratories = (hospital: string, count: number, approved = "2024-05-01") =>
  Array.from({ length: count }, (_, index) => ({
    hospital,
    kind: "laboratory" as const,
    name: `第${index + 1}实验室`,
    approved: date(approved),
    named: true,
  }));

describe("省级重点实验室:目标年末有效的批文", () => {
  it("零到五个的结论和位置,晚批的、失效的、审批中的不计 [regional-centres-2023.task1.provincial-labs]", () => {
    const name = "task1.provincial-labs";
    const count = (n: number) => judged(name, { platforms: laboratories(bethune, n) }, "2025-03-31");
    expect([2, 3, 4].map((n) => [count(n).verdict, count(n).rangePosition])).toEqual([
      ["met", "0.0"],
      ["met", "50.0"],
      ["met", "100.0"],
    ]);
    expect(count(5)).toMatchObject({ verdict: "met", flags: ["above-range"] });
    expect(count(1)).toMatchObject({ verdict: "not-met", completion: "50.0" });
    const [first] = laboratories(bethune, 1);
    const review = { ...(first ?? expect.fail()), approved: null };
    expect(judged(name, { platforms: [review] }, "2025-03-31")).toMatchObject({
      verdict: "not-met",
      value: "0",
      completion: "0.0",
    });
    const late = [...laboratories(bethune, 1), ...laboratories(bethune, 1, "2025-01-05")];
    expect(judged(name, { platforms: late }, "2025-03-31").value).toBe("1");
    const ended = laboratories(bethune, 2).map((each, index) => (index === 0 ? { ...each, ended: date("2024-11-30") } : each));
    expect(judged(name, { platforms: ended }, "2025-03-31").value).toBe("1");
  });
  it("共建的只计批文列名的中心 [regional-centres-2023.task2.provincial-labs]", () => {
    const name = "task2.provincial-labs";
    const count = (n: number) => judged(name, { platforms: laboratories(cancer, n) }, "2027-03-31");
    expect(count(1)).toMatchObject({ verdict: "not-met", completion: "50.0" });
    expect([2, 3, 4].map((n) => count(n).verdict)).toEqual(["met", "met", "met"]);
    expect(count(5).flags).toEqual(["above-range"]);
    const joint = [bethune, cancer].flatMap((hospital) => laboratories(hospital, 1));
    expect(judged(name, { platforms: joint }, "2027-03-31").value).toBe("1");
    expect(judged("task1.provincial-labs", { platforms: joint }, "2027-03-31").value).toBe("1");
    const unnamed = joint.map((each) => ({ ...each, named: each.hospital === bethune }));
    expect(judged(name, { platforms: unnamed }, "2027-03-31").value).toBe("0");
  });
});

it("国自然每年五项,按批准年度计,多的不结转 [regional-centres-2023.task1.nsfc]", () => {
  const name = "task1.nsfc";
  const grants = (...days: readonly string[]) =>
    days.map((day, index) => ({ hospital: bethune, project: `第${index + 1}项`, approved: date(day) }));
  const times = (count: number, year: number) => Array.from({ length: count }, () => `${year}-08-24`);
  const verdicts = (days: readonly string[]) =>
    all(name, { grants: grants(...days) }, "2025-03-31").map(({ year, verdict, completion }) => [year, verdict, completion]);
  expect(verdicts([...times(5, 2023), ...times(5, 2024)])).toEqual([
    [2023, "met", "100.0"],
    [2024, "met", "100.0"],
    [null, "met", null],
  ]);
  expect(verdicts([...times(9, 2023), ...times(4, 2024)])).toEqual([
    [2023, "met", "100.0"],
    [2024, "not-met", "80.0"],
    [null, "not-met", null],
  ]);
  expect(verdicts(times(5, 2023))).toEqual([
    [2023, "met", "100.0"],
    [2024, "no-data", null],
    [null, "pending", null],
  ]);
  // 2023-12-28批准、2024-01-01开始的计入2023年
  expect(verdicts([...times(4, 2023), "2023-12-28", ...times(5, 2024)])[0]).toEqual([2023, "met", "100.0"]);
});

it("电子病历以公布的级别为准,晚公布为逾期达到 [regional-centres-2023.task1.emr]", () => {
  const name = "task1.emr";
  const records = (level: string, announced: string, basis: "announced" | "self-assessed" = "announced") => [
    { hospital: bethune, level, basis, announced: date(announced) },
  ];
  const on = (entries: CentreLists["records"]) => judged(name, { records: entries }, "2025-03-31");
  expect(on(records("5", "2024-12-31")).verdict).toBe("met");
  expect(on(records("6", "2024-06-30")).verdict).toBe("met");
  expect(on(records("4", "2024-06-30"))).toMatchObject({ verdict: "not-met", display: "4级/5级", completion: "80.0" });
  expect(on([...records("5", "2024-09-30", "self-assessed"), ...records("4", "2024-06-30")]).verdict).toBe("not-met");
  const late = on([...records("4", "2023-06-30"), ...records("5", "2025-02-10")]);
  expect([late.verdict, late.flags]).toEqual(["not-met", ["met-late"]]);
});

describe("绩效考核名次按榜单", () => {
  const ranking = (hospital: string, list: string, rank: number | null, year: number) => [
    { hospital, list, year, rank, published: date(`${year + 1}-11-20`) },
  ];
  it("百强含第100名;只有等级没有名次为无数据;上一年度的名次不了结 [regional-centres-2023.task1.performance-rank]", () => {
    const rank = (n: number | null, year = 2024) =>
      judged("task1.performance-rank", { rankings: ranking(bethune, "general", n, year) }, "2026-01-31");
    expect(["met", "not-met", "not-met", "met"]).toEqual([100, 101, 125, 1].map((n) => rank(n).verdict));
    expect([rank(101).completion, rank(125).completion]).toEqual(["99.0", "80.0"]);
    expect(rank(null)).toMatchObject({ value: null, display: "—" });
    expect(rank(90, 2023)).toMatchObject({ verdict: "pending", value: "90" });
  });
  it("肿瘤专科前8,综合榜的名次不作数 [regional-centres-2023.task2.oncology-rank]", () => {
    const rank = (n: number, list = "oncology") =>
      judged("task2.oncology-rank", { rankings: ranking(cancer, list, n, 2026) }, "2028-01-31");
    expect(rank(8).verdict).toBe("met");
    expect([rank(9).completion, rank(16).completion]).toEqual(["88.9", "50.0"]);
    expect(rank(5, "general")).toMatchObject({ value: null });
  });
});

describe("五个列名专科各自判定", () => {
  const specialties = [
    ["urology", "泌尿外科"],
    ["nephrology", "肾脏内科"],
    ["dermatology", "皮肤性病科"],
    ["cardiology", "心血管内科"],
    ["reproduction", "辅助生殖科"],
  ] as const;
  it.each(specialties)("%s %s", (key, specialty) => {
    const name = `task4.specialty-${key}`;
    const at = (level: string, reached: string, basis: "approval" | "evaluation" = "approval") => ({
      specialties: [{ hospital: taiyuan, specialty, level, basis, reached: date(reached) }],
    });
    const asOf = "2028-03-31";
    expect(judged(name, at("国家临床重点专科", "2027-12-31"), asOf).verdict).toBe("met");
    const late = { specialties: [...at("省级", "2026-01-01").specialties, ...at("国家临床重点专科", "2028-01-01").specialties] };
    expect(judged(name, late, asOf)).toMatchObject({ verdict: "not-met", flags: ["met-late"] });
    expect(judged(name, at("省级", "2026-01-01"), asOf)).toMatchObject({
      verdict: "not-met",
      gap: { value: "1", unit: "级" },
      completion: null,
    });
    const evaluated = at("国家临床重点专科", "2027-06-30", "evaluation");
    expect(judged(name, evaluated, asOf).verdict).toBe("met");
    expect(centreFacts({ ...nothing, ...evaluated }).notes.get(id(name))).toBe("评估认定");
    // 互不影响
    const others = specialties.filter(([other]) => other !== key);
    for (const [other] of others) expect(judged(`task4.specialty-${other}`, evaluated, asOf).value).toBeNull();
  });
});
