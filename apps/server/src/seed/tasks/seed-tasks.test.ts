import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { standingTasks } from "../../tasks/standings.ts";
import { seedDemoTasks } from "./index.ts";

const seeded = async (day: string) => {
  const database = await freshDatabase();
  await database.transaction(systemActor, (tx) => seedDemoTasks(tx, fixedClock(`${day}T02:00:00Z`), systemActor));
  return database.transaction(systemActor, (tx) => standingTasks(tx, systemActor, { asOf: date(day) }));
};

describe("督办任务的演示", async () => {
  const standings = await seeded("2026-11-22");
  const of = (code: string) => standings.find(({ task }) => task.code.endsWith(code))?.standing;

  it("两项办结,一项逾期,一项等待认定,一项退回", () => {
    expect(standings.filter(({ standing }) => standing.state === "done").map(({ task }) => task.code)).toEqual([
      "service-system-2023.s1.2.ph-responsibility-list",
      "service-system-2023.s2.6.cooperation-mechanism",
    ]);
    expect(of("s1.2.p3-laboratory")).toMatchObject({ state: "late", light: "red" });
    expect(of("s1.4.thousand-doctors-mechanism")?.because).toMatch(/待认定/);
    expect(of("s1.4.tcm-hospital-action")?.state).toBe("open");
  });

  it("绿、黄、红、灰各有,每个灯都有一句话", () => {
    expect(new Set(standings.map(({ standing }) => standing.light))).toEqual(new Set(["green", "yellow", "red", "grey"]));
    expect(standings.filter(({ standing }) => standing.because === "")).toEqual([]);
  });

  it("更早开始的演示只知道那时以前的事", async () => {
    const early = await seeded("2025-03-01");
    expect(early.flatMap(({ reported }) => reported)).toEqual([]);
    expect(early.some(({ assignments }) => assignments.length > 0)).toBe(true);
  });
});
