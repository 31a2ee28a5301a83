import { decimal, type Fraction, toDecimal, whole } from "./fraction.ts";
import type { Goal } from "./target.ts";

/** A reported text as a value: labels of a scale become their position, numbers stay what they are. */
export const positionOrNumber = (goal: Goal, text: string): Fraction =>
  goal.op === "reach-level" || goal.op === "grade" ? whole(goal.labels.indexOf(text)) : decimal(text);

/** The way back: what a value is called in output and screens. */
export const labelOrNumber = (goal: Goal, value: Fraction): string =>
  goal.op === "reach-level" || goal.op === "grade" ? (goal.labels[Number(value.numerator)] ?? "") : toDecimal(value);
