import type { IndicatorView } from "@qiangyi/api";
import { exactNumber, roundedNumber } from "@qiangyi/projects";
import { z } from "zod";
import {
  type ExchangedValue,
  type ExchangeProblem,
  numberText,
  periodOfDays,
  problem,
  shortly,
  unreadValue,
} from "./exchanged-value.ts";
import { exactCount } from "./fhir.ts";
import { hasParts, indicatorOfMeasure } from "./measures.ts";
import { ratioOf } from "./ratio.ts";

const concept = z.looseObject({ coding: z.array(z.looseObject({ code: z.string().optional() })).optional() });
const number = z.union([z.number(), z.string()]);
const identified = z.looseObject({ identifier: z.looseObject({ value: z.string().min(1) }).optional() });

const shape = z.looseObject({
  resourceType: z.literal("MeasureReport"),
  status: z.string(),
  type: z.string(),
  measure: z.string().min(1),
  subject: z.unknown().optional(),
  reporter: identified.optional(),
  evaluatedResource: z.array(z.unknown()).optional(),
  period: z.looseObject({ start: z.string(), end: z.string() }),
  group: z
    .array(
      z.looseObject({
        population: z
          .array(
            z.looseObject({
              code: concept,
              count: number.optional(),
              _count: z
                .looseObject({
                  extension: z.array(z.looseObject({ url: z.string(), valueString: z.string().optional() })).optional(),
                })
                .optional(),
              subjectResults: z.unknown().optional(),
            }),
          )
          .optional(),
        measureScore: z
          .looseObject({ value: number.optional(), code: z.string().optional(), system: z.string().optional() })
          .optional(),
      }),
    )
    .length(1),
});
type Shape = z.infer<typeof shape>;
type Group = Shape["group"][number];

/** A MeasureReport or a Bundle of them. What cannot be read is a value with its problems, so that all are told at once. */
export const readMeasureReports = (
  body: unknown,
  indicatorBy: (code: string) => IndicatorView | undefined,
): readonly ExchangedValue[] => {
  const bundle = z.looseObject({ resourceType: z.literal("Bundle"), entry: z.array(z.looseObject({ resource: z.unknown() })) });
  const asBundle = bundle.safeParse(body);
  if (!asBundle.success) return [readOne(body, "resource", indicatorBy)];
  return asBundle.data.entry.map(({ resource }, at) => readOne(resource, `entry[${at}].resource`, indicatorBy));
};

const readOne = (resource: unknown, place: string, indicatorBy: (code: string) => IndicatorView | undefined): ExchangedValue => {
  const parsed = shape.safeParse(resource);
  if (!parsed.success) return unreadable(place, parsed.error.issues);
  const report = parsed.data;
  const [group] = report.group;
  if (group === undefined) return unreadable(place, []);
  const measure = indicatorOfMeasure(report.measure);
  const indicator = measure && indicatorBy(measure.code);
  const orgUnit = report.reporter?.identifier?.value ?? "";
  const period = periodOfDays(report.period.start.slice(0, 10), report.period.end.slice(0, 10));
  const numbers = numbersOf(group, indicator);
  return {
    place,
    orgUnit,
    period: period ?? `${report.period.start}/${report.period.end}`,
    indicator: measure?.code ?? report.measure,
    value: numbers.value,
    numerator: numbers.numerator,
    denominator: numbers.denominator,
    note: null,
    definition: measure?.definition ?? null,
    problems: [
      ...reportProblems(report, group),
      ...(indicator === undefined
        ? [
            problem(
              "MEASURE_UNKNOWN",
              `没有“${shortly(report.measure)}”这项指标`,
              "measure写作urn:qiangyi:measure:指标代码|定义版本，见对照表",
            ),
          ]
        : []),
      ...(orgUnit === ""
        ? [problem("REPORTER_MISSING", "没有写明报告机构", "在reporter.identifier.value填写统一社会信用代码")]
        : []),
      ...(period === undefined
        ? [problem("PERIOD_MISFIT", "period不是一个自然月、季或年", "start和end写该期的第一日和最后一日")]
        : []),
      ...numbers.problems,
    ],
  };
};

const unreadable = (place: string, issues: readonly z.core.$ZodIssue[]): ExchangedValue => ({
  ...unreadValue(place),
  problems:
    issues.length === 0
      ? [problem("NOT_A_REPORT", "不是MeasureReport", "请发送FHIR R4的MeasureReport或其Bundle")]
      : issues
          .slice(0, 10)
          .map(({ path, message }) =>
            problem(
              "NOT_A_REPORT",
              `${path.join(".") || "内容"}不符合MeasureReport：${message}`,
              "请按FHIR R4的MeasureReport发送，group只有一个",
            ),
          ),
});

const reportProblems = ({ type, status, evaluatedResource }: Shape, { population = [] }: Group): readonly ExchangeProblem[] => [
  ...(type === "summary" ? [] : [problem("TYPE_NOT_SUMMARY", `type是${type}`, "只接收summary（汇总），不接收个人或名单")]),
  ...(status === "complete" ? [] : [problem("STATUS_NOT_COMPLETE", `status是${status}`, "数据完整后以complete发送")]),
  ...((evaluatedResource?.length ?? 0) > 0 || population.some(({ subjectResults }) => subjectResults !== undefined)
    ? [problem("PERSONAL_DATA", "带有个人明细的引用", "请去掉subjectResults和evaluatedResource，只发送计数")]
    : []),
];

interface Numbers {
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly problems: readonly ExchangeProblem[];
}

const numbersOf = (group: Group, indicator: IndicatorView | undefined): Numbers => {
  const problems: ExchangeProblem[] = [];
  const found: { numerator: string | null; denominator: string | null } = { numerator: null, denominator: null };
  for (const { code, count, _count } of group.population ?? []) {
    const name = code.coding?.find((coding) => coding.code !== undefined)?.code;
    if (name === "initial-population") continue; // says how many were looked at; neither side of the ratio
    if (name !== "numerator" && name !== "denominator") {
      problems.push(
        problem("POPULATION_UNKNOWN", `人群“${name ?? ""}”不接收`, "只写numerator和denominator，排除的先在来源系统扣除"),
      );
      continue;
    }
    const exact = _count?.extension?.find(({ url }) => url === exactCount)?.valueString;
    const read = numberText(exact ?? count);
    if ("problem" in read) problems.push(read.problem);
    else found[name] = read.text;
  }
  const score = group.measureScore;
  const scoreProblems: ExchangeProblem[] = [];
  const value = scoreText(score, scoreProblems);
  if (indicator !== undefined && hasParts(indicator) && (found.numerator !== null || found.denominator !== null)) {
    // The score only repeats the counts here; one too long to be compared takes nothing from them.
    if (value !== null && !agrees(found, indicator.per, value))
      problems.push(
        problem(
          "SCORE_DIFFERS",
          `measureScore ${value}与分子分母算出的不一致`,
          "请核对分子、分母和measureScore，或只发送分子分母",
        ),
      );
    return { value: null, ...found, problems };
  }
  problems.push(...scoreProblems);
  if (indicator !== undefined && value === null && problems.length === 0)
    problems.push(
      problem("VALUE_MISSING", "没有数值", hasParts(indicator) ? "请填写numerator和denominator" : "请填写measureScore"),
    );
  return { value, ...found, problems };
};

const scoreText = (score: Group["measureScore"], problems: ExchangeProblem[]): string | null => {
  if (score === undefined) return null;
  // A level or a grade is a label; a long number stands beside its JSON number as it is.
  if (score.code !== undefined && (score.system === exactCount || score.system?.startsWith("urn:qiangyi:scale:")))
    return score.code;
  if (score.value === undefined) return null;
  const read = numberText(score.value);
  if ("text" in read) return read.text;
  problems.push(read.problem);
  return null;
};

/** The score repeats what the two counts say, rounded to as many decimals as it has. */
const agrees = ({ numerator, denominator }: Pick<Numbers, "numerator" | "denominator">, per: string, score: string): boolean => {
  const ratio = ratioOf(numerator, denominator, per);
  // What is no number at all is told by the rules of the grid.
  if (!ratio || !exactNumber(score)) return true;
  return Number(roundedNumber(ratio, score.split(".")[1]?.length ?? 0)) === Number(score);
};
