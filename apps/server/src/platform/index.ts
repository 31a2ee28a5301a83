export * from "./actor.ts";
export * from "./clock.ts";
export * from "./database.ts";
export * from "./ids.ts";
export * from "./problems.ts";
export * from "./routes.ts";
export * from "./scope.ts";
