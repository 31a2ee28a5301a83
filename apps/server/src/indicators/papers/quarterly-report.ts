import { downloadQuarterlyReport } from "@qiangyi/api";
import { dateInShanghai, inChinese, ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { clause, policyDocument } from "@qiangyi/policy/register";
import { periodTitle } from "@qiangyi/projects";
import { reportDocx } from "../../documents/report/index.ts";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { type BoardFacts, type BoardTarget, boardFacts } from "../boards/index.ts";
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
  const earlier = new Map(before.targets.map(({ cell }) => [cell.target, cell]));
  return subjects.map(({ id, name }) => ({
    name,
    summary: now.summaryOf.get(id),
    summaryBefore: earlierSummary(before, id),
    targets: now.targets
      .filter(({ cell }) => cell.subject === id)
      .map((target) => ({ now: target.cell, before: earlier.get(target.cell.target), basis: basisOf(target) })),
  }));
};

const earlierSummary = ({ summaryOf }: BoardFacts, id: string) => summaryOf.get(id);

/** 晋政办函〔2023〕19号 四（一）, as people look it up. An amended target names the amending document. */
const basisOf = ({ target }: BoardTarget): string => {
  const found = clause(target.clause);
  const own = policyDocument(target.clause.split(".")[0] ?? "")?.number;
  const place = found === undefined ? "" : ` ${found.ref}`;
  return target.version === 1 ? `${own ?? target.document}${place}` : `${target.document}（修改${own ?? ""}${place}）`;
};

/** A report of many subjects is of the place that the reader stands at. */
const scopeName = ({ level }: Actor): string => (level === "province" ? "全省" : level === "city" ? "全市" : "本级");
