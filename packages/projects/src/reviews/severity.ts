import { grouped } from "@qiangyi/kernel";
import { meanOf } from "./scores.ts";

export interface GivenScore {
  readonly project: string;
  readonly expert: string;
  /** Hundredths of points. */
  readonly total: number;
}

export interface Adjusted {
  /** Hundredths by which an expert scores above (positive: milder) the others for the same projects. */
  readonly effects: ReadonlyMap<string, number>;
  /** Means after the effects are taken off, by the same rule as the raw ones. */
  readonly means: ReadonlyMap<string, number>;
  /** False where some experts share no chain of projects: means of separate groups remain apart. */
  readonly isConnected: boolean;
}

/**
 * The additive model: a score is the project's worth plus its expert's severity. Severities are the least squares solution with mean zero in every
 * group of experts that a chain of shared projects ties together. The normal equations are solved exactly, in whole numbers without fractions
 * (Bareiss), and only results are rounded to hundredths: order of input and machine make no difference.
 */
export const adjust = (scores: readonly GivenScore[]): Adjusted => {
  const projects = grouped(scores, ({ project }) => project);
  const groups = connectedExperts(scores);
  const effects = new Map(groups.flatMap((experts) => effectsOf(experts, projects)));
  const means = [...projects].map(([project, given]) => {
    const totals = given.map(({ expert, total }) => total - (effects.get(expert) ?? 0));
    return [project, meanOf(totals) ?? 0] as const;
  });
  return { effects, means: new Map(means), isConnected: groups.length <= 1 };
};

/** Groups of experts, each sorted, in a fixed order. */
const connectedExperts = (scores: readonly GivenScore[]): string[][] => {
  const groupOf = new Map<string, Set<string>>();
  for (const { expert } of scores) groupOf.set(expert, groupOf.get(expert) ?? new Set([expert]));
  for (const given of grouped(scores, ({ project }) => project).values()) {
    const merged = new Set(given.flatMap(({ expert }) => [...(groupOf.get(expert) ?? [])]));
    for (const expert of merged) groupOf.set(expert, merged);
  }
  return [...new Set(groupOf.values())]
    .map((group) => [...group].toSorted())
    .toSorted((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
};

/**
 * For expert e, over the projects j that he scored, each with n_j scores: Σ_j (s_e − Σ_f s_f / n_j) = Σ_j (score_ej − mean_j). Multiplied by the
 * least common multiple of all n_j everything is a whole number. One severity of the group is free and set to zero, then all are shifted.
 */
const effectsOf = (experts: readonly string[], projects: ReadonlyMap<string, readonly GivenScore[]>): [string, number][] => {
  const place = new Map(experts.map((expert, at) => [expert, at]));
  const own = [...projects.values()].filter((given) => given.some(({ expert }) => place.has(expert)));
  const multiple = own.reduce((least, { length }) => lcm(least, BigInt(length)), 1n);
  const matrix = experts.map(() => Array.from({ length: experts.length + 1 }, () => 0n));
  const add = (row: number | undefined, column: number | undefined, value: bigint) => {
    const cells = row === undefined ? undefined : matrix[row];
    if (cells && column !== undefined) cells[column] = (cells[column] ?? 0n) + value;
  };
  for (const given of own) {
    const share = multiple / BigInt(given.length);
    const sum = given.reduce((total, score) => total + BigInt(score.total), 0n);
    for (const { expert, total } of given) {
      add(place.get(expert), place.get(expert), multiple);
      for (const other of given) add(place.get(expert), place.get(other.expert), -share);
      add(place.get(expert), experts.length, multiple * BigInt(total) - share * sum);
    }
  }
  const { numerators, denominator } = solve(matrix);
  // Shifted so that the group's severities add up to nothing; one division at the very end.
  const sum = numerators.reduce((total, value) => total + value, 0n);
  const count = BigInt(experts.length);
  return experts.map((expert, at) => [expert, Number(rounded((numerators[at] ?? 0n) * count - sum, denominator * count))]);
};

/** Solves a Laplacian system of one connected group with its last unknown fixed at zero; answers over one common denominator. */
const solve = (matrix: readonly (readonly bigint[])[]): { numerators: bigint[]; denominator: bigint } => {
  const size = matrix.length - 1;
  const rows = matrix.slice(0, size).map((row) => [...row.slice(0, size), row.at(-1) ?? 0n]);
  let previous = 1n;
  // Gauss and Jordan without fractions: every division below leaves no remainder. The reduced Laplacian is positive definite, so no pivot is zero.
  for (let at = 0; at < size; at += 1) {
    const pivotRow = rows[at] ?? [];
    const pivot = pivotRow[at] ?? 1n;
    for (const [index, row] of rows.entries()) {
      if (index === at) continue;
      const factor = row[at] ?? 0n;
      for (const [column, cell] of row.entries()) row[column] = (pivot * cell - factor * (pivotRow[column] ?? 0n)) / previous;
    }
    previous = pivot;
  }
  return { numerators: [...rows.map((row) => row.at(-1) ?? 0n), 0n], denominator: previous };
};

const rounded = (dividend: bigint, divisor: bigint): bigint => {
  const size = dividend < 0n ? -dividend : dividend;
  const half = (2n * size + divisor) / (2n * divisor);
  return dividend < 0n ? -half : half;
};

const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b;
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
