/** A decimal number as people write it, exact: `units` × 10^-`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Reads digits with an optional sign, fraction and well-formed thousands separators; undefined for anything else. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const match = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/.exec(text);
  if (!match || (match[2] === undefined && (match[3] ?? "") === "")) return undefined;
  const [sign, whole, fraction] = [match[1], (match[2] ?? "0").replaceAll(",", ""), (match[3] ?? "").replace(/0+$/, "")];
  if (whole.length + fraction.length > 40) return undefined;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
};

/**
 * The number that a table program shows for the text in its file. Programs keep binary fractions and write 0.1+0.2 as
 * 0.30000000000000004; fifteen digits are what they show and what a person typed.
 */
export const parseStoredNumber = (text: string): Decimal | undefined => {
  const exact = parseDecimal(text);
  if (exact && String(exact.units).replace("-", "").length <= 15) return exact;
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) return undefined;
  const [mantissa = "0", exponent = "0"] = number.toExponential(14).split("e");
  return shifted(parseDecimal(mantissa), Number(exponent));
};

/** The decimal times 10^places. */
export const shifted = (decimal: Decimal | undefined, places: number): Decimal | undefined => {
  if (!decimal || Math.abs(places) > 40) return undefined;
  const scale = decimal.scale - places;
  return scale >= 0 ? { units: decimal.units, scale } : { units: decimal.units * 10n ** BigInt(-scale), scale: 0 };
};

/** The decimal in units of 10^-scale; undefined when it has more decimals than that. */
export const inUnits = (decimal: Decimal, scale: number): bigint | undefined => {
  if (decimal.scale <= scale) return decimal.units * 10n ** BigInt(scale - decimal.scale);
  const divisor = 10n ** BigInt(decimal.scale - scale);
  return decimal.units % divisor === 0n ? decimal.units / divisor : undefined;
};

/** Without exponent or superfluous zeros. */
export const formatDecimal = ({ units, scale }: Decimal): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const fraction = scale === 0 ? "" : digits.slice(-scale).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${scale === 0 ? digits : digits.slice(0, -scale)}${fraction === "" ? "" : `.${fraction}`}`;
};
