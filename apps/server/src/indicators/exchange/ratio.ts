import { type ExactNumber, exactNumber } from "@qiangyi/projects";

/** per × numerator / denominator without rounding; undefined where a part is no number or the denominator is zero: that is no data. */
export const ratioOf = (numerator: string | null, denominator: string | null, per: string): ExactNumber | undefined => {
  const [of, over, times] = [exactNumber(numerator ?? ""), exactNumber(denominator ?? ""), exactNumber(per)];
  if (!of || !over || !times || over.of <= 0n) return undefined;
  return { of: of.of * over.over * times.of, over: of.over * over.of * times.over };
};
