import { downloadQuarterlyReport } from "@qiangyi/api";
import { dateInShanghai, inChinese, ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { clause, policyDocument } from "@qiangyi/policy/register";
import type { Observation } from "@qiangyi/policy/targets";
import { groupedNumber, periodTitle, roundedNumber } from "@qiangyi/projects";
import { reportDocx } from "../../documents/report/index.ts";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { type BoardTarget, boardFacts, courseOf, definitionSpans } from "../boards/index.ts";
import { ratioOf } from "../exchange/index.ts";
import { subjectsOf } from "../targets/index.ts";
import { quarterDays } from "./quarter.ts";
import { quarterlyReport, type SubjectReport } from "./report-parts.ts";

type ReportRefusal =
  | Refusal<"subject-not-found">
  | Refusal<"quarter-not-ended", { readonly ends: PlainDate }>
  | Refusal<"day-misfit">;

const answers: Answers<ReportRefusal> = {
  "subject-not-found": [404, "这个单位没有目标，或不在您的查看范围"],
  "quarter-not-ended": [409, ({ ends }) => `这个季度到${ends}才结束，还不能出季度报告`, "请在季度结束后生成"],
  "day-misfit": [422, "数据截止日不能早于季度末，也不能晚于今天"],
};

export const quarterlyReportRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    downloadQuarterlyReport,
    async ({ tx, actor, clock, query: { subject, quarter, asOf } }) => {
      const days = quarterDays(quarter, asOf as PlainDate | undefined);
      if (days.ends >= clock.today()) return refuse({ code: "quarter-not-ended", ends: days.ends });
      if (days.asOf < days.ends || days.asOf > clock.today()) return refuse({ code: "day-misfit" });
      const subjects = (await subjectsOf(tx, actor)).filter(({ id }) => subject === undefined || id === subject);
      if (subjects.length === 0) return refuse({ code: "subject-not-found" });
      const reports = await reportsOf(tx, actor, subjects, days);
      const [only] = subjects;
      const name = subjects.length === 1 && only !== undefined ? only.name : scopeName(actor);
      const report = quarterlyReport({
        title: `${name}${periodTitle(quarter)}指标报告`,
        asOf: days.asOf,
        before: { title: periodTitle(days.before), asOf: days.beforeAsOf },
        madeBy: `${actor.name}于${inChinese(dateInShanghai(clock.now()))}生成`,
        isDemo: rooms.isDemo,
        subjects: reports,
      });
      return ok({
        name: `${report.title}.docx`,
        contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        content: await reportDocx(report),
      });
    },
    answers,
  );

interface Named {
  readonly id: string;
  readonly name: string;
}

/** One evaluation for each of the two days, whatever the number of subjects. */
const reportsOf = async (
  tx: Tx,
  actor: Actor,
  subjects: readonly Named[],
  { asOf, beforeAsOf }: { readonly asOf: PlainDate; readonly beforeAsOf: PlainDate },
): Promise<readonly SubjectReport[]> => {
  const targets = { subjects: subjects.map(({ id }) => id) };
  const now = await boardFacts(tx, actor, { targets, asOf });
  const before = await boardFacts(tx, actor, { targets, asOf: beforeAsOf });
  const earlier = new Map(before.targets.map((target) => [target.cell.target, target]));
  const definitions = await definitionSpans(
    tx,
    actor,
    now.targets.map(({ target }) => target.indicator),
  );
  return subjects.map(({ id, name }) => ({
    name,
    summary: now.summaryOf.get(id),
    summaryBefore: before.summaryOf.get(id),
    targets: now.targets
      .filter(({ cell }) => cell.subject === id)
      .map((target) => {
        const { lastPeriod, yearOnYear } = courseOf(target, asOf, definitions);
        const then = earlier.get(target.cell.target);
        return {
          now: target.cell,
          before: then?.cell,
          basis: basisOf(target),
          approved: approvedSince(target, then),
          lastPeriod,
          yearOnYear,
        };
      }),
  }));
};

/** The engine was told of these today and not on the day of the last report. */
const approvedSince = (now: BoardTarget, before: BoardTarget | undefined) => {
  const known = new Set((before?.facts.observations ?? []).map(({ period, version }) => `${period}#${version}`));
  return (now.facts.observations ?? [])
    .filter(({ period, version }) => !known.has(`${period}#${version}`))
    .map((observation) => {
      const { period, version } = observation;
      return { period, version, display: valueText(now, observation) };
    });
};

/** Two decimals for a ratio of one period: it is no verdict, only what came in. */
const valueText = ({ target: { terms } }: BoardTarget, { value, numerator, denominator }: Observation): string => {
  if (value !== null && value !== undefined) return `${/^\d+(\.\d+)?$/.test(value) ? groupedNumber(value) : value}${terms.unit}`;
  const ratio = ratioOf(numerator ?? null, denominator ?? null, terms.per ?? (terms.unit === "%" ? "100" : "1"));
  return ratio === undefined ? "无数据" : `${roundedNumber(ratio, 2)}${terms.unit}`;
};

/** 晋政办函〔2023〕19号, 四（一）, as people look it up. An amended target names the amending document. */
const basisOf = ({ target }: BoardTarget): { readonly document: string; readonly place: string } => {
  const own = policyDocument(target.clause.split(".")[0] ?? "")?.number ?? target.document;
  const place = clause(target.clause)?.ref ?? target.clause;
  return target.version === 1 ? { document: own, place } : { document: target.document, place: `修改${own} ${place}` };
};

/** A report of many subjects is of the place that the reader stands at. */
const scopeName = ({ level }: Actor): string => (level === "province" ? "全省" : level === "city" ? "全市" : "本级");
