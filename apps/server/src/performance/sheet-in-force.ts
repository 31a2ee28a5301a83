import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { PerformanceSheet } from "@qiangyi/projects";
import type { Answers, Tx } from "../platform/index.ts";
import type { Opened } from "./opened.ts";
import { linesOf } from "./performance.store.ts";

export type SheetRequired = Refusal<"SCHEME_REQUIRED", { readonly year: number }>;
export const sheetRequired: Answers<SheetRequired> = {
  SCHEME_REQUIRED: [409, ({ year }) => `${year}年的评价指标表还没有确定`, "请联系省卫健委确定指标和分值后再填报"],
};

export interface SheetInForce extends PerformanceSheet {
  readonly version: number;
}

/** Nobody reports before it is known by what he is judged. */
export const sheetInForce = async (tx: Tx, { project, records, year }: Opened): Promise<Result<SheetInForce, SheetRequired>> => {
  const sheet = records.sheets.findLast((one) => one.year === year);
  if (!sheet) return refuse({ code: "SCHEME_REQUIRED", year });
  const { sheetRows } = await linesOf(tx, { province: project.province, project: project.id, year });
  return ok({
    version: sheet.version,
    executionWeight: sheet.execution_weight,
    rows: sheetRows.filter(({ version }) => version === sheet.version),
  });
};
