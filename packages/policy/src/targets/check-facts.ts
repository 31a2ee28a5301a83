import { checkDecimal, checkRank, dayKinds } from "./check-terms.ts";
import { observationStates } from "./contract.ts";
import { compare, decimal, type Fraction, nought, parseDecimal } from "./fraction.ts";
import { type Period, parsePeriod } from "./period.ts";
import { choiceOf, fieldOf, type Json, type Problems } from "./problems.ts";
import { labelsOf } from "./scales.ts";
import type { RegisterTarget } from "./target.ts";

/** What a fact may name: the targets of this input, as far as their own shape was right. */
export type AskedTerms = ReadonlyMap<string, RegisterTarget | undefined>;

// Declared once: a province reports them by the hundred thousand.
const targetField = fieldOf("target", "目标", "text");
const stateField = choiceOf("state", "状态", observationStates);
const reportedOnField = fieldOf("reportedOn", "报送日期", "date");
const unreportedField = fieldOf("reportedOn", "报送日期", "date", { required: false });
const dueOnField = fieldOf("dueOn", "应报日期", "date", { required: false });
const versionField = fieldOf("version", "版本", "integer");

const observationProperties = [
  "target",
  "period",
  "value",
  "numerator",
  "denominator",
  "state",
  "reportedOn",
  "dueOn",
  "version",
];

export const checkObservation = (row: Json, path: string, targets: AskedTerms, problems: Problems): void => {
  problems.onlyKnown(row, path, observationProperties);
  const terms = namedTarget(row, path, targets, problems);
  problems.field(row, path, stateField);
  problems.field(row, path, row["state"] === "approved" ? reportedOnField : unreportedField);
  problems.field(row, path, dueOnField);
  if (problems.field(row, path, versionField) && Number(row["version"]) < 1) problems.report(`${path}.version`, "版本从1开始");
  checkSpan(row, path, terms, problems);
  checkReported(row, path, terms, problems);
};

const namedTarget = (row: Json, path: string, targets: AskedTerms, problems: Problems): RegisterTarget | undefined => {
  if (!problems.field(row, path, targetField)) return undefined;
  const id = String(row["target"]);
  if (!targets.has(id)) problems.report(`${path}.target`, `“${id}”不在targets中，请先列出该目标`);
  return targets.get(id);
};

const checkSpan = (row: Json, path: string, terms: RegisterTarget | undefined, problems: Problems): void => {
  const text = row["period"];
  const span = typeof text === "string" ? parsePeriod(text) : undefined;
  if (span === undefined) {
    problems.report(`${path}.period`, "应为存在的期间，写作YYYY、YYYY-Qn、YYYY-MM或日期");
    return;
  }
  const allowed = terms && spansOf(terms);
  if (allowed && !allowed.kinds.includes(span.kind)) problems.report(`${path}.period`, `这个目标的期间应为${allowed.hint}`);
};

interface AllowedSpans {
  readonly kinds: readonly Period["kind"][];
  readonly hint: string;
}

const spansOf = ({ period }: RegisterTarget): AllowedSpans => {
  if (period === "assessment-year") return { kinds: ["year"], hint: "考核年度，写作YYYY" };
  if (period === "roster-share") return { kinds: ["year", "quarter", "month", "day"], hint: "期间" };
  return dayKinds.has(period)
    ? { kinds: ["year", "day"], hint: "日期或年度" }
    : { kinds: ["year", "quarter", "month"], hint: "年、季或月，写作YYYY、YYYY-Qn或YYYY-MM" };
};

/** Either a value, or a numerator and a denominator of which one may be missing: that is no data, not zero. */
const checkReported = (row: Json, path: string, terms: RegisterTarget | undefined, problems: Problems): void => {
  const hasValue = isGiven(row["value"]);
  const hasParts = isGiven(row["numerator"]) || isGiven(row["denominator"]);
  if (hasValue === hasParts) {
    problems.report(path, hasValue ? "value与numerator、denominator只能写一种" : "value或numerator、denominator必填其一");
    return;
  }
  for (const name of ["numerator", "denominator"]) {
    checkDecimal(row, path, name, problems);
    const parsed = numberIn(row, name);
    if (parsed !== undefined && compare(parsed, nought) < 0) problems.report(`${path}.${name}`, "不能小于0");
  }
  if (hasParts && terms && isNeverShare(terms)) problems.report(`${path}.numerator`, "这个目标按value填报，没有分子和分母");
  if (hasValue) checkValue(row, path, terms, problems);
  if (terms) checkPlausible(row, path, terms, problems);
};

/** What the register knows to be impossible is refused where it is entered, not judged. */
const checkPlausible = (row: Json, path: string, { isPartOfWhole, plausible }: RegisterTarget, problems: Problems): void => {
  const [value, numerator, denominator] = ["value", "numerator", "denominator"].map((name) => numberIn(row, name));
  if (isPartOfWhole && numerator && denominator && compare(numerator, denominator) > 0)
    problems.report(`${path}.numerator`, "分子大于分母，请核对后重报");
  if (plausible && value && (compare(value, decimal(plausible.min)) < 0 || compare(value, decimal(plausible.max)) > 0))
    problems.report(`${path}.value`, `数值应在${plausible.min}至${plausible.max}之间，请核对后重报`);
};

const numberIn = (row: Json, name: string): Fraction | undefined => {
  const value = row[name];
  return typeof value === "string" ? parseDecimal(value) : undefined;
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const isNeverShare = ({ period, op }: RegisterTarget): boolean =>
  period === "annual-flow" || period === "assessment-year" || op === "reach-level" || op === "rank-within" || op === "grade";

const checkValue = (row: Json, path: string, terms: RegisterTarget | undefined, problems: Problems): void => {
  const value = row["value"];
  if (terms?.op !== "reach-level" && terms?.op !== "grade") {
    checkDecimal(row, path, "value", problems);
    if (terms?.op === "rank-within") checkRank(value, `${path}.value`, problems);
    return;
  }
  const labels = labelsOf(terms.scale ?? "grade");
  if (typeof value !== "string" || !labels.includes(value))
    problems.report(`${path}.value`, `不是这个目标的等级，可写${labels.join("、")}`);
};

const eventProperties = ["target", "on", "withdrawnOn", "name"];

export const checkEvent = (row: Json, path: string, targets: AskedTerms, problems: Problems): void => {
  problems.onlyKnown(row, path, eventProperties);
  const terms = namedTarget(row, path, targets, problems);
  problems.field(row, path, fieldOf("on", "日期", "date"));
  problems.field(row, path, fieldOf("withdrawnOn", "撤销日期", "date", { required: false }));
  problems.field(row, path, fieldOf("name", "名称", "text", { required: false }));
  if (terms === undefined) return;
  const isCounted = (terms.period === "stock" || terms.period === "increment") && !isNeverCounted(terms);
  if (!isCounted) problems.report(`${path}.target`, "这个目标不按事件计数，请用observations填报");
};

const isNeverCounted = ({ op }: RegisterTarget): boolean => op === "reach-level" || op === "rank-within" || op === "grade";
