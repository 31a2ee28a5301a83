export * from "./centre-lists.ts";
