import { concludeNotice, decideSelection, proposeSelection, publishNotice, recordArgument } from "@qiangyi/api";
import type { CallDefinition } from "@qiangyi/projects";
import { expect } from "vitest";
import { actorAs, type TestApi } from "../../../test/api.ts";
import type { TestDatabase } from "../../../test/fresh-database.ts";
import { type Actor, type Clock } from "../../platform/index.ts";
import { definition as base, callWith, declared, type Offices, pass, setUpOffices } from "../checks/sample-checks.ts";
import { takeStep } from "../take-step.ts";

/* Projects that have been through the checks and the review, and the offices that select. */

/** The call of the checks, with the specialty that becomes an entry of a register. */
export const definition: CallDefinition = {
  ...base,
  sections: [
    ...base.sections,
    {
      id: "what",
      title: "申报专科",
      questions: [{ id: "specialty", label: "专科名称", kind: "text", maxLength: 40, required: true, identity: "specialty" }],
    },
  ],
};

/** A call of its own for each test, so that one selection does not see the projects of another. */
export const selectionCall = (database: TestDatabase, quotas: CallDefinition["quotas"] = []): Promise<string> =>
  callWith(database, { ...definition, quotas });

export const setUpSelection = async (database: TestDatabase, api: TestApi) => {
  const offices = await setUpOffices(database, api);
  return {
    ...offices,
    proposer: offices.province,
    decider: actorAs("prov_health_finance", { userId: "规财处长", name: "规财处长" }),
  };
};
export type Selectors = Awaited<ReturnType<typeof setUpSelection>>;

export type ReviewResult = { conclusion: "recommended" | "revise" | "not-recommended"; score: number | null };

/** Declared by a hospital, passed by everyone on its route, reviewed with this result. */
export const reviewed = async (
  database: TestDatabase,
  api: TestApi,
  clock: Clock,
  offices: Offices,
  call: string,
  title: string,
  { conclusion, score }: ReviewResult,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const id = await declared(api, offices, call, { ...sampleAnswers, ...more, title });
  for (const actor of [offices.county, offices.city, offices.province]) {
    const passed = await pass(api, actor, id);
    // Whoever is not on its route does not even see it.
    if (passed.status !== 404) expect(passed.status, JSON.stringify(passed.problem)).toBe(200);
  }
  await completeReview(database, clock, offices.province, id, { conclusion, score });
  return id;
};

export const completeReview = (
  database: TestDatabase,
  clock: Clock,
  actor: Actor,
  id: string,
  { conclusion, score }: ReviewResult,
) =>
  database.transaction(actor, async (tx) => {
    const step = await takeStep(tx, actor, clock, id, {
      action: "completeReview",
      review: { conclusion, score, adjustedScore: score },
    });
    expect(step).toMatchObject({ ok: true });
  });

export const argue = async (api: TestApi, actor: Actor, projectId: string, but: Readonly<Record<string, boolean>> = {}) => {
  for (const point of ["necessity", "feasibility", "standardisation"] as const) {
    const passes = but[point] ?? true;
    const recorded = await api.call(actor, recordArgument, {
      params: { projectId },
      body: { point, passes, reason: "论证会意见" },
    });
    expect(recorded.status, JSON.stringify(recorded.problem)).toBe(201);
  }
};

type Row = { project: string; isChosen: boolean; supportFen?: string; reason?: string; clause?: string };
export const propose = (api: TestApi, actor: Actor, callId: string, rows: readonly Row[]) =>
  api.call(actor, proposeSelection, { params: { callId }, body: { rows: [...rows] } });

export const decide = (api: TestApi, actor: Actor, selectionId: string) =>
  api.call(actor, decideSelection, {
    params: { selectionId },
    body: { decision: "decide", minutesNumber: "党组会议纪要2025年第6号", minutesOn: "2025-03-01" },
  });

export const publish = (api: TestApi, actor: Actor, selectionId: string, publishedOn: string, without: string[] = []) =>
  api.call(actor, publishNotice, {
    params: { selectionId },
    body: { publishedOn, contact: "省卫生健康委医政处 0351-0000000", without },
  });

export const conclude = (api: TestApi, actor: Actor, noticeId: string) =>
  api.call(actor, concludeNotice, { params: { noticeId }, body: { documentNumber: "晋卫函〔2025〕66号" } });

const sampleAnswers = { plan: "分两期实施" };
