import { date } from "@qiangyi/kernel";
import { expect, it } from "vitest";
import { actorAs } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../load-indicators.ts";
import { postObservations } from "../observations/index.ts";
import { observedFor } from "./observed.ts";
import { targetsOf } from "./targets.store.ts";

const database = await freshDatabase();
const hospital = "140100-C04";
const asOf = date("2026-07-31");
await database.transaction(systemActor, async (tx) => {
  await loadRegions(tx);
  await loadIndicators(tx, fixedClock("2014-01-02T02:00:00Z"));
});

/** All twelve months of a year, or the first six of 2026, of every ratio and amount that the hospital promised. */
const post = (year: number) =>
  database.transaction(systemActor, async (tx) => {
    const targets = await targetsOf(tx, systemActor, { asOf, subject: hospital });
    const kinds = new Map(targets.map(({ indicator, kind }) => [indicator, kind]));
    const months = Array.from({ length: year === 2026 ? 6 : 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}`);
    await postObservations(
      tx,
      systemActor,
      [...kinds].flatMap(([indicator, kind]) =>
        months.flatMap((period) => {
          if (kind !== "ratio" && kind !== "amount") return [];
          const numbers = kind === "amount" ? { value: "70" } : { numerator: "20", denominator: "90" };
          const day = date(`${year}-12-31`) < asOf ? date(`${year + 1}-01-10`) : date("2026-07-10");
          const rest = { dueOn: null, report: null, source: "loaded", reason: null } as const;
          return [{ subject: hospital, indicator, period, ...numbers, reportedOn: day, approvedOn: day, ...rest }];
        }),
      ),
    );
  });

const province = actorAs("prov_health_dept");
/** What a hospital's page reads: periods one by one, and years in place of theirs. */
const read = () =>
  database.transaction(province, async (tx) => {
    const targets = await targetsOf(tx, province, { asOf, subject: hospital });
    const { values } = await observedFor(tx, province, targets, { asOf, past: "by-year" });
    const all = [...values.values()].flat();
    return { series: values.size, months: all.filter(({ period }) => period.length === 7).length, years: all.length };
  });

it("医院看板逐期读的月份不随历史增长:再早的年份每年只读一行", async () => {
  for (const year of [2022, 2023, 2024, 2025, 2026]) await post(year);
  const five = await read();
  expect(five.months).toBeGreaterThan(0);
  for (const year of [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021]) await post(year);
  const thirteen = await read();
  expect(thirteen.months).toBe(five.months);
  expect(thirteen.years - five.years).toBe(five.series * 8);
}, 120_000);
