/** The engine alone, for those who only evaluate: starts in half the time of the whole package (the command line, the benchmarks). */
export type { EvaluateInput, EvaluateOutput } from "./contract.ts";
export { evaluate, toJson } from "./evaluate.ts";
export { parseInput } from "./parse-input.ts";
