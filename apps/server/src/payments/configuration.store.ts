import { fen } from "@qiangyi/kernel";
import type { ProcurementRules } from "@qiangyi/policy";
import type { Selectable } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { PaymentTables } from "./tables.ts";

type StoredRule = Selectable<PaymentTables["procurement_rule"]>;

/** The latest record of each year, newest year first. */
export const rulesInForce = async (tx: Tx, province: string): Promise<readonly StoredRule[]> =>
  tx
    .withTables<PaymentTables>()
    .selectFrom("procurement_rule")
    .selectAll()
    .distinctOn("year")
    .where("province", "=", province)
    .orderBy("year", "desc")
    .orderBy("corrections", "desc")
    .execute();

/** Limits that hold in a year; undefined until somebody has recorded them with their source. */
export const rulesOfYear = async (tx: Tx, province: string, year: number): Promise<ProcurementRules | undefined> => {
  const row = (await rulesInForce(tx, province)).find((each) => each.year === year);
  return row && { year, threshold: fen(row.threshold_fen), catalogue: row.catalogue, source: row.source };
};
