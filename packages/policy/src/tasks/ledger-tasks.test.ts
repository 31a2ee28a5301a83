import { describe, expect, it } from "vitest";
import { clauses } from "../register/index.ts";
import { isOpenChoice, type LedgerTask, unitsOf } from "./ledger-task.ts";
import { ledgerTask, ledgerTasks, lifeCycleTasks } from "./ledger-tasks.ts";
import { lifeStageTags } from "./life-stage-tags.ts";

const plan = (name: string): LedgerTask => found(`service-system-2023.${name}`);
const measure = (number: string): LedgerTask => found(`regional-centres-2023.measure${number}`);
const found = (code: string): LedgerTask => {
  const task = ledgerTask(code);
  if (task === undefined) throw new Error(`no task ${code}`);
  return task;
};

describe("督办任务来自条款库", () => {
  it("三份文件的任务类条款各成一项,不多不少", () => {
    const of = (document: string) => ledgerTasks.filter((task) => task.document === document).length;
    expect([of("service-system-2023"), of("regional-centres-2023"), of("linfen-2020")]).toEqual([222, 42, 15]);
    expect(ledgerTasks.map(({ code }) => code)).toEqual(
      ["service-system-2023", "regional-centres-2023", "linfen-2020"].flatMap((document) =>
        clauses()
          .filter((clause) => clause.document === document && clause.kind === "task")
          .map(({ id }) => id),
      ),
    );
  });

  it("排名第一为牵头,其余配合", () =>
    expect(plan("s1.1.residency-system")).toMatchObject({
      leads: ["省卫健委"],
      supporting: ["省教育厅", "省财政厅", "省人社厅"],
      mode: "first-is-lead",
      leadBasis: "stated",
    }));

  it("分别牵头:每个牵头单位各一部分", () =>
    expect(plan("s1.5.implement-support-plan").parts).toEqual([
      { code: "lead1", title: "省发展改革委", unit: "省发展改革委" },
      { code: "lead2", title: "省财政厅", unit: "省财政厅" },
      { code: "lead3", title: "省卫健委", unit: "省卫健委" },
    ]));

  it("没有写明牵头单位的不猜", () => {
    expect(plan("s2.7.implement-national-plan")).toMatchObject({ leads: [], leadBasis: "none" });
    expect(plan("s2.7.implement-national-plan").parts).toEqual([{ code: "whole", title: "整项", unit: null }]);
    expect(isOpenChoice(plan("s2.7.implement-national-plan"))).toBe(true);
    expect(isOpenChoice(plan("s1.1.residency-system"))).toBe(false);
  });

  it.each([
    ["01", ["省发展改革委", "省财政厅", "省卫健委", "山西银保监局", "太原市人民政府"], "stated"],
    ["02", ["省财政厅", "省卫健委", "太原市人民政府"], "presumed"],
    ["04", ["太原市人民政府"], "only"],
    ["29", ["省财政厅", "省卫健委"], "presumed"],
  ])("措施%s:责任单位照印刷顺序,首位为牵头并写明依据", (number, units, basis) => {
    expect(unitsOf(measure(number))).toEqual(units);
    expect(measure(number)).toMatchObject({ leads: [units[0]], leadBasis: basis });
  });

  it("措施按中心分别督办;只为中医中心的,只有一家", () => {
    expect(measure("02").parts.map(({ code }) => code)).toEqual(["task1", "task2", "task3", "task4"]);
    expect(measure("26").parts.map(({ title }) => title)).toEqual(["山西中医药大学附属医院"]);
  });

  it("有太原市的责任单位的归太原,临汾方案的归临汾,其余只属省级", () => {
    expect([measure("02").city, found("linfen-2020.tcm.goal-service").city, measure("29").city]).toEqual([
      "140100",
      "141000",
      null,
    ]);
  });
});

describe("期限和它的依据", () => {
  it.each([
    ["s1.2.cdc-new-site", "2025-12-31", "inferred"],
    // 没有期限的按目标节点:第一至第五组任务汇入2027年总体目标
    ["s1.4.general-hospital-action", "2027-12-31", "progressive"],
    ["safeguard2.special-funding", "2027-12-31", "progressive"],
    // 没有目标汇总的部分和长期任务不定期限
    ["safeguard3.training", null, "none"],
    ["s3.1.quality-measures", null, "none"],
  ])("%s：%s,%s", (name, due, dueBasis) => expect(plan(name)).toMatchObject({ due, dueBasis }));

  it("文件没有目标节点的,不推定日期", () => expect(measure("02")).toMatchObject({ due: null, dueBasis: "none" }));
});

describe("生命阶段标签", () => {
  it("每个标签都有理由,都落在真实的任务上", () => {
    for (const { tasks, because } of lifeStageTags) {
      expect(because.length).toBeGreaterThan(3);
      expect(ledgerTasks.some(({ code }) => code === tasks || code.startsWith(`${tasks}.`))).toBe(true);
    }
  });
  it("老年阶段包括医养结合的全部任务", () => {
    const elderly = ledgerTasks.filter(({ stages }) => stages.includes("elderly")).map(({ code }) => code);
    const combined = ledgerTasks.map(({ code }) => code).filter((code) => code.startsWith("service-system-2023.s2.6."));
    expect(combined).toHaveLength(5);
    expect(elderly).toEqual(expect.arrayContaining(combined));
  });
  it("总目标只看它汇总的部分:儿童日间蓝光治疗有标签而不在其中", () => {
    expect(plan("s3.3.day-phototherapy").stages).toEqual(["child"]);
    expect(lifeCycleTasks.map(({ code }) => code)).not.toContain("service-system-2023.s3.3.day-phototherapy");
    expect(new Set(lifeCycleTasks.map(({ code }) => code.split(".").slice(1, 3).join(".")))).toEqual(
      new Set(["s1.4", "s1.7", "s2.2", "s2.6", "s5.2"]),
    );
  });
});
