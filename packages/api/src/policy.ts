export * from "./policy/decisions.ts";
export * from "./policy/deliveries.ts";
export * from "./policy/documents.ts";
export * from "./policy/search.ts";
export * from "./policy/texts.ts";
