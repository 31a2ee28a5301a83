import {
  type AskedIndicator,
  blankEntry,
  type EnteredValue,
  hasParts,
  isBlankEntry,
  isCountedInWholes,
  isLabelled,
  numberOfEntry,
  numberOfPast,
  type PartOfEntry,
} from "./asked-indicator.ts";
import {
  changePermille,
  compareExact,
  differsByMoreThan,
  type ExactNumber,
  exactNumber,
  groupedNumber,
  isTimesOff,
  isWholeNumber,
  isZero,
  roundedNumber,
} from "./exact-number.ts";
import { judgeChain } from "./judge-chain.ts";
import { periodTitle } from "./report-period.ts";

export const findingCodes = [
  "NOT_A_NUMBER",
  "NEGATIVE",
  "NOT_WHOLE",
  "UNKNOWN_LABEL",
  "VALUE_OR_PARTS",
  "RATIO_TYPED",
  "MISSING",
  "PART_MISSING",
  "PART_OVER_WHOLE",
  "OUT_OF_ORDER",
  "IMPLAUSIBLE",
  "HELD",
  "EXPLANATION_REQUIRED",
  "EMPTY_DENOMINATOR",
  "UNEQUAL_TWINS",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** malformed: cannot be kept at all; error: hindersReport the report; hold: until somebody confirms it; warning: 提示核实. */
export type FindingSeverity = "malformed" | "error" | "hold" | "warning";

export interface ReportFinding {
  readonly code: FindingCode;
  readonly severity: FindingSeverity;
  readonly indicator: string;
  readonly field: PartOfEntry | "note";
  readonly message: string;
}

const partNames: Readonly<Record<PartOfEntry, string>> = { value: "数值", numerator: "分子", denominator: "分母" };
const parts: readonly PartOfEntry[] = ["numerator", "denominator", "value"];
/** 100倍填错 shows as a hundredfold of what it was or should be; half of that still is no development of a hospital. */
const slip = 50n;
const explainedFrom = 30n;

/** What is wrong with one entry in itself: it cannot be stored. The same for typing, workbook and machine. */
export const malformedParts = (asked: AskedIndicator, entry: EnteredValue): readonly ReportFinding[] => {
  const found = (code: FindingCode, field: PartOfEntry, message: string): ReportFinding => ({
    code,
    severity: "malformed",
    indicator: asked.code,
    field,
    message,
  });
  if (isLabelled(asked)) {
    const labels = asked.scale ?? [];
    const stray = parts.find((part) => part !== "value" && entry[part] !== "");
    if (stray) return [found("VALUE_OR_PARTS", stray, "按等级填报，没有分子和分母")];
    return entry.value === "" || labels.includes(entry.value)
      ? []
      : [found("UNKNOWN_LABEL", "value", `应为${labels.join("、")}之一，填写的是“${shortened(entry.value)}”`)];
  }
  const findings = parts.flatMap((part): ReportFinding[] => {
    if (entry[part] === "") return [];
    const number = exactNumber(entry[part]);
    if (!number) return [found("NOT_A_NUMBER", part, `${partNames[part]}应为数字，填写的是“${shortened(entry[part])}”`)];
    if (number.of < 0n) return [found("NEGATIVE", part, `${partNames[part]}不能小于0`)];
    if (part === "value" && isCountedInWholes(asked) && !isWholeNumber(number))
      return [found("NOT_WHOLE", part, `应为整数${asked.unit === "" ? "" : `，单位是${asked.unit}`}`)];
    if (part === "value" && asked.kind === "rank" && isZero(number)) return [found("NOT_WHOLE", part, "名次从1开始")];
    return [];
  });
  const both = entry.value !== "" && (entry.numerator !== "" || entry.denominator !== "");
  if (both) findings.push(found("VALUE_OR_PARTS", "value", "数值与分子、分母只能填一种"));
  if (asked.isCountsOnly && entry.value !== "")
    findings.push(found("RATIO_TYPED", "value", "由人次计算，不接受手填的比例，请报分子和分母"));
  if (!hasParts(asked) && (entry.numerator !== "" || entry.denominator !== ""))
    findings.push(found("VALUE_OR_PARTS", "numerator", "这项指标按数值填报，没有分子和分母"));
  return findings;
};

const shortened = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** Everything that a reader of the report would ask about, in the order of its rows: what hindersReport it, what is held, what to look at again. */
export const judgeReport = (
  asked: readonly AskedIndicator[],
  entries: ReadonlyMap<string, EnteredValue>,
): readonly ReportFinding[] => {
  const chain = judgeChain(asked, entries);
  return asked.flatMap((one) => [
    ...judgeEntry(one, entries.get(one.code) ?? blankEntry),
    ...chain.filter(({ indicator }) => indicator === one.code),
  ]);
};

const judgeEntry = (asked: AskedIndicator, entry: EnteredValue): readonly ReportFinding[] => {
  const malformed = malformedParts(asked, entry);
  if (malformed.length > 0) return malformed;
  return [...judgeCompleteness(asked, entry), ...judgeParts(asked, entry), ...judgeSize(asked, entry)];
};

const isExplained = ({ note }: EnteredValue): boolean => note.trim().length >= 2;

const judgeCompleteness = (asked: AskedIndicator, entry: EnteredValue): readonly ReportFinding[] => {
  if (isExplained(entry)) return [];
  const missing = (code: FindingCode, field: PartOfEntry, message: string): readonly ReportFinding[] => [
    { code, severity: "error", indicator: asked.code, field, message },
  ];
  const first = hasParts(asked) ? "numerator" : "value";
  if (isBlankEntry(entry)) return missing("MISSING", first, "还没有填写；确无数据的，在说明中写明原因");
  if (entry.value !== "" || !hasParts(asked)) return [];
  if (entry.numerator === "") return missing("PART_MISSING", "numerator", "缺分子");
  return entry.denominator === "" ? missing("PART_MISSING", "denominator", "缺分母") : [];
};

const judgeParts = (asked: AskedIndicator, entry: EnteredValue): readonly ReportFinding[] => {
  const [numerator, denominator] = [exactNumber(entry.numerator), exactNumber(entry.denominator)];
  const base = { indicator: asked.code };
  if (denominator && isZero(denominator) && (!numerator || isZero(numerator)))
    return [
      { ...base, code: "EMPTY_DENOMINATOR", severity: "warning", field: "denominator", message: "分母为0：按无数据处理，不是0" },
    ];
  if (!numerator || !denominator || !asked.isPartOfWhole || compareExact(numerator, denominator) <= 0) return [];
  const message = `分子${groupedNumber(entry.numerator)}大于分母${groupedNumber(entry.denominator)}`;
  return [{ ...base, code: "PART_OVER_WHOLE", severity: "error", field: "numerator", message }];
};

/** Beside its bounds, the last period, the same period of last year and the target. */
const judgeSize = (asked: AskedIndicator, entry: EnteredValue): readonly ReportFinding[] => {
  const now = numberOfEntry(asked, entry);
  if (!now || asked.kind === "rank") return [];
  return [...judgeBounds(asked, now), ...judgeSlip(asked, entry, now), ...judgeYear(asked, entry, now)];
};

const field = (asked: AskedIndicator): PartOfEntry => (hasParts(asked) ? "numerator" : "value");

const judgeBounds = (asked: AskedIndicator, now: ExactNumber): readonly ReportFinding[] => {
  const [min, max] = [exactNumber(asked.plausibleMin ?? ""), exactNumber(asked.plausibleMax ?? "")];
  if ((!min || compareExact(now, min) >= 0) && (!max || compareExact(now, max) <= 0)) return [];
  const range = `${asked.plausibleMin ?? ""}至${asked.plausibleMax ?? ""}`;
  const message = `结果${shown(asked, now)}不在${range}之间，请核对`;
  return [{ code: "IMPLAUSIBLE", severity: "error", indicator: asked.code, field: field(asked), message }];
};

/** Against what was approved before; where nothing was, against what the target asks. */
const judgeSlip = (asked: AskedIndicator, entry: EnteredValue, now: ExactNumber): readonly ReportFinding[] => {
  const past = [asked.lastYear, asked.lastPeriod].find((one) => one?.isComparable && numberOfPast(asked, one));
  const other = past ? numberOfPast(asked, past) : exactNumber(asked.threshold ?? "");
  if (!other || !isTimesOff(now, other, slip) || entry.isConfirmed) return [];
  const beside = past ? `${periodTitle(past.period)}的` : "目标值";
  const distance = `${shown(asked, now)}与${beside}${shown(asked, other)}相差${slip}倍以上`;
  const isReadyMadeShare = asked.unit === "%" && entry.value !== "" && compareExact(now, other) < 0;
  const message = isReadyMadeShare
    ? `数值疑似未按百分数填报：${distance}，核对无误的请确认`
    : `${distance}，疑似单位或小数点有误；核对无误的请确认`;
  return [{ code: "HELD", severity: "hold", indicator: asked.code, field: field(asked), message }];
};

const judgeYear = (asked: AskedIndicator, entry: EnteredValue, now: ExactNumber): readonly ReportFinding[] => {
  const before = asked.lastYear?.isComparable ? numberOfPast(asked, asked.lastYear) : undefined;
  if (!before || isExplained(entry) || !differsByMoreThan(now, before, explainedFrom)) return [];
  const message = `同比${changeText(now, before)}，超过±${explainedFrom}%，请在说明中写明原因`;
  return [{ code: "EXPLANATION_REQUIRED", severity: "error", indicator: asked.code, field: "note", message }];
};

/** "+12.3%"; "—" without a base. */
export const changeText = (now: ExactNumber, before: ExactNumber): string => {
  const permille = changePermille(now, before);
  if (permille === undefined) return "—";
  return `${permille < 0n ? "-" : "+"}${roundedNumber({ of: permille < 0n ? -permille : permille, over: 10n }, 1)}%`;
};

/** As the grid shows it: two decimals where they end later, the unit behind. */
const shown = (asked: Pick<AskedIndicator, "unit">, number: ExactNumber): string => `${numberText(number)}${asked.unit}`;

/** Whole numbers as they are, others with two decimals; more where two would show 0. */
export const numberText = (number: ExactNumber): string => {
  if (isWholeNumber(number)) return groupedNumber(roundedNumber(number, 0));
  const two = roundedNumber(number, 2);
  return groupedNumber(/^-?0\.00$/.test(two) ? roundedNumber(number, 6).replace(/0+$/, "") : two);
};

export const hindersReport = ({ severity }: ReportFinding): boolean => severity !== "warning";
