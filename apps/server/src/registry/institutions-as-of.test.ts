import { type InstitutionDraft, institutionDraft } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { expect, it } from "vitest";
import { actorAs } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../platform/index.ts";
import { institutionsAsOf } from "./institutions-as-of.ts";
import { loadRegions } from "./load-regions.ts";
import { saveInstitution } from "./save-institution.ts";

const database = await freshDatabase();
await database.transaction(systemActor, loadRegions);

const record = (more: Partial<InstitutionDraft>): InstitutionDraft =>
  institutionDraft.parse({
    name: "清徐县人民医院（演示）",
    ownership: "public",
    affiliation: "county",
    tier: "secondary",
    class: "general",
    region: "140121",
    ...more,
  });

const save = (at: string, id: string, draft: InstitutionDraft, version?: number) =>
  database.transaction(systemActor, async (tx) => {
    const existing = version === undefined ? {} : { existing: { id, version } };
    const saved = await saveInstitution(
      { tx, actor: systemActor, clock: fixedClock(at) },
      { record: draft, reason: "测试", change: version === undefined ? "created" : "changed", newId: id, ...existing },
    );
    expect(saved.ok).toBe(true);
  });

const tiersOn = async (day: string, actor = actorAs("prov_health_dept")) =>
  (await database.transaction(actor, (tx) => institutionsAsOf(tx, actor, date(day)))).map(
    ({ id, tier, name }) => `${id} ${tier} ${name}`,
  );

it("按当日的登记读机构:升级、改名以前的报告不变;当日以后才登记的,按首次登记", async () => {
  await save("2023-03-01T02:00:00Z", "H1", record({}));
  await save("2024-06-30T15:59:59Z", "H1", record({ tier: "tertiary" }), 1);
  await save("2025-01-10T02:00:00Z", "H1", record({ tier: "tertiary", name: "清徐县中心医院（演示）" }), 2);
  await save("2025-02-01T02:00:00Z", "H2", record({ name: "广灵县人民医院（演示）", region: "140223", tier: "primary" }));
  await save("2025-03-01T02:00:00Z", "H2", record({ name: "广灵县人民医院（演示）", region: "140223" }), 1);

  const [before, promoted, renamed] = [
    "H1 secondary 清徐县人民医院（演示）",
    "H1 tertiary 清徐县人民医院（演示）",
    "H1 tertiary 清徐县中心医院（演示）",
  ];
  const [entered, now] = ["H2 primary 广灵县人民医院（演示）", "H2 secondary 广灵县人民医院（演示）"];
  expect(await tiersOn("2022-12-31")).toEqual([before, entered]);
  expect(await tiersOn("2024-06-29")).toEqual([before, entered]);
  // 23:59:59 in Shanghai is still the 30th.
  expect(await tiersOn("2024-06-30")).toEqual([promoted, entered]);
  expect(await tiersOn("2025-02-28")).toEqual([renamed, entered]);
  expect(await tiersOn("2025-03-01")).toEqual([renamed, now]);
  expect(await tiersOn("2030-01-01")).toEqual([renamed, now]);
});

it("只见辖区内的机构", async () => {
  expect(await tiersOn("2024-01-01", actorAs("city_health_bureau", { city: "140200" }))).toEqual([
    "H2 primary 广灵县人民医院（演示）",
  ]);
});
