import { callResults, type ProjectResult, type RouteAnswer, readProjectReview } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Ranked, unstableCut } from "@qiangyi/projects";
import { type Actor, handle, type Rooms, type Tx } from "../platform/index.ts";
import { findProject } from "../projects/index.ts";
import { institutionNames } from "../registry/index.ts";
import { declaredProjects, findCall, type ReviewedCall } from "./declared.store.ts";
import { reviewsIn } from "./experts.store.ts";
import { asksForSecond, decidingRounds, isComplete, judge, shownRound, vetoesOf } from "./judged.ts";
import { organises } from "./organiser.ts";
import { type Round, roundsOf } from "./rounds.store.ts";

type ResultsRefusal = Refusal<"call-not-found"> | Refusal<"FORBIDDEN_ROLE">;

export const showResultsRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    callResults,
    async ({ tx, actor, params, query }): Promise<Result<RouteAnswer<typeof callResults>, ResultsRefusal>> => {
      const call = await findCall(tx, actor, params.callId);
      if (!call) return refuse({ code: "call-not-found" });
      if (!organises(actor, call)) return refuse({ code: "FORBIDDEN_ROLE" });
      return ok(await resultsOf(tx, actor, call, query.cut));
    },
    {
      "call-not-found": [404, "没有这份已发布的申报通知"],
      FORBIDDEN_ROLE: [403, "该项目的评审不由本单位组织"],
    },
  );

  handle(
    rooms,
    readProjectReview,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readProjectReview>, Refusal<"project-not-found">>> => {
      const project = await findProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      // Below the organiser row-level security leaves no rounds: units see the conclusion, never scores.
      const rounds = await roundsOf(tx, actor, { project: project.id });
      const deciding = decidingRounds(rounds).get(project.id);
      const conclusions = (await conclusionsOf(tx, actor, [project.id])).get(project.id) ?? [];
      return ok({
        rounds: rounds.map(shownRound),
        mean: deciding ? shownRound(deciding).mean : null,
        conclusions,
        comments:
          conclusions.length > 0 && deciding && isComplete(deciding)
            ? deciding.sheets.map(({ comment }) => comment).filter((comment) => comment.trim() !== "")
            : [],
      });
    },
    { "project-not-found": [404, "没有这个项目，或不在您的查看范围"] },
  );
};

const resultsOf = async (
  tx: Tx,
  actor: Actor,
  call: ReviewedCall,
  cut: number | undefined,
): Promise<RouteAnswer<typeof callResults>> => {
  const rounds = await roundsOf(tx, actor, { calls: [call.id] });
  const { deciding, scores, ranked, effects, suggestion } = judge(rounds);
  const projects = (await declaredProjects(tx, actor, { call: call.id })).filter(({ id }) => deciding.has(id));
  const names = await institutionNames(
    tx,
    actor,
    projects.map(({ institution }) => institution),
  );
  const conclusions = await conclusionsOf(
    tx,
    actor,
    projects.map(({ id }) => id),
  );
  const ranks = ranksOf(ranked);
  const shown = projects.map((project): ProjectResult => {
    const own = rounds.filter((round) => round.project === project.id);
    const last = deciding.get(project.id);
    const rank = ranks.get(project.id);
    return {
      id: project.id,
      number: project.number,
      title: project.title,
      institutionName: names.get(project.institution) ?? project.institution,
      state: project.state,
      rounds: own.map(shownRound),
      mean: rank?.mean ?? null,
      rank: rank?.rank ?? null,
      adjusted: rank?.adjusted ?? null,
      adjustedRank: rank?.adjustedRank ?? null,
      bestRank: rank?.bestRank ?? null,
      worstRank: rank?.worstRank ?? null,
      suggestion: last && rank ? suggestion(last, rank.mean) : null,
      needsSecond: last !== undefined && asksForSecond(last),
      vetoes: last && isComplete(last) ? vetoesOf(last) : [],
      conclusion: conclusions.get(project.id)?.at(-1) ?? null,
    };
  });
  const { review } = call.definition;
  return {
    title: call.title,
    pass: review.pass,
    revise: review.revise,
    spread: review.spread,
    openSheets: openSheetsOf([...deciding.values()]),
    projects: shown.toSorted((a, b) => (a.rank ?? 9999) - (b.rank ?? 9999) || (a.number < b.number ? -1 : 1)),
    experts: await expertEffects(tx, actor, effects.effects, scores),
    isConnected: effects.isConnected,
    cut: cut === undefined || ranked.length === 0 ? null : shownCut(ranked, cut),
  };
};

const openSheetsOf = (deciding: readonly Round[]): number =>
  [...new Map(deciding.map(({ panel, openSheets }) => [panel, openSheets])).values()].reduce((sum, open) => sum + open, 0);

const ranksOf = (ranked: readonly Ranked[]): ReadonlyMap<string, Ranked> => new Map(ranked.map((row) => [row.project, row]));

const shownCut = (ranked: readonly Ranked[], chosen: number) => {
  const unstable = unstableCut(ranked, chosen);
  return { chosen, from: unstable?.from ?? chosen, to: unstable?.to ?? chosen };
};

const expertEffects = async (
  tx: Tx,
  { province }: Actor,
  effects: ReadonlyMap<string, number>,
  scores: readonly { readonly expert: string }[],
) => {
  if (effects.size === 0) return [];
  const experts = await reviewsIn(tx)
    .selectFrom("expert")
    .select(["id", "number", "name"])
    .where("province", "=", province)
    .where("id", "in", [...effects.keys()])
    .orderBy("number")
    .execute();
  return experts.map(({ id, number, name }) => ({
    number,
    name,
    sheets: scores.filter(({ expert }) => expert === id).length,
    effect: effects.get(id) ?? 0,
  }));
};

const conclusionsOf = async (tx: Tx, { province }: Actor, projects: readonly string[]) => {
  if (projects.length === 0) return new Map<string, never[]>();
  const rows = await reviewsIn(tx)
    .selectFrom("review_conclusion")
    .selectAll()
    .where("province", "=", province)
    .where("project", "in", [...projects])
    .orderBy("seq")
    .execute();
  const shown = new Map<string, NonNullable<ProjectResult["conclusion"]>[]>();
  for (const { project, conclusion, reason, override_basis, by_name, at } of rows)
    shown.set(project, [
      ...(shown.get(project) ?? []),
      { conclusion, reason, override: override_basis, by: by_name, at: at.toISOString() },
    ]);
  return shown;
};
