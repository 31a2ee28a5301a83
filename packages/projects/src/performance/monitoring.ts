import { decimalOf, type PerformanceFault, type SheetRow } from "./sheet.ts";

export const likelihoods = { certain: "确定能完成", possible: "有可能完成", impossible: "完全不可能完成" } as const;
export type Likelihood = keyof typeof likelihoods;

export const causes = { funds: "经费", rules: "制度", staff: "人员", hardware: "硬件", other: "其他" } as const;
export type Cause = keyof typeof causes;

export interface MonitoredRow {
  /** What is reached so far; empty where it can only be told at the end of the year. */
  readonly actual: string;
  readonly likelihood: Likelihood;
  readonly cause?: Cause | undefined;
}

export interface Monitored {
  /** From January to this month. */
  readonly month: number;
  /** Null for rewards after the fact, which have no budget to spend against. */
  readonly budgetFen: bigint | null;
  readonly spentFen: bigint | null;
  readonly rows: readonly MonitoredRow[];
  readonly measures: string;
}

export type MonitorLight = "good" | "warning" | "bad" | "neutral";

/** Permille of the pace: what is reached over what the months gone by ask for. */
const pace = (reached: bigint, whole: bigint, month: number): bigint => (reached * 12_000n) / (whole * BigInt(month));

const lightOf = (permille: bigint): MonitorLight => (permille >= 900n ? "good" : permille >= 700n ? "warning" : "bad");
const rank: Readonly<Record<MonitorLight, number>> = { neutral: 0, good: 1, warning: 2, bad: 3 };
const worse = (one: MonitorLight, other: MonitorLight): MonitorLight => (rank[other] > rank[one] ? other : one);

export interface MonitorResult {
  readonly funds: MonitorLight;
  readonly performance: MonitorLight;
  readonly whole: MonitorLight;
  /** Money and result part company; null where they keep step or one of them is not known. */
  readonly contrast: string | null;
}

/** 双监控: the pace of the money beside the pace of the results; the whole is the worse of the two. */
export const monitored = (sheet: readonly SheetRow[], { month, budgetFen, spentFen, rows }: Monitored): MonitorResult => {
  const f = budgetFen === null || spentFen === null || budgetFen <= 0n ? undefined : pace(spentFen, budgetFen, month);
  const paces = sheet.flatMap(({ operator, target }, at) => {
    const [wanted, reached] = [decimalOf(target), decimalOf(rows[at]?.actual ?? "")];
    // Only what adds up over the year has a pace: a share or an upper limit has none.
    return operator === ">=" && wanted !== undefined && wanted > 0n && reached !== undefined
      ? [pace(reached < 0n ? 0n : reached, wanted, month)]
      : [];
  });
  const g = paces.length === 0 ? undefined : paces.reduce((least, one) => (one < least ? one : least));
  const byLikelihood = rows.reduce<MonitorLight>(
    (light, { likelihood }) => worse(light, likelihood === "impossible" ? "bad" : likelihood === "possible" ? "warning" : "good"),
    "neutral",
  );
  const funds = f === undefined ? "neutral" : lightOf(f);
  const performance = worse(byLikelihood, g === undefined ? "neutral" : lightOf(g));
  return { funds, performance, whole: worse(funds, performance), contrast: contrastOf(f, g) };
};

const contrastOf = (f: bigint | undefined, g: bigint | undefined): string | null => {
  if (f === undefined || g === undefined) return null;
  if (f >= 1000n && g < 700n) return "支出快于进度，提示核实是否突击花钱";
  return g >= 1000n && f < 500n ? "进度快于支出，提示核实预算是否虚高、资金是否滞付" : null;
};

export const monitoringFaults = (sheet: readonly SheetRow[], { budgetFen, spentFen, rows, measures }: Monitored) => {
  const faults: PerformanceFault[] = [];
  if (budgetFen !== null && budgetFen <= 0n) faults.push({ path: "budgetFen", message: "全年预算数应大于0，没有预算的请留空" });
  if ((budgetFen === null) !== (spentFen === null))
    faults.push({ path: "spentFen", message: "预算数和执行数应同时填写或同时留空" });
  if (spentFen !== null && spentFen < 0n) faults.push({ path: "spentFen", message: "执行数不能小于0" });
  sheet.forEach(({ operator }, at) => {
    const row = rows[at];
    const on = (field: string, message: string) => faults.push({ path: `rows.${at}.${field}`, message });
    if (row === undefined) on("actual", "没有填报");
    else if (operator !== "text" && row.actual.trim() !== "" && decimalOf(row.actual) === undefined)
      on("actual", "完成值应为数，最多四位小数；暂无数据的请留空");
    if (row && row.likelihood !== "certain" && row.cause === undefined) on("cause", "不能确定完成的请选偏差原因");
  });
  if (rows.some(({ likelihood }) => likelihood !== "certain") && measures.trim().length < 2)
    faults.push({ path: "measures", message: "有指标不能确定完成，请写明纠偏措施" });
  return faults;
};
