import { ok, type Result, refuse, yearOf } from "@qiangyi/kernel";
import type { ReportFinding } from "@qiangyi/projects";
import { blankEntry, judgeReport } from "@qiangyi/projects";
import { type AskedRow, askedRows } from "./asked-rows.ts";
import { differs } from "./judge-whole.ts";
import { type At, openReportOf, wantedReport } from "./open-report.ts";
import type { OpenRefusal, ShutRefusal } from "./refusals.ts";
import { entryOf, lockReport, type StoredReport, type StoredValue, touchReport, valuesOf, writeValue } from "./reports.store.ts";
import { misfitsOf, storedEntry, tidied } from "./save-value.ts";
import { reportingOf } from "./show-report.ts";
import { isOpen } from "./shown-report.ts";

/** A value from another system. Either `value` (a number, or the label of a level or grade) or numerator and denominator; texts as they came. */
export interface GivenValue {
  /** Code or title of the dictionary. */
  readonly indicator: string;
  readonly value?: string | null;
  readonly numerator?: string | null;
  readonly denominator?: string | null;
  readonly note?: string | null;
}

export interface GivenReport {
  /** Institution id or six-digit region code: the caller's own. */
  readonly subject: string;
  /** YYYY, YYYY-Qn or YYYY-MM. */
  readonly period: string;
  readonly values: readonly GivenValue[];
}

export interface GivenProblem {
  readonly code: "INDICATOR_NOT_ASKED" | "REPEATED" | "VALUE_MISFIT";
  readonly field: "indicator" | "value" | "numerator" | "denominator" | "note";
  readonly message: string;
  readonly remedy: string;
}

/** What became of one given value, in the order given. A refused one leaves what stands; the others are taken. */
export interface DraftedValue {
  readonly index: number;
  readonly indicator: string;
  readonly outcome: "new" | "changed" | "unchanged" | "refused";
  readonly problems: readonly GivenProblem[];
  /** What hinders handing in the report later, as the grid shows it: held slips, explanations, order. */
  readonly findings: readonly ReportFinding[];
}

export interface Drafted {
  /** Null for a dry run about a report that nobody has opened. */
  readonly report: string | null;
  readonly values: readonly DraftedValue[];
}

export type DraftRefusal = OpenRefusal | ShutRefusal;

/**
 * The door for machines: values into the draft of the caller's own report, opened if need be, by the rules of the grid. Nothing is handed in by it: a
 * person looks at the draft and sends it. A dry run writes nothing at all, not even the report.
 */
export const draftValuesFrom = async (at: At, given: GivenReport, isDryRun: boolean): Promise<Result<Drafted, DraftRefusal>> => {
  const { tx, actor, clock } = at;
  const found = await reportFor(at, given, isDryRun);
  if (!found.ok) return found;
  const { report, isKnown } = found.value;
  if (!isOpen(report.state)) return refuse({ code: "REPORT_LOCKED", state: report.state });
  const asked = await askedRows(tx, actor, report, await reportingOf(tx, actor, report), clock.today());
  const before = await valuesOf(tx, report);
  const judged = judgeGiven(at, report, asked, before, given.values);
  if (!isDryRun) {
    for (const { stored } of judged) if (stored) await writeValue(tx, stored);
    if (judged.some(({ stored }) => stored)) await touchReport(tx, report, actor);
  }
  const after = new Map(before.map((value) => [value.indicator, entryOf(value)]));
  for (const { stored } of judged) if (stored) after.set(stored.indicator, entryOf(stored));
  const findings = judgeReport(asked, after);
  return ok({
    report: isKnown ? report.id : null,
    values: judged.map(({ index, indicator, outcome, problems }) => ({
      index,
      indicator,
      outcome,
      problems,
      findings: outcome === "refused" ? [] : findings.filter((finding) => finding.indicator === indicator),
    })),
  });
};

const reportFor = async (at: At, given: GivenReport, isDryRun: boolean): ReturnType<typeof wantedReport> => {
  if (isDryRun) return wantedReport(at, given);
  const opened = await openReportOf(at, given);
  if (!opened.ok) return opened;
  const locked = await lockReport(at.tx, at.actor, opened.value.id);
  return ok({ report: locked ?? opened.value, isKnown: true });
};

type Judged = Omit<DraftedValue, "findings"> & { readonly stored: StoredValue | undefined };

const judgeGiven = (
  at: At,
  report: StoredReport,
  asked: readonly AskedRow[],
  before: readonly StoredValue[],
  given: readonly GivenValue[],
): Judged[] => {
  const seen = new Set<string>();
  return given.map((value, index) => {
    const row = asked.find(({ code, title }) => code === value.indicator || title === value.indicator);
    const refused = (problems: readonly GivenProblem[]): Judged => ({
      index,
      indicator: row?.code ?? value.indicator,
      outcome: "refused",
      problems,
      stored: undefined,
    });
    if (!row) return refused([notAsked(value.indicator, report)]);
    if (seen.has(row.code)) return refused([repeated(row)]);
    seen.add(row.code);
    const standing = before.find(({ indicator }) => indicator === row.code);
    const entry = tidied(row, {
      ...blankEntry,
      value: value.value ?? "",
      numerator: value.numerator ?? "",
      denominator: value.denominator ?? "",
      note: value.note ?? standing?.note ?? "",
    });
    const problems = misfitsOf(row, entry).map(misfit);
    if (problems.length > 0) return refused(problems);
    const isSame = !differs(entry, standing ? entryOf(standing) : undefined) && entry.note === (standing?.note ?? "");
    return {
      index,
      indicator: row.code,
      outcome: isSame ? "unchanged" : standing ? "changed" : "new",
      problems: [],
      stored: isSame ? undefined : storedEntry(at, report, asked, row, entry, before),
    };
  });
};

const notAsked = (indicator: string, { ends_on }: StoredReport): GivenProblem => ({
  code: "INDICATOR_NOT_ASKED",
  field: "indicator",
  message: `这一期没有要求填报“${indicator}”`,
  remedy: `请对照${yearOf(ends_on)}年的指标词典核对指标代码和报表周期`,
});

const repeated = ({ title }: AskedRow): GivenProblem => ({
  code: "REPEATED",
  field: "indicator",
  message: `“${title}”给出了不止一次`,
  remedy: "一期一项指标只给一个值",
});

const misfit = ({ path, message }: { readonly path: string; readonly message: string }): GivenProblem => ({
  code: "VALUE_MISFIT",
  field: path.split(".")[1] as GivenProblem["field"],
  message,
  remedy: "请在来源系统改正后重新发送",
});
