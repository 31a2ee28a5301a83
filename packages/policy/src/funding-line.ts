import type { Fen, PlainDate } from "@qiangyi/kernel";

export type FundingLineId =
  | "top100-reward"
  | "specialised-regional-centre"
  | "national-key-specialty"
  | "provincial-key-specialty"
  | "provincial-discipline"
  | "tcm-specialty"
  | "township-centre"
  | "county-tertiary"
  | "county-emergency-centre"
  | "maternal-newborn-centre"
  | "doctor-secondment"
  | "expert-workshop"
  | "appropriate-technique"
  | "visiting-scholar";

export type LineGroup = "建高地" | "兜网底" | "提能力";

/** REWARD_AFTER 以奖代补、事后落实; ANNUAL_BUDGET 列入年度预算安排; NOT_STATED where the text names no mode. */
export type PaymentMode = "REWARD_AFTER" | "ANNUAL_BUDGET" | "NOT_STATED";

/** floor 至少; planned 建设N个; approximate 左右; aspiration 力争; yearly 每年N个. Only the last two never turn on each other. */
export type QuantityKind = "floor" | "planned" | "approximate" | "aspiration" | "yearly";

export interface TargetQuantity {
  readonly kind: QuantityKind;
  readonly target: number;
  readonly per: "window" | "year" | "batch";
  readonly group?: string;
  readonly label: string;
  readonly clause: string;
}

/** The amounts of a line from one day to another, with the passage they rest on. */
export interface DatedStandard<Key extends string = string> {
  readonly effectiveFrom: PlainDate;
  readonly effectiveTo: PlainDate;
  readonly basisDoc: string;
  readonly basisArticle: string;
  readonly amounts: Readonly<Record<Key, Fen>>;
}

/** One numbered support item of 第七条. */
export interface FundingLine<Key extends string = string> {
  readonly id: FundingLineId;
  readonly name: string;
  /** The short name of tables and sentences. */
  readonly shortName: string;
  readonly group: LineGroup;
  /** 1 to 14, the order of the regulation. */
  readonly order: number;
  /** The place in the text, as officials cite it. */
  readonly ref: string;
  /** The clause that sets the amount, and the one that sets the payment mode where there is one. */
  readonly clause: string;
  readonly modeClause: string | null;
  readonly mode: PaymentMode;
  readonly frequency: string;
  readonly quantities: readonly TargetQuantity[];
  /** Newest last. A what-if or a new regulation adds a row; nothing is edited. */
  readonly standards: readonly DatedStandard<Key>[];
  /** What each amount of the standards is paid for. */
  readonly amountLabels: Readonly<Record<Key, string>>;
  readonly mainUse: string;
  readonly payee: string;
  /** The use clause names public hospitals, so that a private one is refused and not put to a decision. */
  readonly publicOnly: boolean;
  /** Paid anew each year, so that only what was allocated for the same year counts as paid. */
  readonly yearly: boolean;
}
