import { confirmSupportPlan, listSupportPlans, type RouteAnswer, saveSupportPlan } from "@qiangyi/api";
import { fen, inWanYuan, ok, type Refusal, type Result, refuse, sum } from "@qiangyi/kernel";
import { isInLibrary } from "@qiangyi/projects";
import { type Actor, type Answers, handle, homeProvince, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { uncommitted } from "../commitments/index.ts";
import { listed, type Told } from "../told.ts";
import {
  confirmDraft,
  type ListedProject,
  listedProjects,
  lockPlans,
  plansOf,
  rowsOfPlans,
  type StoredPlan,
  writeDraft,
} from "./support-plan.store.ts";

type ShownPlan = RouteAnswer<typeof saveSupportPlan>;
export type PlanRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"NOT_IN_LIBRARY", Told>
  | Refusal<"COUNTY_EQUIPMENT", Told>
  | Refusal<"COUNTY_COMMITMENT_REQUIRED", Told>
  | Refusal<"amount-above-decision", Told>
  | Refusal<"PLAN_REQUIRED", { readonly clause: string }>
  | Refusal<"TARGET_REQUIRED", Told>;

export const planAnswers: Answers<PlanRefusal> = {
  FORBIDDEN_ROLE: [403, "项目支持计划由省卫生健康委编制"],
  NOT_IN_LIBRARY: [422, listed("下列项目不在项目库"), "没有入库的项目不能安排，请先完成评审、公示和入库"],
  COUNTY_EQUIPMENT: [422, listed("县级医疗集团的设备由县级财政负担，省级金额应为0"), "请把金额改为0"],
  COUNTY_COMMITMENT_REQUIRED: [
    422,
    listed("由试点县财政负担的资金没有书面承诺，不能列入名单"),
    "请项目所在县财政局先在“试点县级资金”中承诺，或把项目移出名单",
  ],
  "amount-above-decision": [422, listed("金额高于审定的专项资金"), "请按审定金额填写；需要增加的先办变更"],
  PLAN_REQUIRED: [409, "还没有编制这一年的支持计划", "请先列出项目、类别、金额和目标"],
  TARGET_REQUIRED: [422, listed("计划缺少目标"), "请填写至少一项有计划值的目标"],
};

/** 项目支持计划 (第三条) and the confirmed list in three parts (第十条): one thing in versions. */
export const supportPlanRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    listSupportPlans,
    async ({ tx, query }): Promise<Result<RouteAnswer<typeof listSupportPlans>, never>> =>
      ok({ items: await shownPlans(tx, await plansOf(tx, homeProvince, query.programme, query.year)) }),
  );

  handle(
    rooms,
    saveSupportPlan,
    async ({ tx, actor, clock, params, body }): Promise<Result<ShownPlan, PlanRefusal>> => {
      if (actor.level !== "province") return refuse({ code: "FORBIDDEN_ROLE" });
      const projects = await listedProjects(
        tx,
        actor,
        body.rows.map(({ project }) => project),
      );
      const wrong = judgeRows(body.rows, projects);
      if (wrong) return refuse(wrong);
      const [latest] = await lockPlans(tx, actor.province, params.programme, params.year);
      const draft = latest?.state === "draft" ? latest : undefined;
      const plan: StoredPlan = {
        province: actor.province,
        id: draft?.id ?? newId(),
        programme: params.programme,
        year: params.year,
        version: draft?.version ?? (latest?.version ?? 0) + 1,
        state: "draft",
        targets: body.targets,
        confirmed_by: null,
        confirmed_by_name: null,
        confirmed_at: null,
        document_number: null,
        created_by: draft?.created_by ?? actor.userId,
        created_at: draft?.created_at ?? clock.now(),
      };
      await writeDraft(
        tx,
        plan,
        body.rows.map(({ project, part, amountFen, targets }) => ({
          province: actor.province,
          plan: plan.id,
          project,
          ...namesOf(projects.get(project)),
          part,
          amount_fen: BigInt(amountFen),
          targets,
        })),
      );
      return onePlan(tx, plan);
    },
    planAnswers,
  );

  handle(
    rooms,
    confirmSupportPlan,
    async ({ tx, actor, clock, params, body }): Promise<Result<ShownPlan, PlanRefusal>> => {
      if (actor.level !== "province") return refuse({ code: "FORBIDDEN_ROLE" });
      const [latest] = await lockPlans(tx, actor.province, params.programme, params.year);
      if (latest?.state !== "draft") return refuse({ code: "PLAN_REQUIRED", clause: "5g-2022.art3.b" });
      const targets = latest.targets as ShownPlan["targets"];
      const open = targets.filter(({ planned }) => planned === null);
      if (targets.length === 0 || open.length > 0) {
        const problems =
          open.length > 0
            ? open.map(({ name }) => ({ path: name, message: `${name}没有计划值` }))
            : [{ path: "targets", message: "没有列出目标" }];
        return refuse({ code: "TARGET_REQUIRED", problems, clause: "5g-2022.art5.b" });
      }
      const rows = await rowsOfPlans(tx, actor.province, [latest.id]);
      if (rows.length === 0) return refuse({ code: "PLAN_REQUIRED", clause: "5g-2022.art3.b" });
      const bare = await withoutCountyMoney(tx, actor, rows);
      if (bare) return refuse(bare);
      const change = {
        state: "confirmed" as const,
        confirmed_by: actor.userId,
        confirmed_by_name: actor.name,
        confirmed_at: clock.now(),
        document_number: body.documentNumber,
      };
      await confirmDraft(tx, latest, change);
      return onePlan(tx, { ...latest, ...change });
    },
    planAnswers,
  );
};

const judgeRows = (
  rows: readonly { project: string; part: string; amountFen: string }[],
  projects: Awaited<ReturnType<typeof listedProjects>>,
): PlanRefusal | undefined => {
  const told = (bad: typeof rows, clause: string): Told => ({
    problems: bad.map(({ project }) => ({ path: project, message: projects.get(project)?.project.title ?? project })),
    clause,
  });
  const strangers = rows.filter(({ project }) => !isInLibrary(projects.get(project)?.full.state ?? "draft"));
  if (strangers.length > 0) return { code: "NOT_IN_LIBRARY", ...told(strangers, "5g-2022.art7.a") };
  const county = rows.filter(({ part, amountFen }) => part === "county-group" && amountFen !== "0");
  if (county.length > 0) return { code: "COUNTY_EQUIPMENT", ...told(county, "5g-2022.art10") };
  const high = rows.filter(({ project, amountFen }) => BigInt(amountFen) > (projects.get(project)?.full.support_fen ?? 0n));
  return high.length > 0 ? { code: "amount-above-decision", ...told(high, "5g-2022.art3.b") } : undefined;
};

/** The list is where the county's burden bites: the clause assigns it without a consequence, and a unit that is listed counts on it. */
const withoutCountyMoney = async (
  tx: Tx,
  actor: Actor,
  rows: readonly { readonly project: string; readonly title: string }[],
): Promise<PlanRefusal | undefined> => {
  const gaps = await uncommitted(
    tx,
    actor.province,
    rows.map(({ project }) => project),
  );
  const bare = rows.flatMap(({ project, title }) => {
    const gap = gaps.get(project);
    return gap === undefined ? [] : [{ path: project, message: `${title}缺口${inWanYuan(gap)}` }];
  });
  return bare.length === 0 ? undefined : { code: "COUNTY_COMMITMENT_REQUIRED", problems: bare, clause: "5g-2022.art2.h" };
};

const namesOf = (listed: ListedProject | undefined) => ({
  number: listed?.project.number ?? "",
  title: listed?.project.title ?? "",
  institution: listed?.institution.id ?? "",
  institution_name: listed?.institution.name ?? "",
});

const onePlan = async (tx: Tx, plan: StoredPlan): Promise<Result<ShownPlan, never>> => {
  const [shown] = await shownPlans(tx, [plan]);
  if (!shown) throw new Error("a support plan vanished while it was shown");
  return ok(shown);
};

const shownPlans = async (tx: Tx, plans: readonly StoredPlan[]): Promise<ShownPlan[]> => {
  const rows = await rowsOfPlans(
    tx,
    homeProvince,
    plans.map(({ id }) => id),
  );
  return plans.map((plan) => {
    const own = rows.filter((row) => row.plan === plan.id);
    return {
      id: plan.id,
      programme: plan.programme as ShownPlan["programme"],
      year: plan.year,
      version: plan.version,
      state: plan.state,
      documentNumber: plan.document_number,
      confirmed:
        plan.confirmed_by_name === null || plan.confirmed_at === null
          ? null
          : { name: plan.confirmed_by_name, at: plan.confirmed_at.toISOString() },
      targets: plan.targets as ShownPlan["targets"],
      rows: own.map(({ project, number, title, institution, institution_name, part, amount_fen, targets }) => ({
        project: { id: project, number, title },
        institution: { id: institution, name: institution_name },
        part,
        amountFen: String(amount_fen),
        targets,
      })),
      totalFen: String(sum(own.map(({ amount_fen }) => fen(amount_fen)))),
    };
  });
};
