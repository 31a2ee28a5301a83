import { lifeCycleGoal as contractGoal, listLedgerTasks, showGoalsBoard } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { lifeCycleGoal, lifeCycleTasks, lifeStagesNode } from "@qiangyi/policy/tasks";
import { describe, expect, it } from "vitest";
import { loadIndicators } from "../indicators/index.ts";
import { systemActor, systemClock } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";
import { office, second, taskDesk } from "./sample-tasks.ts";
import { stagedTasks } from "./staged-tasks.ts";

const desk = await taskDesk("2024-02-01");
await desk.database.transaction(systemActor, loadRegions);
await desk.database.transaction(systemActor, (tx) => loadIndicators(tx, systemClock));

const rows = async (asOf: string) => {
  const { answer } = await desk.api.call(office, showGoalsBoard, { query: { asOf } });
  const told = answer.horizons.flatMap(({ goals }) => goals).find(({ clause }) => clause === lifeCycleGoal)?.told;
  return new Map((told?.rows ?? []).map(([stage, ...counts]) => [stage, counts]));
};
const close = async (task: string, parts: readonly (readonly [part: string, unit: string])[]) => {
  await desk.assign(office, task, { parts: parts.map(([part]) => part) });
  for (const [part, unit] of parts) {
    const { answer } = await desk.ask(office, task, { part, unit, sourceDocument: "来文第1号", issuedOn: "2024-01-15" });
    expect((await desk.decide(second, task, answer.id, { part })).status).toBe(200);
  }
};

describe("2027年:覆盖全生命周期的健康保障机制", () => {
  it("合同与条款库说的是同一个目标", () => expect(contractGoal).toBe(lifeCycleGoal));

  it("每个阶段数完成、进行中、逾期,没有完成的是0.0%", async () => {
    const before = await rows("2024-02-01");
    for (const [stage, tasks] of [
      ["老年", lifeCycleTasks.filter(({ stages }) => stages.includes("elderly"))],
      ["临终", lifeCycleTasks.filter(({ stages }) => stages.includes("end-of-life"))],
    ] as const)
      expect(before.get(stage)).toEqual([String(tasks.length), "0", String(tasks.length), "0", "0.0%"]);
  });

  it("一个阶段的任务全部办结为100%,没有任务的阶段不是100% [service-system-2023.overall.goal-2027-life-cycle]", async () => {
    const [expansion, layout] = ["service-system-2023.s1.7.supply-expansion", "service-system-2023.s2.6.layout-planning"];
    expect(lifeCycleTasks.filter(({ stages }) => stages.includes("end-of-life")).map(({ code }) => code)).toEqual([
      expansion,
      layout,
    ]);
    desk.on("2024-03-01");
    await close(expansion ?? "", [["whole", "省卫健委"]]);
    expect((await rows("2024-03-01")).get("临终")).toEqual(["2", "1", "1", "0", "50.0%"]);
    await close(layout ?? "", [
      ["lead1", "省卫健委"],
      ["lead2", "省民政厅"],
    ]);
    expect((await rows("2024-03-01")).get("临终")).toEqual(["2", "2", "0", "0", "100%"]);
    const staged = await desk.database.transaction(systemActor, (tx) => stagedTasks(tx, systemActor, date("2024-03-01")));
    const node = lifeStagesNode(staged.filter(({ stage }) => stage !== "child"));
    expect(node.rows.find(([title]) => title === "儿童")?.at(-1)).toBe("没有可计量的任务");
    expect(node.rows.find(([title]) => title === "临终")?.at(-1)).toBe("100%");
  });

  it("按以前的日子看,还是那天的样子", async () =>
    expect((await rows("2024-02-28")).get("临终")).toEqual(["2", "0", "2", "0", "0.0%"]));

  it("过了期限没有办结的算逾期,督办机构定的期限更早的以它为准", async () => {
    await desk.assign(office, "service-system-2023.s1.4.mch-hospital-action", { dueOn: "2024-03-31" });
    desk.on("2024-04-10");
    expect((await rows("2024-04-10")).get("孕产期")).toEqual(["3", "1", "1", "1", "33.3%"]);
  });

  it("目标板上的数点开就是这些任务", async () => {
    const { answer } = await desk.api.call(office, listLedgerTasks, {
      query: { goal: lifeCycleGoal, stage: "maternal", limit: 200 },
    });
    expect([answer.total, answer.counts.done, answer.counts.open, answer.counts.late]).toEqual([3, 1, 1, 1]);
  });
});
