import {
  type AccountabilityCase,
  addCaseStep,
  caseLaws,
  listCases,
  openCase,
  type RouteAnswer,
  readCase,
  removeCaseLog,
  transferCase,
} from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type Selectable, sql } from "kysely";
import { entriesOf } from "../audit/index.ts";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx } from "../platform/index.ts";
import { findFinding, findingsById, findingsIn, nextNumber } from "./findings.store.ts";
import { titleOfActor } from "./office.ts";
import type { At } from "./opened.ts";
import { shownBy } from "./shown-finding.ts";
import type { FindingTables } from "./tables.ts";
import { confirmedStates } from "./transitions.ts";

type CaseRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"finding-not-found">
  | Refusal<"NOT_CONFIRMED">
  | Refusal<"log-not-found">
  | Refusal<"case-not-found">
  | Refusal<"REFERRAL_INCOMPLETE">
  | Refusal<"TRANSFER_REQUIRED", { readonly clause: string }>
  | Refusal<"in-future">
  | Refusal<"CASE_LOCKED", { readonly clause: string }>
  | Refusal<"LOG_IMMUTABLE", { readonly clause: string }>;

const answers: Answers<CaseRefusal> = {
  FORBIDDEN_ROLE: [403, "责任追究案件由省财政厅、省卫生健康委办理"],
  "finding-not-found": [404, "没有这个问题，或不在您的查看范围"],
  NOT_CONFIRMED: [409, "问题还没有核实属实，不能立案追责"],
  "log-not-found": [422, "关联的审批记录不存在", "请从审计日志中选择"],
  "case-not-found": [404, "没有这个案件，或不在您的查看范围"],
  REFERRAL_INCOMPLETE: [422, "请写明移交的机关、日期和文号"],
  TRANSFER_REQUIRED: [422, "涉嫌犯罪的须移送司法机关，请填写移送机关、日期和文书", "三项都填写后再登记"],
  "in-future": [422, "日期不能晚于今天"],
  CASE_LOCKED: [423, "案件已移送司法机关，不能再改动"],
  LOG_IMMUTABLE: [423, "审批记录和办理记录不能删除、不能修改"],
};

type StoredCase = Selectable<FindingTables["accountability_case"]>;
type StoredStep = Selectable<FindingTables["accountability_step"]>;
const labels: Record<StoredStep["act"], string> = {
  open: "立案",
  refer: "移交处理",
  conclude: "处理结果",
  transfer: "移送司法机关",
};

/** 责任追究: a case on a confirmed finding, seen by those who may, its log beyond everybody's reach (qiangyi-2024.art12, 5g-2022.art20). */
export const caseRoutes = (rooms: Rooms): void => {
  handle(rooms, listCases, async ({ tx, actor }): Promise<Result<RouteAnswer<typeof listCases>, never>> => {
    return ok({ items: await shownCases(tx, actor, await casesIn(tx, actor)) });
  });

  handle(
    rooms,
    readCase,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readCase>, CaseRefusal>> => {
      const [row] = await casesIn(tx, actor, params.caseId);
      const [shown] = row ? await shownCases(tx, actor, [row]) : [];
      if (!row || !shown) return refuse({ code: "case-not-found" });
      const steps = await stepsIn(tx, actor, [row.id]);
      const log = await entriesOf(tx, actor, row.log_entries.map(BigInt));
      return ok({
        ...shown,
        facts: row.facts,
        log: log.map(({ sequence, at, actor_name, action, object, hash }) => ({
          sequence: Number(sequence),
          at: at.toISOString(),
          actorName: actor_name,
          action,
          object,
          hash,
        })),
        steps: steps.map((step) => ({
          seq: step.seq,
          act: step.act,
          label: labels[step.act],
          note: step.note,
          authority: step.authority,
          document: step.document,
          doneOn: step.done_on,
          by: shownBy(step.by_name, step.by_office, step.at),
        })),
        may: { act: mayHandle(actor) && shown.state !== "transferred" },
      });
    },
    answers,
  );

  handle(
    rooms,
    openCase,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof openCase>, CaseRefusal>> => {
      if (!mayHandle(actor)) return refuse({ code: "FORBIDDEN_ROLE" });
      const finding = await findFinding(tx, actor, params.findingId);
      if (!finding) return refuse({ code: "finding-not-found" });
      if (!confirmedStates.includes(finding.state)) return refuse({ code: "NOT_CONFIRMED" });
      const sequences = [...new Set(body.logEntries)].map(BigInt);
      if ((await entriesOf(tx, actor, sequences)).length < sequences.length) return refuse({ code: "log-not-found" });
      const id = newId();
      const number = await nextNumber(tx, actor.province, "case", yearOf(clock.today()));
      const by = { by_user: actor.userId, by_name: actor.name, by_office: await titleOfActor(tx, actor), at: clock.now() };
      await findingsIn(tx)
        .insertInto("accountability_case")
        .values({
          province: actor.province,
          id,
          number,
          finding: finding.id,
          subject_kind: body.subjectKind,
          subject: body.subject,
          violation: body.violation,
          laws: [...(body.laws ?? caseLaws)],
          facts: body.facts,
          log_entries: sequences,
          city: finding.city,
          county: finding.county,
          ...by,
        })
        .execute();
      await addStep({ tx, actor, clock }, id, { act: "open", note: body.facts });
      return ok({ id, number });
    },
    answers,
  );

  handle(
    rooms,
    addCaseStep,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof addCaseStep>, CaseRefusal>> => {
      const held = await unlockedCase(tx, actor, params.caseId);
      if (!held.ok) return held;
      if (body.act === "refer" && !isReferred(body)) return refuse({ code: "REFERRAL_INCOMPLETE" });
      if ((body.doneOn ?? "") > clock.today()) return refuse({ code: "in-future" });
      await addStep({ tx, actor, clock }, held.value.id, body);
      return ok({ id: held.value.id });
    },
    answers,
  );

  handle(
    rooms,
    transferCase,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof transferCase>, CaseRefusal>> => {
      const held = await unlockedCase(tx, actor, params.caseId);
      if (!held.ok) return held;
      if (!isReferred(body)) return refuse({ code: "TRANSFER_REQUIRED", clause: "5g-2022.art20.b" });
      if ((body.doneOn ?? "") > clock.today()) return refuse({ code: "in-future" });
      await addStep({ tx, actor, clock }, held.value.id, { ...body, act: "transfer" });
      return ok({ id: held.value.id });
    },
    answers,
  );

  handle(
    rooms,
    removeCaseLog,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof removeCaseLog>, CaseRefusal>> => {
      const [row] = await casesIn(tx, actor, params.caseId);
      return refuse(row ? { code: "LOG_IMMUTABLE", clause: "qiangyi-2024.art12" } : { code: "case-not-found" });
    },
    answers,
  );
};

/** For now the two departments of the province; those below report to them. */
const mayHandle = (actor: Actor): boolean => actor.level === "province" && actor.permissions.has("cases.write");

interface Referral {
  readonly authority?: string | undefined;
  readonly document?: string | undefined;
  readonly doneOn?: string | undefined;
}
const isReferred = ({ authority = "", document = "", doneOn }: Referral): boolean =>
  authority !== "" && document !== "" && doneOn !== undefined;

/** The case for an act on it, locked until the transaction ends, unless it has been transferred. */
const unlockedCase = async (tx: Tx, actor: Actor, id: string): Promise<Result<StoredCase, CaseRefusal>> => {
  if (!mayHandle(actor)) return refuse({ code: "FORBIDDEN_ROLE" });
  await sql`select pg_advisory_xact_lock(hashtextextended(${`case/${actor.province}/${id}`}, 0))`.execute(tx);
  const [row] = await casesIn(tx, actor, id);
  if (!row) return refuse({ code: "case-not-found" });
  const isLocked = (await stepsIn(tx, actor, [id])).some(({ act }) => act === "transfer");
  return isLocked ? refuse({ code: "CASE_LOCKED", clause: "5g-2022.art20.b" }) : ok(row);
};

const casesIn = (tx: Tx, actor: Actor, id?: string): Promise<StoredCase[]> => {
  if (!actor.permissions.has("cases.read")) return Promise.resolve([]);
  let rows = findingsIn(tx).selectFrom("accountability_case").selectAll().where("province", "=", actor.province);
  if (actor.level === "city") rows = rows.where("city", "=", actor.city);
  if (actor.level === "county") rows = rows.where("county", "=", actor.county);
  if (id !== undefined) rows = rows.where("id", "=", id);
  return rows.orderBy("id", "desc").execute();
};

const stepsIn = (tx: Tx, actor: Actor, cases: readonly string[]): Promise<StoredStep[]> =>
  cases.length === 0
    ? Promise.resolve([])
    : findingsIn(tx)
        .selectFrom("accountability_step")
        .selectAll()
        .where("province", "=", actor.province)
        .where("case_id", "in", [...cases])
        .orderBy("seq")
        .execute();

const addStep = async (
  { tx, actor, clock }: At,
  id: string,
  { act, note, authority, document, doneOn }: Referral & { readonly act: StoredStep["act"]; readonly note: string },
): Promise<void> => {
  await sql`insert into accountability_step (province, case_id, seq, act, note, authority, document, done_on, by_user, by_name, by_office, at)
    select ${actor.province}, ${id}::uuid, coalesce(max(seq), 0) + 1, ${act}, ${note}, ${authority ?? null}, ${document ?? null}, ${doneOn ?? null}::date,
      ${actor.userId}, ${actor.name}, ${await titleOfActor(tx, actor)}, ${clock.now()}::timestamptz
    from accountability_step where province = ${actor.province} and case_id = ${id}::uuid`.execute(tx);
};

const shownCases = async (tx: Tx, actor: Actor, rows: readonly StoredCase[]): Promise<AccountabilityCase[]> => {
  const steps = await stepsIn(
    tx,
    actor,
    rows.map(({ id }) => id),
  );
  const findings = await findingsById(
    tx,
    actor,
    rows.map(({ finding }) => finding),
  );
  return rows.map((row) => {
    const finding = findings.find(({ id }) => id === row.finding);
    return {
      id: row.id,
      number: row.number,
      finding: { id: row.finding, number: finding?.number ?? "", title: finding?.title ?? "" },
      subjectKind: row.subject_kind,
      subject: row.subject,
      violation: row.violation,
      laws: row.laws,
      state: stateOf(steps.filter((step) => step.case_id === row.id)),
      by: shownBy(row.by_name, row.by_office, row.at),
    };
  });
};

const stateOf = (steps: readonly StoredStep[]): AccountabilityCase["state"] => {
  const last = steps.at(-1)?.act ?? "open";
  return ({ open: "open", refer: "referred", conclude: "concluded", transfer: "transferred" } as const)[last];
};
