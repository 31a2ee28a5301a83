import {
  concludeInspection,
  type Inspection,
  listInspections,
  type RouteAnswer,
  readInspection,
  startInspection,
} from "@qiangyi/api";
import { date, ok, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx } from "../platform/index.ts";
import { fundProjects } from "../projects/index.ts";
import { institutionNames } from "../registry/index.ts";
import { findingPage, findingsIn, nextNumber } from "./findings.store.ts";
import { inspectionPage, type ListedInspection } from "./inspections.store.ts";
import { departmentOf, levelOf, officeTitle, placeOfActor, regionOfPlace } from "./office.ts";
import { mayInspect, ownProjects, shownProject } from "./plans.ts";
import { shownBy, shownFindings } from "./shown-finding.ts";

type InspectRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"plan-not-found">
  | Refusal<"days-reversed">
  | Refusal<"inspectors-repeated">
  | Refusal<"inspection-not-found">
  | Refusal<"already-concluded">
  | Refusal<"not-ended">;
const answers: Answers<InspectRefusal> = {
  FORBIDDEN_ROLE: [
    403,
    "只能检查本级管辖范围内的项目，检查由本部门登记和作结论",
    "请选择本地的专项资金项目，或由当地部门、上级部门检查",
  ],
  "plan-not-found": [422, "没有这份检查计划，或不是本部门的计划"],
  "days-reversed": [422, "结束日期不能早于开始日期"],
  "inspectors-repeated": [422, "检查人员重复", "请填写不少于2名不同的人员"],
  "inspection-not-found": [404, "没有这次检查，或不在您的查看范围"],
  "already-concluded": [409, "这次检查已经有结论，不能再改"],
  "not-ended": [422, "检查还没有结束，不能作结论"],
};

/** 检查: by whom, when, of which projects; concluded, its projects count as inspected. */
export const inspectionRoutes = (rooms: Rooms): void => {
  handle(rooms, listInspections, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listInspections>, never>> => {
    const rows = await inspectionPage(tx, actor, query);
    const shown = rows.slice(0, query.limit);
    const next = rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null;
    return ok({ items: await shownInspections(tx, actor, shown), next, total: null });
  });

  handle(
    rooms,
    readInspection,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof readInspection>, InspectRefusal>> => {
      const [row] = await inspectionPage(tx, actor, { id: params.inspectionId, limit: 1 });
      const [shown] = row ? await shownInspections(tx, actor, [row]) : [];
      if (!row || !shown) return refuse({ code: "inspection-not-found" });
      const found = await findingPage(tx, actor, clock.today(), { inspection: row.id, limit: 200 });
      const own = isOwn(actor, row);
      return ok({
        ...shown,
        looked: await projectsOf(tx, actor, row.id),
        conclusion: row.conclusion,
        concluded: row.concluded_at === null ? null : shownBy(row.concluded_name ?? "", shown.office, row.concluded_at),
        found: await shownFindings(tx, actor, found, clock.today()),
        may: { conclude: own && row.concluded_at === null && row.ends_on <= clock.today(), raise: own },
      });
    },
    answers,
  );

  handle(
    rooms,
    startInspection,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof startInspection>, InspectRefusal>> => {
      const [department, place] = [departmentOf(actor), placeOfActor(actor)];
      if (department === undefined || levelOf(actor) === undefined) return refuse({ code: "FORBIDDEN_ROLE" });
      const projects = await ownProjects(tx, actor, body.projects);
      if (!projects) return refuse({ code: "FORBIDDEN_ROLE" });
      if (body.endsOn < body.startsOn) return refuse({ code: "days-reversed" });
      if (new Set(body.inspectors).size < body.inspectors.length) return refuse({ code: "inspectors-repeated" });
      const plan = body.plan === undefined ? undefined : await ownPlan(tx, actor, body.plan);
      if (body.plan !== undefined && !plan) return refuse({ code: "plan-not-found" });
      const year = plan?.year ?? yearOf(date(body.startsOn));
      const id = newId();
      const number = await nextNumber(tx, actor.province, "inspection", year);
      await findingsIn(tx)
        .insertInto("inspection")
        .values({
          province: actor.province,
          id,
          number,
          year,
          plan: plan?.id ?? null,
          ...place,
          department,
          title: body.title,
          starts_on: body.startsOn,
          ends_on: body.endsOn,
          inspectors: body.inspectors,
          by_user: actor.userId,
          by_name: actor.name,
          at: clock.now(),
          conclusion: null,
          concluded_by: null,
          concluded_name: null,
          concluded_at: null,
        })
        .execute();
      await findingsIn(tx)
        .insertInto("inspection_project")
        .values(
          projects.map(({ id: project, city, county, institution }) => ({
            province: actor.province,
            inspection: id,
            project,
            city,
            county,
            institution,
          })),
        )
        .execute();
      return ok({ id, number });
    },
    answers,
  );

  handle(
    rooms,
    concludeInspection,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof concludeInspection>, InspectRefusal>> => {
      const [row] = await inspectionPage(tx, actor, { id: params.inspectionId, limit: 1 });
      if (!row) return refuse({ code: "inspection-not-found" });
      if (!isOwn(actor, row)) return refuse({ code: "FORBIDDEN_ROLE" });
      if (row.ends_on > clock.today()) return refuse({ code: "not-ended" });
      const { numUpdatedRows } = await findingsIn(tx)
        .updateTable("inspection")
        .set({ conclusion: body.conclusion, concluded_by: actor.userId, concluded_name: actor.name, concluded_at: clock.now() })
        .where("province", "=", row.province)
        .where("id", "=", row.id)
        .where("concluded_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n ? ok({ id: row.id }) : refuse({ code: "already-concluded" });
    },
    answers,
  );
};

/** Of the own department at the own place. */
const isOwn = (actor: Actor, { department, city, county }: ListedInspection): boolean => {
  const place = placeOfActor(actor);
  return mayInspect(actor) && departmentOf(actor) === department && place.city === city && place.county === county;
};

const ownPlan = async (tx: Tx, actor: Actor, id: string) => {
  const place = placeOfActor(actor);
  const plan = await findingsIn(tx)
    .selectFrom("inspection_plan")
    .select(["id", "year", "department", "city", "county"])
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .executeTakeFirst();
  const isOfActor = plan?.department === departmentOf(actor) && plan?.city === place.city && plan.county === place.county;
  return isOfActor ? plan : undefined;
};

const projectsOf = async (tx: Tx, actor: Actor, inspection: string) => {
  const rows = await findingsIn(tx)
    .selectFrom("inspection_project")
    .select("project")
    .where("province", "=", actor.province)
    .where("inspection", "=", inspection)
    .execute();
  const projects = await fundProjects(tx, actor, { ids: rows.map(({ project }) => project) });
  const names = await institutionNames(
    tx,
    actor,
    projects.map(({ institution }) => institution),
  );
  return projects.map((project) => shownProject(actor, project, names));
};

const shownInspections = async (tx: Tx, actor: Actor, rows: readonly ListedInspection[]): Promise<Inspection[]> => {
  const plans = rows.flatMap(({ plan }) => plan ?? []);
  const titles =
    plans.length === 0
      ? []
      : await findingsIn(tx)
          .selectFrom("inspection_plan")
          .select(["id", "title"])
          .where("province", "=", actor.province)
          .where("id", "in", plans)
          .execute();
  return rows.map((row) => {
    const region = regionOfPlace(row.province, row);
    const office = officeTitle(row.department, region);
    return {
      id: row.id,
      number: row.number,
      year: row.year,
      plan: titles.find(({ id }) => id === row.plan) ?? null,
      region,
      department: row.department,
      office,
      title: row.title,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      inspectors: row.inspectors,
      projects: row.projects,
      findings: row.findings,
      state: row.concluded_at === null ? "open" : "concluded",
      by: shownBy(row.by_name, office, row.at),
    };
  });
};
