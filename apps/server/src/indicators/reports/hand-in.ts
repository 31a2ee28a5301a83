import { makeReportReady, refuseReport, submitReport, takeBackReport, withdrawReport } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { handle, type Rooms } from "../../platform/index.ts";
import { judgeWhole } from "./judge-whole.ts";
import type { At } from "./open-report.ts";
import { partOf } from "./part-of-report.ts";
import { type HandInRefusal, handInAnswers } from "./refusals.ts";
import { addStep, changeReport, entryOf, lockReport, type StoredReport, type StoredValue } from "./reports.store.ts";
import { openToFill } from "./save-value.ts";
import { isOwn } from "./shown-report.ts";

type Done = Result<{ id: string }, HandInRefusal>;

/** From the clerk to the head, and from the head up: the first desk begins where the unit stands. */
export const handInRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    makeReportReady,
    ({ tx, actor, clock, params }) => makeReady({ tx, actor, clock }, params.reportId),
    handInAnswers,
  );
  handle(rooms, takeBackReport, ({ tx, actor, clock, params }) => takeBack({ tx, actor, clock }, params.reportId), handInAnswers);
  handle(
    rooms,
    submitReport,
    ({ tx, actor, clock, params, body }) => submit({ tx, actor, clock }, params.reportId, body.version),
    handInAnswers,
  );
  handle(
    rooms,
    refuseReport,
    ({ tx, actor, clock, params, body }) => refuseToClerk({ tx, actor, clock }, params.reportId, body.reason),
    handInAnswers,
  );
  handle(rooms, withdrawReport, ({ tx, actor, clock, params }) => withdraw({ tx, actor, clock }, params.reportId), handInAnswers);
};

export const makeReady = async (at: At, id: string): Promise<Done> => {
  const { tx, actor, clock } = at;
  const part = partOf(actor);
  if (part) return refuse({ code: "PART_OF_REPORT", office: part.office });
  const open = await openToFill(tx, actor, id);
  if (!open.ok) return open;
  const report = open.value;
  const { asked, problems } = await judgeWhole(at, report);
  if (problems.length > 0) return refuse({ code: "REPORT_HAS_PROBLEMS", problems });
  await changeReport(tx, report, { state: "ready", asked: asked.length, returned_because: null });
  await addStep(tx, actor, report, { act: "ready", at: clock.now() });
  return ok({ id });
};

/** Locked, of the actor's own, and with the head. */
const readyReport = async ({ tx, actor }: At, id: string): Promise<Result<StoredReport, HandInRefusal>> => {
  const part = partOf(actor);
  if (part) return refuse({ code: "PART_OF_REPORT", office: part.office });
  const report = await lockReport(tx, actor, id);
  if (!report) return refuse({ code: "report-not-found" });
  if (!isOwn(actor, report.subject)) return refuse({ code: "SUBJECT_NOT_YOURS" });
  return report.state === "ready" ? ok(report) : refuse({ code: "NOT_READY", state: report.state });
};

const takeBack = async (at: At, id: string): Promise<Done> => {
  const ready = await readyReport(at, id);
  if (!ready.ok) return ready;
  await changeReport(at.tx, ready.value, { state: "draft" });
  await addStep(at.tx, at.actor, ready.value, { act: "take-back", at: at.clock.now() });
  return ok({ id });
};

const refuseToClerk = async (at: At, id: string, reason: string): Promise<Done> => {
  const ready = await readyReport(at, id);
  if (!ready.ok) return ready;
  await changeReport(at.tx, ready.value, { state: "returned", returned_because: reason });
  await addStep(at.tx, at.actor, ready.value, { act: "refuse", at: at.clock.now(), opinion: reason });
  return ok({ id });
};

export const submit = async (at: At, id: string, version: number): Promise<Done> => {
  const { tx, actor, clock } = at;
  const ready = await readyReport(at, id);
  if (!ready.ok) return ready;
  const report = ready.value;
  if (report.version !== version) return refuse({ code: "CHANGED_MEANWHILE" });
  const { values, problems } = await judgeWhole(at, report);
  if (problems.length > 0) return refuse({ code: "REPORT_HAS_PROBLEMS", problems });
  const round = report.round + 1;
  const today = clock.today();
  await changeReport(tx, report, {
    state: "submitted",
    desk: report.route[0] ?? null,
    round,
    people: report.people.includes(actor.userId) ? report.people : [...report.people, actor.userId],
    submitted_by: actor.userId,
    submitted_name: actor.name,
    submitted_on: today,
    first_submitted_on: report.first_submitted_on ?? today,
    read_by: null,
    read_at: null,
    permitted_by: null,
  });
  await addStep(tx, actor, report, { act: "submit", at: clock.now(), round, content: { values: values.map(handedIn) } });
  return ok({ id });
};

const handedIn = (value: StoredValue) => ({ indicator: value.indicator, ...entryOf(value) });

const withdraw = async ({ tx, actor, clock }: At, id: string): Promise<Done> => {
  const report = await lockReport(tx, actor, id);
  if (!report) return refuse({ code: "report-not-found" });
  if (!isOwn(actor, report.subject)) return refuse({ code: "SUBJECT_NOT_YOURS" });
  if (report.desk === null) return refuse({ code: "NOT_READY", state: report.state });
  if (report.state !== "submitted" || report.read_by !== null) return refuse({ code: "ALREADY_READ" });
  await changeReport(tx, report, { state: "draft", desk: null });
  await addStep(tx, actor, report, { act: "withdraw", at: clock.now() });
  return ok({ id });
};
