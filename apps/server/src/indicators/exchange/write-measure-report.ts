import type { IndicatorView } from "@qiangyi/api";
import { periodDays, roundedNumber } from "@qiangyi/projects";
import { exactCount, improvementNotation, type MeasureReport, populationCode, type Quantity } from "./fhir.ts";
import { hasParts, identifierSystems, measureReference } from "./measures.ts";
import type { OutgoingValue } from "./outgoing-value.ts";
import { ratioOf } from "./ratio.ts";

/** One summary for one subject, indicator and period. There is no list of persons in it, and none is kept here. */
export const measureReportOf = (value: OutgoingValue, indicator: IndicatorView): MeasureReport => {
  const { subject, period, version, definition, approvedOn, orgUnit } = value;
  const { begins, ends } = periodDays(period);
  return {
    resourceType: "MeasureReport",
    identifier: [{ system: identifierSystems.report, value: `${subject}/${indicator.code}/${period}/${version}` }],
    status: "complete",
    type: "summary",
    measure: measureReference(indicator.code, definition),
    date: approvedOn,
    reporter: { identifier: { system: orgUnit.system, value: orgUnit.code }, display: orgUnit.name },
    period: { start: begins, end: ends },
    ...improvementNotation(indicator),
    group: [groupOf(value, indicator)],
  };
};

type Group = MeasureReport["group"][number];

const groupOf = (value: OutgoingValue, indicator: IndicatorView): Group => {
  const population = (["numerator", "denominator"] as const).flatMap((part) => {
    const text = value[part];
    return text === null ? [] : [{ code: populationCode(part), ...countOf(text) }];
  });
  const score = scoreOf(value, indicator);
  return { ...(population.length > 0 && { population }), ...(score && { measureScore: score }) };
};

const countOf = (text: string): { count?: number; _count?: { extension: { url: string; valueString: string }[] } } =>
  /^\d{1,15}$/.test(text) ? { count: Number(text) } : { _count: { extension: [{ url: exactCount, valueString: text }] } };

const scoreOf = (value: OutgoingValue, indicator: IndicatorView): Quantity | undefined => {
  const unit = indicator.unit === "" ? {} : { unit: indicator.unit };
  if (value.label !== null) return { ...unit, code: value.label, system: `urn:qiangyi:scale:${indicator.code}` };
  if (value.value !== null) return { value: Number(value.value), ...unit, ...exactly(value.value) };
  const ratio = hasParts(indicator) ? shownRatio(value, indicator.per) : undefined;
  return ratio === undefined ? undefined : { value: Number(ratio), ...unit };
};

/** A JSON number keeps fifteen digits; a longer one stands beside it as it is. */
const exactly = (text: string): Pick<Quantity, "code" | "system"> =>
  String(Number(text)) === text ? {} : { code: text, system: exactCount };

/** For readers that do not divide themselves: four decimals, half up. An empty denominator has no ratio. */
const shownRatio = ({ numerator, denominator }: OutgoingValue, per: string): string | undefined => {
  const ratio = ratioOf(numerator, denominator, per);
  return ratio && roundedNumber(ratio, 4);
};
