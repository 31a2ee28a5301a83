import { listFundRequests, type RouteAnswer, submitFundRequest } from "@qiangyi/api";
import { fen, ok, type Refusal, type Result, refuse, sum } from "@qiangyi/kernel";
import { isInLibrary } from "@qiangyi/projects";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx, violatedConstraint } from "../../platform/index.ts";
import { listed, type Told } from "../told.ts";
import { listedProjects, plansOf, rowsOfPlans } from "./support-plan.store.ts";
import type { LibraryTables } from "./tables.ts";

type Shown = RouteAnswer<typeof submitFundRequest>;
type RequestRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"APPLICATION_INCOMPLETE", { readonly clause: string }>
  | Refusal<"APPLICATION_REQUIRED", Told>
  | Refusal<"NOT_IN_LIBRARY", Told>
  | Refusal<"PLAN_REQUIRED", Told>
  | Refusal<"NOT_ON_LIST", Told>
  | Refusal<"document-number-used">;

const answers: Answers<RequestRefusal> = {
  FORBIDDEN_ROLE: [403, "支持资金由省卫生健康委向省财政厅申报"],
  APPLICATION_INCOMPLETE: [422, "没有附项目清单", "请从支持计划中选择项目"],
  APPLICATION_REQUIRED: [422, listed("下列各行没有对应的项目申报"), "本专项实行项目申报法，只能列经申报入库的项目"],
  NOT_IN_LIBRARY: [422, listed("下列项目不在项目库"), "请先完成评审、公示和入库"],
  PLAN_REQUIRED: [422, listed("下列项目不在已确定的支持计划内，或超过计划金额"), "请先编制并确定当年的项目支持计划"],
  NOT_ON_LIST: [422, listed("下列单位不在可列省级资金的名单"), "县级医疗集团在名单内，但不列省级设备资金"],
  "document-number-used": [409, "这个文号已用于另一份资金申报"],
};

/** 资金申报 (第八条): only projects of the confirmed plan, from applications, with the list attached. */
export const fundRequestRoutes = (rooms: Rooms): void => {
  handle(rooms, listFundRequests, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listFundRequests>, never>> => {
    const requests = await tx
      .withTables<LibraryTables>()
      .selectFrom("fund_request")
      .selectAll()
      .where("province", "=", actor.province)
      .where("programme", "=", query.programme)
      .$if(query.year !== undefined, (rows) => rows.where("year", "=", query.year ?? 0))
      .orderBy("submitted_at", "desc")
      .execute();
    return ok({ items: await Promise.all(requests.map((request) => shown(tx, actor, request))) });
  });

  handle(
    rooms,
    submitFundRequest,
    async ({ tx, actor, clock, body }): Promise<Result<Shown, RequestRefusal>> => {
      if (actor.level !== "province") return refuse({ code: "FORBIDDEN_ROLE" });
      if (body.rows.length === 0) return refuse({ code: "APPLICATION_INCOMPLETE", clause: "5g-2022.art8.b" });
      const judged = await judge(tx, actor, body);
      if (!judged.ok) return judged;
      const request = {
        province: actor.province,
        id: newId(),
        programme: body.programme,
        year: body.year,
        plan: judged.value.plan,
        reason: body.reason,
        total_fen: sum(judged.value.rows.map(({ amount_fen }) => fen(amount_fen))),
        document_number: body.documentNumber,
        submitted_by: actor.userId,
        submitted_by_name: actor.name,
        submitted_at: clock.now(),
      };
      const tables = tx.withTables<LibraryTables>();
      try {
        await tables.insertInto("fund_request").values(request).execute();
      } catch (error) {
        if (violatedConstraint(error) === "fund_request_once") return refuse({ code: "document-number-used" });
        throw error;
      }
      await tables
        .insertInto("fund_request_row")
        .values(judged.value.rows.map((row) => ({ ...row, province: actor.province, request: request.id })))
        .execute();
      return ok(await shown(tx, actor, request));
    },
    answers,
  );
};

/** One row after another through the gates of 第七、八、三、十条, in this order, each gate over the whole list. */
const judge = async (
  tx: Tx,
  actor: Actor,
  {
    programme,
    year,
    rows,
  }: {
    programme: string;
    year: number;
    rows: readonly { project?: string | undefined; institution?: string | undefined; amountFen: string }[];
  },
): Promise<Result<{ plan: string; rows: { project: string; amount_fen: bigint }[] }, RequestRefusal>> => {
  const typed = rows.filter(({ project }) => project === undefined);
  if (typed.length > 0) {
    const problems = typed.map(({ institution }, at) => ({ path: `rows.${at}`, message: institution ?? `第${at + 1}行` }));
    return refuse({ code: "APPLICATION_REQUIRED", problems, clause: "5g-2022.art8.a" });
  }
  const asked = rows.flatMap(({ project, amountFen }) =>
    project === undefined ? [] : [{ project, amount_fen: BigInt(amountFen) }],
  );
  const projects = await listedProjects(
    tx,
    actor,
    asked.map(({ project }) => project),
  );
  const told = (bad: typeof asked, clause: string): Told => ({
    problems: bad.map(({ project }) => ({ path: project, message: projects.get(project)?.project.title ?? project })),
    clause,
  });
  const strangers = asked.filter(({ project }) => !isInLibrary(projects.get(project)?.full.state ?? "draft"));
  if (strangers.length > 0) return refuse({ code: "NOT_IN_LIBRARY", ...told(strangers, "5g-2022.art7.a") });
  const plan = (await plansOf(tx, actor.province, programme, year)).find(({ state }) => state === "confirmed");
  const planned = new Map((plan ? await rowsOfPlans(tx, actor.province, [plan.id]) : []).map((row) => [row.project, row]));
  const outside = asked.filter(({ project }) => !planned.has(project));
  if (!plan || outside.length > 0) return refuse({ code: "PLAN_REQUIRED", ...told(plan ? outside : asked, "5g-2022.art3.b") });
  const county = asked.filter(({ project }) => planned.get(project)?.part === "county-group");
  if (county.length > 0) return refuse({ code: "NOT_ON_LIST", ...told(county, "5g-2022.art10") });
  const high = asked.filter(({ project, amount_fen }) => amount_fen > (planned.get(project)?.amount_fen ?? 0n));
  if (high.length > 0) return refuse({ code: "PLAN_REQUIRED", ...told(high, "5g-2022.art3.b") });
  return ok({ plan: plan.id, rows: asked });
};

const shown = async (tx: Tx, actor: Actor, request: LibraryTables["fund_request"]): Promise<Shown> => {
  const rows = await tx
    .withTables<LibraryTables>()
    .selectFrom("fund_request_row")
    .selectAll()
    .where("province", "=", actor.province)
    .where("request", "=", request.id)
    .orderBy("project")
    .execute();
  const projects = await listedProjects(
    tx,
    actor,
    rows.map(({ project }) => project),
  );
  return {
    id: request.id,
    programme: request.programme as Shown["programme"],
    year: request.year,
    documentNumber: request.document_number,
    reason: request.reason,
    totalFen: String(request.total_fen),
    submitted: { name: request.submitted_by_name, at: request.submitted_at.toISOString() },
    rows: rows.flatMap(({ project, amount_fen }) => {
      const known = projects.get(project);
      return known ? [{ project: known.project, institution: known.institution, amountFen: String(amount_fen) }] : [];
    }),
  };
};
