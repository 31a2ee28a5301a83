import { listNotices, publishNotice, type RouteAnswer, readNotice } from "@qiangyi/api";
import { date, dateInShanghai, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { storedDefinition } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, homeProvince, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { unassignedBar } from "../programmes/programme-bar.ts";
import { type StepRefusal, stepAnswers, takeStep } from "../take-step.ts";
import { contentOf, hashOfContent, makeContent, shownNotice, shownSummary } from "./notice.ts";
import {
  callOf,
  findNotice,
  insertNotice,
  noticePage,
  noticesOfSelection,
  objectionsOf,
  type StoredNotice,
  setNoticeState,
} from "./notices.store.ts";
import { callToSelect, lockSelection, rowsOfSelections } from "./selections.store.ts";
import { addWorkingDays, type CalendarRefusal, workCalendars } from "./working-days.ts";

type PublishRefusal =
  | StepRefusal
  | CalendarRefusal
  | Refusal<"selection-not-found">
  | Refusal<"selection-not-decided", { readonly clause: string }>
  | Refusal<"notice-date-past">
  | Refusal<"notice-running">
  | Refusal<"notice-without-reason", { readonly problems: readonly { path: string; message: string }[] }>
  | Refusal<"notice-empty">;

const answers: Answers<PublishRefusal> = {
  ...stepAnswers,
  CALENDAR_UNKNOWN: [422, ({ year }) => `${year}年的节假日安排还没有登记，公示期限算不出来`, "请先在政策库登记当年的节假日安排"],
  "selection-not-found": [404, "没有这份遴选结果，或不由您公示"],
  "selection-not-decided": [409, "名单还没有审定，不能公示", "请先由另一位人员审定"],
  "notice-date-past": [422, "公示日期早于今天", "公示从发布当天起算，请填写今天或以后的日期"],
  "notice-running": [409, "这份名单已有正在进行或已经结束的公示", "异议成立、需要重新公示的，请先处理异议"],
  "notice-without-reason": [
    422,
    ({ problems }) => `下列项目没有成立的异议，不能从名单中去掉：${problems.map(({ message }) => message).join("、")}`,
  ],
  "notice-empty": [422, "名单中没有项目可公示"],
};

/** 公示: generated from the decision, counted in working days. A second one follows an objection that was upheld. */
export const noticeRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    publishNotice,
    ({ tx, actor, clock, params, body }) => publish(tx, actor, clock, params.selectionId, body),
    answers,
  );

  handle(rooms, listNotices, async ({ tx, query }): Promise<Result<RouteAnswer<typeof listNotices>, never>> => {
    const rows = await noticePage(tx, homeProvince, query);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return ok({
      items: shown.map((row) => shownSummary(row, row)),
      next: rows.length > query.limit && last ? `${last.published_on}/${last.id}` : null,
      total: null,
    });
  });

  handle(
    rooms,
    readNotice,
    async ({ tx, clock, params }): Promise<Result<RouteAnswer<typeof readNotice>, Refusal<"notice-not-found">>> => {
      const notice = await findNotice(tx, homeProvince, params.noticeId);
      const call = notice && (await callOf(tx, notice));
      return notice && call ? ok(shownNotice(notice, call, dateInShanghai(clock.now()))) : refuse({ code: "notice-not-found" });
    },
    { "notice-not-found": [404, "没有这份公示"] },
  );
};

const publish = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  selectionId: string,
  { publishedOn, contact, without }: { publishedOn: string; contact: string; without: readonly string[] },
): Promise<Result<RouteAnswer<typeof publishNotice>, PublishRefusal>> => {
  const selection = await lockSelection(tx, actor.province, selectionId);
  const call = selection && (await callToSelect(tx, actor, selection.call));
  if (!selection || !call) return refuse({ code: "selection-not-found" });
  if (selection.state !== "decided") return refuse({ code: "selection-not-decided", clause: "5g-2022.art7.b" });
  const today = dateInShanghai(clock.now());
  if (publishedOn < today) return refuse({ code: "notice-date-past" });
  const earlier = (await noticesOfSelection(tx, actor.province, selectionId)).at(-1);
  const upheld = earlier ? await upheldOf(tx, earlier) : new Set<string>();
  if (earlier && (earlier.state !== "open" || upheld.size === 0)) return refuse({ code: "notice-running" });
  const groundless = without.filter((project) => !upheld.has(project));
  if (groundless.length > 0) {
    return refuse({
      code: "notice-without-reason",
      problems: groundless.map((project) => ({ path: project, message: project })),
    });
  }
  const rows = await rowsOfSelections(tx, actor.province, [selectionId]);
  // Nothing returns to the list by being forgotten: what an earlier notice left out stays out.
  const kept = earlier ? new Set(contentOf(earlier).projects) : undefined;
  const dropped = rows
    .filter(({ is_chosen, project }) => is_chosen && kept?.has(project) === false)
    .map(({ project }) => project);
  const content = await makeContent(tx, actor, selection, rows, new Set([...without, ...dropped]));
  if (content.projects.length === 0) return refuse({ code: "notice-empty" });
  const unassigned = await unassignedBar(tx, { province: actor.province, programme: call.programme }, content.projects);
  if (unassigned) return unassigned;
  const { noticeWorkingDays } = storedDefinition(call.definition);
  const closes = addWorkingDays(date(publishedOn), noticeWorkingDays, await workCalendars(tx, actor.province));
  if (!closes.ok) return closes;
  for (const project of without) {
    // What an upheld objection takes off the list ends here; the finding is in its case.
    const ended = await takeStep(tx, actor, clock, project, {
      action: "terminate",
      opinion: "公示异议核查成立，不再支持",
      basis: earlier?.title ?? "",
    });
    if (!ended.ok) return ended;
  }
  if (earlier) await setNoticeState(tx, earlier, "superseded");
  const notice: StoredNotice = {
    province: actor.province,
    id: newId(),
    call: call.id,
    selection: selectionId,
    title: `${call.title}拟支持项目公示${earlier ? "（重新公示）" : ""}`,
    content,
    sha256: hashOfContent(content),
    contact,
    published_on: publishedOn,
    working_days: noticeWorkingDays,
    closes_on: closes.value,
    state: "open",
    supersedes: earlier?.id ?? null,
    published_by: actor.userId,
    published_by_name: actor.name,
    published_at: clock.now(),
    concluded_at: null,
  };
  await insertNotice(tx, notice);
  return ok(shownNotice(notice, call, today));
};

/** Projects against which an objection to this notice was upheld. */
const upheldOf = async (tx: Tx, notice: StoredNotice): Promise<ReadonlySet<string>> => {
  const objections = await objectionsOf(tx, notice.province, notice.id);
  return new Set(objections.flatMap(({ state, project }) => (state === "upheld" && project !== null ? [project] : [])));
};
