import { downloadPlanInput, downloadPlanResult, downloadPlanWorkbook } from "@qiangyi/api";
import { type Fen, minuteInShanghai, ok, type Result } from "@qiangyi/kernel";
import type { Actor, Download, Rooms, Tx } from "../platform/index.ts";
import { currentAdjustments } from "./adjustments.store.ts";
import { unpack } from "./canonical.ts";
import { handleAtDesk } from "./desk.ts";
import { claimKey } from "./placed-claims.ts";
import type { Plan } from "./plan.ts";
import { openPlan } from "./plan-memory.ts";
import { type PlanNotFound, planAnswers, readablePlan } from "./plan-refusals.ts";
import { writePlanWorkbook } from "./plan-workbook.ts";
import { findSnapshot } from "./plans.store.ts";

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** 导出: the workbook as officials pass it on; input and result as JSON, from which anybody can compute the plan again. */
export const exportPlanRoutes = (rooms: Rooms): void => {
  handleAtDesk(
    rooms,
    downloadPlanWorkbook,
    async ({ tx, actor, params, clock }) => {
      const found = await readablePlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      const content = await workbookOf(tx, actor, found.value, { now: clock.now(), isDemo: rooms.isDemo });
      return ok({ name: `${fileName(found.value)}（万元）.xlsx`, contentType: spreadsheet, content });
    },
    planAnswers,
  );
  handleAtDesk(rooms, downloadPlanInput, ({ tx, actor, params }) => inputJson(tx, actor, params.planId), planAnswers);
  handleAtDesk(rooms, downloadPlanResult, ({ tx, actor, params }) => resultJson(tx, actor, params.planId), planAnswers);
};

const fileName = ({ title, version, state }: Plan): string => `${title}${state === "frozen" ? `第${version}版` : "草稿"}`;

const workbookOf = async (
  tx: Tx,
  actor: Actor,
  plan: Plan,
  { now, isDemo }: { now: Date; isDemo: boolean },
): Promise<Uint8Array> => {
  const opened = await openPlan(tx, actor.province, plan);
  const manual = new Map<string, { amount: Fen; reason: string }>();
  for (const row of (await currentAdjustments(tx, actor.province, plan.id)).values()) {
    if (row.amount !== null) manual.set(claimKey(row), { amount: row.amount, reason: `${row.reason}（${row.decidedBy}）` });
  }
  const state = plan.state === "frozen" ? `第${plan.version}版（定稿）` : plan.kind === "scenario" ? "情景测算" : "草稿";
  return writePlanWorkbook(opened.input, await opened.storedOutput(), {
    title: plan.title,
    identity: `${state}；分配决定日${plan.decisionDate}；输入摘要sha256 ${plan.inputSha256}；结果摘要sha256 ${plan.outputSha256}`,
    asOf: minuteInShanghai(now),
    exportedBy: actor.name,
    isDemonstration: isDemo,
    standards: opened.standards,
    manual,
  });
};

type Json = Result<Download, PlanNotFound>;

const inputJson = async (tx: Tx, actor: Actor, planId: string): Promise<Json> => {
  const found = await readablePlan(tx, actor.province, planId);
  if (!found.ok) return found;
  const text = await snapshotText(tx, actor.province, planId, "input");
  return ok({ name: `${fileName(found.value)}输入.json`, contentType: "application/json", content: Buffer.from(text) });
};

/** The contract's output, with the digest of the input before it; manual amounts and a scenario's standards are no part of the engine's word. */
const resultJson = async (tx: Tx, actor: Actor, planId: string): Promise<Json> => {
  const found = await readablePlan(tx, actor.province, planId);
  if (!found.ok) return found;
  const plan = found.value;
  const output = JSON.parse(await snapshotText(tx, actor.province, planId, "output")) as object;
  const { standards } = await openPlan(tx, actor.province, plan);
  const manual = [...(await currentAdjustments(tx, actor.province, planId)).values()].filter(({ amount }) => amount !== null);
  const content = {
    input: { sha256: plan.inputSha256 },
    outputSha256: plan.outputSha256,
    ...(standards !== null && { scenarioStandardsFen: standards }),
    ...output,
    ...(manual.length > 0 && {
      manualAmounts: manual.map(({ line, year, subject, amount, reason, decidedBy }) => ({
        line,
        year,
        subject,
        amountFen: String(amount),
        reason,
        decidedBy,
      })),
    }),
  };
  const text = `${JSON.stringify(content, null, 2)}\n`;
  return ok({ name: `${fileName(plan)}结果.json`, contentType: "application/json", content: Buffer.from(text) });
};

const snapshotText = async (tx: Tx, province: string, planId: string, part: "input" | "output"): Promise<string> => {
  const snapshot = await findSnapshot(tx, province, planId);
  if (!snapshot) throw new Error(`plan ${planId} has no snapshot`);
  return unpack(snapshot[part]);
};
