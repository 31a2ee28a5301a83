export * from "./tasks/acts.ts";
export * from "./tasks/ledger-task.ts";
export * from "./tasks/liaisons.ts";
export * from "./tasks/listing.ts";
