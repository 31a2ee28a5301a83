export { type MoneyUnit, percentText } from "./amounts.ts";
export {
  type AwardClaim,
  type AwardLevel,
  type AwardMatch,
  type AwardMatchError,
  awardLevels,
  awardMatch,
} from "./award-match.ts";
export { type Apportionment, type BalancedTail, balanceTail } from "./balance-tail.ts";
export { type CarryOver, carryOver, type YearEnd } from "./carry-over.ts";
export { type Deadline, type DeadlineEvent, type Deadlines, deadlines } from "./deadlines.ts";
export { type EarlyIssue, type EarlyIssueCheck, type EarlyIssueFloor, earlyIssueFloor } from "./early-issue-floor.ts";
export type { Explained } from "./explained.ts";
export {
  type ExportingHospitalItem,
  type ExportingHospitalPayment,
  type ExportingHospitalPaymentCheck,
  type ExportingHospitalPaymentError,
  exportingHospitalItems,
  exportingHospitalPayment,
  type TalentPolicy,
} from "./exporting-hospital-payment.ts";
export {
  type CentreAssessment,
  type ManagementFee,
  type ManagementFeeDue,
  type ManagementFeeError,
  managementFee,
} from "./management-fee.ts";
export {
  awardMatchPercent,
  type CentreId,
  centreIds,
  centrePlanDay,
  type FeeAssessor,
  type NationalCentre,
  nationalCentre,
  nationalCentres,
  type SpecialFundPayer,
} from "./national-centres.ts";
export { type ReviewCost, type ReviewCostCap, reviewCostCap } from "./review-cost-cap.ts";
export { type EarlyIssued, type EarlyIssueSettlement, settleEarlyIssue } from "./settle-early-issue.ts";
export { type Level, type SharedCost, type SharesByLevel, shareByLevel } from "./share-by-level.ts";
export { isWorkingDay, type WorkCalendar, workingDayFrom } from "./work-calendar.ts";
