export * from "./payments/audit-file.ts";
export * from "./payments/configuration.ts";
export * from "./payments/procurements.ts";
export * from "./payments/requests.ts";
export type {
  PaymentCheck,
  PaymentFile,
  PaymentPage,
} from "./payments/shared.ts";
export * from "./payments/treasury.ts";
export * from "./payments/year-end.ts";
