import { type Fen, fen, parseYuan } from "@qiangyi/kernel";

/** Money of the contract: 元 with exactly two decimals. The caller has checked its shape; anything else is a bug and throws. */
export const amountOf = (text: string, name: string): Fen => {
  const amount = parseYuan(text);
  if (amount === undefined) throw new RangeError(`${name} "${text}": 元 with two decimals expected`);
  return amount;
};

/** A share without 以内 or 不低于 rounds half up to the 分. */
export const percentHalfUp = (amount: Fen, percent: number): Fen => fen((amount * BigInt(percent) + 50n) / 100n);

/** What a document counts in. A hundred 元 is 万元 with two decimals, the form of most allocation tables. */
export type MoneyUnit = "fen" | "yuan" | "hundred-yuan" | "wan";

export const fenPer: Readonly<Record<MoneyUnit, bigint>> = { fen: 1n, yuan: 100n, "hundred-yuan": 10_000n, wan: 1_000_000n };

/** A ceiling (以内) rounds down, so that the rounded amount never exceeds it. */
export const percentDown = (amount: Fen, percent: number): Fen => fen((amount * BigInt(percent)) / 100n);

/** A floor (不低于) rounds up to the money unit of the document, so that the rounded amount never falls short of it. */
export const percentUp = (amount: Fen, percent: number, unit: MoneyUnit): Fen => {
  const divisor = 100n * fenPer[unit];
  return fen(((amount * BigInt(percent) + divisor - 1n) / divisor) * fenPer[unit]);
};

/** part / whole as a percentage with one decimal, half up: "75.0". Null when there is no whole. */
export const percentText = (part: bigint, whole: bigint): string | null => {
  if (whole <= 0n) return null;
  const permille = (part * 2000n + whole) / (whole * 2n);
  return `${permille / 10n}.${permille % 10n}`;
};
