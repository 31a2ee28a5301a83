import { planSpecialFund, recordTalentPolicy } from "@qiangyi/api";
import { date, fen, formatYuan, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { lockMoney, mayPayFor } from "./centre.ts";
import { fundsOf, insertFund, insertPolicy } from "./funds.store.ts";

type FundRefusal = Refusal<"not-the-payer"> | Refusal<"change-needs-reason">;
const fundAnswers: Answers<FundRefusal> = {
  "not-the-payer": [403, "这笔专项经费不由您的单位安排", "山西省的由省财政厅登记，太原市的由太原市财政局登记"],
  "change-needs-reason": [422, "这一年的安排已经登记", "更改安排请说明理由，原安排会保留"],
};

type PolicyRefusal = Refusal<"not-the-province"> | Refusal<"validity-misfit">;
const policyAnswers: Answers<PolicyRefusal> = {
  "not-the-province": [403, "省现行人才政策由省财政厅登记"],
  "validity-misfit": [422, "失效日期早于生效日期", "请核对政策的有效期"],
};

export const planFundsRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    planSpecialFund,
    async ({ tx, actor, body: { payer, year, amountFen, document, reason }, clock }) => {
      if (!mayPayFor(actor, payer)) return refuse({ code: "not-the-payer" });
      await lockMoney(tx, actor, `${payer}/${year}`);
      const version = ((await fundsOf(tx, actor, year)).find((fund) => fund.payer === payer)?.version ?? 0) + 1;
      if (version > 1 && (reason ?? "").length < 2) return refuse({ code: "change-needs-reason" });
      const amount = fen(BigInt(amountFen));
      await insertFund(tx, actor, { payer, year, version, amount, document, reason, at: clock.now() });
      return ok({ version });
    },
    fundAnswers,
  );
  handle(
    rooms,
    recordTalentPolicy,
    async ({ tx, actor, body: { name, item, validFrom, validTo, ceilingFen }, clock }) => {
      if (!mayPayFor(actor, "山西省")) return refuse({ code: "not-the-province" });
      if (validTo !== null && validTo < validFrom) return refuse({ code: "validity-misfit" });
      const ceiling = fen(BigInt(ceilingFen));
      const policy = {
        name,
        item,
        validFrom: date(validFrom),
        validTo: validTo === null ? null : date(validTo),
        ceiling: formatYuan(ceiling),
      };
      return ok({ id: await insertPolicy(tx, actor, policy, ceiling, clock.now()) });
    },
    policyAnswers,
  );
};
