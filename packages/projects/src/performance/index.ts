export * from "./grades.ts";
export * from "./monitoring.ts";
export * from "./re-evaluation.ts";
export * from "./self-evaluation.ts";
export {
  decimalOf,
  type PerformanceFault,
  type PerformanceSheet,
  type SheetRow,
  sheetFaults,
  suggestedSheet,
  sumOfWeights,
  wholeWeight,
} from "./sheet.ts";
