import {
  listReviewCalls,
  type PanelCandidate,
  type PanelSummary,
  type RouteAnswer,
  readDrawRecord,
  readPanel,
  readReviewCall,
} from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { conflictKinds, exclusionTitles, orderOf, outcomesOf, outcomeText, programmeOf, proofOf } from "@qiangyi/projects";
import { type Actor, type Clock, handle, type Rooms, type Tx } from "../platform/index.ts";
import { institutionNames } from "../registry/index.ts";
import { type Candidate, candidatesFor, drawCandidateOf, type Exclusion } from "./candidates.ts";
import { type DeclaredProject, declaredProjects, findCall, organisedCalls, type ReviewedCall } from "./declared.store.ts";
import { frozenCandidates } from "./draw-panel.ts";
import { allOfPool, reviewsIn, type StoredExpert } from "./experts.store.ts";
import { panelAnswers, sheetOf } from "./form-panel.ts";
import {
  candidatesOf,
  findPanel,
  isActive,
  lockedSheets,
  numbersOfCandidates,
  panelsOfCall,
  projectsOfPanel,
  refillsOf,
  type StoredPanel,
  type StoredSeat,
  seatsOf,
} from "./panels.store.ts";

export const showPanelsRoutes = (rooms: Rooms): void => {
  handle(rooms, listReviewCalls, async ({ tx, actor, query }) => {
    const calls = await organisedCalls(tx, actor, query.year);
    const items = [];
    for (const call of calls) if (call.definition.review.kind === "score") items.push(await callSummary(tx, actor, call));
    return ok({ items });
  });

  handle(
    rooms,
    readReviewCall,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readReviewCall>, Refusal<"call-not-found">>> => {
      const call = await findCall(tx, actor, params.callId);
      if (!call) return refuse({ code: "call-not-found" });
      const { review } = call.definition;
      const panels = await panelsOfCall(tx, actor, call.id);
      return ok({
        id: call.id,
        title: call.title,
        programmeTitle: programmeOf(call.programme).title,
        year: call.year,
        isBlind: review.isBlind,
        experts: review.experts,
        fields: [...review.fields],
        sheet: sheetOf(review),
        waiting: await projectRefs(tx, actor, await waitingProjects(tx, actor, call)),
        panels: await Promise.all(panels.map((panel) => panelSummary(tx, panel))),
      });
    },
    { "call-not-found": [404, "没有这份已发布的申报通知"] },
  );

  handle(
    rooms,
    readPanel,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof readPanel>, Refusal<"panel-not-found">>> => {
      const panel = await findPanel(tx, actor, params.panelId);
      const call = panel && (await findCall(tx, actor, panel.call));
      if (!panel || !call) return refuse({ code: "panel-not-found" });
      return ok(await panelDetails(tx, actor, clock, panel, call));
    },
    { "panel-not-found": panelAnswers["panel-not-found"] },
  );

  handle(
    rooms,
    readDrawRecord,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readDrawRecord>, Refusal<"panel-not-found">>> => {
      const panel = await findPanel(tx, actor, params.panelId);
      if (!panel?.candidate_hash || !panel.commitment || !panel.frozen_at) return refuse({ code: "panel-not-found" });
      const isDrawn = panel.seed !== null;
      const numbers = await numbersOfCandidates(tx, panel);
      return ok({
        algorithm: "qiangyi-draw-1",
        panel: panel.id,
        experts: panel.experts,
        fields: panel.fields,
        candidates: (await frozenCandidates(tx, panel)).map(({ id, unit, fields, excluded }) => ({
          id,
          ...(numbers.has(id) && { number: numbers.get(id) }),
          unit,
          fields: [...fields],
          excluded: [...excluded],
        })),
        candidateHash: panel.candidate_hash,
        commitment: panel.commitment,
        frozenAt: panel.frozen_at.toISOString(),
        // The secret half of the seed stays secret until the other half is known.
        nonce: isDrawn ? panel.nonce : null,
        words: panel.words,
        seed: panel.seed,
        drawnAt: panel.drawn_at?.toISOString() ?? null,
        drawn: panel.drawn ?? [],
        replacements: (await refillsOf(tx, panel)).map(({ unavailable, added }) => ({ unavailable, added })),
      });
    },
    { "panel-not-found": [404, "没有这个抽取记录，或候选名单尚未锁定"] },
  );
};

const callSummary = async (tx: Tx, actor: Actor, call: ReviewedCall) => {
  const projects = await declaredProjects(tx, actor, { call: call.id });
  const waiting = await waitingProjects(tx, actor, call);
  const passed = projects.filter(({ state }) => state === "form_passed").length;
  const panels = await panelsOfCall(tx, actor, call.id);
  return {
    id: call.id,
    title: call.title,
    programme: call.programme,
    programmeTitle: programmeOf(call.programme).title,
    year: call.year,
    isBlind: call.definition.review.isBlind,
    waiting: waiting.length,
    inReview: passed - waiting.length,
    reviewed: projects.filter(({ state }) => !beforeReview.has(state)).length,
    panels: panels.filter(({ state }) => state !== "void").length,
  };
};

const beforeReview = new Set([
  "draft",
  "to_sign",
  "submitted",
  "county_passed",
  "city_passed",
  "form_passed",
  "returned",
  "rejected",
]);

/** Passed the form check and before no panel. */
const waitingProjects = async (tx: Tx, actor: Actor, call: ReviewedCall): Promise<DeclaredProject[]> => {
  const projects = (await declaredProjects(tx, actor, { call: call.id })).filter(({ state }) => state === "form_passed");
  if (projects.length === 0) return [];
  const placed = await reviewsIn(tx)
    .selectFrom("review_panel_project")
    .select("project")
    .where("province", "=", actor.province)
    .where("is_void", "=", false)
    .where(
      "project",
      "in",
      projects.map(({ id }) => id),
    )
    .execute();
  const taken = new Set(placed.map(({ project }) => project));
  return projects.filter(({ id }) => !taken.has(id));
};

const projectRefs = async (tx: Tx, actor: Actor, projects: readonly DeclaredProject[]) => {
  const names = await institutionNames(
    tx,
    actor,
    projects.map(({ institution }) => institution),
  );
  return projects.map(({ id, number, title, institution }) => ({
    id,
    number,
    title,
    institutionName: names.get(institution) ?? institution,
  }));
};

const panelSummary = async (tx: Tx, panel: StoredPanel): Promise<PanelSummary> => {
  const projects = (await projectsOfPanel(tx, panel)).filter(({ is_void }) => panel.state === "void" || !is_void).length;
  const seats = (await seatsOf(tx, panel)).filter(isActive);
  const locked = [...(await lockedSheets(tx, panel)).values()].reduce((sum, sheets) => sum + sheets, 0);
  const all = projects * panel.experts;
  return {
    id: panel.id,
    call: panel.call,
    title: panel.title,
    round: panel.round,
    state: panel.state === "drawn" && locked === all ? "closed" : panel.state,
    projects,
    experts: panel.experts,
    accepted: seats.filter(({ state }) => state === "accepted").length,
    vacant: panel.state === "drawn" ? panel.experts - seats.length : 0,
    lockedSheets: locked,
    allSheets: all,
    createdAt: panel.created_at.toISOString(),
  };
};

const panelDetails = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  panel: StoredPanel,
  call: ReviewedCall,
): Promise<RouteAnswer<typeof readPanel>> => {
  const experts = new Map((await allOfPool(tx, actor)).map((expert) => [expert.id, expert]));
  const candidates =
    panel.state === "forming"
      ? await candidatesFor(tx, actor, panel, { call, today: clock.today() })
      : await frozenList(tx, panel, experts);
  const listed = { seed: panel.seed, candidates: candidates.map(drawCandidateOf) };
  const { experts: size, fields } = panel;
  const outcomes = outcomesOf({ ...listed, experts: size, fields, replacements: await refillsOf(tx, panel) });
  const places = new Map(orderOf(listed).map((id, at) => [id, at + 1]));
  const numberOf = (id: string): string => experts.get(id)?.number ?? "另一名专家";
  const proof = panel.state === "forming" ? proofOf(candidates.map(drawCandidateOf), panel) : undefined;
  const seats = await seatsOf(tx, panel);
  const locked = await lockedSheets(tx, panel);
  const ids = (await projectsOfPanel(tx, panel)).map(({ project }) => project);
  return {
    ...(await panelSummary(tx, panel)),
    callTitle: call.title,
    isBlind: panel.is_blind,
    regionRule: panel.region_rule,
    fields: panel.fields,
    sheet: panel.sheet,
    isSheetFixed: seats.some(({ first_saved_at }) => first_saved_at !== null),
    projectList: await projectRefs(tx, actor, await declaredProjects(tx, actor, { ids })),
    candidates: candidates.map((candidate) => {
      const outcome = outcomes.get(candidate.expert.id);
      return {
        ...shownCandidate(candidate),
        place: places.get(candidate.expert.id) ?? null,
        outcome: outcome ? { kind: outcome.kind, sentence: outcomeText(outcome, numberOf) } : null,
      };
    }),
    proof: proof ? { ...proof, fields: [...proof.fields], candidates: [...proof.candidates] } : null,
    candidateHash: panel.candidate_hash,
    commitment: panel.commitment,
    seed: panel.seed,
    words: panel.words,
    frozenAt: panel.frozen_at?.toISOString() ?? null,
    frozenBy: panel.frozen_by,
    drawnAt: panel.drawn_at?.toISOString() ?? null,
    drawnBy: panel.drawn_by,
    voidReason: panel.void_reason,
    seats: seats.map((seat) => shownSeat(seat, experts.get(seat.expert), locked.get(seat.expert) ?? 0)),
  };
};

const frozenList = async (tx: Tx, panel: StoredPanel, experts: ReadonlyMap<string, StoredExpert>): Promise<Candidate[]> =>
  (await candidatesOf(tx, panel)).flatMap(({ expert: id, unit, load, exclusions, fields }) => {
    const expert = experts.get(id);
    return expert ? [{ expert: { ...expert, fields }, unit, load, exclusions }] : [];
  });

const shownCandidate = ({ expert, load, exclusions }: Candidate): Omit<PanelCandidate, "place" | "outcome"> => ({
  expert: expert.id,
  number: expert.number,
  name: expert.name,
  title: expert.title,
  unitName: expert.unit_name,
  fields: expert.fields,
  load,
  maxLoad: expert.max_load,
  exclusions: exclusions.map(withoutDetails),
});

/** A conflict is shown by its kind: whose spouse somebody is, or why he is paused, concerns nobody who reads a panel. */
const withoutDetails = ({ kind, sentence, clause }: Exclusion): Exclusion => {
  const title = exclusionTitles[kind] ?? kind;
  if (Object.hasOwn(conflictKinds, kind))
    return { kind, sentence: `${sentence.slice(0, sentence.indexOf("：") + 1)}${title}`, clause };
  return { kind, sentence: kind === "paused" ? title : sentence, clause };
};

const shownSeat = (seat: StoredSeat, expert: StoredExpert | undefined, lockedSheets: number) => ({
  expert: seat.expert,
  number: expert?.number ?? "",
  name: expert?.name ?? "",
  unitName: expert?.unit_name ?? "",
  place: seat.place,
  state: seat.state,
  reason: seat.reason,
  hasAccount: (expert?.account ?? null) !== null,
  invitedAt: seat.invited_at.toISOString(),
  answeredAt: seat.answered_at?.toISOString() ?? null,
  pledgedAt: seat.pledged_at?.toISOString() ?? null,
  lockedSheets,
});
