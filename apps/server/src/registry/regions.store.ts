import type { Region } from "@qiangyi/policy";
import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import { type FormerRegion, formerRegionsSource } from "./former-regions.ts";
import { initialsOf } from "./initials.ts";
import type { RegistryTables } from "./tables.ts";

const provinceOf = (code: string): string => code.slice(0, 2);

/** Writes what differs; a second run touches no row. */
export const saveRegions = async (tx: Tx, regions: readonly Region[]): Promise<void> => {
  await tx
    .withTables<RegistryTables>()
    .insertInto("region")
    .values(
      regions.map(({ code, name, kind, parent }) => ({
        province: provinceOf(code),
        code,
        name,
        kind,
        parent,
        initials: initialsOf(name),
        valid_from: null,
        valid_to: null,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["province", "code"])
        .doUpdateSet((row) => ({
          name: row.ref("excluded.name"),
          kind: row.ref("excluded.kind"),
          parent: row.ref("excluded.parent"),
          initials: row.ref("excluded.initials"),
        }))
        .where(
          sql<boolean>`(region.name, region.kind, region.parent, region.initials) is distinct from (excluded.name, excluded.kind, excluded.parent, excluded.initials)`,
        ),
    )
    .execute();
};

export const saveFormerRegions = async (tx: Tx, former: readonly FormerRegion[]): Promise<void> => {
  await tx
    .withTables<RegistryTables>()
    .insertInto("region_former")
    .values(former.map((region) => ({ ...region, province: provinceOf(region.code), until: null, source: formerRegionsSource })))
    .onConflict((conflict) => conflict.columns(["province", "code", "successor"]).doNothing())
    .execute();
};

export const findRegions = (tx: Tx, province: string) =>
  tx.withTables<RegistryTables>().selectFrom("region").selectAll().where("province", "=", province).orderBy("code").execute();

export const findFormerRegions = (tx: Tx, province: string) =>
  tx
    .withTables<RegistryTables>()
    .selectFrom("region_former")
    .selectAll()
    .where("province", "=", province)
    .orderBy("code")
    .orderBy("successor")
    .execute();

export const findDecisions = (tx: Tx, province: string) =>
  tx
    .withTables<RegistryTables>()
    .selectFrom("region_decision")
    .selectAll()
    .where("province", "=", province)
    .orderBy("effective_from")
    .orderBy("recorded_at")
    .orderBy("id")
    .execute();

export type RegionRow = Awaited<ReturnType<typeof findRegions>>[number];
export type DecisionRow = Awaited<ReturnType<typeof findDecisions>>[number];

export const regionExists = async (tx: Tx, province: string, code: string): Promise<boolean> =>
  (await tx
    .withTables<RegistryTables>()
    .selectFrom("region")
    .select("code")
    .where("province", "=", province)
    .where("code", "=", code)
    .executeTakeFirst()) !== undefined;

export const insertDecision = (tx: Tx, decision: DecisionRow) =>
  tx.withTables<RegistryTables>().insertInto("region_decision").values(decision).execute();
