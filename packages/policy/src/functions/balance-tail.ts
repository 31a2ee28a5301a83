import { type Fen, fen, formatYuan, inWanYuan } from "@qiangyi/kernel";
import { compareText } from "../compare-text.ts";
import { amountOf, fenPer, type MoneyUnit } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";

export interface Apportionment {
  readonly total: string;
  /** Region code → weight, whole or decimal. */
  readonly weights: Readonly<Record<string, number>>;
  readonly unit: MoneyUnit;
}

export interface BalancedTail extends Explained {
  readonly shares: Readonly<Record<string, string>>;
  /** Regions that carry a unit of the tail. */
  readonly tail: readonly string[];
}

/**
 * Largest remainder: every share is rounded down to the unit, the units left over go to the largest remainders, ties to the
 * smaller region code. What is smaller than a unit stays with the first of them, so that the total never changes.
 */
export const balanceTail = ({ total, weights, unit }: Apportionment): BalancedTail => {
  const amount = amountOf(total, "total");
  const { shares, tail } = apportion(amount, weights, fenPer[unit]);
  return {
    shares: Object.fromEntries(shares.map(([region, share]) => [region, formatYuan(share)])),
    tail,
    ...explained(
      because(
        "qiangyi-2024.art6.d",
        `${inWanYuan(amount)}按权重分给${shares.length}家，合计不变${tail.length > 0 ? `，尾差按最大余数归${tail.join("、")}` : ""}`,
      ),
    ),
  };
};

/** Throws when no weight is above zero: there is no one to give the money to. */
export const apportion = (
  total: Fen,
  weights: Readonly<Record<string, number>>,
  unit: bigint,
): { readonly shares: readonly (readonly [string, Fen])[]; readonly tail: readonly string[] } => {
  const parts = wholeWeights(weights);
  const sumOfWeights = parts.reduce((added, [, weight]) => added + weight, 0n);
  if (sumOfWeights <= 0n || total < 0n) throw new RangeError("A total of at least 0 and one weight above 0 expected");

  const units = total / unit;
  const floors = parts.map(([region, weight]) => ({
    region,
    units: (units * weight) / sumOfWeights,
    remainder: (units * weight) % sumOfWeights,
    weight,
  }));
  const byRemainder = floors
    .filter(({ weight }) => weight > 0n)
    .toSorted((a, b) => (a.remainder === b.remainder ? compareText(a.region, b.region) : a.remainder > b.remainder ? -1 : 1));
  const left = Number(units - floors.reduce((added, each) => added + each.units, 0n));
  const favoured = new Set(byRemainder.slice(0, left).map(({ region }) => region));
  const smallest = total % unit;
  const first = byRemainder[0]?.region;
  const shares = floors.map(({ region, units: own }) => {
    const share = (own + (favoured.has(region) ? 1n : 0n)) * unit + (region === first ? smallest : 0n);
    return [region, fen(share)] as const;
  });
  return { shares, tail: [...favoured].toSorted(compareText) };
};

/** Decimal weights as integers of one scale, so that the division is exact; sorted by region code. */
const wholeWeights = (weights: Readonly<Record<string, number>>): readonly (readonly [string, bigint])[] => {
  const entries = Object.entries(weights).toSorted(([a], [b]) => compareText(a, b));
  const decimals = Math.max(0, ...entries.map(([, weight]) => decimalsOf(weight)));
  return entries.map(([region, weight]) => [region, BigInt(weight.toFixed(decimals).replace(".", ""))] as const);
};

const decimalsOf = (weight: number): number => {
  const text = String(weight);
  if (!/^\d+(\.\d+)?$/.test(text)) throw new RangeError(`Weight ${text}: a plain number of at least 0 expected`);
  return text.split(".")[1]?.length ?? 0;
};
