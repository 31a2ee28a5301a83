export * from "./ledger/books.ts";
export * from "./ledger/funnel.ts";
export * from "./ledger/pages.ts";
export * from "./ledger/shared.ts";
