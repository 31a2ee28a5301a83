/** The rows of the posting table, by the name of the function that posts each; some rows have two directions. */
export const steps = {
  arrange: { event: "E1", title: "本级安排" },
  issue: { event: "E2", title: "签发下达" },
  receive: { event: "E3", title: "接收" },
  withdraw: { event: "E4", title: "退回或撤回" },
  reduce: { event: "E5", title: "追减收回" },
  freeze: { event: "E6", title: "冻结" },
  unfreeze: { event: "E6", title: "解冻" },
  pay: { event: "E7", title: "支付成功" },
  refund: { event: "E8", title: "当年退款" },
  carryOver: { event: "E9", title: "年终结转" },
  recover: { event: "E10", title: "结余收回" },
  reassign: { event: "E11", title: "调剂" },
  moveCash: { event: "C1", title: "库款调拨" },
  payFromTreasury: { event: "C2", title: "国库集中支付" },
  prepay: { event: "C3", title: "预付" },
  clearPrepayment: { event: "C4", title: "预付核销" },
  refundCash: { event: "C5", title: "资金退款" },
  recogniseReturn: { event: "C6", title: "认定交回" },
  handBack: { event: "C6", title: "实缴交回" },
} as const;

export type Step = keyof typeof steps;
export type EventCode = (typeof steps)[Step]["event"];
