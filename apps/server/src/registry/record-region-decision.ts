import { recordRegionDecision } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { z } from "zod";
import { type Actor, type Clock, handle, newId, type Rooms, type Tx } from "../platform/index.ts";
import { insertDecision, regionExists } from "./regions.store.ts";

type Decision = z.output<typeof recordRegionDecision.body>;
type DecisionRefusal = Refusal<"region-not-found"> | Refusal<"decision-not-for-this-level"> | Refusal<"decision-dates-reversed">;

/** Both subjects concern the counties: 体制管理型省直管 and 农业县 are properties of a county-level unit. */
const concernsCounty = (code: string): boolean => !code.endsWith("00");

const recordDecision = async (
  { tx, actor, clock }: { tx: Tx; actor: Actor; clock: Clock },
  region: string,
  decision: Decision,
): Promise<Result<{ id: string }, DecisionRefusal>> => {
  if (!(await regionExists(tx, actor.province, region))) return refuse({ code: "region-not-found" });
  if (!concernsCounty(region)) return refuse({ code: "decision-not-for-this-level" });
  if (decision.effectiveTo !== null && decision.effectiveTo < decision.effectiveFrom)
    return refuse({ code: "decision-dates-reversed" });
  const id = newId();
  await insertDecision(tx, {
    province: actor.province,
    id,
    region,
    subject: decision.subject,
    fiscal_mode: decision.subject === "fiscal-mode" ? decision.fiscalMode : null,
    agricultural: decision.subject === "agricultural" ? decision.isAgricultural : null,
    effective_from: decision.effectiveFrom,
    effective_to: decision.effectiveTo,
    basis_doc: decision.basisDoc,
    reason: decision.reason,
    decided_by: actor.name,
    recorded_at: clock.now(),
  });
  return ok({ id });
};

export const recordRegionDecisionRoute = (rooms: Rooms): void =>
  handle(rooms, recordRegionDecision, (call) => recordDecision(call, call.params.code, call.body), {
    "region-not-found": [404, "没有这个区划代码", "请在区划树中选择"],
    "decision-not-for-this-level": [422, "省直管和农业县只对县（市、区）登记", "请选择一个县（市、区）"],
    "decision-dates-reversed": [422, "终止日期早于生效日期", "请改正日期"],
  });
