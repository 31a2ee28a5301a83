import { fen, formatYuan } from "@qiangyi/kernel";
import { fenFromWan, wanFromFen } from "../../../ui/entered-wan.ts";

export type AmountUnit = "万元" | "元";

const yuanShape = /^\d{1,13}(\.\d{1,2})?$/;

/** What stands in a cell, as 分; null for a blank or a dash, undefined where it is no amount. The unit written after it goes before the column's. */
export const fenOf = (text: string, unit: AmountUnit): bigint | null | undefined => {
  // Full-width digits and signs are what a Chinese keyboard gives.
  const plain = text.normalize("NFKC").replace(/[,\s¥]/g, "");
  if (plain === "" || /^[-—–]+$/.test(plain)) return null;
  const isWan = plain.endsWith("万元") || plain.endsWith("万") || (unit === "万元" && !plain.endsWith("元"));
  if (isWan) {
    const amount = fenFromWan(plain);
    return amount === undefined ? undefined : BigInt(amount);
  }
  const yuan = plain.replace(/元$/, "");
  if (!yuanShape.test(yuan)) return undefined;
  const [whole = "0", fraction = ""] = yuan.split(".");
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
};

/** An amount as it is edited: thousands separated, no superfluous zeros, exact. */
export const textOf = (amount: bigint, unit: AmountUnit): string => {
  if (unit === "万元") return wanFromFen(amount.toString());
  const [whole = "0", fraction = "00"] = formatYuan(fen(amount)).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction === "00" ? "" : `.${fraction}`}`;
};

/** An amount as it is shown, however it was written: １２ becomes 12. What is no amount stays, to be mended. */
export const tidied = (text: string, unit: AmountUnit): string => {
  const amount = fenOf(text, unit);
  if (amount === undefined) return text;
  return amount === null || amount === 0n ? "" : textOf(amount, unit);
};
