import { z } from "zod";
import {
  type ExchangedValue,
  type ExchangeProblem,
  fromDhis2Period,
  isPeriod,
  numberText,
  problem,
  shortly,
  toDhis2Period,
} from "./exchanged-value.ts";
import { dataElementOf, indicatorOfDataElement, type Part } from "./measures.ts";
import type { OutgoingValue } from "./outgoing-value.ts";

export const dataSet = "qiangyi-indicators";

export interface DataValueSet {
  readonly dataSet: string;
  readonly dataValues: readonly DataValue[];
}

interface DataValue {
  readonly dataElement: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly value: string;
}

export const dataValueSetOf = (values: readonly OutgoingValue[]): DataValueSet => ({
  dataSet,
  dataValues: values.flatMap((value) =>
    (["value", "numerator", "denominator"] as const).flatMap((part) => {
      const text = part === "value" ? (value.label ?? value.value) : value[part];
      if (text === null) return [];
      const { indicator, period, orgUnit } = value;
      return [{ dataElement: dataElementOf(indicator, part), period: toDhis2Period(period), orgUnit: orgUnit.code, value: text }];
    }),
  ),
});

const text = z.string().optional();
const sent = z.looseObject({
  dataElement: z.string().min(1),
  period: text,
  orgUnit: text,
  categoryOptionCombo: text,
  attributeOptionCombo: text,
  value: z.union([z.string(), z.number()]),
  comment: text,
  deleted: z.boolean().optional(),
});
const wholeSet = z.looseObject({ period: text, orgUnit: text, dataValues: z.array(z.unknown()) });

/** One row of what was sent. */
interface ReadElement {
  readonly place: string;
  readonly orgUnit: string;
  readonly period: string;
  readonly indicator: string;
  readonly part: Part;
  readonly text: string | null;
  readonly note: string | null;
  readonly problems: readonly ExchangeProblem[];
}

/** DHIS2 sends numerator and denominator as values of their own; together they are one value of the indicator. */
export const readDataValueSets = (body: unknown): readonly ExchangedValue[] => {
  const parsed = wholeSet.safeParse(body);
  if (!parsed.success)
    return [
      asValue([
        {
          ...nothing("dataValues"),
          problems: [problem("NOT_A_REPORT", "不是dataValueSets", "请发送{period, orgUnit, dataValues: […]}")],
        },
      ]),
    ];
  const { period = "", orgUnit = "", dataValues } = parsed.data;
  const elements = dataValues.map((value, at) => readElement(value, `dataValues[${at}]`, { period, orgUnit }));
  const groups = new Map<string, ReadElement[]>();
  for (const element of elements) {
    // The same part twice is not joined: each stands alone, and the second is told as repeated.
    const base = `${element.orgUnit} ${element.period} ${element.indicator}`;
    const key = (groups.get(base) ?? []).some(({ part }) => part === element.part || element.part === "value")
      ? element.place
      : base;
    groups.set(key, [...(groups.get(key) ?? []), element]);
  }
  return [...groups.values()].map(asValue);
};

const nothing = (place: string): ReadElement => ({
  place,
  orgUnit: "",
  period: "",
  indicator: "",
  part: "value",
  text: null,
  note: null,
  problems: [],
});

const readElement = (value: unknown, place: string, whole: { period: string; orgUnit: string }): ReadElement => {
  const parsed = sent.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      problem("ROW_MISFIT", `${path.join(".")}：${message}`, "每个值写明dataElement、period、orgUnit和value"),
    );
    return { ...nothing(place), problems };
  }
  const { dataElement, categoryOptionCombo, attributeOptionCombo, comment, deleted } = parsed.data;
  const { code, part } = indicatorOfDataElement(dataElement);
  const orgUnit = parsed.data.orgUnit ?? whole.orgUnit;
  const period = fromDhis2Period(parsed.data.period ?? whole.period);
  const number = numberText(parsed.data.value);
  const combination = [categoryOptionCombo, attributeOptionCombo].find(
    (each) => each !== undefined && each !== "default" && each !== "HllvX50cXC0",
  );
  return {
    place,
    orgUnit,
    period,
    indicator: code,
    part,
    text: "text" in number ? number.text : null,
    note: comment ?? null,
    problems: [
      ...("problem" in number ? [number.problem] : []),
      ...(orgUnit === "" ? [problem("REPORTER_MISSING", "没有写明orgUnit", "填写统一社会信用代码")] : []),
      ...(isPeriod(period) ? [] : [problem("PERIOD_MISFIT", `没有“${shortly(period)}”这一期`, "period写作2024、2024Q1或202401")]),
      ...(combination === undefined
        ? []
        : [problem("COMBINATION_UNKNOWN", `不接收分组“${shortly(combination)}”`, "只发送不分组（default）的合计值")]),
      ...(deleted === true ? [problem("ROW_MISFIT", "不接收删除", "请在填报页清空该值")] : []),
    ],
  };
};

const asValue = (elements: readonly ReadElement[]): ExchangedValue => {
  const [first = nothing("dataValues")] = elements;
  const textOf = (part: Part) => elements.find((element) => element.part === part)?.text ?? null;
  return {
    place: elements.map(({ place }) => place).join("、"),
    orgUnit: first.orgUnit,
    period: first.period,
    indicator: first.indicator,
    value: textOf("value"),
    numerator: textOf("numerator"),
    denominator: textOf("denominator"),
    note: elements.find(({ note }) => note !== null)?.note ?? null,
    definition: null,
    problems: elements.flatMap(({ problems }) => problems),
  };
};
