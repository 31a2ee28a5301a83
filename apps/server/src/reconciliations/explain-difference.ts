import { explainDifference } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { maySend } from "./may-send.ts";
import { loadMonth } from "./month.ts";
import { type MonthNotFound, monthAnswers } from "./read-reconciliation.ts";
import { insertReason } from "./statements.store.ts";

type ExplainRefusal = MonthNotFound | Refusal<"no-difference"> | Refusal<"not-a-party">;

const answers: Answers<ExplainRefusal> = {
  ...monthAnswers,
  "no-difference": [409, "这张凭证各方一致，没有差异要说明"],
  "not-a-party": [403, "只有对账的单位和同级财政部门能说明差异"],
};

export const explainDifferenceRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    explainDifference,
    async ({ tx, actor, params, body: { voucher, reason }, clock }) => {
      const found = await loadMonth(tx, actor, params);
      if (!found) return refuse({ code: "reconciliation-not-found" });
      if (maySend(actor, found.place).length === 0) return refuse({ code: "not-a-party" });
      const compared = found.compared.find((row) => row.voucher === voucher);
      if (!compared || compared.isEqual) return refuse({ code: "no-difference" });
      await insertReason(tx, actor, found.place, { ...params, voucher, text: reason, at: clock.now() });
      return ok({ voucher });
    },
    answers,
  );
