import type { IndicatorView } from "@qiangyi/api";
import { improvementOf, measureUrl, scoringOf } from "./measures.ts";

/* The parts of FHIR R4 that are used here, as the public types of it have them (a test holds the two together). */

interface Coding {
  system?: string;
  code?: string;
  display?: string;
}
export interface CodeableConcept {
  coding?: Coding[];
  text?: string;
}
export interface Quantity {
  value?: number;
  unit?: string;
  system?: string;
  code?: string;
}
interface Extension {
  url: string;
  valueString?: string;
}

export interface MeasureReport {
  readonly resourceType: "MeasureReport";
  identifier: { system: string; value: string }[];
  status: "complete";
  type: "summary";
  measure: string;
  date: string;
  reporter: { identifier: { system: string; value: string }; display: string };
  period: { start: string; end: string };
  improvementNotation?: CodeableConcept;
  group: {
    population?: { code: CodeableConcept; count?: number; _count?: { extension: Extension[] } }[];
    measureScore?: Quantity;
  }[];
}

export interface Measure {
  readonly resourceType: "Measure";
  url: string;
  version: string;
  name: string;
  title: string;
  status: "active";
  scoring: CodeableConcept;
  improvementNotation?: CodeableConcept;
  rateAggregation?: string;
  group: { population?: { code: CodeableConcept; criteria: { language: string; expression: string } }[] }[];
}

export interface Bundle<Resource> {
  readonly resourceType: "Bundle";
  type: "collection";
  timestamp: string;
  entry: { fullUrl: string; resource: Resource }[];
}

const terms = "http://terminology.hl7.org/CodeSystem";
/** A count of a population is a whole number; bed-days by the half and money in 万元 stand here exactly. */
export const exactCount = "urn:qiangyi:exact-count";

export const populationCode = (code: "numerator" | "denominator"): CodeableConcept => ({
  coding: [{ system: `${terms}/measure-population`, code }],
});

export const improvementNotation = (indicator: Pick<IndicatorView, "direction">): { improvementNotation?: CodeableConcept } => {
  const code = improvementOf(indicator);
  return code === null ? {} : { improvementNotation: { coding: [{ system: `${terms}/measure-improvement-notation`, code }] } };
};

export const measureOf = (indicator: IndicatorView): Measure => {
  const { code, title, definition, formula, numerator, denominator } = indicator;
  const population = [
    { of: "numerator" as const, text: numerator },
    { of: "denominator" as const, text: denominator },
  ].flatMap(({ of, text }) =>
    text === null ? [] : [{ code: populationCode(of), criteria: { language: "text/plain", expression: text } }],
  );
  return {
    resourceType: "Measure",
    url: measureUrl(code),
    version: String(definition),
    name: code,
    title,
    status: "active",
    scoring: { coding: [{ system: `${terms}/measure-scoring`, code: scoringOf(indicator) }] },
    ...improvementNotation(indicator),
    rateAggregation: formula,
    group: [population.length > 0 ? { population } : {}],
  };
};
