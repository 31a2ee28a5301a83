export * from "./allotments/decision.ts";
export * from "./allotments/distribution.ts";
export {
  type DraftEntry,
  type DraftEntryValue,
  listEarlyEntries,
  type SavedEntry,
  type SentEntry,
  saveDistributionEntries,
  saveEarlyEntries,
} from "./allotments/draft-entries.ts";
export * from "./allotments/notices.ts";
export * from "./allotments/queries.ts";
export * from "./allotments/receipts.ts";
export { type Fund, fundNames, funds, type Obstacle } from "./allotments/shared.ts";
export * from "./allotments/shares.ts";
export * from "./allotments/suspensions.ts";
