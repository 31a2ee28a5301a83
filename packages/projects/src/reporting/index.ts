export * from "./asked-indicator.ts";
export {
  compareExact,
  dividedBy,
  type ExactNumber,
  exactNumber,
  groupedNumber,
  roundedNumber,
  tidyNumber,
} from "./exact-number.ts";
export {
  changeText,
  type FindingCode,
  type FindingSeverity,
  findingCodes,
  hindersReport,
  judgeReport,
  malformedParts,
  numberText,
  type ReportFinding,
} from "./judge-report.ts";
export * from "./report-period.ts";
