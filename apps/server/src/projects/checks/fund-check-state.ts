import type { CallDefinition, CheckLevel } from "@qiangyi/projects";

export type FundCheckState = "not-needed" | "waiting" | "positive" | "negative";

/** Finance bureaus stand beside the county and the city alone; the province has none on the route of a declaration. */
export const isFinanceLevel = (level: CheckLevel | undefined): level is "county" | "city" =>
  level === "county" || level === "city";

/**
 * What finance of a level has to say. Only a call that makes the unit's own money a condition waits for it; where it is merely declared,
 * a conclusion is welcome and shown.
 */
export const fundCheckState = (
  { budget }: Pick<CallDefinition, "budget">,
  level: CheckLevel | undefined,
  conclusion: boolean | undefined,
): FundCheckState => {
  if (!isFinanceLevel(level)) return "not-needed";
  if (conclusion !== undefined) return conclusion ? "positive" : "negative";
  return budget?.matching === "required" ? "waiting" : "not-needed";
};
