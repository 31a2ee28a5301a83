/** A reported number, or the ratio of two, without rounding: `over` is above 0. */
export interface ExactNumber {
  readonly of: bigint;
  readonly over: bigint;
}

const plain = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads plain decimal notation; undefined for anything else. */
export const exactNumber = (text: string): ExactNumber | undefined => {
  const match = plain.exec(text);
  if (!match) return undefined;
  const [, sign = "", whole = "", decimals = ""] = match;
  const size = BigInt(whole + decimals);
  return { of: sign === "" ? size : -size, over: 10n ** BigInt(decimals.length) };
};

export const isZero = ({ of }: ExactNumber): boolean => of === 0n;
export const isWholeNumber = ({ of, over }: ExactNumber): boolean => of % over === 0n;
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** Below 0, 0 or above 0. */
export const compareExact = (a: ExactNumber, b: ExactNumber): number => {
  const difference = a.of * b.over - b.of * a.over;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** a / b × times; undefined where b is 0: that is no data, not infinity. */
export const dividedBy = (a: ExactNumber, b: ExactNumber, times: ExactNumber = one): ExactNumber | undefined =>
  isZero(b) ? undefined : { of: a.of * b.over * times.of * (b.of < 0n ? -1n : 1n), over: a.over * magnitude(b.of) * times.over };

const one: ExactNumber = { of: 1n, over: 1n };

/** Half up, with so many decimals. */
export const roundedNumber = ({ of, over }: ExactNumber, decimals: number): string => {
  const scaled = (2n * magnitude(of) * 10n ** BigInt(decimals) + over) / (2n * over);
  const digits = String(scaled).padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return of < 0n && scaled !== 0n ? `-${text}` : text;
};

/** Change from `before` to `now` in thousandths of `before`, towards 0; undefined where there is no base. */
export const changePermille = (now: ExactNumber, before: ExactNumber): bigint | undefined =>
  isZero(before) ? undefined : ((now.of * before.over - before.of * now.over) * 1000n) / (magnitude(before.of) * now.over);

/** Whether the two differ by more than so many per cent of `before`: exactly, not as displayed. */
export const differsByMoreThan = (now: ExactNumber, before: ExactNumber, percent: bigint): boolean =>
  !isZero(before) && magnitude(now.of * before.over - before.of * now.over) * 100n > percent * magnitude(before.of) * now.over;

/** Whether one is at least so many times the other. A zero is data and no slip of the pen. */
export const isTimesOff = (now: ExactNumber, other: ExactNumber, times: bigint): boolean => {
  if (isZero(now) || isZero(other)) return false;
  const [a, b] = [magnitude(now.of) * other.over, magnitude(other.of) * now.over];
  return a >= times * b || b >= times * a;
};

/**
 * What people type and paste as a number, in plain notation: full-width digits, spaces, thousands separators and a percent sign are forgiven,
 * words are not. Undefined where it is no number.
 */
export const tidyNumber = (text: string, unit = ""): string | undefined => {
  const bare = text
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(unit === "%" ? /%$/ : /$^/, "");
  const match = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/.exec(bare);
  const [, sign = "", grouped = "", decimals = ""] = match ?? [];
  const digits = grouped.replaceAll(",", "");
  if (!match || (digits === "" && decimals === "") || digits.length + decimals.length > 30) return undefined;
  const whole = digits.replace(/^0+(?=\d)/, "") || "0";
  const number = decimals === "" ? whole : `${whole}.${decimals}`;
  return sign === "-" && !/^[0.]+$/.test(number) ? `-${number}` : number;
};

/** 1234567.8 as 1,234,567.8. */
export const groupedNumber = (text: string): string => {
  const [whole = "", decimals] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals === undefined ? "" : `.${decimals}`);
};
