import { decideReports, markReportRead, type ReportDecisionRow, type RouteAnswer } from "@qiangyi/api";
import { ok, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { periodTitle } from "@qiangyi/projects";
import { sql } from "kysely";
import { handle, type Rooms, wordsOf } from "../../platform/index.ts";
import { approve } from "./approve-report.ts";
import type { At } from "./open-report.ts";
import { type CheckRefusal, checkAnswers, type NotFound, notFoundAnswers } from "./refusals.ts";
import { addStep, changeReport, findReport, lockReport, type StoredReport } from "./reports.store.ts";
import { reportingOf } from "./show-report.ts";
import { isOnDeskOf, tookPart } from "./shown-report.ts";
import type { Desk } from "./tables.ts";

export const checkReportRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    markReportRead,
    ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof markReportRead>, NotFound>> =>
      markRead({ tx, actor, clock }, params.reportId),
    notFoundAnswers,
  );
  handle(rooms, decideReports, async ({ tx, actor, clock, body }) => {
    const at = { tx, actor, clock };
    return ok({ rows: await eachReport(at, body.rows, (row) => decide(at, row, body.act, body.opinion)) });
  });
};

/** 撤回 ends where somebody above begins to read. The version stays: what he reads is what was handed in. */
const markRead = async ({ tx, actor, clock }: At, id: string): Promise<Result<{ isMarked: boolean }, NotFound>> => {
  const report = await lockReport(tx, actor, id);
  if (!report) return refuse({ code: "report-not-found" });
  if (!isOnDeskOf(actor, report) || tookPart(actor, report) || report.read_by !== null) return ok({ isMarked: false });
  await sql`update indicator_report set read_by = ${actor.userId}, read_at = ${clock.now()}
    where province = ${report.province} and id = ${id}`.execute(tx);
  await addStep(tx, actor, report, { act: "read", at: clock.now() });
  return ok({ isMarked: true });
};

interface Asked {
  readonly id: string;
  readonly version: number;
}

/** Row by row, each under a savepoint, in the order of ids: what one refuses leaves the others as they are, and two batches never lock each other out. */
const eachReport = async (
  at: At,
  rows: readonly Asked[],
  act: (row: Asked) => Promise<Result<null, CheckRefusal>>,
): Promise<ReportDecisionRow[]> => {
  const once = [...new Map(rows.map((row) => [row.id, row])).values()];
  const results = new Map<string, ReportDecisionRow>();
  for (const row of once.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const report = await findReport(at.tx, at.actor, row.id);
    const title = report ? `${(await reportingOf(at.tx, at.actor, report)).name} ${periodTitle(report.period)}` : null;
    await sql`savepoint report_row`.execute(at.tx);
    const done = await act(row);
    if (!done.ok) await sql`rollback to savepoint report_row`.execute(at.tx);
    await sql`release savepoint report_row`.execute(at.tx);
    const failed = done.ok ? { code: null, message: null } : { code: done.refusal.code, message: sentenceOf(done.refusal) };
    results.set(row.id, { id: row.id, title, isDone: done.ok, ...failed });
  }
  return once.flatMap(({ id }) => results.get(id) ?? []);
};

const sentenceOf = (refusal: CheckRefusal): string => {
  const { sentence, remedy } = wordsOf(refusal, checkAnswers);
  return remedy === undefined ? sentence : `${sentence}；${remedy}`;
};

const decide = async (
  at: At,
  { id, version }: Asked,
  act: "pass" | "return",
  opinion: string,
): Promise<Result<null, CheckRefusal>> => {
  const { tx, actor } = at;
  const report = await lockReport(tx, actor, id);
  if (!report) return refuse({ code: "report-not-found" });
  const { desk } = report;
  if (desk === null || !isOnDeskOf(actor, report)) return refuse({ code: "NOT_ON_YOUR_DESK" });
  if (report.version !== version) return refuse({ code: "CHANGED_MEANWHILE" });
  if (tookPart(actor, report)) return refuse({ code: "SAME_PERSON" });
  return act === "return" ? sendBack(at, report, opinion) : pass(at, report, desk, opinion);
};

const sendBack = async ({ tx, actor, clock }: At, report: StoredReport, opinion: string): Promise<Result<null, CheckRefusal>> => {
  if (opinion.length < 2) return refuse({ code: "OPINION_REQUIRED" });
  await changeReport(tx, report, { state: "returned", desk: null, returned_because: opinion, permitted_by: null });
  await addStep(tx, actor, report, { act: "return", at: clock.now(), opinion });
  return ok(null);
};

const passedAt: Readonly<Record<Exclude<Desk, "province">, "county-passed" | "city-passed">> = {
  county: "county-passed",
  city: "city-passed",
};

const pass = async (at: At, report: StoredReport, desk: Desk, opinion: string): Promise<Result<null, CheckRefusal>> => {
  const { tx, actor, clock } = at;
  // Every authority on the way consents in writing to a change of a closed year, 省卫健委 or the city's that leads the centre among them.
  if (report.is_after_close) {
    if (opinion.length < 4) return refuse({ code: "CONSENT_REQUIRED", year: yearOf(report.ends_on) });
    await addStep(tx, actor, report, { act: "permit", at: clock.now(), opinion });
  }
  const said = opinion === "" ? null : opinion;
  const next = report.route[report.route.indexOf(desk) + 1];
  if (next === undefined) {
    await approve(at, report);
    await addStep(tx, actor, report, { act: "approve", at: clock.now(), opinion: said });
    return ok(null);
  }
  const state = passedAt[desk === "county" ? "county" : "city"];
  await changeReport(tx, report, { state, desk: next, read_by: null, read_at: null });
  await addStep(tx, actor, report, { act: "pass", at: clock.now(), opinion: said });
  return ok(null);
};
