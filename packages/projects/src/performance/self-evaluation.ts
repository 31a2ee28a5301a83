import { decimalOf, type PerformanceFault, type PerformanceSheet, type SheetRow } from "./sheet.ts";

/** 达成程度 of an indicator in words: first the band, then a share within it. Bounds in hundredths of a percent, the lower one included. */
export const bands = {
  achieved: { label: "达成", from: 80_00, upTo: 100_00 },
  partly: { label: "部分达成且有一定效果", from: 60_00, upTo: 79_99 },
  missed: { label: "未达成且效果较差", from: 0, upTo: 59_99 },
} as const;
export type Band = keyof typeof bands;

/** What the unit reports of one indicator. Numbers travel as text: no binary fraction touches a score. */
export interface SelfEntry {
  readonly actual: string;
  readonly band?: Band | undefined;
  /** Hundredths of a percent. */
  readonly share?: number | undefined;
  readonly sampleSize?: number | undefined;
  readonly method?: string | undefined;
  readonly reason?: string | undefined;
}

/** 全年预算数 is the three together. */
export interface Execution {
  readonly initialFen: bigint;
  readonly adjustedFen: bigint;
  readonly carriedFen: bigint;
  readonly spentFen: bigint;
}

export const budgetOfYear = ({ initialFen, adjustedFen, carriedFen }: Execution): bigint => initialFen + adjustedFen + carriedFen;

/** Half up to a whole; neither side negative. */
const share = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);

/** min(1, spent / budget) of the weight. */
export const executionScore = (weight: number, execution: Execution): number => {
  const budget = budgetOfYear(execution);
  if (budget <= 0n || execution.spentFen <= 0n) return 0;
  return execution.spentFen >= budget ? weight : Number(share(BigInt(weight) * execution.spentFen, budget));
};

/** Far more than was aimed at says that the aim was low: 10, 20 or 30 percent less above twice, three and five times. */
const lessForLowAim = (actual: bigint, target: bigint): bigint =>
  actual > 5n * target ? 30n : actual > 3n * target ? 20n : actual > 2n * target ? 10n : 0n;

const upwards = (weight: bigint, target: bigint, actual: bigint): bigint => {
  if (actual >= target) return target <= 0n ? weight : share(weight * (100n - lessForLowAim(actual, target)), 100n);
  return actual <= 0n || target <= 0n ? 0n : share(weight * actual, target);
};

const downwards = (weight: bigint, target: bigint, actual: bigint): bigint => {
  if (actual <= target) return weight;
  return target <= 0n ? 0n : share(weight * target, actual);
};

const exactly = (weight: bigint, target: bigint, actual: bigint): bigint => {
  const size = target < 0n ? -target : target;
  const off = actual > target ? actual - target : target - actual;
  if (off === 0n) return weight;
  return off >= size ? 0n : share(weight * (size - off), size);
};

/** Points of one indicator; undefined while there is nothing to score. */
export const rowScore = (row: SheetRow, entry: SelfEntry): number | undefined => {
  // A survey without answers proves nothing.
  if (row.level === "satisfaction" && entry.sampleSize === 0) return 0;
  const weight = BigInt(row.weight);
  if (row.operator === "text")
    return entry.share === undefined ? undefined : Number(share(weight * BigInt(entry.share), 100_00n));
  const [target, actual] = [decimalOf(row.target), decimalOf(entry.actual)];
  if (target === undefined || actual === undefined) return undefined;
  const reckon = row.operator === "=" ? exactly : row.operator === "<=" || row.operator === "<" ? downwards : upwards;
  return Number(reckon(weight, target, actual));
};

/** Whether the indicator is met; a strict sign is strict, whatever the points. */
export const isMet = ({ operator, target }: SheetRow, entry: SelfEntry): boolean | undefined => {
  if (operator === "text") return entry.share === undefined ? undefined : entry.share === 100_00;
  const [wanted, actual] = [decimalOf(target), decimalOf(entry.actual)];
  if (wanted === undefined || actual === undefined) return undefined;
  switch (operator) {
    case ">=":
      return actual >= wanted;
    case ">":
      return actual > wanted;
    case "<=":
      return actual <= wanted;
    case "<":
      return actual < wanted;
    case "=":
      return actual === wanted;
  }
};

/** Met by more than three tenths: the unit says why the aim was so low. */
const isFarAbove = ({ operator, target }: SheetRow, { actual }: SelfEntry): boolean => {
  const [wanted, reached] = [decimalOf(target), decimalOf(actual)];
  return (operator === ">=" || operator === ">") && wanted !== undefined && reached !== undefined && wanted > 0n
    ? 10n * reached > 13n * wanted
    : false;
};

const fault = (path: string, message: string): PerformanceFault => ({ path, message });

const entryFaults = (row: SheetRow, entry: SelfEntry | undefined, at: number): readonly PerformanceFault[] => {
  const on = (field: string, message: string) => fault(`entries.${at}.${field}`, message);
  if (entry === undefined) return [on("actual", "没有填报完成情况")];
  const { band, share: part, sampleSize, method, reason } = entry;
  const said = (reason?.trim().length ?? 0) >= 2;
  const inWords =
    row.operator === "text"
      ? [
          ...(entry.actual.trim() === "" ? [on("actual", "没有填报完成情况")] : []),
          ...(band === undefined || part === undefined
            ? [on("band", "请先选档次，再填达成比例")]
            : part < bands[band].from || part > bands[band].upTo
              ? [on("share", `“${bands[band].label}”的比例应在${bands[band].from / 100}%至${bands[band].upTo / 100}%`)]
              : []),
        ]
      : decimalOf(entry.actual) === undefined
        ? [on("actual", entry.actual.trim() === "" ? "没有填报完成值" : "完成值应为数，最多四位小数")]
        : [];
  const survey =
    row.level === "satisfaction"
      ? [
          ...(sampleSize === undefined ? [on("sampleSize", "请填写有效样本量")] : []),
          ...((method?.trim().length ?? 0) < 2 ? [on("method", "请写明调查方式")] : []),
        ]
      : [];
  const why =
    said || inWords.length > 0
      ? []
      : isMet(row, entry) === false
        ? [on("reason", "未达到指标值，请说明原因")]
        : isFarAbove(row, entry)
          ? [on("reason", "超过指标值30%以上，请说明原因")]
          : [];
  return [...inWords, ...survey, ...why];
};

/** Everything that is missing or does not fit, all at once. Nothing reported is not nought. */
export const selfEvaluationFaults = (
  { executionWeight, rows }: PerformanceSheet,
  entries: readonly SelfEntry[],
  execution: Execution,
): readonly PerformanceFault[] => [
  ...(executionWeight > 0 && budgetOfYear(execution) <= 0n ? [fault("initialFen", "全年预算数应大于0")] : []),
  ...(execution.spentFen < 0n ? [fault("spentFen", "全年执行数不能小于0")] : []),
  ...rows.flatMap((row, at) => entryFaults(row, entries[at], at)),
];

export interface SelfScore {
  readonly execution: number;
  readonly rows: readonly (number | undefined)[];
  /** Each part was rounded before it is added: the sum is not rounded again. */
  readonly total: number;
}

export const selfScore = (
  { executionWeight, rows }: PerformanceSheet,
  entries: readonly SelfEntry[],
  execution: Execution,
): SelfScore => {
  const scored = rows.map((row, at) => {
    const entry = entries[at];
    return entry && rowScore(row, entry);
  });
  const spent = executionScore(executionWeight, execution);
  return { execution: spent, rows: scored, total: scored.reduce((sum: number, points) => sum + (points ?? 0), spent) };
};
