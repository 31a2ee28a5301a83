import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { verifyLedger } from "../../ledger/index.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { loadReferenceData, seedDemo } from "../index.ts";

const database = await freshDatabase();
const clock = fixedClock("2026-11-20T02:00:00Z");
await loadReferenceData(database, clock);
// The story of the projects has nothing to do with that of the money, and takes longer.
await database.query("insert into demo_seed (province, part, seeded_at) values ('14', 'projects', now())");
await seedDemo(database, clock, () => {});

const counts = async (table: string, column: string) =>
  Object.fromEntries(
    (
      await database.query<{ key: string; n: number }>(`select ${column} as key, count(*)::int as n from ${table} group by 1`)
    ).map(({ key, n }) => [key, n]),
  );

describe("演示的资金", () => {
  it("提前下达两年、正式下达一批，市县各分解一次，都已签发", async () => {
    expect(await counts("allotment_notice", "kind")).toEqual({ early: 2, final: 1, distribution: 4 });
    expect(await counts("allotment_notice", "state")).toEqual({ issued: 7 });
  });

  it("支付每种状态都有：待审批、待支付、已支付、退回、不予支付", async () => {
    expect(await counts("payment_request", "state")).toEqual({ submitted: 2, approved: 3, paid: 6, returned: 1, refused: 1 });
  });

  it("一笔存疑未结，上年两笔结转待定处理，省市人代会日期已登记", async () => {
    expect(await counts("fund_query", "state")).toEqual({ open: 1 });
    expect(await counts("carry_over_item", "state")).toEqual({ open: 2 });
    expect(await counts("fund_year_event", "kind")).toEqual({ "budget-approved": 3, "expected-execution": 1 });
  });

  it("账上各项恒等式都成立；草稿方案按已下达的重新计算，不过期", async () => {
    const verified = await database.transaction(systemActor, (tx) => verifyLedger(tx, systemActor));
    expect(verified.violations).toEqual([]);
    expect(verified.transfers).toBeGreaterThan(200);
    const [stale] = await database.query<{ n: number }>(
      `select count(*)::int as n from allocation_plan p where p.state = 'draft' and p.built_at < (select max(issued_at) from allotment_notice)`,
    );
    expect(stale?.n).toBe(0);
  });

  it("再次启动什么都不增加", async () => {
    const before = await counts("ledger_entry", "step");
    await seedDemo(database, clock, () => {});
    expect(await counts("ledger_entry", "step")).toEqual(before);
  });
});
