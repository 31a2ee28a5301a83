import type { Task } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { type ProgrammeId, programmeOf } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { callsUnderReview, declaredProjects, organisedCalls } from "./declared.store.ts";
import { reviewsIn } from "./experts.store.ts";
import { asksForSecond, decidingRounds, isComplete } from "./judged.ts";
import { isActive, panelsOfCall, seatsOf } from "./panels.store.ts";
import { roundsOf } from "./rounds.store.ts";

/** What waits for an expert, or for whoever organises reviews; an expert's rows name programme and number of projects, never a title. */
export const reviewTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  if (actor.permissions.has("reviews.score")) return expertTasks(tx, actor);
  return actor.permissions.has("reviews.organise") ? organiserTasks(tx, actor) : [];
};

const expertTasks = async (tx: Tx, { province, userId }: Actor): Promise<Task[]> => {
  const { rows } = await sql<{
    panel: string;
    programme: ProgrammeId;
    year: number;
    projects: number;
    locked: number;
    state: string;
    pledged: boolean;
    at: Date;
  }>`
    select s.panel, p.programme, p.year, s.state, s.pledged_at is not null as pledged, s.invited_at as at,
      (select count(*)::int from review_panel_project j where j.province = s.province and j.panel = s.panel and not j.is_void) as projects,
      (select count(*)::int from review_score o where o.province = s.province and o.panel = s.panel and o.expert = s.expert and o.state = 'locked') as locked
    from review_seat s
      join expert e on e.province = s.province and e.id = s.expert and e.account::text = ${userId}
      join review_panel p on p.province = s.province and p.id = s.panel and p.state = 'drawn'
    where s.province = ${province} and s.state in ('invited', 'accepted') order by s.invited_at`.execute(tx);
  return rows
    .filter(({ locked, projects }) => projects > 0 && locked < projects)
    .map(({ panel, programme, year, projects, locked, state, pledged, at }) => ({
      group: "todo",
      title: `${year}年${programmeOf(programme).title}评审（${projects}项）`,
      from: "评审组织部门",
      amountFen: null,
      since: dateInShanghai(at),
      due: null,
      step: state === "invited" ? "答复邀请" : pledged ? `评分，已提交${locked} / ${projects}份` : "签署承诺",
      path: pledged ? `/reviews/desk/${panel}` : "/reviews/desk",
    }));
};

const organiserTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const tasks: Task[] = [];
  const open = await callsUnderReview(tx, actor);
  if (open.size === 0) return [];
  for (const call of await organisedCalls(tx, actor)) {
    if (!open.has(call.id) || call.definition.review.kind !== "score") continue;
    const path = `/reviews/calls/${call.id}?year=${call.year}`;
    const task = (step: string, where = path): Task => ({
      group: "todo",
      title: call.title,
      from: "评审",
      amountFen: null,
      since: null,
      due: null,
      step,
      path: where,
    });
    const passed = (await declaredProjects(tx, actor, { call: call.id })).filter(({ state }) => state === "form_passed");
    const deciding = decidingRounds(await roundsOf(tx, actor, { call: call.id }));
    const waiting = passed.filter(({ id }) => !deciding.has(id)).length;
    if (waiting > 0) tasks.push(task(`${waiting}项待分组评审`));
    const vacant = await vacancies(tx, actor, call.id);
    if (vacant > 0) tasks.push(task(`评审组空缺${vacant}席，待补抽`));
    const over = passed.flatMap(({ id }) => deciding.get(id) ?? []).filter(isComplete);
    const second = over.filter(asksForSecond).length;
    const results = `/reviews/calls/${call.id}/results?year=${call.year}`;
    if (second > 0) tasks.push(task(`${second}项极差超限，待复评`, results));
    if (over.length > second) tasks.push(task(`${over.length - second}项评分完毕，待作结论`, results));
  }
  return tasks;
};

const vacancies = async (tx: Tx, actor: Actor, call: string): Promise<number> => {
  let vacant = 0;
  for (const panel of await panelsOfCall(tx, actor, call)) {
    if (panel.state !== "drawn") continue;
    const { stillOpen } = await reviewsIn(tx)
      .selectFrom("review_panel_project")
      .select((select) => select.fn.countAll<bigint>().as("stillOpen"))
      .where("province", "=", panel.province)
      .where("panel", "=", panel.id)
      .where("is_void", "=", false)
      .executeTakeFirstOrThrow();
    if (stillOpen > 0n) vacant += panel.experts - (await seatsOf(tx, panel)).filter(isActive).length;
  }
  return vacant;
};
