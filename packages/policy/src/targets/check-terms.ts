import { parseDate, yearOf } from "@qiangyi/kernel";
import { operators, periodKinds } from "./contract.ts";
import { compare, isWhole, nought, parseDecimal } from "./fraction.ts";
import { choiceOf, fieldOf, type Json, type Problems } from "./problems.ts";
import { builtInScales, isBuiltInScale, labelsOf } from "./scales.ts";

const known = [
  "id",
  "subject",
  "indicator",
  "unit",
  "op",
  "value",
  "min",
  "max",
  "scale",
  "period",
  "from",
  "by",
  "baselineDate",
  "baseline",
  "milestones",
  "per",
  "roster",
  "clause",
];

/** Periods judged on a day, for which `by` may be one. */
export const dayKinds: ReadonlySet<unknown> = new Set(["stock", "increment", "roster-share"]);

const ordinalOperators: ReadonlySet<unknown> = new Set(["reach-level", "rank-within", "grade"]);
const ordinalKinds: ReadonlySet<unknown> = new Set(["stock", "assessment-year"]);

/** An inline target: every property of its kind, and none that its operator or period leaves without meaning. */
export const checkTerms = (row: Json, path: string, problems: Problems): void => {
  problems.onlyKnown(row, path, known);
  problems.field(row, path, fieldOf("subject", "对象", "text"));
  problems.field(row, path, fieldOf("indicator", "指标", "text"));
  if (row["unit"] !== "") problems.field(row, path, fieldOf("unit", "单位", "text"));
  problems.field(row, path, fieldOf("clause", "条款", "text", { required: false }));
  checkGoal(row, path, problems);
  checkPeriod(row, path, problems);
  checkDecimal(row, path, "per", problems);
  if (typeof row["per"] === "string" && isNotPositive(row["per"])) problems.report(`${path}.per`, "应大于0");
  checkRoster(row, path, problems);
  checkPath(row, path, problems, yearBy(row));
};

const isNotPositive = (text: string): boolean => {
  const value = parseDecimal(text);
  return value !== undefined && compare(value, nought) <= 0;
};

const checkGoal = (row: Json, path: string, problems: Problems): void => {
  const hasOperator = problems.field(row, path, choiceOf("op", "运算符", operators, false));
  const op = row["op"];
  if (!hasOperator && op !== undefined && op !== null) return;
  const isRange = op === "range" || op === "range-strict";
  for (const name of ["min", "max"]) {
    if (isRange) requireDecimal(row, path, name, problems);
    else problems.absent(row, path, name, "只有区间才写min和max");
  }
  if (isRange) checkOrder(row, path, problems);
  if (isRange || !hasOperator)
    problems.absent(row, path, "value", isRange ? "区间写min和max，不写value" : "没有运算符就没有目标值");
  if (op === "reach-level" || op === "grade") checkLabel(row, path, problems);
  else {
    problems.absent(row, path, "scale", "只有等级目标才写scale");
    if (hasOperator && !isRange) requireDecimal(row, path, "value", problems);
  }
  if (op === "rank-within") checkRank(row["value"], `${path}.value`, problems);
};

const checkOrder = (row: Json, path: string, problems: Problems): void => {
  const [min, max] = [row["min"], row["max"]].map((each) => (typeof each === "string" ? parseDecimal(each) : undefined));
  if (min !== undefined && max !== undefined && compare(min, max) > 0)
    problems.report(`${path}.min`, "下限大于上限，请更正其中一个");
};

const checkLabel = (row: Json, path: string, problems: Problems): void => {
  const labels = readScale(row, path, problems);
  const value = row["value"];
  if (typeof value !== "string") problems.report(`${path}.value`, "目标等级必填，写等级名称的文本");
  else if (labels !== undefined && !labels.includes(value))
    problems.report(`${path}.value`, `不是这个等级序列中的等级，可写${labels.join("、")}`);
};

const readScale = (row: Json, path: string, problems: Problems): readonly string[] | undefined => {
  const scale = row["scale"] ?? (row["op"] === "grade" ? "grade" : undefined);
  if (typeof scale === "string" && isBuiltInScale(scale)) return labelsOf(scale);
  const isList =
    Array.isArray(scale) && scale.length > 1 && scale.every((each) => typeof each === "string" && each.trim() !== "");
  if (isList && new Set(scale).size === scale.length) return scale;
  problems.report(`${path}.scale`, `应为由低到高、互不重复的等级列表，或内置序列${Object.keys(builtInScales).join("、")}之一`);
  return undefined;
};

export const checkRank = (value: unknown, path: string, problems: Problems): void => {
  const rank = typeof value === "string" ? parseDecimal(value) : undefined;
  if (rank !== undefined && (!isWhole(rank) || compare(rank, nought) <= 0)) problems.report(path, "名次应为从1开始的整数");
};

const checkPeriod = (row: Json, path: string, problems: Problems): void => {
  const isKnown = problems.field(row, path, choiceOf("period", "期间类型", periodKinds));
  const period = row["period"];
  if (isKnown && ordinalOperators.has(row["op"]) && !ordinalKinds.has(period))
    problems.report(`${path}.period`, "等级和名次只能是stock或assessment-year");
  checkBy(row, path, problems);
  problems.field(row, path, fieldOf("from", "起始年度", "year", { required: period === "each-year" }));
  const [from, by] = [row["from"], yearBy(row)];
  if (period === "each-year" && typeof from === "number" && by !== undefined && from > by)
    problems.report(`${path}.from`, `起始年度${from}晚于目标年度${by}，请更正其中一个`);
  problems.field(row, path, fieldOf("baselineDate", "基线日期", "date", { required: period === "increment" }));
};

const checkBy = (row: Json, path: string, problems: Problems): void => {
  const by = row["by"];
  if (typeof by !== "string") {
    problems.field(row, path, fieldOf("by", "目标年度", "year"));
    return;
  }
  if (parseDate(by) === undefined) problems.report(`${path}.by`, "应为四位年份，或日历上存在的日期");
  else if (!dayKinds.has(row["period"])) problems.report(`${path}.by`, "只有stock、increment和roster-share可以写到日");
};

/** The target year, where there is one to read. */
export const yearBy = ({ by }: Json): number | undefined => {
  if (typeof by === "number") return by;
  const day = typeof by === "string" ? parseDate(by) : undefined;
  return day === undefined ? undefined : yearOf(day);
};

const checkRoster = (row: Json, path: string, problems: Problems): void => {
  const names = problems.list(row["roster"], `${path}.roster`);
  for (const [index, name] of names.entries()) {
    if (typeof name !== "string" || name.trim() === "") problems.report(`${path}.roster[${index}]`, "应为名称的文本");
    else if (names.indexOf(name) < index) problems.report(`${path}.roster[${index}]`, `“${name}”已列过，请删去一个`);
  }
  if (names.length > 0 && row["period"] !== "stock" && row["period"] !== "increment")
    problems.report(`${path}.roster`, "只有stock和increment可以按名单计数");
};

/** Baseline and 阶段目标: the points of the on-track path, all before or in the target year. */
export const checkPath = (row: Json, path: string, problems: Problems, by: number | undefined): void => {
  const baseline = row["baseline"] ?? undefined;
  const first = baseline === undefined ? undefined : checkPoint(baseline, `${path}.baseline`, problems);
  if (first !== undefined && by !== undefined && first >= by)
    problems.report(`${path}.baseline.year`, `基线年度应早于目标年度${by}`);
  const years = new Set<number>();
  for (const [index, point] of problems.list(row["milestones"], `${path}.milestones`).entries()) {
    const place = `${path}.milestones[${index}]`;
    const year = checkPoint(point, place, problems);
    if (year === undefined) continue;
    if (years.has(year)) problems.report(`${place}.year`, `${year}年的阶段目标已列过，请删去一个`);
    if ((first !== undefined && year <= first) || (by !== undefined && year > by))
      problems.report(`${place}.year`, "阶段目标应在基线年度之后，不晚于目标年度");
    years.add(year);
  }
};

const checkPoint = (point: unknown, path: string, problems: Problems): number | undefined => {
  if (!problems.object(point, path)) return undefined;
  problems.onlyKnown(point, path, ["year", "value"]);
  requireDecimal(point, path, "value", problems);
  return problems.field(point, path, fieldOf("year", "年度", "year")) ? Number(point["year"]) : undefined;
};

const requireDecimal = (row: Json, path: string, name: string, problems: Problems): void => {
  if (row[name] === undefined || row[name] === null) problems.report(`${path}.${name}`, "必填");
  else checkDecimal(row, path, name, problems);
};

/** Numbers are texts, so that no reader rounds them on the way. */
export const checkDecimal = (row: Json, path: string, name: string, problems: Problems): void => {
  const value = row[name];
  if (value === undefined || value === null) return;
  if (typeof value !== "string" || parseDecimal(value) === undefined)
    problems.report(`${path}.${name}`, '应为写成文本的十进制数，如"8.4"，不用指数和千分位');
};
