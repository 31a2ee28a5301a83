import { publishPlan } from "@qiangyi/api";
import { dateInShanghai, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, newId, type Rooms, type Tx } from "../platform/index.ts";
import { currentAdjustments } from "./adjustments.store.ts";
import { comparedAmounts } from "./comparison.ts";
import { currentDecisions } from "./decisions.store.ts";
import { handleAtDesk } from "./desk.ts";
import type { Plan } from "./plan.ts";
import { allLines } from "./plan-lines.store.ts";
import { openPlan } from "./plan-memory.ts";
import { type PlanNotFound, planAnswers } from "./plan-refusals.ts";
import { lockPlan } from "./plans.store.ts";
import { insertPublication, lockPublications, publicationsOfYear } from "./publications.store.ts";
import { insertPublishedComparisons, insertPublishedLines } from "./published-parts.store.ts";
import { publishedComparisons, publishedLines } from "./published-parts.ts";

type PublishRefusal = PlanNotFound | Refusal<"plan-not-frozen"> | Refusal<"already-published", { on: PlainDate }>;

const answers: Answers<PublishRefusal> = {
  ...planAnswers,
  "plan-not-frozen": [409, "只有定稿的版本才能发布，草稿和情景不发布", "请先定稿"],
  "already-published": [409, ({ on }) => `这一版已于${on}发布，市县看到的就是它`, "需要换一版时，请打开另一个定稿的版本再发布"],
};

/** 发布给市县: from here on each city, county and unit reads its own part of this version, and no other version of the year. */
export const publishPlanRoute = (rooms: Rooms): void =>
  handleAtDesk(
    rooms,
    publishPlan,
    ({ tx, actor, params, body, clock }) => publish(tx, actor, params.planId, { note: body.note || null, at: clock.now() }),
    answers,
  );

interface Published {
  readonly publicationId: string;
  readonly publishedOn: PlainDate;
  readonly replacedVersion: number | null;
}

export const publish = async (
  tx: Tx,
  actor: Actor,
  planId: string,
  { note, at }: { readonly note: string | null; readonly at: Date },
): Promise<Result<Published, PublishRefusal>> => {
  const plan = await lockPlan(tx, actor.province, planId);
  if (!plan) return refuse({ code: "plan-not-found" });
  const { version, year } = plan;
  if (plan.state !== "frozen" || version === null) return refuse({ code: "plan-not-frozen" });
  await lockPublications(tx, actor.province, year);
  const [inForce] = await publicationsOfYear(tx, actor.province, year);
  if (inForce?.planId === planId) return refuse({ code: "already-published", on: inForce.publishedOn });
  const { title, decisionDate } = plan;
  const [id, publishedOn] = [newId(), dateInShanghai(at)];
  await insertPublication(tx, actor, { id, planId, year, title, version, decisionDate, publishedOn, note, publishedAt: at });
  await insertParts(tx, actor, plan, id);
  return ok({ publicationId: id, publishedOn, replacedVersion: inForce?.version ?? null });
};

const insertParts = async (tx: Tx, { province }: Actor, plan: Plan, publicationId: string): Promise<void> => {
  const opened = await openPlan(tx, province, plan);
  const lines = publishedLines({
    lines: await allLines(tx, province, plan.id),
    opened,
    output: await opened.storedOutput(),
    adjustments: await currentAdjustments(tx, province, plan.id),
    decisions: await currentDecisions(tx, province),
  });
  await insertPublishedLines(tx, province, publicationId, lines);
  await insertPublishedComparisons(tx, province, publicationId, publishedComparisons(comparedAmounts(opened, plan.year)));
};
