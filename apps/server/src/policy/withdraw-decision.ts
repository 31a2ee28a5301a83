import { withdrawDecision } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { handle, newId, type Rooms } from "../platform/index.ts";
import { findRecordedValue, recordWithdrawal } from "./decisions.store.ts";

type WithdrawRefusal =
  | Refusal<"decision-not-found">
  | Refusal<"decision-withdrawn-already">
  | Refusal<"withdrawal-before-decision", { from: string }>;

/** A decision is withdrawn by a later one, from a day on; what stood before it stands again. */
export const withdrawalRoutes = (rooms: Rooms): void =>
  handle(
    rooms,
    withdrawDecision,
    async ({ tx, actor, clock, params, body }) => {
      const withdrawn = await findRecordedValue(tx, params.decision);
      if (!withdrawn) return refuse<WithdrawRefusal>({ code: "decision-not-found" });
      if (withdrawn.withdrawnFrom !== null) return refuse<WithdrawRefusal>({ code: "decision-withdrawn-already" });
      if (body.from < withdrawn.effectiveFrom) {
        return refuse<WithdrawRefusal>({ code: "withdrawal-before-decision", from: withdrawn.effectiveFrom });
      }
      const id = newId();
      await recordWithdrawal(tx, actor, clock.now(), { id, withdrawn, from: body.from, decision: body.decision });
      return ok({ id });
    },
    {
      "decision-not-found": [404, "没有这项决定"],
      "decision-withdrawn-already": [409, "这项决定已经撤回", "如需恢复，请重新记录一项决定"],
      "withdrawal-before-decision": [422, ({ from }) => `撤回日期不能早于决定的生效日期${from}`],
    },
  );
