import { type EnteredValue, hindersReport, judgeReport, type ReportFinding } from "@qiangyi/projects";
import { type AskedRow, askedRows } from "./asked-rows.ts";
import type { At } from "./open-report.ts";
import type { FieldProblem } from "./refusals.ts";
import { entryOf, type StoredReport, type StoredValue, valuesOf } from "./reports.store.ts";
import { reportingOf, standingOf } from "./show-report.ts";

export interface Whole {
  readonly asked: readonly AskedRow[];
  readonly values: readonly StoredValue[];
  readonly problems: readonly FieldProblem[];
}

/** The report as a whole, by the rules that the page applies while typing. */
export const judgeWhole = async (
  { tx, actor, clock }: Pick<At, "tx" | "actor" | "clock">,
  report: StoredReport,
): Promise<Whole> => {
  const asked = await askedRows(tx, actor, report, await reportingOf(tx, actor, report), clock.today());
  const values = await valuesOf(tx, report);
  const entries = new Map(values.map((value) => [value.indicator, entryOf(value)]));
  const problems = judgeReport(asked, entries).filter(hindersReport).map(problemOf(asked));
  if (problems.length > 0 || report.corrects === null) return { asked, values, problems };
  const standing = await standingOf(tx, actor, report, clock.today());
  const isChanged = values.some((value) => differs(entryOf(value), standing.get(value.indicator)));
  return { asked, values, problems: isChanged ? [] : [{ path: "", message: "更正没有改动任何数值" }] };
};

const problemOf =
  (asked: readonly AskedRow[]) =>
  ({ indicator, field, message }: ReportFinding): FieldProblem => ({
    path: `${indicator}.${field}`,
    message: `“${asked.find(({ code }) => code === indicator)?.title ?? indicator}”${message}`,
  });

type Numbers = Pick<EnteredValue, "value" | "numerator" | "denominator">;

/** Whether an entry says another thing than what stands; 35.10 and 35.1 are the same. */
export const differs = (entry: Numbers, standing: Numbers | undefined): boolean =>
  standing === undefined
    ? entry.value !== "" || entry.numerator !== "" || entry.denominator !== ""
    : (["value", "numerator", "denominator"] as const).some((part) => trimmed(entry[part]) !== trimmed(standing[part]));

const trimmed = (text: string): string => (/^\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, "") : text);
