import type { TargetRow } from "../calls/targets.ts";

/** One indicator of the sheet that a project is evaluated by (评价指标表). Weights are hundredths of a point. */
export interface SheetRow {
  readonly level: TargetRow["level"];
  readonly name: string;
  readonly operator: TargetRow["operator"];
  readonly target: string;
  readonly unit: string;
  readonly weight: number;
}

export interface PerformanceSheet {
  /** 预算执行率; nothing for a project without money of its own, as rewards after the fact are. */
  readonly executionWeight: number;
  readonly rows: readonly SheetRow[];
}

export const wholeWeight = 100_00;
const execution = 10_00;

/** 财预〔2020〕10号 without, 财预〔2021〕101号 with indicators of cost. */
const plain = { output: 50_00, benefit: 30_00, satisfaction: 10_00, cost: 0 } as const;
const withCost = { output: 40_00, benefit: 20_00, satisfaction: 10_00, cost: 20_00 } as const;

/**
 * The sheet that the declared targets suggest: weights by level, shared equally within a level, the remainder with its first rows. Where
 * satisfaction is not asked, its points go to benefit. A level that is missing otherwise leaves the sum short: a person decides.
 */
export const suggestedSheet = (targets: readonly TargetRow[]): PerformanceSheet => {
  const of = (level: TargetRow["level"]) => targets.filter((row) => row.level === level);
  const scheme = of("cost").length > 0 ? withCost : plain;
  const weights = {
    ...scheme,
    ...(of("satisfaction").length === 0 && { satisfaction: 0, benefit: scheme.benefit + scheme.satisfaction }),
  };
  const rows = (["output", "benefit", "satisfaction", "cost"] as const).flatMap((level) => {
    const own = of(level);
    return own.map(({ name, operator, value, unit }, at): SheetRow => {
      const share = Math.floor(weights[level] / own.length) + (at < weights[level] % own.length ? 1 : 0);
      return { level, name, operator, target: value, unit, weight: share };
    });
  });
  return { executionWeight: execution, rows };
};

export interface PerformanceFault {
  readonly path: string;
  readonly message: string;
}

const fault = (path: string, message: string): PerformanceFault => ({ path, message });

export const sumOfWeights = ({ executionWeight, rows }: PerformanceSheet): number =>
  rows.reduce((sum, { weight }) => sum + weight, executionWeight);

/** Everything that keeps a sheet from being laid down, except its sum, which has a refusal of its own. */
export const sheetFaults = ({ rows }: PerformanceSheet): readonly PerformanceFault[] => [
  ...(rows.length === 0 ? [fault("rows", "至少一项指标")] : []),
  ...rows.flatMap(({ name, operator, target, unit, weight }, at) => [
    ...(name.trim() === "" ? [fault(`rows.${at}.name`, "缺少指标名称")] : []),
    ...(rows.some((other, index) => index < at && other.name.trim() === name.trim() && name.trim() !== "")
      ? [fault(`rows.${at}.name`, "指标名称重复")]
      : []),
    ...(target.trim() === "" ? [fault(`rows.${at}.target`, "缺少指标值")] : []),
    ...(operator !== "text" && target.trim() !== "" && decimalOf(target) === undefined
      ? [fault(`rows.${at}.target`, "指标值应为数，不能用数表示的请选“定性”")]
      : []),
    ...(operator !== "text" && unit.trim() === "" ? [fault(`rows.${at}.unit`, "缺少计量单位")] : []),
    ...(weight <= 0 ? [fault(`rows.${at}.weight`, "分值应大于0")] : []),
  ]),
];

/** A decimal number as an integer of ten-thousandths; undefined for what is none. */
export const decimalOf = (text: string): bigint | undefined => {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,4}))?$/.exec(text.trim());
  if (!match) return undefined;
  const value = BigInt(match[2] ?? "0") * 10_000n + BigInt((match[3] ?? "").padEnd(4, "0"));
  return match[1] === "-" ? -value : value;
};
