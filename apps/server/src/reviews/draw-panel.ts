import { randomBytes } from "node:crypto";
import { drawPanel, freezeCandidates, type RouteAnswer, refillPanel } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { candidateHashOf, type DrawCandidate, type DrawProof, draw, proofOf, seedOf, sha256 } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../platform/index.ts";
import { candidatesFor, drawCandidateOf } from "./candidates.ts";
import { compilePapers } from "./compile-papers.ts";
import { findCall, type ReviewedCall } from "./declared.store.ts";
import { reviewsIn } from "./experts.store.ts";
import { panelAnswers } from "./form-panel.ts";
import { organises } from "./organiser.ts";
import { candidatesOf, changePanel, isActive, lockPanel, refillsOf, type StoredPanel, seatsOf } from "./panels.store.ts";

type DrawRefusal =
  | Refusal<"panel-not-found">
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"DRAW_ORDER", { readonly state: StoredPanel["state"] }>
  | Refusal<"DRAW_IMPOSSIBLE", { readonly proof: DrawProof }>
  | Refusal<"CONFLICT_OF_INTEREST", { readonly sentences: readonly string[] }>
  | Refusal<"no-vacancy">;

const answers: Answers<DrawRefusal> = {
  ...panelAnswers,
  DRAW_ORDER: [409, "候选名单须先锁定并公布，再抽取；一个名单只抽取一次", "如需重抽，请作废本组并写明原因，记录保留"],
  DRAW_IMPOSSIBLE: [409, ({ proof }) => `没有符合条件的评审组：${proof.sentence}`, "请扩充专家库、放宽领域要求，或调整本组项目"],
  CONFLICT_OF_INTEREST: [
    409,
    ({ sentences }) => `候选名单锁定后出现回避情形，没有抽取：${sentences.join("；")}`,
    "请作废本组后重新组建，名单须如实反映回避情形",
  ],
  "no-vacancy": [409, "席位没有空缺"],
};

/**
 * Two steps. First the list of candidates and the hash of a secret number are frozen and published; then a witness gives words that nobody knew, and
 * both together make the seed. Whoever has the record can draw again (docs/draw.md).
 */
export const drawPanelRoutes = (rooms: Rooms): void => {
  handle(rooms, freezeCandidates, ({ tx, actor, clock, params }) => freeze(tx, actor, clock, params.panelId), answers);
  handle(
    rooms,
    drawPanel,
    ({ tx, actor, clock, params, body }) => drawSeats(tx, actor, clock, params.panelId, body.words),
    answers,
  );
  handle(rooms, refillPanel, ({ tx, actor, clock, params }) => refill(tx, actor, clock, params.panelId), answers);
};

const freeze = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
): Promise<Result<RouteAnswer<typeof freezeCandidates>, DrawRefusal>> => {
  const found = await openPanel(tx, actor, id, "forming");
  if (!found.ok) return found;
  const { panel, call } = found.value;
  const candidates = await candidatesFor(tx, actor, panel, { call, today: clock.today() });
  const drawn = candidates.map(drawCandidateOf);
  const proof = proofOf(drawn, panel);
  if (proof) return refuse({ code: "DRAW_IMPOSSIBLE", proof });
  const candidateHash = candidateHashOf(panel.id, panel, drawn);
  const nonce = randomBytes(32).toString("hex");
  const commitment = sha256(nonce);
  await reviewsIn(tx)
    .insertInto("review_candidate")
    .values(
      candidates.map(({ expert, unit, load, exclusions }) => ({
        province: panel.province,
        panel: panel.id,
        expert: expert.id,
        unit,
        fields: expert.fields,
        load,
        exclusions: JSON.stringify(exclusions),
      })),
    )
    .execute();
  await changePanel(tx, panel, {
    state: "frozen",
    candidate_hash: candidateHash,
    commitment,
    nonce,
    frozen_at: clock.now(),
    frozen_by: actor.name,
  });
  return ok({ candidateHash, commitment });
};

const drawSeats = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
  words: string,
): Promise<Result<RouteAnswer<typeof drawPanel>, DrawRefusal>> => {
  const found = await openPanel(tx, actor, id, "frozen");
  if (!found.ok) return found;
  const { panel, call } = found.value;
  const candidates = await frozenCandidates(tx, panel);
  const late = await lateConflicts(tx, actor, clock, panel, call, candidates);
  if (late.length > 0) return refuse({ code: "CONFLICT_OF_INTEREST", sentences: late });
  const seed = seedOf({ nonce: panel.nonce ?? "", candidateHash: panel.candidate_hash ?? "", words });
  const result = draw(seed, candidates, panel);
  if (!result.ok) return result;
  const drawn = result.value.map(({ id: expert }) => expert);
  await seat(tx, panel, drawn, { from: 1, at: clock.now() });
  await changePanel(tx, panel, { state: "drawn", words, seed, drawn, drawn_at: clock.now(), drawn_by: actor.name });
  await compilePapers(tx, actor, clock, panel, call);
  return ok({ seed, panel: drawn });
};

const refill = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
): Promise<Result<RouteAnswer<typeof refillPanel>, DrawRefusal>> => {
  const found = await openPanel(tx, actor, id, "drawn");
  if (!found.ok) return found;
  const { panel, call } = found.value;
  const seats = await seatsOf(tx, panel);
  const held = seats.filter(isActive).map(({ expert }) => expert);
  const unavailable = seats.filter((one) => !isActive(one)).map(({ expert }) => expert);
  if (held.length === panel.experts) return refuse({ code: "no-vacancy" });
  const candidates = await frozenCandidates(tx, panel);
  const steps = await refillsOf(tx, panel);
  // Whoever came into conflict since the list was frozen is passed over, and the record says so.
  const late = await lateConflictIds(
    tx,
    actor,
    clock,
    panel,
    call,
    candidates,
    seats.map(({ expert }) => expert),
  );
  const out = [...unavailable, ...late];
  const result = draw(panel.seed ?? "", candidates, panel, { held, unavailable: out });
  if (!result.ok) return result;
  const added = result.value.map(({ id: expert }) => expert);
  const told = new Set(steps.flatMap((step) => step.unavailable));
  await seat(tx, panel, added, { from: seats.length + 1, at: clock.now() });
  await reviewsIn(tx)
    .insertInto("review_refill")
    .values({
      province: panel.province,
      panel: panel.id,
      seq: steps.length + 1,
      unavailable: out.filter((expert) => !told.has(expert)),
      added,
      by_name: actor.name,
      at: clock.now(),
    })
    .execute();
  return ok({ added });
};

const openPanel = async (
  tx: Tx,
  actor: Actor,
  id: string,
  state: StoredPanel["state"],
): Promise<Result<{ panel: StoredPanel; call: ReviewedCall }, DrawRefusal>> => {
  const panel = await lockPanel(tx, actor, id);
  const call = panel && (await findCall(tx, actor, panel.call));
  if (!panel || !call) return refuse({ code: "panel-not-found" });
  if (!organises(actor, panel)) return refuse({ code: "FORBIDDEN_ROLE" });
  if (panel.state !== state) return refuse({ code: "DRAW_ORDER", state: panel.state });
  return ok({ panel, call });
};

export const frozenCandidates = async (tx: Tx, panel: Pick<StoredPanel, "province" | "id">): Promise<DrawCandidate[]> =>
  (await candidatesOf(tx, panel)).map(({ expert, unit, fields, exclusions }) => ({
    id: expert,
    unit,
    fields,
    excluded: [...new Set(exclusions.map(({ kind }) => kind))].toSorted(),
  }));

/** Candidates that were free when the list was frozen and are in conflict now. */
const lateConflicts = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  panel: StoredPanel,
  call: ReviewedCall,
  frozen: readonly DrawCandidate[],
): Promise<string[]> => {
  const free = new Set(frozen.filter(({ excluded }) => excluded.length === 0).map(({ id }) => id));
  const now = await candidatesFor(tx, actor, panel, { call, today: clock.today() });
  return now
    .filter(({ expert }) => free.has(expert.id))
    .flatMap(({ expert, exclusions }) =>
      exclusions.filter(({ kind }) => !changesLater.has(kind)).map(({ sentence }) => `${expert.number} ${sentence}`),
    );
};

const lateConflictIds = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  panel: StoredPanel,
  call: ReviewedCall,
  frozen: readonly DrawCandidate[],
  seated: readonly string[],
): Promise<string[]> => {
  const free = new Set(frozen.filter(({ id, excluded }) => excluded.length === 0 && !seated.includes(id)).map(({ id }) => id));
  const now = await candidatesFor(tx, actor, panel, { call, today: clock.today() });
  return now
    .filter(({ expert, exclusions }) => free.has(expert.id) && exclusions.some(({ kind }) => kind !== "judged-before"))
    .map(({ expert }) => expert.id);
};

/** Load and state of an account may change after the freeze without making the list dishonest: such an expert can still decline. */
const changesLater = new Set(["load", "no-account", "paused", "judged-before"]);

const seat = async (
  tx: Tx,
  panel: StoredPanel,
  experts: readonly string[],
  { from, at }: { from: number; at: Date },
): Promise<void> => {
  if (experts.length === 0) return;
  await reviewsIn(tx)
    .insertInto("review_seat")
    .values(
      experts.map((expert, index) => ({
        province: panel.province,
        panel: panel.id,
        expert,
        city: panel.city,
        place: from + index,
        state: "invited" as const,
        invited_at: at,
      })),
    )
    .execute();
};
