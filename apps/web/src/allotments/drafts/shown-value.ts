import { type AmountUnit, textOf } from "../distribution/grid/index.ts";

/** A value of a draft as a choice between two shows it. */
export const shownValue = (value: unknown, unit: AmountUnit): string => {
  if (value === true) return "随文下达";
  if (value === false) return "不随文下达";
  if (typeof value !== "string" || value === "") return "（空）";
  return /^\d+$/.test(value) ? textOf(BigInt(value), unit) : value;
};
