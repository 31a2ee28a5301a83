import { listFindingPages } from "@qiangyi/api";
import { fen } from "@qiangyi/kernel";
import { amountText, useAnswer } from "../ui/index.ts";

/** The account pages of a unit and what was paid on each, as choices. */
export const usePages = (institution: string) => {
  const answer = useAnswer(listFindingPages, { query: { institution } }, { enabled: institution !== "" });
  const pages = answer.data?.pages ?? [];
  const wan = (amount: string): string => `${amountText(fen(BigInt(amount)), "万元")}万元`;
  return {
    isFetching: answer.isFetching,
    options: pages.map(({ earmark, title, paidFen, availableFen }) => ({
      value: earmark,
      label: `${title}　已付${wan(paidFen)}，可用${wan(availableFen)}`,
    })),
    paymentsOf: (earmark: string) =>
      (pages.find((page) => page.earmark === earmark)?.payments ?? []).map(({ id, number, purpose, paidOn, amountFen }) => ({
        value: id,
        label: `${number}　${paidOn}　${purpose}　${wan(amountFen)}`,
      })),
  };
};
