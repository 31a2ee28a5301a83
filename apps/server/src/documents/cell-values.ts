import { addDays, date, type Field, type FieldKind, type FieldValue, fen, formatYuan, misfit, parseDate } from "@qiangyi/kernel";
import { type Decimal, formatDecimal, inUnits, parseDecimal, parseStoredNumber, shifted } from "./decimal.ts";
import type { LookupIndex, Reading } from "./lookup.ts";
import { cited, halfWidth, spelling } from "./plain-text.ts";
import type { RawCell } from "./sheet-cells.ts";

export interface ColumnContext {
  readonly lookups: LookupIndex;
  /** The header or the title says 万元, so bare numbers of money columns are in 万元. */
  readonly inWan?: boolean;
}

/** The word for a value that is not known yet, in fields that allow it. */
export const unknownWord = "未知";
const unknownWords = new Set([unknownWord, "不详", "待定", "暂无", "暂缺"]);
/** What people write into cells that do not apply. */
const emptySigns = new Set(["-", "--", "—", "——", "/", "\\", "无", "n/a"]);

/** Reads one cell as the value of a field, forgiving in form and strict in content. */
export const readCell = (cell: RawCell | undefined, field: Field, context: ColumnContext): Reading<FieldValue> => {
  if (cell === undefined) return { empty: true };
  const unusable = unusableFormula(cell);
  if (unusable !== undefined) return { reason: unusable };
  const text = halfWidth(cell.text);
  if (text === "") return { empty: true };
  if (field.nullable && cell.type === "text" && unknownWords.has(text)) return { value: null };
  if (meansEmpty(field, text)) return { empty: true };
  const reading = readers[field.kind]({ cell, text, field, context });
  if (!("value" in reading)) return reading;
  // The last word belongs to the declaration that forms and the API are checked by.
  const wrong = misfit(field, reading.value);
  return wrong === undefined ? reading : { reason: `${wrong}，填写的是${cited(cell.text)}` };
};

/** A text may well be "无"; a yes-or-no field reads it as no; a choice looks among its labels first. */
const meansEmpty = ({ kind }: Field, text: string): boolean =>
  kind !== "text" && kind !== "choice" && !(kind === "boolean" && text === "无") && emptySigns.has(text.toLowerCase());

/**
 * A formula whose last result stands in the file counts as that result: sums and look-ups within the workbook are everyday work.
 * Without a result, with an error, or when the result depends on the day, only a pasted value says what the official meant.
 */
const unusableFormula = ({ type, text, formula }: RawCell): string | undefined => {
  if (type === "error") return `单元格是公式错误${cited(text)}，请改正后粘贴为数值`;
  if (formula === undefined) return undefined;
  if (formula.kind === "picture") return "单元格里是图片，请改填文字";
  if (formula.kind === "changing") return "公式的结果会随日期变化，请粘贴为数值";
  return text === "" ? "公式没有计算结果，请粘贴为数值" : undefined;
};

interface Reader {
  readonly cell: RawCell;
  /** Half-width and trimmed. */
  readonly text: string;
  readonly field: Field;
  readonly context: ColumnContext;
}

const readers: Record<FieldKind, (reader: Reader) => Reading<FieldValue>> = {
  text: ({ cell, text }) => readText(cell, text),
  integer: ({ cell, text }) => readWhole(cell, text, "应为不小于0的整数"),
  year: ({ cell, text }) => readWhole(cell, text.replace(/年度?$/, ""), "应为四位年份，如2026"),
  date: ({ cell, text }) => readDate(cell, text),
  money: ({ cell, text, field, context }) => readMoney(cell, text, context.inWan === true, field.mayBeNegative === true),
  boolean: ({ cell, text }) => readBoolean(cell, text),
  choice: ({ cell, text, field }) => readChoice(cell, text, field),
  institution: ({ text, context }) => context.lookups.institution(text),
  region: ({ text, context }) => context.lookups.region(text),
};

const readText = (cell: RawCell, text: string): Reading<string> => {
  if (cell.type === "number") {
    const number = parseStoredNumber(text);
    // A table program keeps fifteen digits; a credit code or an account number typed as a number is already falsified.
    if (/e\+?(1[5-9]|[2-9]\d)/i.test(text) || /^\d{16,}/.test(text)) {
      return { reason: "超过15位的数字会被表格软件改写，请把单元格格式设为文本后重新填写" };
    }
    return number ? { value: formatDecimal(number) } : { value: text };
  }
  if (cell.type === "date") return { value: fromSerial(text) ?? text };
  if (cell.type === "boolean") return { value: text === "1" ? "是" : "否" };
  return { value: cell.text.trim() };
};

const readWhole = (cell: RawCell, text: string, expected: string): Reading<number> => {
  if (cell.type === "date") return { reason: `${expected}；单元格格式是日期，请改为常规后重新填写` };
  const number = readNumber(cell, text);
  const whole = number && inUnits(number, 0);
  return whole !== undefined && whole >= 0n && whole <= 999_999_999_999n
    ? { value: Number(whole) }
    : { reason: `${expected}，填写的是${cited(cell.text)}` };
};

const readNumber = (cell: RawCell, text: string): Decimal | undefined =>
  cell.type === "number" ? parseStoredNumber(text) : cell.type === "text" ? parseDecimal(text.replace(/\s/g, "")) : undefined;

/** 元 unless the cell, the header or the title says 万元; the conversion is exact. */
const readMoney = (cell: RawCell, text: string, columnInWan: boolean, mayBeNegative: boolean): Reading<string> => {
  if (cell.type === "date") return { reason: "应为金额；单元格格式是日期，请改为数值后重新填写" };
  const bare = text.replace(/\s/g, "").replace(/^(?:人民币|rmb|cny|[¥￥$]?)(?:[¥￥])?/i, "");
  const [, digits = "", unit = ""] = /^(.*?)(万元|亿元|元整?|万|亿)?$/.exec(bare) ?? [];
  if (text.startsWith("$")) return { reason: `应为人民币金额，填写的是${cited(cell.text)}` };
  const number = cell.type === "number" ? parseStoredNumber(digits) : parseDecimal(digits);
  if (!number) return { reason: `应为金额，单位元，如24000.00，填写的是${cited(cell.text)}` };
  const places = unit === "" ? (columnInWan ? 4 : 0) : unit.startsWith("万") ? 4 : unit.startsWith("亿") ? 8 : 0;
  const yuan = shifted(number, places);
  const cents = yuan && inUnits(yuan, 2);
  if (cents === undefined) return { reason: `金额应精确到分，最多两位小数（万元为六位），填写的是${cited(cell.text)}` };
  return cents < 0n && !mayBeNegative
    ? { reason: `金额不能为负数，填写的是${cited(cell.text)}` }
    : { value: formatYuan(fen(cents)) };
};

const readDate = (cell: RawCell, text: string): Reading<string> => {
  if (cell.type === "date") {
    const day = fromSerial(text);
    return day === undefined ? { reason: `应为日历上存在的日期，如2024-03-04，填写的是${cited(cell.text)}` } : { value: day };
  }
  const compact = text.replace(/\s+(?=[年月日\d])(?!\d{1,2}:)/g, "");
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(compact) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(compact);
  if (parts) {
    const [, year = "", month = "", day = ""] = parts;
    const found = parseDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
    return found ? { value: found } : { reason: `应为日历上存在的日期，填写的是${cited(cell.text)}` };
  }
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? fromSerial(text) : undefined;
  if (serial !== undefined) return { value: serial };
  if (/^\d{4}[-/.年]\d{1,2}月?$/.test(compact))
    return { reason: `缺少日，应写明年月日，如2024-03-04，填写的是${cited(cell.text)}` };
  return { reason: `应为日期，如2024-03-04，填写的是${cited(cell.text)}` };
};

/** Days since 30 December 1899, so that day 365 is 30 December 1900. Before March 1900 table programs count a day that did not exist; no date of ours lies there. */
const fromSerial = (text: string): string | undefined => {
  const days = Math.floor(Number(text));
  return days > 60 && days < 109_575 ? addDays(date("1900-12-30"), days - 365) : undefined;
};

const truths = new Set(["是", "y", "yes", "true", "1", "√", "✓", "✔", "对", "有"]);
const falsehoods = new Set(["否", "n", "no", "false", "0", "×", "x", "✗", "✘", "错", "无", "没有", "不是"]);

const readBoolean = (cell: RawCell, text: string): Reading<boolean> => {
  const word = text.toLowerCase();
  if (truths.has(word)) return { value: true };
  return falsehoods.has(word) ? { value: false } : { reason: `应填“是”或“否”，填写的是${cited(cell.text)}` };
};

const readChoice = (cell: RawCell, text: string, { choices = [] }: Field): Reading<string> => {
  const number = cell.type === "number" ? parseStoredNumber(text) : undefined;
  const written = spelling(number ? formatDecimal(number) : text);
  // Labels first: a label may look like the value of another choice.
  const chosen =
    choices.find((choice) => spelling(choice.label) === written) ?? choices.find((choice) => spelling(choice.value) === written);
  if (chosen) return { value: chosen.value };
  if (emptySigns.has(text.toLowerCase())) return { empty: true };
  return { reason: `应为${choices.map(({ label }) => `“${label}”`).join("、")}之一，填写的是${cited(cell.text)}` };
};
