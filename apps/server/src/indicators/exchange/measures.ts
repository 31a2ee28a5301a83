import type { IndicatorView } from "@qiangyi/api";

/* What an indicator is called in the two public forms. The names are ours and stay: other systems keep them in their own mappings. */

const measurePrefix = "urn:qiangyi:measure:";
export const identifierSystems = {
  creditCode: "urn:qiangyi:credit-code",
  institution: "urn:qiangyi:institution",
  region: "urn:qiangyi:region",
  report: "urn:qiangyi:observation",
} as const;

export type Scoring = "proportion" | "ratio" | "continuous-variable";

type Kind = Pick<IndicatorView, "kind" | "partOfWhole">;

/** proportion: the numerator is part of the denominator; ratio: it is something else, as bed-days are of discharges. */
export const scoringOf = ({ kind, partOfWhole }: Kind): Scoring => {
  if (!hasParts({ kind, partOfWhole })) return "continuous-variable";
  return partOfWhole ? "proportion" : "ratio";
};

export const hasParts = ({ kind }: Kind): boolean => kind === "ratio" || kind === "share";

/** A value that is only watched improves in neither direction. */
export const improvementOf = ({ direction }: Pick<IndicatorView, "direction">): "increase" | "decrease" | null => {
  if (direction === "up") return "increase";
  return direction === "down" ? "decrease" : null;
};

export const measureUrl = (code: string): string => `${measurePrefix}${code}`;
/** With the version of the definition behind a bar, as FHIR writes canonical references. */
export const measureReference = (code: string, definition: number): string => `${measureUrl(code)}|${definition}`;

export const indicatorOfMeasure = (
  reference: string,
): { readonly code: string; readonly definition: number | null } | undefined => {
  const [url = "", version] = reference.split("|");
  const code = url.startsWith(measurePrefix) ? url.slice(measurePrefix.length) : /\/Measure\/([\w.-]+)$/.exec(url)?.[1];
  if (code === undefined || code === "") return undefined;
  if (version === undefined) return { code, definition: null };
  return /^\d{1,6}$/.test(version) ? { code, definition: Number(version) } : undefined;
};

export type Part = "value" | "numerator" | "denominator";

/** DHIS2: numerator and denominator are a dataElement each, anything else is one. */
export const dataElementOf = (code: string, part: Part): string => (part === "value" ? code : `${code}.${part}`);

export const indicatorOfDataElement = (id: string): { readonly code: string; readonly part: Part } => {
  const match = /^(.+)\.(numerator|denominator)$/.exec(id);
  return match
    ? { code: match[1] ?? "", part: match[2] === "numerator" ? "numerator" : "denominator" }
    : { code: id, part: "value" };
};
