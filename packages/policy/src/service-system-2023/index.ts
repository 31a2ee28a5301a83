export * from "./lights.ts";
export * from "./promise.ts";
