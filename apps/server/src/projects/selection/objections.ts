import { closeObjection, listObjections, type RouteAnswer, raiseObjection } from "@qiangyi/api";
import { dateInShanghai, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, type Clock, handle, homeProvince, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { contentOf } from "./notice.ts";
import {
  closeObjectionRow,
  findNotice,
  insertObjection,
  lockObjection,
  objectionsOf,
  reserveObjectionNumber,
  type StoredNotice,
  type StoredObjection,
} from "./notices.store.ts";
import { callToSelect } from "./selections.store.ts";
import { projectsById } from "./shown-selection.ts";
import { addWorkingDays, type CalendarRefusal, workCalendars } from "./working-days.ts";

/** Working days in which an objection is to be looked into; no clause states them (docs/open-questions.md). */
export const objectionWorkingDays = 15;
/** More than this on one day is a flood and not a dispute. */
const mostPerDay = 200;

type ObjectionRefusal =
  | CalendarRefusal
  | Refusal<"notice-not-found">
  | Refusal<"NOTICE_CLOSED">
  | Refusal<"not-in-notice">
  | Refusal<"too-many-objections">
  | Refusal<"objection-not-found">
  | Refusal<"objection-closed">;

const answers: Answers<ObjectionRefusal> = {
  CALENDAR_UNKNOWN: [422, ({ year }) => `${year}年的节假日安排还没有登记，核查期限算不出来`, "请按公示上的联系方式书面提出"],
  "notice-not-found": [404, "没有这份公示"],
  NOTICE_CLOSED: [409, "公示期未开始或已经结束，不能在线提出异议", "期满后发现问题的，请按公示上的联系方式反映"],
  "not-in-notice": [422, "公示名单中没有这个项目编号", "请核对编号，或不填编号直接写明"],
  "too-many-objections": [429, "今天在线提出的异议过多，暂时不能再提交", "请明天再试，或按公示上的联系方式反映"],
  "objection-not-found": [404, "没有这件异议，或不由您核查"],
  "objection-closed": [409, "这件异议已有核查结论"],
};

/** 异议: anyone may raise one while the notice runs; each is a case with its own clock, closed by a finding. */
export const objectionRoutes = (rooms: Rooms): void => {
  handle(rooms, raiseObjection, ({ tx, clock, params, body }) => raise(tx, clock, params.noticeId, body), answers);

  handle(
    rooms,
    listObjections,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof listObjections>, ObjectionRefusal>> => {
      const notice = await findNotice(tx, actor.province, params.noticeId);
      if (!notice || !(await callToSelect(tx, actor, notice.call))) return refuse({ code: "notice-not-found" });
      return ok({ items: await shown(tx, actor, await objectionsOf(tx, actor.province, notice.id)) });
    },
    answers,
  );

  handle(
    rooms,
    closeObjection,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof closeObjection>, ObjectionRefusal>> => {
      const objection = await lockObjection(tx, actor.province, params.objectionId);
      const notice = objection && (await findNotice(tx, actor.province, objection.notice));
      if (!objection || !notice || !(await callToSelect(tx, actor, notice.call))) return refuse({ code: "objection-not-found" });
      if (objection.state !== "open") return refuse({ code: "objection-closed" });
      const change = {
        state: body.outcome,
        finding: body.finding,
        closed_by: actor.userId,
        closed_by_name: actor.name,
        closed_at: clock.now(),
      };
      await closeObjectionRow(tx, objection, change);
      const [view] = await shown(tx, actor, [{ ...objection, ...change }]);
      if (!view) throw new Error("an objection vanished while it was closed");
      return ok(view);
    },
    answers,
  );
};

const raise = async (
  tx: Tx,
  clock: Clock,
  noticeId: string,
  asked: { projectNumber?: string | undefined; content: string; sender?: string | undefined; contact?: string | undefined },
): Promise<Result<RouteAnswer<typeof raiseObjection>, ObjectionRefusal>> => {
  const notice = await findNotice(tx, homeProvince, noticeId);
  if (!notice) return refuse({ code: "notice-not-found" });
  const today = dateInShanghai(clock.now());
  if (!isRunning(notice, today)) return refuse({ code: "NOTICE_CLOSED" });
  const project = projectOf(notice, asked.projectNumber);
  if (asked.projectNumber && project === undefined) return refuse({ code: "not-in-notice" });
  const due = addWorkingDays(today, objectionWorkingDays, await workCalendars(tx, homeProvince));
  if (!due.ok) return due;
  const ofDay = await reserveObjectionNumber(tx, homeProvince, today);
  if (ofDay > mostPerDay) return refuse({ code: "too-many-objections" });
  const number = `YY${today.replaceAll("-", "")}${String(ofDay).padStart(3, "0")}`;
  await insertObjection(tx, {
    province: homeProvince,
    id: newId(),
    notice: noticeId,
    project: project ?? null,
    number,
    received_on: today,
    due_on: due.value,
    content: asked.content,
    sender: asked.sender || null,
    contact: asked.contact || null,
    state: "open",
    finding: null,
    closed_by: null,
    closed_by_name: null,
    closed_at: null,
    created_at: clock.now(),
  });
  return ok({ number, dueOn: due.value });
};

const isRunning = ({ state, published_on, closes_on }: StoredNotice, today: string): boolean =>
  state === "open" && today >= published_on && today <= closes_on;

/** Chosen rows and projects stand in one order, so the number of a row finds its project without a look into the library. */
const projectOf = (notice: StoredNotice, number: string | undefined): string | undefined => {
  if (!number) return undefined;
  const { rows, projects } = contentOf(notice);
  return projects[rows.filter(({ isChosen }) => isChosen).findIndex((row) => row.number === number)];
};

const shown = async (tx: Tx, actor: Actor, objections: readonly StoredObjection[]) => {
  const projects = await projectsById(
    tx,
    actor,
    objections.flatMap(({ project }) => project ?? []),
  );
  return objections.map((objection) => {
    const project = objection.project === null ? undefined : projects.get(objection.project);
    return {
      id: objection.id,
      number: objection.number,
      project: project ? { id: project.id, number: project.number ?? "", title: project.title } : null,
      receivedOn: objection.received_on,
      dueOn: objection.due_on,
      content: objection.content,
      sender: maskedName(objection.sender),
      contact: maskedContact(objection.contact),
      state: objection.state,
      finding: objection.finding,
      closed:
        objection.closed_by_name === null || objection.closed_at === null
          ? null
          : { name: objection.closed_by_name, at: objection.closed_at.toISOString() },
    };
  });
};

const maskedName = (name: string | null): string | null => (name === null ? null : `${[...name][0] ?? ""}*`);
const maskedContact = (contact: string | null): string | null => (contact === null ? null : `****${contact.slice(-4)}`);
