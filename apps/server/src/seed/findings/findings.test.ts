import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock } from "../../platform/index.ts";
import { loadReferenceData, seedDemo } from "../index.ts";

const database = await freshDatabase();
const clock = fixedClock("2026-11-20T02:00:00Z");
await loadReferenceData(database, clock);
await seedDemo(database, clock, () => {});

const counts = async (table: string, column: string) =>
  Object.fromEntries(
    (
      await database.query<{ key: string; n: number }>(`select ${column} as key, count(*)::int as n from ${table} group by 1`)
    ).map(({ key, n }) => [key, n]),
  );

describe("演示的监督检查", () => {
  it("两份计划、三次检查，问题的每种状态都有，一项整改逾期，三种措施各一，一个审计事项", async () => {
    expect(await counts("inspection_plan", "coalesce(city, '140000')")).toEqual({ "140000": 1, "141000": 1 });
    expect(await counts("inspection", "(concluded_at is not null)::text")).toEqual({ true: 2, false: 1 });
    expect(await counts("finding", "state")).toEqual({
      raised: 1,
      dismissed: 1,
      withdrawn: 1,
      correcting: 3,
      answered: 1,
      settled: 1,
    });
    const [late] = await database.query<{ n: number }>(
      "select count(*)::int as n from finding_correction c join finding f on f.id = c.finding where f.state = 'correcting' and c.due_on < '2026-11-20'",
    );
    expect(late?.n).toBe(1);
    expect(await counts("finding_measure", "kind")).toEqual({ circular: 1, suspension: 1, recovery: 1 });
    expect(await counts("audit_matter_finding", "'linked'")).toEqual({ linked: 1 });
  });

  it("再次启动什么都不增加", async () => {
    const before = await counts("finding_step", "act");
    await seedDemo(database, clock, () => {});
    expect(await counts("finding_step", "act")).toEqual(before);
  });
});
