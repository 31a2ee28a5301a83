import { formatYuan, inWanYuan, type PlainDate } from "@qiangyi/kernel";
import type { Reason } from "../contract.ts";
import { amountOf, percentHalfUp } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";
import { awardMatchPercent, centrePlanDay } from "./national-centres.ts";

export const awardLevels = ["市厅级", "省部级", "国家级"] as const;
export type AwardLevel = (typeof awardLevels)[number];

export interface AwardClaim {
  /** posted: sent by the 输出医院, counted only where the award names the centre. */
  readonly recipient: "centre" | "employed" | "posted" | "other";
  readonly namesCentre: boolean;
  readonly level: AwardLevel;
  /** The whole prize. */
  readonly prize: string;
  /** What the recipient received of it, before tax. */
  readonly received: string;
  readonly awardedOn: PlainDate;
  /** Number or title of the award document. */
  readonly document: string;
  /** The amount that somebody entered; it has to be the computed one. */
  readonly entered?: string | null;
  /** Whether the same award of the same recipient was filed before. */
  readonly isFiled: boolean;
}

export type AwardMatchError =
  | "RECIPIENT_NOT_ELIGIBLE"
  | "LEVEL_TOO_LOW"
  | "NO_PRIZE_MONEY"
  | "SHARE_EXCEEDS_PRIZE"
  | "AWARDED_BEFORE_PLAN"
  | "DOCUMENT_MISSING"
  | "ALREADY_FILED"
  | "MATCH_ZERO"
  | "MATCH_DIFFERS";

export interface AwardMatch extends Explained {
  readonly match: string;
  readonly accepted: boolean;
  readonly errors: readonly AwardMatchError[];
}

const eligibility = "regional-centres-2023.measure29.eligibility";
const rate = "regional-centres-2023.measure29.matching-20";

/** 五（六）29: the provincial finance adds 20% to prizes of 省部级 and above, half up to the 分, no cap, once for each award and recipient. */
export const awardMatch = (claim: AwardClaim): AwardMatch => {
  const received = amountOf(claim.received, "received");
  const match = percentHalfUp(received, awardMatchPercent);
  const computed = because(rate, `获得奖金${inWanYuan(received)}，按${awardMatchPercent}%由省财政配套${inWanYuan(match)}`);
  const doubts = [...eligibilityDoubts(claim), ...amountDoubts(claim, formatYuan(match))];
  return {
    match: formatYuan(match),
    accepted: doubts.length === 0,
    errors: doubts.map(([error]) => error),
    ...explained(computed, ...doubts.map(([, reason]) => reason)),
  };
};

type Doubt = readonly [AwardMatchError, Reason];
const doubt = (error: AwardMatchError, clause: string, text: string): Doubt => [error, because(clause, text)];

const eligibilityDoubts = (claim: AwardClaim): readonly Doubt[] => {
  const { recipient, namesCentre, level, awardedOn, document, isFiled } = claim;
  const [prize, received] = [amountOf(claim.prize, "prize"), amountOf(claim.received, "received")];
  const of = (error: AwardMatchError, text: string) => doubt(error, eligibility, text);
  return [
    ...(recipient === "other" ? [of("RECIPIENT_NOT_ELIGIBLE", "获奖者不是四家中心，也不是中心的人员")] : []),
    ...(recipient === "posted" && !namesCentre
      ? [of("RECIPIENT_NOT_ELIGIBLE", "派驻人员的奖项没有写明中心，不算中心个人获奖")]
      : []),
    ...(level === "市厅级" ? [of("LEVEL_TOO_LOW", "奖项级别为市厅级，须为省部级及以上")] : []),
    ...(prize > 0n && received > 0n ? [] : [of("NO_PRIZE_MONEY", "没有奖金，荣誉称号不配套")]),
    ...(received > prize ? [of("SHARE_EXCEEDS_PRIZE", `分得${inWanYuan(received)}，超过奖金总额${inWanYuan(prize)}`)] : []),
    ...(awardedOn < centrePlanDay ? [of("AWARDED_BEFORE_PLAN", `获奖日期${awardedOn}早于方案印发日${centrePlanDay}`)] : []),
    ...(document.trim() === "" ? [of("DOCUMENT_MISSING", "没有获奖文件")] : []),
    ...(isFiled ? [of("ALREADY_FILED", "重复申报：同一奖项、同一获奖者已申报")] : []),
  ];
};

const amountDoubts = ({ received, entered }: AwardClaim, match: string): readonly Doubt[] => [
  ...(match === "0.00" && received !== "0.00" ? [doubt("MATCH_ZERO", rate, "配套额四舍五入后为零，不予受理")] : []),
  ...(entered === undefined || entered === null || entered === match
    ? []
    : [doubt("MATCH_DIFFERS", rate, `填报${entered}元，与应配套${match}元不符`)]),
];
