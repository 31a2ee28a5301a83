import { readReconciliation } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { institutionNames } from "../registry/index.ts";
import { maySend } from "./may-send.ts";
import { loadMonth } from "./month.ts";

export type MonthNotFound = Refusal<"reconciliation-not-found">;
export const monthAnswers: Answers<MonthNotFound> = {
  "reconciliation-not-found": [404, "这个单位这一年没有支付，或不在您的管理范围", "请从对账列表进入"],
};

export const readReconciliationRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    readReconciliation,
    async ({ tx, actor, params }) => {
      const found = await loadMonth(tx, actor, params);
      if (!found) return refuse({ code: "reconciliation-not-found" });
      const { place, statements, compared, reasons, state, totals } = found;
      const amountsOf = (amounts: typeof totals) => ({
        platform: amounts.platform?.toString() ?? null,
        finance: amounts.finance?.toString() ?? null,
        unit: amounts.unit?.toString() ?? null,
        bank: amounts.bank?.toString() ?? null,
      });
      return ok({
        ...params,
        name: (await institutionNames(tx, actor, [place.institution])).get(place.institution) ?? place.institution,
        state,
        statements: statements.map(({ side, fileName, sha256, rowCount, total, by, at, corrections }) => ({
          side,
          fileName,
          sha256,
          rowCount,
          totalFen: total.toString(),
          by,
          at: at.toISOString(),
          corrections,
        })),
        totals: amountsOf(totals),
        rows: compared.map(({ voucher, on, payee, amounts, isEqual }) => {
          const reason = reasons.get(voucher);
          return {
            voucher,
            on,
            payee,
            amounts: amountsOf(amounts),
            isEqual,
            reason: reason ? { text: reason.text, by: reason.by, at: reason.at.toISOString() } : null,
          };
        }),
        maySend: [...maySend(actor, place)],
        mayExplain: maySend(actor, place).length > 0,
      });
    },
    monthAnswers,
  );
