import { regions } from "@qiangyi/policy";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../platform/index.ts";
import { creditCodeDoubt } from "./credit-code.ts";
import { demoInstitutions } from "./demo-institutions.ts";
import { loadRegions, seedDemoInstitutions } from "./index.ts";
import { folded, regionFitsAffiliation, warningsOf } from "./institution.ts";

const institutions = demoInstitutions(2025);

describe("演示机构", () => {
  it("同一种子每次相同,换种子不同", () => {
    expect(demoInstitutions(2025)).toEqual(institutions);
    expect(demoInstitutions(2026)).not.toEqual(institutions);
  });

  it("约900家,名称都注明演示,编号、名称、代码都不重复", () => {
    expect(institutions.length).toBeGreaterThan(800);
    expect(institutions.length).toBeLessThan(1000);
    expect(institutions.filter(({ record }) => !record.name.includes("演示"))).toEqual([]);
    for (const values of [
      institutions.map(({ id }) => id),
      institutions.map(({ record }) => folded(record.name)),
      institutions.map(({ record }) => record.creditCode),
    ])
      expect(new Set(values).size).toBe(institutions.length);
  });

  it("代码都合规则,区划都与隶属相符,没有须核对的事项", () => {
    for (const { record } of institutions) {
      expect(creditCodeDoubt(record.creditCode ?? "")).toBeUndefined();
      expect(regionFitsAffiliation(record)).toBe(true);
      expect(warningsOf(record, [])).toEqual([]);
    }
  });

  it("117个县（市、区）各有综合、中医、妇幼和至少3家中心卫生院,由综合医院牵头", () => {
    for (const { code } of regions.filter(({ level }) => level === 3)) {
      const here = institutions.filter(
        ({ record }) => record.region === code && ["county", "township"].includes(record.affiliation),
      );
      const classes = here.map(({ record }) => record.class);
      expect(classes.filter((kind) => kind === "township-centre").length).toBeGreaterThanOrEqual(3);
      expect(new Set(classes)).toEqual(new Set(["general", "tcm", "maternal-child", "township-centre"]));
      expect(here.filter(({ record }) => record.membership?.role === "lead").map(({ record }) => record.class)).toEqual([
        "general",
      ]);
    }
  });

  it("装入两次与一次相同", async () => {
    const database = await freshDatabase();
    const clock = fixedClock("2025-03-01T02:00:00Z");
    await database.transaction(systemActor, loadRegions);
    const seed = () => database.transaction(systemActor, (tx) => seedDemoInstitutions(tx, clock, 2025));
    expect([await seed(), await seed()]).toEqual([institutions.length, 0]);
    const [row] = await database.query<{ kept: bigint; stored: bigint; leads: bigint }>(`select
      (select sum(count) from institution_tally) as kept, (select count(*) from institution) as stored,
      (select count(*) from institution_membership where is_current and role = 'lead') as leads`);
    expect([Number(row?.kept), Number(row?.stored), Number(row?.leads)]).toEqual([institutions.length, institutions.length, 128]);
  });
});
