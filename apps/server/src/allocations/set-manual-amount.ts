import { markKeyProject, setManualAmount, suggestShares } from "@qiangyi/api";
import { atLeastZero, type Fen, fen, inWanYuan, minus, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Clock, newId, type Rooms, type Tx } from "../platform/index.ts";
import { isLine } from "../policy/index.ts";
import { insertAdjustment } from "./adjustments.store.ts";
import { keyProjectsFirst } from "./budget-check.ts";
import { currentBudgets, lockEvidence } from "./budgets.store.ts";
import { movedCells } from "./cells.ts";
import { handleAtDesk } from "./desk.ts";
import { insertKeyMark } from "./key-projects.store.ts";
import { addToCells } from "./plan-cells.store.ts";
import { type PlanLine, proposedOf } from "./plan-line.ts";
import { allLines, findLine, markKeyInDrafts, updateManual } from "./plan-lines.store.ts";
import { draftAnswers, draftPlan, type PlanClosed, type PlanNotFound, planAnswers, readablePlan } from "./plan-refusals.ts";
import { sumUpPlan } from "./plans.store.ts";
import { recordedBy } from "./recorded-row.ts";

interface Manual {
  readonly amount: Fen | null;
  readonly reason: string;
  readonly decidedBy: string;
  readonly documentNumber: string | null;
}

type ManualRefusal =
  | PlanNotFound
  | PlanClosed
  | Refusal<"line-not-found">
  | Refusal<"POLICY_NOT_IN_FORCE">
  | Refusal<"DECISION_REQUIRED">
  | Refusal<"JUSTIFICATION_REQUIRED", { due: Fen; asked: Fen; clause: string }>
  | Refusal<"STANDARD_MISMATCH", { due: Fen; asked: Fen; clause: string }>;

/** 手工金额, key projects and the suggestion for a budget that falls short. */
export const manualAmountRoutes = (rooms: Rooms): void => {
  handleAtDesk(
    rooms,
    setManualAmount,
    ({ tx, actor, params, body, clock }) =>
      setManual(
        tx,
        { actor, clock, planId: params.planId, lineNo: params.lineNo },
        {
          amount: body.amountFen === null ? null : fen(BigInt(body.amountFen)),
          reason: body.reason ?? "",
          decidedBy: body.decidedBy ?? "",
          documentNumber: body.documentNumber ?? null,
        },
      ),
    {
      ...draftAnswers,
      "line-not-found": [404, "方案中没有这一条"],
      POLICY_NOT_IN_FORCE: [422, "分配决定日不在办法有效期内，不能安排金额"],
      DECISION_REQUIRED: [409, "这一条等待决定，请先记录决定，再调整金额"],
      JUSTIFICATION_REQUIRED: [
        422,
        ({ due, asked }) =>
          `重点项目应补${inWanYuan(due)}只安排${inWanYuan(asked)}，而同一支持项目的非重点项目已有安排，须写明理由`,
        "请填写理由和作出决定的单位，或者先保障重点项目",
      ],
      STANDARD_MISMATCH: [
        422,
        ({ due, asked }) => `按标准应为${inWanYuan(due)}，填报${inWanYuan(asked)}；与标准不符须有决定记录`,
        "请填写理由和作出决定的单位",
      ],
    },
  );

  handleAtDesk(
    rooms,
    markKeyProject,
    async ({ tx, actor, body, clock }) => {
      if (!isLine(body.line)) return refuse({ code: "unknown-line" });
      await lockEvidence(tx, actor.province, "key-projects");
      const id = newId();
      await insertKeyMark(tx, actor.province, { id, ...body, ...recordedBy(actor, clock.now()) });
      await markKeyInDrafts(tx, actor.province, body.line, body.subject, body.isKey);
      return ok({ id });
    },
    { "unknown-line": [422, "没有这个支持项目，请从列表选择"] },
  );

  handleAtDesk(
    rooms,
    suggestShares,
    async ({ tx, actor, params, query }) => {
      const found = await readablePlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      const budgets = await currentBudgets(tx, actor.province, found.value.year);
      return ok(
        suggestion(
          await allLines(tx, actor.province, params.planId, query.line),
          budgets.find(({ line }) => line === query.line)?.amount,
        ),
      );
    },
    planAnswers,
  );
};

const suggestion = (lines: readonly PlanLine[], budget: Fen | undefined) => {
  const claimants = lines.filter(({ amount }) => amount > 0n).map((line) => ({ ...line, due: line.amount }));
  const due = fen(claimants.reduce((total, line) => total + line.due, 0n));
  return {
    budgetFen: budget === undefined ? null : String(budget),
    dueFen: String(due),
    shortFen: String(budget === undefined ? 0n : atLeastZero(minus(due, budget))),
    rows: keyProjectsFirst(claimants, budget ?? due).map((line) => ({
      lineNo: line.lineNo,
      title: line.title,
      isKey: line.isKey,
      dueFen: String(line.due),
      proposedFen: String(proposedOf(line)),
      suggestedFen: String(line.suggested),
      shortFen: String(minus(line.due, line.suggested)),
    })),
  };
};

const setManual = async (
  tx: Tx,
  { actor, clock, planId, lineNo }: { actor: Actor; clock: Clock; planId: string; lineNo: number },
  asked: Manual,
): Promise<Result<{ adjustmentId: string }, ManualRefusal>> => {
  const { province } = actor;
  const found = await draftPlan(tx, province, planId);
  if (!found.ok) return found;
  const line = await findLine(tx, province, planId, lineNo);
  if (!line) return refuse({ code: "line-not-found" });
  // An amount that equals the standard is no manual amount: it takes the earlier one back.
  const amount = asked.amount === line.amount ? null : asked.amount;
  if (amount !== null) {
    const refusal = await misfitOf(tx, province, planId, line, { ...asked, amount });
    if (refusal) return refuse(refusal);
  }
  const adjustmentId = newId();
  const reason = asked.reason === "" ? "恢复为按标准计算的金额" : asked.reason;
  const { subject, year, amount: due } = line;
  const row = {
    id: adjustmentId,
    line: line.line,
    subject,
    year,
    due,
    ...asked,
    amount,
    reason,
    ...recordedBy(actor, clock.now()),
  };
  await insertAdjustment(tx, province, planId, row);
  const after = {
    lineNo,
    manual: amount,
    manualDue: amount === null ? null : due,
    adjustmentId: amount === null ? null : adjustmentId,
  };
  await updateManual(tx, province, planId, after);
  await addToCells(tx, province, planId, movedCells(line, { ...line, manual: amount }));
  await sumUpPlan(tx, province, planId);
  return ok({ adjustmentId });
};

const misfitOf = async (
  tx: Tx,
  province: string,
  planId: string,
  line: PlanLine,
  { amount, reason, decidedBy }: Manual & { readonly amount: Fen },
): Promise<Exclude<ManualRefusal, PlanNotFound | PlanClosed> | undefined> => {
  if (line.errors.includes("POLICY_NOT_IN_FORCE")) return { code: "POLICY_NOT_IN_FORCE" };
  if (line.status === "decision_required") return { code: "DECISION_REQUIRED" };
  if (reason !== "" && decidedBy !== "") return undefined;
  const facts = { due: line.amount, asked: amount };
  if (line.isKey && amount < line.amount) {
    const others = await allLines(tx, province, planId, line.line);
    if (others.some((other) => !other.isKey && proposedOf(other) > 0n)) {
      return { code: "JUSTIFICATION_REQUIRED", ...facts, clause: "qiangyi-2024.art4.2.b" };
    }
  }
  return { code: "STANDARD_MISMATCH", ...facts, clause: "qiangyi-2024.art6.d" };
};
