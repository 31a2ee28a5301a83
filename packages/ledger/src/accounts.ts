/** allotment: 指标账, what may be spent and where it lies; cash: 资金账, what has moved through treasuries. No transfer crosses the two. */
export type BookKind = "allotment" | "cash";

interface AccountRule {
  readonly title: string;
  readonly kind: BookKind;
  /** The side on which the account grows. */
  readonly side: "debit" | "credit";
  /** Kept apart for each other party, so that what was signed for one county cannot be received by its neighbour. */
  readonly perCounterpart?: true;
  /** May fall below zero. Every other account may not, on any day: that is what overdraft means here. */
  readonly signed?: true;
}

/**
 * 2105 is ours: the handbook posts 调剂 as one transfer between two earmarks, which would break the equation of sources and uses
 * for both. Through 2105 each earmark stays balanced, and the two halves of one 调剂 add up to nothing.
 */
export const accounts = {
  "1101": { title: "待分配", kind: "allotment", side: "debit" },
  "1102": { title: "已签发待接收", kind: "allotment", side: "debit", perCounterpart: true },
  "1103": { title: "已下达下级", kind: "allotment", side: "debit", perCounterpart: true },
  "1104": { title: "已下达单位", kind: "allotment", side: "debit", perCounterpart: true },
  "1105": { title: "单位可用", kind: "allotment", side: "debit" },
  "1106": { title: "冻结", kind: "allotment", side: "debit" },
  "1107": { title: "已支付", kind: "allotment", side: "debit" },
  "1108": { title: "已结转", kind: "allotment", side: "debit" },
  "1109": { title: "已收回", kind: "allotment", side: "debit" },
  "2101": { title: "上级下达", kind: "allotment", side: "credit", perCounterpart: true },
  "2102": { title: "本级安排", kind: "allotment", side: "credit" },
  "2103": { title: "上年结转", kind: "allotment", side: "credit" },
  "2104": { title: "收回统筹", kind: "allotment", side: "credit" },
  "2105": { title: "调剂", kind: "allotment", side: "credit", signed: true },
  "2109": { title: "核减", kind: "allotment", side: "debit", perCounterpart: true },
  // A treasury also holds and advances money that this ledger never sees, and 库款 moves in lump sums: its part may be overdrawn.
  "3101": { title: "国库存款", kind: "cash", side: "debit", signed: true },
  "3102": { title: "单位资金", kind: "cash", side: "debit" },
  "4101": { title: "上级拨入", kind: "cash", side: "credit" },
  "4102": { title: "本级财力", kind: "cash", side: "credit" },
  "5101": { title: "拨付下级", kind: "cash", side: "debit", perCounterpart: true },
  "5102": { title: "项目支出", kind: "cash", side: "debit" },
  "5103": { title: "预付", kind: "cash", side: "debit" },
  "6101": { title: "待交回", kind: "cash", side: "credit" },
} as const satisfies Record<string, AccountRule>;

export type Account = keyof typeof accounts;

export const ruleOf = (account: Account): AccountRule => accounts[account];

/** Account codes in the order of the chart. */
export const chart = Object.keys(accounts).sort() as Account[];

/** Sources of an allotment book; 2109 is taken off them. */
export const sources = ["2101", "2102", "2103", "2104", "2105"] as const satisfies readonly Account[];
/** Where an allotment lies or went. */
export const uses = [
  "1101",
  "1102",
  "1103",
  "1104",
  "1105",
  "1106",
  "1107",
  "1108",
  "1109",
] as const satisfies readonly Account[];
