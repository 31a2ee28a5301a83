import { regionsByCode } from "@qiangyi/policy";
import { type LedgerTask, unitsOf } from "@qiangyi/policy/tasks";
import type { Actor, Tx } from "../platform/index.ts";
import { liaisonUnitOf } from "./liaisons.store.ts";

/** The names by which the plans call the office of a role; ~ stands for the city. */
const officesOfRoles: Readonly<Record<string, readonly string[]>> = {
  prov_health_dept: ["省卫健委"],
  prov_health_finance: ["省卫健委"],
  prov_finance_social: ["省财政厅", "省级财政"],
  city_health_bureau: ["~人民政府", "~卫健委", "市卫健委"],
  city_finance_bureau: ["~人民政府", "~财政局"],
};

/** Units of the documents that somebody speaks for: by role and place, and for departments of the province by what the ledger office recorded. */
export const officesOf = async (tx: Tx, actor: Actor): Promise<readonly string[]> => {
  const cityName = regionsByCode.get(actor.city ?? "")?.name ?? "";
  const byRole = actor.roles.flatMap((role) => officesOfRoles[role] ?? []).map((name) => name.replace("~", cityName));
  const liaison = actor.roles.includes("prov_department") ? await liaisonUnitOf(tx, actor) : undefined;
  return [...new Set([...byRole, ...(liaison === undefined ? [] : [liaison])])];
};

/** Units that answer for a task or support it: those of the clause, and whoever was made answerable beside them. */
export const unitsConcerned = (task: LedgerTask, assigned: readonly string[]): readonly string[] => [
  ...new Set([...unitsOf(task), ...assigned]),
];
