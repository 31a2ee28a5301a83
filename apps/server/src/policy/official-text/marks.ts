const digits = "零一二三四五六七八九";

/** 二十一 → 21; undefined for what is no numeral below one hundred. */
export const chineseNumber = (text: string): number | undefined => {
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === "") return undefined;
  const [, first, ten, last] = match;
  if (ten === undefined) return last === undefined && first !== undefined ? digits.indexOf(first) : undefined;
  return (first === undefined ? 1 : digits.indexOf(first)) * 10 + (last === undefined ? 0 : digits.indexOf(last));
};

export type MarkKind = "chapter" | "article" | "section" | "subsection" | "item" | "subitem";

export interface Mark {
  readonly kind: MarkKind;
  readonly number: number;
  /** As clauses cite it: 第七条, 二, （一）, 3, （1）. */
  readonly label: string;
  readonly rest: string;
}

const numeral = "[一二三四五六七八九十]{1,3}";
const forms: readonly (readonly [MarkKind, RegExp, (numeral: string) => string])[] = [
  ["chapter", new RegExp(`^第(${numeral})[章节]\\s*(.*)$`, "s"), (n) => `第${n}章`],
  ["article", new RegExp(`^第(${numeral})条(?![第、，,和至的规])\\s*(.*)$`, "s"), (n) => `第${n}条`],
  ["section", new RegExp(`^(${numeral})、\\s*(.*)$`, "s"), (n) => n],
  ["subsection", new RegExp(`^[（(]\\s*(${numeral})\\s*[)）]\\s*(.*)$`, "s"), (n) => `（${n}）`],
  ["item", /^(\d{1,2})\s*[.．、]\s*(?!\d)(.*)$/s, (n) => String(Number(n))],
  ["subitem", /^[（(]\s*(\d{1,2})\s*[)）]\s*(.*)$/s, (n) => `（${Number(n)}）`],
];

/** The structural mark that a line begins with: 第七条, 一、, （一）, 1., （1）. */
export const markOf = (line: string): Mark | undefined => {
  for (const [kind, form, label] of forms) {
    const match = form.exec(line);
    if (!match) continue;
    const [, text = "", rest = ""] = match;
    const number = /\d/.test(text) ? Number(text) : chineseNumber(text);
    if (number !== undefined) return { kind, number, label: label(text), rest };
  }
  return undefined;
};

/** What the titles of the documents in question end with. */
export const documentWord = /(办法|方案|规定|细则|意见|条例|规划|计划|标准|通则)([（(]试行[）)])?$/;
