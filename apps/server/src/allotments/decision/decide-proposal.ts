import type { DecisionAct, Obstacle, Standing } from "@qiangyi/api";
import { fen, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type ChangeRefusal, changedVersion } from "../../allocations/index.ts";
import type { Actor, Answers, Clock, Tx } from "../../platform/index.ts";
import { actsOf, insertAct, lockDecision, type StoredAct } from "./decisions.store.ts";
import { contentOf, findProposal, obstaclesOf, type Proposal, type ProposalContent, totalOf } from "./proposal.ts";
import { isAllowed, standingAfter, standingNames } from "./standing.ts";

interface Blocked {
  readonly text: string;
  readonly clause: string;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

export type DecisionRefusal =
  | Refusal<"proposal-not-found">
  | Refusal<"wrong-standing", { readonly standing: Standing; readonly act: DecisionAct }>
  | Refusal<"PROPOSAL_EMPTY", Blocked>
  | Refusal<"TOTAL_BUDGET_EXCEEDED", Blocked>
  | Refusal<"LINE_BUDGET_MISSING", Blocked>
  | Refusal<"PLAN_REQUIRED", Blocked>
  | Refusal<"REVIEW_REQUIRED", Blocked>
  | Refusal<"JUSTIFICATION_REQUIRED", { readonly clause: string }>
  | Refusal<"COUNTERSIGN_REQUIRED", { readonly clause: string }>
  | Refusal<"same-person", { readonly clause: string }>
  | Refusal<"change-needs-plan">
  | ChangeRefusal;

export const decisionAnswers: Answers<DecisionRefusal> = {
  "proposal-not-found": [404, "没有这份定稿的分配建议", "请先定稿，再报送审定"],
  "wrong-standing": [
    409,
    ({ standing, act }) => `这份建议${standingNames[standing]}，不能${actNames[act]}`,
    "请刷新后查看办理经过",
  ],
  PROPOSAL_EMPTY: [422, ({ text }) => text, "请核对方案"],
  TOTAL_BUDGET_EXCEEDED: [422, ({ text }) => text, "请调整金额并写明理由，新版本定稿后再报送；或由省财政厅登记追加的预算"],
  LINE_BUDGET_MISSING: [422, ({ text }) => text, "请由省财政厅登记该支持项目的年度预算"],
  PLAN_REQUIRED: [422, ({ text }) => text, "请先登记经内部审定的项目投资计划"],
  REVIEW_REQUIRED: [422, ({ text }) => text, "请先完成评审，或在新版本中不安排这些项目"],
  JUSTIFICATION_REQUIRED: [422, "没有写明理由", "请填写理由，至少两个字"],
  COUNTERSIGN_REQUIRED: [409, "还没有省卫生健康委规财处会签，不能审定", "请先由规财处会签"],
  "same-person": [409, "报送、会签和审定必须由不同的人办理", "请由另一位有此职责的人员办理"],
  "change-needs-plan": [422, "试点资金申报不能逐条改动", "请写明理由退回，由省卫生健康委调整后重新报送"],
  "line-not-found": [404, ({ lineNo }) => `建议中没有第${lineNo}条`],
  DECISION_REQUIRED: [409, ({ title }) => `“${title}”等待决定，不能直接改动金额`, "请由省卫生健康委先记录决定"],
};

const actNames: Readonly<Record<DecisionAct, string>> = {
  submit: "报送",
  withdraw: "撤回",
  countersign: "会签",
  return: "退回",
  approve: "审定",
  change: "改动",
};

interface Opened {
  readonly proposal: Proposal;
  readonly trail: readonly StoredAct[];
  readonly standing: Standing;
  readonly content: ProposalContent;
}

/** Locks the proposal, so that two acts on it follow each other. */
const open = async (tx: Tx, actor: Actor, id: string, act: DecisionAct): Promise<Result<Opened, DecisionRefusal>> => {
  await lockDecision(tx, actor.province, id);
  const proposal = await findProposal(tx, actor, id, { isLocked: true });
  if (!proposal) return refuse({ code: "proposal-not-found" });
  const trail = (await actsOf(tx, actor.province, [id])).get(id) ?? [];
  const standing = standingAfter(trail.at(-1)?.act);
  if (act === "approve" && standing === "submitted")
    return refuse({ code: "COUNTERSIGN_REQUIRED", clause: "qiangyi-2024.art6.c" });
  if (!isAllowed(act, standing)) return refuse({ code: "wrong-standing", standing, act });
  return ok({ proposal, trail, standing, content: await contentOf(tx, actor, proposal) });
};

/** The first obstacle speaks, all of them are listed. */
const blocked = (obstacles: readonly Obstacle[]): DecisionRefusal | undefined => {
  const [first] = obstacles;
  if (!first) return undefined;
  const problems = obstacles.map(({ code, text, places }) => ({ path: places[0] ?? "fund", message: `${text}（${code}）` }));
  return { code: first.code, text: first.text, clause: first.clause ?? "qiangyi-2024.art6.b", problems } as DecisionRefusal;
};

/** Acts of the current submission: a new submission starts the round anew. */
const currentRound = (trail: readonly StoredAct[]): readonly StoredAct[] =>
  trail.slice(
    Math.max(
      0,
      trail.findLastIndex(({ act }) => act === "submit"),
    ),
  );

const hasActed = (actor: Actor, trail: readonly StoredAct[], acts: readonly DecisionAct[]): boolean =>
  currentRound(trail).some(({ act, actedBy }) => acts.includes(act) && actedBy === actor.userId);

const clause = "qiangyi-2024.art6.c";

export interface Acted {
  readonly standing: Standing;
  readonly step: number;
  readonly contentSha256: string;
}

const record = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { proposal, trail, content }: Opened,
  act: { readonly act: DecisionAct; readonly reason?: string; readonly documentNumber?: string; readonly successorId?: string },
): Promise<Acted> => {
  const step = trail.length + 1;
  const { contentSha256 } = content;
  await insertAct(tx, actor, clock.now(), {
    ...act,
    proposalId: proposal.id,
    proposal: proposal.kind,
    step,
    contentSha256,
    total: totalOf(content.lines),
  });
  return { standing: standingAfter(act.act), step, contentSha256 };
};

type Act = (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  asked: { readonly proposalId: string; readonly reason: string },
) => Promise<Result<Acted, DecisionRefusal>>;

/** 报送: by 省卫生健康委, within the budget and with every assessment that its lines need (qiangyi-2024.art6.b). */
export const submit: Act = async (tx, actor, clock, { proposalId, reason }) => {
  const opened = await open(tx, actor, proposalId, "submit");
  if (!opened.ok) return opened;
  const { proposal, content } = opened.value;
  const obstacle = blocked(await obstaclesOf(tx, actor, proposal, content.lines));
  if (obstacle) return refuse(obstacle);
  return ok(await record(tx, actor, clock, opened.value, { act: "submit", reason }));
};

export const withdraw: Act = async (tx, actor, clock, { proposalId, reason }) => {
  const opened = await open(tx, actor, proposalId, "withdraw");
  if (!opened.ok) return opened;
  if (reason.length < 2) return refuse({ code: "JUSTIFICATION_REQUIRED", clause });
  return ok(await record(tx, actor, clock, opened.value, { act: "withdraw", reason }));
};

export const countersign: Act = async (tx, actor, clock, { proposalId, reason }) => {
  const opened = await open(tx, actor, proposalId, "countersign");
  if (!opened.ok) return opened;
  if (hasActed(actor, opened.value.trail, ["submit"])) return refuse({ code: "same-person", clause });
  return ok(await record(tx, actor, clock, opened.value, { act: "countersign", reason }));
};

export const sendBack: Act = async (tx, actor, clock, { proposalId, reason }) => {
  const opened = await open(tx, actor, proposalId, "return");
  if (!opened.ok) return opened;
  if (reason.length < 2) return refuse({ code: "JUSTIFICATION_REQUIRED", clause });
  return ok(await record(tx, actor, clock, opened.value, { act: "return", reason }));
};

export interface Approval {
  readonly proposalId: string;
  readonly documentNumber: string;
  readonly reason: string;
  readonly changes: readonly { readonly lineNo: number; readonly amountFen: string; readonly reason: string }[];
}

/** 审定 as submitted, or with lines changed: then a new version carries the changes with their reasons and is approved in the same act. */
export const approve = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { proposalId, documentNumber, reason, changes }: Approval,
): Promise<Result<Acted & { proposalId: string; version: number | null }, DecisionRefusal>> => {
  const opened = await open(tx, actor, proposalId, changes.length > 0 ? "change" : "approve");
  if (!opened.ok) return opened;
  const { proposal, trail, content } = opened.value;
  if (hasActed(actor, trail, ["submit", "countersign"])) return refuse({ code: "same-person", clause });
  if (changes.some((change) => change.reason.length < 2)) return refuse({ code: "JUSTIFICATION_REQUIRED", clause });
  if (changes.length === 0) {
    const obstacle = blocked(await obstaclesOf(tx, actor, proposal, content.lines));
    if (obstacle) return refuse(obstacle);
    const acted = await record(tx, actor, clock, opened.value, { act: "approve", documentNumber, reason });
    return ok({ ...acted, proposalId, version: proposal.version });
  }
  if (!proposal.plan) return refuse({ code: "change-needs-plan" });
  const made = await changedVersion(tx, actor, clock, proposal.plan, {
    documentNumber,
    changes: changes.map(({ lineNo, amountFen, reason: because }) => ({
      lineNo,
      amount: fen(BigInt(amountFen)),
      reason: because,
    })),
  });
  if (!made.ok) return made;
  const next = await findProposal(tx, actor, made.value.id);
  if (!next) throw new Error("a version vanished while it was decided on");
  const nextContent = await contentOf(tx, actor, next);
  const obstacle = blocked(await obstaclesOf(tx, actor, next, nextContent.lines));
  if (obstacle) return refuse(obstacle);
  await record(tx, actor, clock, opened.value, { act: "change", documentNumber, reason, successorId: next.id });
  const successor = { proposal: next, trail: [], standing: "open" as const, content: nextContent };
  const acted = await record(tx, actor, clock, successor, { act: "approve", documentNumber, reason });
  return ok({ ...acted, proposalId: next.id, version: next.version });
};
