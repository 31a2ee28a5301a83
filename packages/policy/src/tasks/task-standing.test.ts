import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { escalationOf } from "./escalation.ts";
import type { LedgerTask } from "./ledger-task.ts";
import { ledgerTask } from "./ledger-tasks.ts";
import { periodAt, periodEndOf, periodsToReport } from "./report-period.ts";
import { type PartRecord, taskStanding } from "./task-standing.ts";

const plan = (name: string): LedgerTask => {
  const task = ledgerTask(`service-system-2023.${name}`);
  if (task === undefined) throw new Error(`no task ${name}`);
  return task;
};

interface Given extends Partial<Omit<PartRecord, "assigned" | "askedOn" | "closedOn">> {
  readonly unit?: string;
  readonly from?: string;
  readonly due?: string;
  readonly every?: 6 | 12;
  readonly asked?: string;
  readonly closed?: string;
}
const record = ({
  part = "whole",
  unit = "省卫健委",
  from = "2024-01-01",
  due,
  every = 6,
  reported = [],
  progress = null,
  asked,
  closed,
}: Given): PartRecord => ({
  part,
  assigned: { unit, startsOn: date(from), dueOn: due === undefined ? null : date(due), every },
  reported,
  progress,
  askedOn: asked === undefined ? null : date(asked),
  closedOn: closed === undefined ? null : date(closed),
});
const on = (task: LedgerTask, asOf: string, ...records: PartRecord[]) => taskStanding(task, records, date(asOf));

describe("定期报告:默认每半年,期满后10个工作日内", () => {
  it.each([
    ["2023-08-09", 6, "2023-H2", "2023-12-31", "2024-01-15"],
    ["2024-03-01", 6, "2024-H1", "2024-06-30", "2024-07-12"],
    ["2024-05-20", 3, "2024-Q2", "2024-06-30", "2024-07-12"],
    ["2024-02-10", 12, "2024", "2024-12-31", "2025-01-15"],
    ["2024-02-10", 1, "2024-02", "2024-02-29", "2024-03-14"],
  ] as const)("%s每%i个月:%s至%s,%s前报告", (day, every, code, ends, dueOn) =>
    expect([periodAt(date(day), every), periodEndOf(code)]).toEqual([expect.objectContaining({ code, ends, dueOn }), ends]),
  );
  it("本期在最后一个月才能报,以前各期随时可补", () => {
    const codes = (asOf: string) => periodsToReport(date("2024-02-01"), 6, date(asOf)).map(({ code }) => code);
    expect([codes("2024-05-31"), codes("2024-06-01"), codes("2024-11-30"), codes("2024-12-01")]).toEqual([
      [],
      ["2024-H1"],
      ["2024-H1"],
      ["2024-H1", "2024-H2"],
    ]);
  });
  // 7月12日到期
  it.each([
    ["2024-07-12", 0, "grey"],
    ["2024-07-15", 1, "yellow"],
    ["2024-07-26", 10, "yellow"],
    ["2024-07-29", 11, "red"],
  ])("%s没有报告:逾期%i个工作日,%s", (asOf, daysLate, light) =>
    expect(on(plan("s1.1.primary-talent"), asOf, record({}))).toMatchObject({ light, daysLate, state: "open" }),
  );
});

describe("灯", () => {
  const task = plan("s1.4.general-hospital-action");
  // 2024年1月1日至12月31日;7月1日是第183天,序时应达50.0%
  it.each([
    [45, "green"],
    [44, "yellow"],
    [35, "yellow"],
    [34, "red"],
  ])("序时过半、进展%i%%:%s", (progress, light) =>
    expect(on(task, "2024-07-01", record({ due: "2024-12-31", progress, reported: ["2024-H1"] })).light).toBe(light),
  );
  it.each([
    ["2024-12-31", "green", "open"],
    ["2025-01-02", "yellow", "late"],
    ["2025-01-15", "yellow", "late"],
    ["2025-01-16", "red", "late"],
  ])("到期没有办结,%s:%s", (asOf, light, state) =>
    expect(on(task, asOf, record({ due: "2024-12-31", progress: 100, reported: ["2024-H1", "2024-H2"] }))).toMatchObject({
      light,
      state,
    }),
  );
  it("到期前申请办结的,等待认定不算逾期", () =>
    expect(
      on(task, "2025-03-01", record({ due: "2024-12-31", asked: "2024-12-30", progress: 100, reported: ["2024-H1", "2024-H2"] })),
    ).toMatchObject({ light: "green", state: "open" }));
  it("鼓励类的从不因进展亮红灯,迟报才亮", () => {
    const encouraged = plan("s1.2.ph-prescribing");
    const at = (asOf: string, given: Given) => on(encouraged, asOf, record(given)).light;
    expect(at("2025-06-01", { due: "2024-12-31", progress: 0, reported: ["2024-H1", "2024-H2"] })).toBe("yellow");
    expect(at("2024-07-29", { due: "2025-12-31" })).toBe("red");
  });
  it("没有期限、按时报告的是绿灯,没有分派的是灰灯", () => {
    const undated = plan("safeguard3.training");
    expect(on(undated, "2024-07-20", record({ progress: 10, reported: ["2024-H1"] })).light).toBe("green");
    expect(on(undated, "2024-07-20")).toMatchObject({ light: "grey", state: "open", because: "未明确牵头单位，尚未分派" });
  });
});

describe("一项任务几个部分", () => {
  const support = plan("s1.5.implement-support-plan");
  const lead = (nth: number, unit: string, progress: number) =>
    record({ part: `lead${nth}`, unit, due: "2024-12-31", progress, reported: ["2024-H1"] });

  it("三个牵头单位一红两绿:任务是红的,点名红的那个 [service-system-2023.s1.5.implement-support-plan]", () => {
    const found = on(support, "2024-07-13", lead(1, "省发展改革委", 10), lead(2, "省财政厅", 60), lead(3, "省卫健委", 60));
    expect(found.parts.map(({ title, light }) => [title, light])).toEqual([
      ["省发展改革委", "red"],
      ["省财政厅", "green"],
      ["省卫健委", "green"],
    ]);
    expect(found.light).toBe("red");
    expect(found.because).toMatch(/^省发展改革委：/);
    expect(found.because).not.toMatch(/省财政厅|省卫健委/);
  });

  it("医保一方没有报告:只有省医保局迟报,任务的灯取较差的 [service-system-2023.s2.1.tiered-system]", () => {
    const found = on(
      plan("s2.1.tiered-system"),
      "2024-07-29",
      record({ part: "lead1", unit: "省卫健委", progress: 60, reported: ["2024-H1"] }),
      record({ part: "lead2", unit: "省医保局" }),
    );
    expect(found.parts.map(({ title, daysLate, light }) => [title, daysLate, light])).toEqual([
      ["省卫健委", 0, "green"],
      ["省医保局", 11, "red"],
    ]);
    expect(found.light).toBe("red");
  });

  it("三个试点依次为介休、万荣、盐湖;迟报5个工作日黄,11个工作日红 [service-system-2023.s2.4.existing-pilots]", () => {
    const pilots = plan("s2.4.existing-pilots");
    expect(pilots.parts.map(({ title }) => title)).toEqual(["介休市", "万荣县", "盐湖区"]);
    const oneMissing = (asOf: string) =>
      on(
        pilots,
        asOf,
        record({ part: "place1", progress: 60, reported: ["2024-H1"] }),
        record({ part: "place2", progress: 60, reported: ["2024-H1"] }),
        record({ part: "place3" }),
      ).parts.map(({ light, daysLate }) => [light, daysLate]);
    const onTime = ["green", 0];
    expect(oneMissing("2024-07-19")).toEqual([onTime, onTime, ["yellow", 5]]);
    expect(oneMissing("2024-07-29")).toEqual([onTime, onTime, ["red", 11]]);
  });

  it("六个综合试验区按文件顺序;半年报告迟11个工作日的亮红灯 [service-system-2023.s1.3.primary-pilot-zones]", () => {
    const zones = plan("s1.3.primary-pilot-zones");
    expect(on(zones, "2024-07-29").parts.map(({ title }) => title)).toEqual([
      "介休市",
      "杏花岭区",
      "孝义市",
      "泽州县",
      "翼城县",
      "盐湖区",
    ]);
    const [first, second] = on(
      zones,
      "2024-07-29",
      record({ part: "place1" }),
      record({ part: "place2", progress: 60, reported: ["2024-H1"] }),
    ).parts;
    expect([first?.light, second?.light]).toEqual(["red", "green"]);
  });

  it("四家中心办结三家:任务没有办结,四家都办结才算", () => {
    const measure = ledgerTask("regional-centres-2023.measure03");
    if (measure === undefined) throw new Error("no measure 3");
    const closed = (part: string) => record({ part, closed: "2025-03-01" });
    const three = ["task1", "task2", "task3"].map(closed);
    expect(on(measure, "2025-04-01", ...three)).toMatchObject({ state: "open", done: 3, of: 4 });
    expect(on(measure, "2025-04-01", ...three, closed("task4"))).toMatchObject({ state: "done", light: "green" });
  });
});

describe("里程碑", () => {
  it("计划2025年6月30日验收,7月20日仍未记录:迟14个工作日,红灯 [service-system-2023.s1.2.cdc-new-site]", () =>
    expect(
      on(plan("s1.2.cdc-new-site"), "2025-07-20", record({ due: "2025-06-30", progress: 90, reported: ["2024-H2", "2025-H1"] })),
    ).toMatchObject({ state: "late", light: "red", daysLate: 14 }));

  it("没有指定统筹单位的任务是灰的,说明原因", () =>
    expect(on(plan("s2.7.implement-national-plan"), "2024-07-29")).toMatchObject({
      light: "grey",
      because: "未明确牵头单位，尚未分派",
    }));
});

describe("分级督办", () => {
  it.each([
    ["green", 0, null],
    ["grey", 0, null],
    ["yellow", 3, 1],
    ["red", 0, 2],
    ["red", 19, 2],
    ["red", 20, 3],
  ] as const)("%s灯、逾期%i个工作日:第%s级", (light, daysLate, level) =>
    expect(escalationOf({ light, daysLate })?.level ?? null).toBe(level),
  );
});
