import type { Rooms } from "../../platform/index.ts";
import { amendTargetRoutes } from "./amend-target.ts";
import { confirmEventRoutes } from "./confirm-event.ts";
import { eventFileRoutes } from "./event-files.ts";
import { recordEventRoutes } from "./record-event.ts";
import { showTargetRoutes } from "./show-targets.ts";

export { type Subject, subjectsOf } from "../subjects.ts";
export { type EvaluateAsked, type Evaluated, evaluate, evaluateInForce, type TargetFacts } from "./evaluate.ts";
export { planEntries } from "./linfen-lists.ts";
export { loadTargets } from "./load-targets.ts";
export { type TargetInForce, targetsOf } from "./targets.store.ts";

/** 目标: promises with their versions, the dated items that count for them, and what the engine says of them. */
export const targetRoutes = (rooms: Rooms): void => {
  showTargetRoutes(rooms);
  amendTargetRoutes(rooms);
  recordEventRoutes(rooms);
  confirmEventRoutes(rooms);
  eventFileRoutes(rooms);
};
