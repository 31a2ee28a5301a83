import { liftMeasure, type RouteAnswer, recoverForFinding, sendCircular, suspendForFinding } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Insertable } from "kysely";
import { liftUnitSuspension, suspendUnit, unitPages } from "../payments/index.ts";
import { type Answers, covers, handle, newId, type Rooms, regionOfActor } from "../platform/index.ts";
import { institutionPlace } from "../registry/index.ts";
import { addStep, findingsIn } from "./findings.store.ts";
import { measuresOf } from "./measures.store.ts";
import { departmentOf, levelOf, titleOfActor } from "./office.ts";
import { type At, type Opened, openFinding } from "./opened.ts";
import { detailOf, isSetter } from "./read-finding.ts";
import { placeParty } from "./shown-finding.ts";
import type { FindingTables } from "./tables.ts";
import { confirmedStates } from "./transitions.ts";

type MeasureRefusal =
  | Refusal<"finding-not-found">
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"NOT_CONFIRMED">
  | Refusal<"unit-not-found">
  | Refusal<"page-not-found">
  | Refusal<"payment-not-found">
  | Refusal<"party-elsewhere">
  | Refusal<"due-passed">
  | Refusal<"measure-not-found">
  | Refusal<"other-setter">;

const answers: Answers<MeasureRefusal> = {
  "finding-not-found": [404, "没有这个问题，或不在您的查看范围"],
  FORBIDDEN_ROLE: [403, "措施由财政、卫生健康部门采取"],
  NOT_CONFIRMED: [409, "问题还没有核实属实，不能采取措施", "请先由另一位人员核实"],
  "unit-not-found": [404, "找不到这个单位，或不在您的管理范围"],
  "page-not-found": [422, "这个单位没有这个项目账页", "请重新选择账页"],
  "payment-not-found": [422, "这个账页没有这笔已付款项", "请重新选择"],
  "party-elsewhere": [422, "通报对象不在您的管理范围", "请选择本级及以下的单位和部门"],
  "due-passed": [422, "收回期限不能早于今天"],
  "measure-not-found": [404, "没有这项措施，或已经解除"],
  "other-setter": [403, "只有作出措施的部门可以解除", "请由作出措施的部门办理"],
};

type Detail = RouteAnswer<typeof sendCircular>;

/** 通报、暂停拨付、收回资金 on a confirmed finding, in any combination (5g-2022.art19.b). */
export const measureRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    sendCircular,
    async ({ tx, actor, clock, params, body }): Promise<Result<Detail, MeasureRefusal>> => {
      const at = { tx, actor, clock };
      const found = await confirmedFinding(at, params.findingId);
      if (!found.ok) return found;
      const { row, opened } = found.value;
      const parties = [];
      for (const party of body.addressees) {
        const placed = await placeParty(tx, actor, party);
        if (!placed || !covers(actor, placed)) return refuse({ code: "party-elsewhere" });
        parties.push(placed);
      }
      const { documentNumber, reason, title, text } = body;
      const measure = { ...row, kind: "circular" as const, document_number: documentNumber, reason, title, body: text };
      await findingsIn(tx).insertInto("finding_measure").values(measure).execute();
      await findingsIn(tx)
        .insertInto("finding_addressee")
        .values(
          parties.map((party, index) => ({
            province: row.province,
            measure: row.id,
            seq: index + 1,
            finding: row.finding,
            ...party,
          })),
        )
        .execute();
      return told(at, opened, "circular", `${documentNumber}：${title}`);
    },
    answers,
  );

  handle(
    rooms,
    suspendForFinding,
    async ({ tx, actor, clock, params, body }): Promise<Result<Detail, MeasureRefusal>> => {
      const at = { tx, actor, clock };
      const found = await confirmedFinding(at, params.findingId);
      if (!found.ok) return found;
      const { row, opened } = found.value;
      const set = await suspendUnit(tx, actor, clock.now(), { ...body, department: row.set_department });
      if (!set.ok) return refuse({ code: set.refusal.code === "page-not-found" ? "page-not-found" : "unit-not-found" });
      const place = await institutionPlace(tx, actor, body.institution);
      const { id: suspension, institutionName, scope } = set.value;
      const measure = {
        ...row,
        kind: "suspension" as const,
        document_number: body.documentNumber,
        reason: body.reason,
        suspension,
        city: place?.city ?? null,
        county: place?.county ?? null,
        institution: body.institution,
        institution_name: institutionName,
        earmark: body.earmark ?? null,
        scope,
      };
      await findingsIn(tx).insertInto("finding_measure").values(measure).execute();
      return told(at, opened, "suspend", `${body.documentNumber}：${institutionName}，${scope}`);
    },
    answers,
  );

  handle(
    rooms,
    recoverForFinding,
    async ({ tx, actor, clock, params, body }): Promise<Result<Detail, MeasureRefusal>> => {
      const at = { tx, actor, clock };
      const found = await confirmedFinding(at, params.findingId);
      if (!found.ok) return found;
      const { row, opened } = found.value;
      if (body.dueOn < clock.today()) return refuse({ code: "due-passed" });
      const place = await institutionPlace(tx, actor, body.institution);
      if (!place) return refuse({ code: "unit-not-found" });
      const page = (await unitPages(tx, actor, body.institution)).find(({ earmark }) => earmark === body.earmark);
      if (!page) return refuse({ code: "page-not-found" });
      if (body.payment !== undefined && (body.of !== "paid" || !page.payments.some(({ id }) => id === body.payment)))
        return refuse({ code: "payment-not-found" });
      const measure = {
        ...row,
        kind: "recovery" as const,
        document_number: body.documentNumber,
        reason: body.reason,
        city: place.city,
        county: place.county,
        institution: body.institution,
        institution_name: place.name,
        earmark: body.earmark,
        scope: page.title,
        recovery_of: body.of,
        payment: body.payment ?? null,
        amount_fen: BigInt(body.amountFen),
        due_on: body.dueOn,
      };
      await findingsIn(tx).insertInto("finding_measure").values(measure).execute();
      return told(at, opened, "recover", `${body.documentNumber}：${place.name}，${page.title}`);
    },
    answers,
  );

  handle(
    rooms,
    liftMeasure,
    async ({ tx, actor, clock, params, body }): Promise<Result<Detail, MeasureRefusal>> => {
      const at = { tx, actor, clock };
      const opened = await openFinding(at, params.findingId);
      if (!opened.ok) return opened;
      const measure = (await measuresOf(tx, actor, [params.findingId])).find(({ id }) => id === params.measureId);
      if (!measure || measure.lifted) return refuse({ code: "measure-not-found" });
      if (!isSetter(actor, measure)) return refuse({ code: "other-setter" });
      if (measure.suspension !== null) {
        const lifting = { id: measure.suspension, reason: body.reason, department: measure.set_department };
        const lifted = await liftUnitSuspension(tx, actor, clock.now(), lifting);
        if (!lifted.ok) return refuse({ code: lifted.refusal.code === "other-setter" ? "other-setter" : "measure-not-found" });
      }
      await findingsIn(tx)
        .insertInto("finding_lifting")
        .values({
          province: measure.province,
          measure: measure.id,
          reason: body.reason,
          by_user: actor.userId,
          by_name: actor.name,
          by_office: await titleOfActor(tx, actor),
          at: clock.now(),
        })
        .execute();
      return told(at, opened.value, "lift", `${measure.document_number}：${body.reason}`);
    },
    answers,
  );
};

type NewMeasure = Omit<Insertable<FindingTables["finding_measure"]>, "kind" | "document_number" | "reason">;

/** The finding, locked, with the part that all measures of this department share. */
const confirmedFinding = async (
  at: At,
  id: string,
): Promise<Result<{ readonly opened: Opened; readonly row: NewMeasure }, MeasureRefusal>> => {
  const { actor, clock } = at;
  const opened = await openFinding(at, id);
  if (!opened.ok) return opened;
  const [department, level, region] = [departmentOf(actor), levelOf(actor), regionOfActor(actor)];
  if (department === undefined || level === undefined || region === undefined) return refuse({ code: "FORBIDDEN_ROLE" });
  const { finding } = opened.value;
  if (!confirmedStates.includes(finding.state)) return refuse({ code: "NOT_CONFIRMED" });
  const row: NewMeasure = {
    province: finding.province,
    id: newId(),
    finding: finding.id,
    set_level: level,
    set_department: department,
    set_region: region,
    set_on: clock.today(),
    by_user: actor.userId,
    by_name: actor.name,
    at: clock.now(),
    title: null,
    body: null,
    suspension: null,
    city: null,
    county: null,
    institution: null,
    institution_name: null,
    earmark: null,
    scope: null,
    recovery_of: null,
    payment: null,
    amount_fen: null,
    due_on: null,
  };
  return ok({ opened: opened.value, row });
};

const told = async (
  at: At,
  { finding }: Opened,
  act: "circular" | "suspend" | "recover" | "lift",
  note: string,
): Promise<Result<Detail, never>> => {
  await addStep(at.tx, at.actor, at.clock.now(), finding, { act, note });
  return ok(await detailOf(at, finding));
};
