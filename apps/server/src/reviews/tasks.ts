import type { Task } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { type ProgrammeId, programmeOf } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { scoredCallsUnderReview } from "./declared.store.ts";
import { asksForSecond, decidingRounds, isComplete } from "./judged.ts";
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
  const calls = await scoredCallsUnderReview(tx, actor);
  if (calls.length === 0) return [];
  const ids = calls.map(({ id }) => id);
  const [deciding, vacant] = await Promise.all([
    roundsOf(tx, actor, { calls: ids }).then(decidingRounds),
    vacancies(tx, actor, ids),
  ]);
  return calls.flatMap(({ id, year, title, projects }) => {
    const path = `/reviews/calls/${id}?year=${year}`;
    const results = `/reviews/calls/${id}/results?year=${year}`;
    const waiting = projects.filter((project) => !deciding.has(project)).length;
    const open = vacant.get(id) ?? 0;
    const over = projects.flatMap((project) => deciding.get(project) ?? []).filter(isComplete);
    const second = over.filter(asksForSecond).length;
    const task = (count: number, step: string, where = path): Task[] =>
      count === 0 ? [] : [{ group: "todo", title, from: "评审", amountFen: null, since: null, due: null, step, path: where }];
    return [
      ...task(waiting, `${waiting}项待分组评审`),
      ...task(open, `评审组空缺${open}席，待补抽`),
      ...task(second, `${second}项极差超限，待复评`, results),
      ...task(over.length - second, `${over.length - second}项评分完毕，待作结论`, results),
    ];
  });
};

/** Seats without an expert on drawn panels that still have projects before them, by call. */
const vacancies = async (tx: Tx, { province }: Actor, calls: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ call: string; vacant: number }>`
    with at_work as (
      select p.id, p.call, p.experts from review_panel p
      where p.province = ${province} and p.call = any(${calls}::uuid[]) and p.state = 'drawn'
        and exists (select from review_panel_project j where j.province = p.province and j.panel = p.id and not j.is_void)),
      taken as (
        select s.panel, count(*) as experts from review_seat s
        where s.province = ${province} and s.panel in (select id from at_work) and s.state in ('invited', 'accepted') group by s.panel)
    select at_work.call, sum(at_work.experts - coalesce(taken.experts, 0))::int as vacant
    from at_work left join taken on taken.panel = at_work.id group by at_work.call`.execute(tx);
  return new Map(rows.map(({ call, vacant }) => [call, vacant]));
};
