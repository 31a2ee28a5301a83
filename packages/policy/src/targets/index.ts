export * from "./contract.ts";
export { evaluateTargets, targetsToJson } from "./evaluate-targets.ts";
export { parseTargetsInput } from "./parse-targets-input.ts";
export { registerTarget, registerTargets } from "./register/index.ts";
export { builtInScales } from "./scales.ts";
export type { RegisterTarget } from "./target.ts";
