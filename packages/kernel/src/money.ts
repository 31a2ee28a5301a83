declare const fenBrand: unique symbol;

/** Money as an integer number of 分. The only amount type of the platform; 元 and 万元 are formats of it. */
export type Fen = bigint & { readonly [fenBrand]: true };

export const fen = (value: bigint): Fen => value as Fen;
export const zero = fen(0n);

/** Whole 元 as 分; throws a RangeError for a fraction, because a literal amount in code must be exact. */
export const yuan = (value: number): Fen => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`yuan(${value}): whole 元 expected`);
  return fen(BigInt(value) * 100n);
};

/** Whole 万元 as 分; throws for a fraction: 2.4万元 is written yuan(24_000). */
export const wanYuan = (value: number): Fen => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`wanYuan(${value}): whole 万元 expected`);
  return fen(BigInt(value) * 1_000_000n);
};

export const plus = (a: Fen, b: Fen): Fen => fen(a + b);
export const minus = (a: Fen, b: Fen): Fen => fen(a - b);
export const times = (amount: Fen, count: number): Fen => fen(amount * BigInt(count));
export const sum = (amounts: Iterable<Fen>): Fen => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return fen(total);
};
export const atLeastZero = (amount: Fen): Fen => (amount < 0n ? zero : amount);

const yuanText = /^-?(0|[1-9]\d{0,14})\.\d{2}$/;

/** Reads 元 with exactly two decimals ("24000.00"), the form of the policy contract and of workbooks; undefined when it is not that. */
export const parseYuan = (text: string): Fen | undefined =>
  yuanText.test(text) && text !== "-0.00" ? fen(BigInt(text.replace(".", ""))) : undefined;

/** 元 with exactly two decimals: 2400000n → "24000.00". */
export const formatYuan = (amount: Fen): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** 万元 as a sentence needs it, without superfluous zeros: "300万元", "2.4万元", "0.000001万元". Lossless. */
export const inWanYuan = (amount: Fen): string => {
  const absolute = amount < 0n ? -amount : amount;
  const fraction = (absolute % 1_000_000n).toString().padStart(6, "0").replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${absolute / 1_000_000n}${fraction === "" ? "" : `.${fraction}`}万元`;
};

/** 万元 with a fixed number of decimals for tables, rounded half up, thousands separated: 123456789n → "123.46". */
export const formatWan = (amount: Fen, decimals = 2): string => {
  const unit = 10n ** BigInt(6 - decimals);
  const absolute = amount < 0n ? -amount : amount;
  const rounded = (absolute + unit / 2n) / unit;
  const digits = rounded.toString().padStart(decimals + 1, "0");
  const whole = decimals === 0 ? digits : digits.slice(0, -decimals);
  const fraction = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  return `${amount < 0n && rounded !== 0n ? "-" : ""}${withSeparators(whole)}${fraction}`;
};

/** 元 with two decimals and thousands separators: "24,000.00". */
export const formatYuanGrouped = (amount: Fen): string => {
  const [whole = "0", fraction = "00"] = formatYuan(amount < 0n ? fen(-amount) : amount).split(".");
  return `${amount < 0n ? "-" : ""}${withSeparators(whole)}.${fraction}`;
};

const withSeparators = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");
