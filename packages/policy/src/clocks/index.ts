export { type ClockRule, type ClockRuleId, type ClockSource, clockRuleOf, clockRules, type Term } from "./clock-rules.ts";
export { type ClockRun, type ClockState, type RunClock, runClock } from "./run-clock.ts";
