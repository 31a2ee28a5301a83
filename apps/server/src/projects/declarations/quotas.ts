import { refuse } from "@qiangyi/kernel";
import type { Quota } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { OpenCall } from "./declarations.store.ts";
import type { QuotaRefusal } from "./refusals.ts";

const places: Readonly<Record<Quota["per"], string>> = { call: "全省", city: "本市", county: "本县（市、区）", unit: "本单位" };

/**
 * Whether one more declaration may be handed in. The count is locked until the transaction ends, so two units that sign at once are counted
 * one after the other.
 */
export const quotaReached = async (
  tx: Tx,
  call: OpenCall,
  { id, seat, institution }: Pick<StoredProject, "seat" | "institution"> & { readonly id?: string },
): Promise<{ readonly ok: false; readonly refusal: QuotaRefusal } | undefined> => {
  const quotas = call.definition.quotas.filter((quota) => quota.of === "declared");
  if (quotas.length === 0) return undefined;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`quota/${call.province}/${call.id}`}, 0))`.execute(tx);
  for (const { per, atMost, clause } of quotas) {
    const at = {
      city: per === "city" ? seat : null,
      county: per === "county" ? seat : null,
      unit: per === "unit" ? institution : null,
    };
    const { rows } = await sql<{ count: bigint }>`
      select project_declared_count(${call.province}, ${call.id}, ${id ?? null}, ${at.city}, ${at.county}, ${at.unit}) as count`.execute(
      tx,
    );
    if (Number(rows[0]?.count ?? 0n) >= atMost)
      return refuse({ code: "QUOTA_REACHED", of: places[per], atMost, ...(clause !== undefined && { clause }) });
  }
  return undefined;
};
