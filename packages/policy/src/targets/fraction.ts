/** An exact number: reduced, with a denominator above 0. Nothing in the targets engine is a floating-point number. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Throws on a denominator of 0: whoever divides has asked first. */
export const fraction = (numerator: bigint, denominator = 1n): Fraction => {
  if (denominator === 0n) throw new RangeError("fraction: denominator 0");
  if (denominator === 1n) return { numerator, denominator };
  const sign = denominator < 0n ? -1n : 1n;
  const common = greatestCommonDivisor(magnitude(numerator), magnitude(denominator));
  return { numerator: (sign * numerator) / common, denominator: (sign * denominator) / common };
};

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
};

export const nought = fraction(0n);
export const whole = (value: number): Fraction => fraction(BigInt(value));

const decimalShape = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

/** Reads plain decimal notation, trailing zeros allowed ("1.300"); undefined for exponents, separators and leading zeros. */
export const parseDecimal = (text: string): Fraction | undefined => {
  const match = decimalShape.exec(text);
  if (!match) return undefined;
  const [, sign = "", integer = "", decimals = ""] = match;
  const size = fraction(BigInt(integer + decimals), 10n ** BigInt(decimals.length));
  return sign === "" ? size : negative(size);
};

/** A decimal that was read before; throws when it is none. */
export const decimal = (text: string): Fraction => {
  const parsed = parseDecimal(text);
  if (parsed === undefined) throw new RangeError(`decimal("${text}"): plain decimal notation expected`);
  return parsed;
};

const negative = ({ numerator, denominator }: Fraction): Fraction => ({ numerator: -numerator, denominator });

export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const less = (a: Fraction, b: Fraction): Fraction => plus(a, negative(b));
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.numerator * b.numerator, a.denominator * b.denominator);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.numerator * b.denominator, a.denominator * b.numerator);
export const total = (values: readonly Fraction[]): Fraction => values.reduce(plus, nought);

/** Below 0, 0 or above 0, by cross-multiplication. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const size = (value: Fraction): Fraction => (value.numerator < 0n ? negative(value) : value);
export const isNought = (value: Fraction): boolean => value.numerator === 0n;
export const isWhole = (value: Fraction): boolean => value.denominator === 1n;

/** Half up, with exactly so many decimals. */
export const toFixed = ({ numerator, denominator }: Fraction, decimals: number): string => {
  const scale = 10n ** BigInt(decimals);
  const rounded = (2n * magnitude(numerator) * scale + denominator) / (2n * denominator);
  const digits = String(rounded).padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return numerator < 0n && rounded !== 0n ? `-${text}` : text;
};

/** The contract gives a number that does not end to ten decimals. */
const decimalsOfEndless = 10;

/** Exact where the number ends, else half up to ten decimals; without superfluous zeros. */
export const toDecimal = (value: Fraction): string => {
  const text = toFixed(value, decimalsOf(value.denominator) ?? decimalsOfEndless);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
};

/** How many decimals a number with this denominator has; undefined when it does not end. */
const decimalsOf = (denominator: bigint): number | undefined => {
  let [rest, twos, fives] = [denominator, 0, 0];
  for (; rest % 2n === 0n; twos += 1) rest /= 2n;
  for (; rest % 5n === 0n; fives += 1) rest /= 5n;
  return rest === 1n ? Math.max(twos, fives) : undefined;
};

/** 0 for 35, 2 for 0.05: what a printed threshold shows. */
export const printedDecimals = (value: Fraction): number => decimalsOf(value.denominator) ?? decimalsOfEndless;
