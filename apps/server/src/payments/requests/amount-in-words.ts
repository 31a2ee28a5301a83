import type { Fen } from "@qiangyi/kernel";

const digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const places = ["", "拾", "佰", "仟"];
const groups = ["", "万", "亿", "万亿"];

/** 大写金额 of a voucher: "伍万元整", "壹拾贰元零叁分". */
export const amountInWords = (amount: Fen): string => {
  const absolute = amount < 0n ? -amount : amount;
  const [whole, jiao, fen] = [absolute / 100n, Number((absolute / 10n) % 10n), Number(absolute % 10n)];
  const sign = amount < 0n ? "负" : "";
  const front = whole === 0n ? "" : `${wholeInWords(whole)}元`;
  if (jiao === 0 && fen === 0) return `${sign}${front === "" ? "零元" : front}整`;
  if (fen === 0) return `${sign}${front}${digits[jiao]}角整`;
  if (jiao === 0) return `${sign}${front}${front === "" ? "" : "零"}${digits[fen]}分`;
  return `${sign}${front}${digits[jiao]}角${digits[fen]}分`;
};

const wholeInWords = (whole: bigint): string => {
  let text = "";
  let isGap = false;
  const parts: number[] = [];
  for (let rest = whole; rest > 0n; rest /= 10_000n) parts.unshift(Number(rest % 10_000n));
  parts.forEach((part, index) => {
    if (part === 0) {
      isGap = true;
      return;
    }
    if (text !== "" && (isGap || part < 1000)) text += "零";
    isGap = false;
    text += `${groupInWords(part)}${groups[parts.length - 1 - index]}`;
  });
  return text;
};

/** One to four digits; a gap between two of them is said once. */
const groupInWords = (part: number): string => {
  let text = "";
  let isGap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(part / 10 ** place) % 10;
    if (digit === 0) {
      isGap = text !== "";
      continue;
    }
    text += `${isGap ? "零" : ""}${digits[digit]}${places[place]}`;
    isGap = false;
  }
  return text;
};
