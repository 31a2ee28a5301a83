import { concludeReview, orderSecondReview, type RouteAnswer } from "@qiangyi/api";
import { addDays, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, type Call, type Clock, handle, type Rooms, type Tx } from "../platform/index.ts";
import { findProject, type StepRefusal, type StoredProject, stepAnswers, takeStep } from "../projects/index.ts";
import { declaredProjects, findCall, type ReviewedCall } from "./declared.store.ts";
import { reviewsIn } from "./experts.store.ts";
import { insertPanel } from "./form-panel.ts";
import { asksForSecond, decidingRounds, isComplete, judge, vetoesOf } from "./judged.ts";
import { organises } from "./organiser.ts";
import { findPanel } from "./panels.store.ts";
import { type Round, roundsOf } from "./rounds.store.ts";

type ConcludeRefusal =
  | StepRefusal
  | Refusal<"not-organiser">
  | Refusal<"REVIEW_CONFLICT", { readonly titles: readonly string[]; readonly clause: string }>
  | Refusal<"SECOND_REVIEW_REQUIRED", { readonly limit: number }>;

const notOrganiser = [403, "该项目的评审不由本单位组织"] as const;

const answers: Answers<ConcludeRefusal> = {
  ...stepAnswers,
  "not-organiser": notOrganiser,
  REVIEW_REQUIRED: [409, "没有专家评分，或评分尚未全部提交，不能作出评审结论", "请先组织专家评审，待全部评分提交后再作结论"],
  REVIEW_CONFLICT: [
    409,
    ({ titles }: { readonly titles: readonly string[] }) => `专家认为不符合：${titles.join("、")}，不能作出推荐结论`,
    "请改作不予推荐或退回；确需推荐的，填写推翻该项的决定文号或会议纪要号",
  ],
  SECOND_REVIEW_REQUIRED: [
    409,
    ({ limit }: { readonly limit: number }) => `最高分与最低分相差超过${limit}分，须先复评`,
    "请组织复评后再作结论",
  ],
};

type SecondRefusal = Refusal<"project-not-found"> | Refusal<"not-organiser"> | Refusal<"second-review-not-due">;

/** 评审结论 (5g-2022.art9.a) by the organiser on top of the scores; and the second round where scores lie too far apart. */
export const concludeReviewRoutes = (rooms: Rooms): void => {
  handle(rooms, concludeReview, conclude, answers);
  handle(
    rooms,
    orderSecondReview,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof orderSecondReview>, SecondRefusal>> => {
      const found = await projectAndCall(tx, actor, params.projectId);
      if (!found) return refuse({ code: "project-not-found" });
      const { project, call } = found;
      if (!organises(actor, call)) return refuse({ code: "not-organiser" });
      const first = decidingRounds(await roundsOf(tx, actor, { project: project.id })).get(project.id);
      if (!first || !asksForSecond(first) || project.state !== "form_passed") return refuse({ code: "second-review-not-due" });
      return ok({ panel: await formSecond(tx, actor, clock, call, first, body.reason) });
    },
    {
      "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
      "not-organiser": notOrganiser,
      "second-review-not-due": [409, "本轮评分未全部提交，或极差没有超过限值，或已安排复评，没有组织复评"],
    },
  );
};

const conclude = async ({
  tx,
  actor,
  clock,
  params,
  body,
}: Call<typeof concludeReview>): Promise<Result<RouteAnswer<typeof concludeReview>, ConcludeRefusal>> => {
  const found = await projectAndCall(tx, actor, params.projectId);
  if (!found) return refuse({ code: "project-not-found" });
  const { project, call } = found;
  if (!organises(actor, call)) return refuse({ code: "not-organiser" });
  const rounds = await roundsOf(tx, actor, { calls: [call.id] });
  const { deciding, ranked } = judge(rounds);
  const last = deciding.get(project.id);
  const refused = obstacleOf(call, last, body);
  if (refused) return refuse(refused);
  const rank = ranked.find((row) => row.project === project.id);
  const step = await takeStep(
    tx,
    actor,
    clock,
    project.id,
    body.conclusion === "return"
      ? { action: "returnFromReview", opinion: body.reason, correctBy: addDays(clock.today(), call.definition.correction.days) }
      : {
          action: "completeReview",
          opinion: body.reason,
          ...(body.override !== undefined && { basis: body.override }),
          review: { conclusion: body.conclusion, score: rank?.mean ?? null, adjustedScore: rank?.adjusted ?? null },
        },
  );
  if (!step.ok) return step;
  await recordConclusion(tx, actor, clock, project, { ...body, round: last?.round ?? null, mean: rank?.mean ?? null });
  // What comes back after correction is judged anew; the sheets of this round stay as evidence.
  if (body.conclusion === "return") await endRounds(tx, actor, project.id);
  return ok({ state: step.value.state });
};

type Conclusion = Call<typeof concludeReview>["body"];

/** Without all scores no conclusion, beyond the spread none, against a veto none that recommends. */
const obstacleOf = (call: ReviewedCall, last: Round | undefined, { conclusion, override }: Conclusion) => {
  if (call.definition.review.kind === "decision-only") return undefined;
  if (!last || !isComplete(last)) return { code: "REVIEW_REQUIRED" } as const;
  if (asksForSecond(last)) return { code: "SECOND_REVIEW_REQUIRED", limit: last.sheet.spread } as const;
  const vetoes = vetoesOf(last);
  const [first] = vetoes;
  const recommends = conclusion === "recommended" || conclusion === "revise";
  if (first && recommends && override === undefined)
    return { code: "REVIEW_CONFLICT", titles: vetoes.map(({ title }) => title), clause: first.clause } as const;
  return undefined;
};

const projectAndCall = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ project: StoredProject; call: ReviewedCall } | undefined> => {
  const project = await findProject(tx, actor, id);
  const call = project && (await findCall(tx, actor, project.call));
  return project && call ? { project, call } : undefined;
};

const recordConclusion = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { province, id }: StoredProject,
  body: Conclusion & { readonly round: number | null; readonly mean: number | null },
): Promise<void> => {
  const before = await reviewsIn(tx)
    .selectFrom("review_conclusion")
    .select((select) => select.fn.max("seq").as("seq"))
    .where("province", "=", province)
    .where("project", "=", id)
    .executeTakeFirst();
  await reviewsIn(tx)
    .insertInto("review_conclusion")
    .values({
      province,
      project: id,
      seq: (before?.seq ?? 0) + 1,
      conclusion: body.conclusion,
      reason: body.reason,
      override_basis: body.override ?? null,
      round: body.round,
      mean: body.mean,
      by_user: actor.userId,
      by_name: actor.name,
      at: clock.now(),
    })
    .execute();
};

const endRounds = async (tx: Tx, { province }: Actor, project: string): Promise<void> => {
  await reviewsIn(tx)
    .updateTable("review_panel_project")
    .set({ is_void: true })
    .where("province", "=", province)
    .where("project", "=", project)
    .execute();
};

/** The same size and fields as the first time; experts of the first round are kept out by their own reason. */
const formSecond = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  call: ReviewedCall,
  first: Round,
  reason: string,
): Promise<string> => {
  const panel = await findPanel(tx, actor, first.panel);
  const projects = await declaredProjects(tx, actor, { ids: [first.project] });
  return insertPanel(tx, actor, clock, call, {
    title: `${projects[0]?.number ?? ""} 复评`,
    projects,
    experts: first.experts,
    fields: panel?.fields ?? [],
    regionRule: panel?.region_rule ?? "county",
    round: first.round + 1,
    reason,
  });
};
