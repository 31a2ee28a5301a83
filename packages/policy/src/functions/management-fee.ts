import { atLeastZero, type Fen, formatYuan, inWanYuan, minus, plus, sum } from "@qiangyi/kernel";
import { amountOf } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";
import { type CentreId, type FeeAssessor, nationalCentre } from "./national-centres.ts";

/** What a health commission found of one centre in one year. A later version replaces an earlier one once it is final. */
export interface CentreAssessment {
  readonly centre: CentreId;
  readonly year: number;
  readonly version: number;
  readonly state: "draft" | "final";
  readonly assessor: FeeAssessor;
  readonly fee: string;
  /** Why this amount; a change after the assessment was final gives its own reason. */
  readonly reason: string;
}

export interface ManagementFee {
  readonly centre: CentreId;
  readonly year: number;
  readonly assessments: readonly CentreAssessment[];
  /** Management fees paid before, of any year. */
  readonly paid: readonly { readonly year: number; readonly amount: string }[];
  readonly requested?: string;
}

export type ManagementFeeError = "ASSESSMENT_MISSING" | "FEE_EXCEEDED";

export interface ManagementFeeDue extends Explained {
  /** Null: 未确定. */
  readonly fixed: string | null;
  readonly version: number | null;
  readonly paid: string;
  readonly available: string | null;
  /** What was paid beyond a later, lower version. */
  readonly over: string;
  readonly accepted: boolean;
  readonly errors: readonly ManagementFeeError[];
}

const assessed = "regional-centres-2023.measure02.fee-annual-assessment";
const gate = "regional-centres-2023.measure02.no-fee-before-assessment";

/** 五（一）2: the yearly assessment fixes the fee; without it nothing is paid, and never more than it says. No advance payment. */
export const managementFee = ({ centre, year, assessments, paid, requested = "0.00" }: ManagementFee): ManagementFeeDue => {
  const { assessor } = nationalCentre(centre);
  const asked = amountOf(requested, "requested");
  const before = sum(paid.filter((each) => each.year === year).map(({ amount }) => amountOf(amount, "paid")));
  const ofYear = assessments.filter((each) => each.centre === centre && each.year === year && each.assessor === assessor);
  const inForce = latestFinal(ofYear);
  if (inForce === undefined)
    return {
      fixed: null,
      version: null,
      paid: formatYuan(before),
      available: null,
      over: formatYuan(before),
      accepted: asked === 0n,
      errors: asked === 0n ? [] : ["ASSESSMENT_MISSING"],
      ...explained(
        because(assessed, `${year}年度考核由${assessor}作出，${ofYear.length > 0 ? "考核还是草稿，" : ""}应付管理费未确定`),
        because(gate, `缺年度考核结论，不得支付${year}年管理费，也不预付`),
      ),
    };

  const fixed = amountOf(inForce.fee, "fee");
  const available = atLeastZero(minus(fixed, before));
  const accepted = plus(before, asked) <= fixed;
  return {
    fixed: inForce.fee,
    version: inForce.version,
    paid: formatYuan(before),
    available: formatYuan(available),
    over: formatYuan(atLeastZero(minus(before, fixed))),
    accepted,
    errors: accepted ? [] : ["FEE_EXCEEDED"],
    ...explained(
      because(
        assessed,
        `${assessor}${year}年度考核第${inForce.version}版已定稿，核定管理费${inWanYuan(fixed)}：${inForce.reason}`,
      ),
      because(gate, restText({ before, available, asked, accepted })),
    ),
  };
};

const restText = (of: { before: Fen; available: Fen; asked: Fen; accepted: boolean }): string => {
  const rest = `已付${inWanYuan(of.before)}，还可付${inWanYuan(of.available)}`;
  if (of.asked === 0n) return rest;
  return `${rest}，本次${inWanYuan(of.asked)}${of.accepted ? "未超过核定额" : "超过核定额，不得支付"}`;
};

const latestFinal = (assessments: readonly CentreAssessment[]): CentreAssessment | undefined =>
  assessments.filter(({ state }) => state === "final").toSorted((a, b) => b.version - a.version)[0];
