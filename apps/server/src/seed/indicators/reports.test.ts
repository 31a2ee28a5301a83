import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { seedDemoAccounts } from "../../access/index.ts";
import { loadIndicators } from "../../indicators/index.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { loadRegions, seedDemoInstitutions } from "../../registry/index.ts";
import { seedDemoIndicators } from "./index.ts";
import { seedDemoReports } from "./reports.ts";

const units = [
  { institution: "140121-001", city: "140100", county: "140121" },
  { institution: "141024-001", city: "141000", county: "141024" },
  { institution: "140100-001", city: "140100", county: null },
  { institution: "140121-007", city: "140100", county: "140121" },
  ...["140000-C01", "140000-C02", "140000-C03", "140100-C04"].map((institution) => ({
    institution,
    city: "140100",
    county: null,
  })),
];

describe("指标填报的演示数据", () => {
  it("各种状态都有;太原市中心医院三季度的没有人动过", async () => {
    const clock = fixedClock("2026-11-22T02:00:00Z");
    const database = await freshDatabase();
    const actor = { ...systemActor, name: "演示数据" };
    await database.transaction(systemActor, async (tx) => {
      await loadRegions(tx);
      await loadIndicators(tx, clock);
      await seedDemoInstitutions(tx, clock, 2024);
      await seedDemoIndicators(tx, clock, actor);
    });
    await seedDemoAccounts(database, clock, { isDemo: true, institutions: units });
    await seedDemoReports(database, clock, actor);
    const states = await database.query<{ state: string; n: number }>(
      "select state, count(*)::integer as n from indicator_report group by state",
    );
    expect(states.map(({ state }) => state).toSorted()).toEqual(
      ["draft", "ready", "submitted", "county-passed", "city-passed", "approved", "returned"].toSorted(),
    );
    const [row] = await database.query<{ left: number; late: number; corrections: number; unlinked: number }>(
      `select count(*) filter (where subject = '140100-C04' and period = '2026-Q3')::integer as left,
         count(*) filter (where first_submitted_on > due_on)::integer as late, count(corrects)::integer as corrections,
         (select count(*) from observation o where period = '2026-Q3' and report is null)::integer as unlinked from indicator_report`,
    );
    expect(row).toMatchObject({ left: 0, corrections: 1, unlinked: 0 });
    expect(row?.late).toBeGreaterThan(10);
  }, 180_000);
});
