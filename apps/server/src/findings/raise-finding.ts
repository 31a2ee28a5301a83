import { type RouteAnswer, raiseFinding } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { clause } from "@qiangyi/policy/register";
import { unitPages } from "../payments/index.ts";
import { type Actor, type Answers, covers, handle, newId, type Rooms, type Tx } from "../platform/index.ts";
import { fundProjects } from "../projects/index.ts";
import { institutionPlace } from "../registry/index.ts";
import { addStep, findingsIn, nextNumber, type StoredFinding } from "./findings.store.ts";
import { levelOf, officeOf } from "./office.ts";
import { placeOfRegion } from "./shown-finding.ts";

type RaiseRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"INSPECTION_UNRELATED">
  | Refusal<"page-not-found">
  | Refusal<"clause-unknown">
  | Refusal<"matter-not-found">;

const answers: Answers<RaiseRefusal> = {
  FORBIDDEN_ROLE: [403, "只能就本级管辖范围内的项目、单位登记问题", "请选择本地的项目或单位，或由当地部门、上级部门登记"],
  INSPECTION_UNRELATED: [422, "这次检查没有看过这个项目，或不是本部门的检查", "请选择检查名单里的项目"],
  "page-not-found": [422, "这个单位没有这个项目账页", "请重新选择账页"],
  "clause-unknown": [422, "政策库没有这个条款", "请从条款列表选择"],
  "matter-not-found": [422, "没有这个审计事项，或已经办结"],
};

/** 登记问题 or 疑点: a question with its facts. It charges nobody until another person has confirmed it. */
export const raiseFindingRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    raiseFinding,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof raiseFinding>, RaiseRefusal>> => {
      const [office, level] = [officeOf(actor), levelOf(actor)];
      if (office === undefined || level === undefined) return refuse({ code: "FORBIDDEN_ROLE" });
      if (!clause(body.clause)) return refuse({ code: "clause-unknown" });
      const subject = await subjectOf(tx, actor, body);
      if (!subject.ok) return subject;
      if (body.inspection !== undefined && !(await wasLookedAt(tx, actor, body.inspection, body.project)))
        return refuse({ code: "INSPECTION_UNRELATED" });
      if (body.auditMatter !== undefined && !(await isOpenMatter(tx, actor, body.auditMatter)))
        return refuse({ code: "matter-not-found" });
      const { inspection, auditMatter, title, facts, amountFen, grade } = body;
      const [id, year] = [newId(), yearOf(clock.today())];
      const number = await nextNumber(tx, actor.province, "finding", year);
      const finding = {
        province: actor.province,
        id,
        number,
        year,
        source:
          inspection !== undefined
            ? ("inspection" as const)
            : auditMatter !== undefined
              ? ("audit" as const)
              : ("raised" as const),
        inspection: inspection ?? null,
        ...subject.value,
        title,
        facts,
        clause: body.clause,
        amount_fen: amountFen === undefined ? null : BigInt(amountFen),
        grade,
        raised_level: level,
        raised_office: office,
        raised_by: actor.userId,
        raised_name: actor.name,
        raised_at: clock.now(),
        state: "raised" as const,
      };
      await findingsIn(tx).insertInto("finding").values(finding).execute();
      await addStep(tx, actor, clock.now(), finding, { act: "raise", note: facts });
      if (auditMatter !== undefined)
        await findingsIn(tx)
          .insertInto("audit_matter_finding")
          .values({
            province: actor.province,
            matter: auditMatter,
            finding: id,
            by_user: actor.userId,
            by_name: actor.name,
            at: clock.now(),
          })
          .execute();
      return ok({ id, number });
    },
    answers,
  );

type Subject = Pick<
  StoredFinding,
  "project" | "project_title" | "institution" | "institution_name" | "earmark" | "page_title" | "city" | "county"
>;

/** Of a project its unit, of a page its unit: the most that is said gives the place. Outside the own place: FORBIDDEN_ROLE, whether it exists or not. */
const subjectOf = async (
  tx: Tx,
  actor: Actor,
  asked: {
    readonly project?: string | undefined;
    readonly institution?: string | undefined;
    readonly earmark?: string | undefined;
    readonly region?: string | undefined;
  },
): Promise<Result<Subject, RaiseRefusal>> => {
  const project = asked.project === undefined ? undefined : (await fundProjects(tx, actor, { ids: [asked.project] }))[0];
  if (asked.project !== undefined && !project) return refuse({ code: "FORBIDDEN_ROLE" });
  const institution = project?.institution ?? asked.institution;
  const empty = {
    project: null,
    project_title: null,
    institution: null,
    institution_name: null,
    earmark: null,
    page_title: null,
  };
  if (institution === undefined) {
    const region = asked.region ?? "";
    const place = { ...placeOfRegion(region), institution: null };
    if (!region.startsWith(actor.province) || !regionsByCode.has(region) || !covers(actor, place))
      return refuse({ code: "FORBIDDEN_ROLE" });
    return ok({ ...empty, city: place.city, county: place.county });
  }
  const place = await institutionPlace(tx, actor, institution);
  if (!place) return refuse({ code: "FORBIDDEN_ROLE" });
  const page =
    asked.earmark === undefined
      ? undefined
      : (await unitPages(tx, actor, institution)).find(({ earmark }) => earmark === asked.earmark);
  if (asked.earmark !== undefined && !page) return refuse({ code: "page-not-found" });
  return ok({
    project: project?.id ?? null,
    project_title: project?.title ?? null,
    institution,
    institution_name: place.name,
    earmark: page?.earmark ?? null,
    page_title: page?.title ?? null,
    city: place.city,
    county: place.county,
  });
};

const wasLookedAt = async (tx: Tx, actor: Actor, inspection: string, project: string | undefined): Promise<boolean> => {
  if (project === undefined) return false;
  const row = await findingsIn(tx)
    .selectFrom("inspection as i")
    .innerJoin("inspection_project as p", (join) =>
      join.onRef("p.province", "=", "i.province").onRef("p.inspection", "=", "i.id"),
    )
    .select(["i.department", "i.city", "i.county"])
    .where("i.province", "=", actor.province)
    .where("i.id", "=", inspection)
    .where("p.project", "=", project)
    .executeTakeFirst();
  // By the department that inspected, at its own level.
  const own = actor.level === "province" ? [null, null] : [actor.city, actor.level === "county" ? actor.county : null];
  return row !== undefined && row.department === officeOf(actor) && row.city === own[0] && row.county === own[1];
};

const isOpenMatter = async (tx: Tx, actor: Actor, matter: string): Promise<boolean> => {
  const row = await findingsIn(tx)
    .selectFrom("audit_matter as m")
    .leftJoin("audit_matter_closing as c", (join) => join.onRef("c.province", "=", "m.province").onRef("c.matter", "=", "m.id"))
    .select(["m.id", "c.matter as closed"])
    .where("m.province", "=", actor.province)
    .where("m.id", "=", matter)
    .executeTakeFirst();
  return row !== undefined && row.closed === null;
};
