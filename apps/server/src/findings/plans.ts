import {
  extendInspectionPlan,
  type InspectionPlan,
  listInspectionPlans,
  listInspectionProjects,
  makeInspectionPlan,
  type RouteAnswer,
  readInspectionPlan,
} from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { percentText } from "@qiangyi/policy";
import type { Selectable } from "kysely";
import {
  type Actor,
  type Answers,
  covers,
  handle,
  newId,
  type Rooms,
  type Tx,
  violatedConstraint,
  within,
} from "../platform/index.ts";
import { type FundProject, fundProjects } from "../projects/index.ts";
import { institutionNames, regionName } from "../registry/index.ts";
import { findingsIn } from "./findings.store.ts";
import { inspectedProjects } from "./inspections.store.ts";
import { departmentOf, levelOf, officeTitle, placeOfActor, regionOfPlace } from "./office.ts";
import { shownBy } from "./shown-finding.ts";
import type { FindingTables } from "./tables.ts";

type StoredPlan = Selectable<FindingTables["inspection_plan"]>;
type StoredSample = Selectable<FindingTables["inspection_sample"]>;

type PlanRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"plan-exists">
  | Refusal<"year-passed">
  | Refusal<"plan-not-found">
  | Refusal<"already-sampled">;
const answers: Answers<PlanRefusal> = {
  FORBIDDEN_ROLE: [403, "只能检查本级管辖范围内的项目", "请选择本地的专项资金项目"],
  "plan-exists": [409, "本部门这一年度已有检查计划", "请在已有计划中增加抽查项目"],
  "year-passed": [422, "只能制定今年或以后年度的检查计划"],
  "plan-not-found": [404, "没有这份检查计划，或不在您的查看范围"],
  "already-sampled": [409, "所选项目都已在抽查名单里"],
};

/** Plans of one's own department and place. */
const isOwnPlan = (actor: Actor, { department, city, county }: StoredPlan): boolean => {
  const place = placeOfActor(actor);
  return departmentOf(actor) === department && place.city === city && place.county === county;
};

/** 年度检查计划: one for each department of a place, with its sample of projects (qiangyi-2024.art11.b). */
export const planRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    listInspectionPlans,
    async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listInspectionPlans>, never>> => {
      const rows = await plansIn(tx, actor, query.year);
      return ok({ items: await shownPlans(tx, actor, rows), mayPlan: mayInspect(actor) });
    },
  );

  handle(
    rooms,
    listInspectionProjects,
    async ({ tx, actor, clock, query }): Promise<Result<RouteAnswer<typeof listInspectionProjects>, never>> => {
      const year = query.year ?? yearOf(clock.today());
      const projects = await fundProjects(tx, actor, { year });
      const inspected = new Set((await inspectedProjects(tx, actor, year)).map(({ project }) => project));
      const names = await institutionNames(
        tx,
        actor,
        projects.map(({ institution }) => institution),
      );
      const shown = projects.map((project) => ({
        ...shownProject(actor, project, names),
        institution: project.institution,
        isInspected: inspected.has(project.id),
      }));
      const { text = "" } = query;
      return ok({
        items: shown.filter(({ title, number, institutionName }) => `${title} ${number ?? ""} ${institutionName}`.includes(text)),
      });
    },
  );

  handle(
    rooms,
    readInspectionPlan,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readInspectionPlan>, PlanRefusal>> => {
      const plan = (await plansIn(tx, actor, undefined, params.planId))[0];
      const [shown] = plan ? await shownPlans(tx, actor, [plan]) : [];
      if (!plan || !shown) return refuse({ code: "plan-not-found" });
      const sample = await sampleOf(tx, actor, [plan.id]);
      const projects = await fundProjects(tx, actor, { ids: sample.map(({ project }) => project) });
      const names = await institutionNames(
        tx,
        actor,
        projects.map(({ institution }) => institution),
      );
      const inspected = new Set((await inspectedProjects(tx, actor, plan.year)).map(({ project }) => project));
      const office = officeTitle(plan.department, regionOfPlace(plan.province, plan));
      return ok({
        ...shown,
        sample: sample.flatMap((row) => {
          const project = projects.find(({ id }) => id === row.project);
          if (!project) return [];
          return [
            {
              ...shownProject(actor, project, names),
              isInspected: inspected.has(row.project),
              reason: row.reason,
              by: shownBy(row.by_name, office, row.at),
            },
          ];
        }),
        mayExtend: mayInspect(actor) && isOwnPlan(actor, plan),
      });
    },
    answers,
  );

  handle(
    rooms,
    makeInspectionPlan,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof makeInspectionPlan>, PlanRefusal>> => {
      const [department, place] = [departmentOf(actor), placeOfActor(actor)];
      if (department === undefined || levelOf(actor) === undefined) return refuse({ code: "FORBIDDEN_ROLE" });
      if (body.year < yearOf(clock.today())) return refuse({ code: "year-passed" });
      if (!(await ownProjects(tx, actor, body.projects))) return refuse({ code: "FORBIDDEN_ROLE" });
      const id = newId();
      const by = { by_user: actor.userId, by_name: actor.name, at: clock.now() };
      const { year, title, targetPercent } = body;
      try {
        await findingsIn(tx)
          .insertInto("inspection_plan")
          .values({ province: actor.province, id, year, ...place, department, title, target_percent: targetPercent, ...by })
          .execute();
      } catch (error) {
        if (violatedConstraint(error) === "inspection_plan_once") return refuse({ code: "plan-exists" });
        throw error;
      }
      await addSample(tx, actor, clock.now(), { plan: id, projects: body.projects, reason: null });
      return ok({ id });
    },
    answers,
  );

  handle(
    rooms,
    extendInspectionPlan,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof extendInspectionPlan>, PlanRefusal>> => {
      const plan = (await plansIn(tx, actor, undefined, params.planId))[0];
      if (!plan) return refuse({ code: "plan-not-found" });
      if (!isOwnPlan(actor, plan) || !(await ownProjects(tx, actor, body.projects))) return refuse({ code: "FORBIDDEN_ROLE" });
      const known = new Set((await sampleOf(tx, actor, [plan.id])).map(({ project }) => project));
      const projects = [...new Set(body.projects)].filter((project) => !known.has(project));
      if (projects.length === 0) return refuse({ code: "already-sampled" });
      await addSample(tx, actor, clock.now(), { plan: plan.id, projects, reason: body.reason });
      return ok({ id: plan.id, added: projects.length });
    },
    answers,
  );
};

export const mayInspect = (actor: Actor): boolean =>
  actor.permissions.has("findings.inspect") && departmentOf(actor) !== undefined && levelOf(actor) !== undefined;

/** The projects if all of them are of the fund and lie in the actor's place; whether others exist is not told. */
export const ownProjects = async (tx: Tx, actor: Actor, ids: readonly string[]): Promise<readonly FundProject[] | undefined> => {
  const once = [...new Set(ids)];
  const found = await fundProjects(tx, actor, { ids: once });
  return found.length === once.length && found.every((project) => covers(actor, project)) ? found : undefined;
};

export const shownProject = (actor: Actor, project: FundProject, names: ReadonlyMap<string, string>) => ({
  id: project.id,
  number: project.number,
  title: project.title,
  institutionName: names.get(project.institution) ?? project.institution,
  region: regionOfPlace(actor.province, project),
});

const plansIn = (tx: Tx, actor: Actor, year?: number, id?: string): Promise<StoredPlan[]> => {
  // A plan belongs to no institution: units see none.
  if (actor.level === "unit") return Promise.resolve([]);
  let rows = findingsIn(tx).selectFrom("inspection_plan").selectAll().where(within(actor, "inspection_plan"));
  if (year !== undefined) rows = rows.where("year", "=", year);
  if (id !== undefined) rows = rows.where("id", "=", id);
  return rows.orderBy("year", "desc").orderBy("id").execute();
};

const sampleOf = (tx: Tx, actor: Actor, plans: readonly string[]): Promise<StoredSample[]> =>
  plans.length === 0
    ? Promise.resolve([])
    : findingsIn(tx)
        .selectFrom("inspection_sample")
        .selectAll()
        .where("province", "=", actor.province)
        .where("plan", "in", [...plans])
        .orderBy("at")
        .orderBy("project")
        .execute();

const addSample = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { plan, projects, reason }: { readonly plan: string; readonly projects: readonly string[]; readonly reason: string | null },
): Promise<void> => {
  await findingsIn(tx)
    .insertInto("inspection_sample")
    .values(
      [...new Set(projects)].map((project) => ({
        province: actor.province,
        plan,
        project,
        reason,
        by_user: actor.userId,
        by_name: actor.name,
        at,
      })),
    )
    .execute();
};

const shownPlans = async (tx: Tx, actor: Actor, plans: readonly StoredPlan[]): Promise<InspectionPlan[]> => {
  const samples = await sampleOf(
    tx,
    actor,
    plans.map(({ id }) => id),
  );
  const byYear = new Map<number, { readonly all: readonly FundProject[]; readonly inspected: ReadonlySet<string> }>();
  for (const year of new Set(plans.map((plan) => plan.year))) {
    const inspected = new Set((await inspectedProjects(tx, actor, year)).map(({ project }) => project));
    byYear.set(year, { all: await fundProjects(tx, actor, { year }), inspected });
  }
  return plans.map((plan) => {
    const region = regionOfPlace(plan.province, plan);
    const { all = [], inspected = new Set<string>() } = byYear.get(plan.year) ?? {};
    const inPlace = all.filter(
      ({ city, county }) => (plan.city === null || plan.city === city) && (plan.county === null || plan.county === county),
    );
    const sample = samples.filter((row) => row.plan === plan.id);
    const office = officeTitle(plan.department, region);
    return {
      id: plan.id,
      year: plan.year,
      region,
      regionName: regionName(region),
      department: plan.department,
      office,
      title: plan.title,
      targetPercent: plan.target_percent,
      sampled: sample.length,
      inspected: sample.filter(({ project }) => inspected.has(project)).length,
      projects: inPlace.length,
      plannedPercent: percentText(BigInt(sample.length), BigInt(inPlace.length)),
      by: shownBy(plan.by_name, office, plan.at),
    };
  });
};
