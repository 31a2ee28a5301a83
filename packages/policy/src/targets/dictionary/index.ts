import type { RegisterTarget } from "../target.ts";
import { coverageIndicators } from "./coverage-indicators.ts";
import { goalIndicators } from "./goal-indicators.ts";
import { hospitalIndicators } from "./hospital-indicators.ts";
import type { DictionaryIndicator } from "./indicator.ts";
import { influenceIndicators } from "./influence-indicators.ts";
import { linfenIndicators } from "./linfen-indicators.ts";
import { provinceIndicators } from "./province-indicators.ts";

export type { DictionaryIndicator, DictionaryKind } from "./indicator.ts";

/** The indicators of the documents: the first content of every installation's dictionary. */
export const dictionaryIndicators: readonly DictionaryIndicator[] = [
  ...hospitalIndicators,
  ...provinceIndicators,
  ...influenceIndicators,
  ...linfenIndicators,
  ...goalIndicators,
  ...coverageIndicators,
];

const byTitle: ReadonlyMap<string, DictionaryIndicator> = new Map(dictionaryIndicators.map((each) => [each.title, each]));

/** Three promises of one city about beds have the same words and different counties: each is a series of its own. */
const seriesOfTarget: Readonly<Record<string, string>> = {
  "linfen-2020.centres.infectious.group-small": "infectious_beds_small",
  "linfen-2020.centres.infectious.group-medium": "infectious_beds_medium",
  "linfen-2020.centres.infectious.group-large": "infectious_beds_large",
};

/** Code of the indicator that a target of the register is about. */
export const indicatorOfTarget = ({ id, indicator }: Pick<RegisterTarget, "id" | "indicator">): string => {
  const code = seriesOfTarget[id] ?? byTitle.get(indicator)?.code;
  if (code === undefined) throw new RangeError(`No indicator ${indicator} in the dictionary`);
  return code;
};
