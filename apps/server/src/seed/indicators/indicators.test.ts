import { date } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/fresh-database.ts";
import { evaluate, loadIndicators } from "../../indicators/index.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { loadRegions, seedDemoInstitutions } from "../../registry/index.ts";
import { seedDemoIndicators } from "./index.ts";

const clock = fixedClock("2026-11-22T02:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.transaction(systemActor, async (tx) => {
    await loadRegions(tx);
    await loadIndicators(tx, clock);
    await seedDemoInstitutions(tx, clock, 2024);
    await seedDemoIndicators(tx, clock, { ...systemActor, name: "演示数据" });
  });
});

const on = (asOf: string) =>
  database.transaction(systemActor, (tx) => evaluate(tx, systemActor, { targets: "all", asOf: date(asOf) }));

describe("指标的演示数据", () => {
  it("各种结论、进度和标志都出现", async () => {
    const { evaluations } = await on("2026-11-22");
    const centres = evaluations.filter(({ target }) => target.startsWith("regional-centres-2023."));
    expect(new Set(centres.map(({ verdict }) => verdict))).toEqual(new Set(["met", "not-met", "pending", "no-data"]));
    expect(new Set(centres.map(({ signal }) => signal))).toEqual(
      new Set([null, "on-track", "at-risk", "behind", "unpredictable"]),
    );
    const flags = new Set(centres.flatMap((each) => each.flags));
    for (const flag of ["met-late", "met-early"] as const) expect(flags).toContain(flag);
  });

  it("边界上的数：平均住院日恰好8.0天，门诊量在区间的32.5%处，名次迟来", async () => {
    const { evaluations } = await on("2026-11-22");
    const of = (name: string) => evaluations.find(({ target }) => target === `regional-centres-2023.task1.${name}`);
    expect(of("alos")).toMatchObject({ verdict: "not-met", display: "8.0天", completion: "99.9" });
    expect(of("outpatient")).toMatchObject({ verdict: "met", rangePosition: "32.5" });
    expect(of("performance-rank")).toMatchObject({ verdict: "met", value: "97" });
    const before = (await on("2025-12-31")).evaluations;
    expect(before.find(({ target }) => target.endsWith("task1.performance-rank"))).toMatchObject({ verdict: "pending" });
  });

  it("每家二级以上医院都有数，分子不大于分母；没有今天以后的", async () => {
    const [row] = await database.query(
      `select count(distinct institution)::int hospitals, count(*)::int n, max(approved_on)::text latest,
         count(*) filter (where numerator > denominator and indicator like 'rate%')::int wrong,
         count(*) filter (where recorded_name <> '演示数据')::int unmarked from observation`,
    );
    expect(row?.["hospitals"]).toBeGreaterThan(200);
    expect(row).toMatchObject({ wrong: 0, unmarked: 0 });
    expect(row?.["latest"] <= "2026-11-22").toBe(true);
  });

  it("早些开始的演示里没有以后的数", async () => {
    const early = await freshDatabase();
    const then = fixedClock("2024-06-30T02:00:00Z");
    await early.transaction(systemActor, async (tx) => {
      await loadRegions(tx);
      await loadIndicators(tx, then);
      await seedDemoIndicators(tx, then, systemActor);
    });
    const [row] = await early.query(
      "select max(approved_on)::text approved, (select max(happened_on)::text from target_event) happened from observation",
    );
    expect(row?.["approved"] <= "2024-06-30" && row?.["happened"] <= "2024-06-30").toBe(true);
  });
});
