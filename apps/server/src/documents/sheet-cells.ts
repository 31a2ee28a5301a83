import { type FormulaVerdict, judgeFormula } from "./formulas.ts";
import { attribute, decodeText } from "./xml-text.ts";
import { DamagedFile } from "./zip-directory.ts";

/** A cell as the file holds it. Numbers and date serials stay text, so that 12345.67 is never a binary fraction. */
export interface RawCell {
  readonly column: number;
  readonly type: "text" | "number" | "date" | "boolean" | "error";
  readonly text: string;
  readonly formula?: FormulaVerdict;
}

export interface RawRow {
  readonly rowNumber: number;
  readonly cells: readonly RawCell[];
}

/** What cells refer to: shared strings, which of the cell formats show a date, and whether days count from 1904. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly dateFormats: ReadonlySet<number>;
  readonly from1904: boolean;
}

/** More text than one row of honest data can have; a limit on what stays in memory at once. */
const longestRow = 8 * 1024 * 1024;
/** The root element stands at the very beginning of every sheet that a table program wrote. */
const longestPreamble = 64 * 1024;

/** Cuts the text of a worksheet into its rows as it arrives, then hands over what follows the last row. */
export async function* rowTexts(
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<{ readonly row?: string; readonly tail?: string }> {
  const decoder = new TextDecoder("utf-8");
  let text = "";
  let close: string | undefined;
  // A long row arrives in many pieces; none is searched twice.
  let searched = 0;
  for await (const piece of pieces) {
    text += decoder.decode(piece, { stream: true });
    close ??= closingTag(text);
    if (close === undefined) {
      if (text.length > longestPreamble) throw new DamagedFile("工作表没有表体");
      continue;
    }
    let from = 0;
    for (let end = text.indexOf(close, Math.max(0, searched - close.length)); end >= 0; end = text.indexOf(close, from)) {
      yield { row: text.slice(from, end) };
      from = end + close.length;
    }
    text = text.slice(from);
    searched = text.length;
    if (text.length > longestRow) throw new DamagedFile("工作表中有一行过长");
  }
  yield { tail: text };
}

const closingTag = (text: string): string | undefined => {
  const root = /<([\w.-]+:)?worksheet[\s>]/.exec(text);
  if (!root) return undefined;
  // A document type could define entities; no table program writes one.
  if (/<!DOCTYPE|<!ENTITY/i.test(text.slice(0, root.index))) throw new DamagedFile("工作表含有不允许的声明");
  return `</${root[1] ?? ""}row>`;
};

export const hasContent = (row: string): boolean => /<(?:[\w.-]+:)?[vt](?=[\s>])/.test(row);

/** Formulas with a text; a tag that closes itself only repeats a shared formula. */
const formulaTexts = /<(?:[\w.-]+:)?(?:f|formula\d?)(?:\s(?:[^>]*[^/>])?)?>([\s\S]*?)<\/(?:[\w.-]+:)?(?:f|formula\d?)>/g;

/** Formulas in a row, or after the rows in validations and conditional formats, that reach beyond the workbook. */
export const callsOut = (xml: string): { readonly cell: string; readonly found: string } | undefined => {
  for (const match of xml.matchAll(formulaTexts)) {
    const verdict = judgeFormula(decodeText(match[1] ?? ""));
    if (verdict.kind !== "calls-out") continue;
    const before = xml.slice(0, match.index);
    const cell = /<(?:[\w.-]+:)?c\s[^>]*?\br="([A-Z]+\d+)"[^>]*>[^<]*$/.exec(before);
    return { cell: cell?.[1] ?? "", found: verdict.found };
  }
  return undefined;
};

/** Turns the text of rows into cells. Keeps the verdict on shared formulas, whose text stands only in their first cell. */
export const makeRowParser = (context: CellContext): ((row: string) => RawRow | undefined) => {
  const shared = new Map<string, FormulaVerdict>();
  let previous = 0;
  return (row) => {
    // Rows without cells close themselves, so the last opening tag is the one that this text belongs to.
    const opening = lastOpening(row);
    if (!opening) return undefined;
    const stated = Number(attribute(opening.tag, "r"));
    const rowNumber = Number.isInteger(stated) && stated > 0 ? stated : previous + 1;
    previous = rowNumber;
    return { rowNumber, cells: parseCells(row.slice(opening.end), context, shared) };
  };
};

const lastOpening = (row: string): { tag: string; end: number } | undefined => {
  let last: RegExpExecArray | undefined;
  for (const match of row.matchAll(/<(?:[\w.-]+:)?row(?=[\s>/])([^>]*)>/g)) last = match;
  return last ? { tag: last[1] ?? "", end: last.index + last[0].length } : undefined;
};

const cellPattern = /<(?:[\w.-]+:)?c(?=[\s>/])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?c>)/g;

const parseCells = (xml: string, context: CellContext, shared: Map<string, FormulaVerdict>): RawCell[] => {
  const cells: RawCell[] = [];
  let next = 0;
  for (const [, tag = "", content] of xml.matchAll(cellPattern)) {
    const column = columnOf(tag) ?? next;
    next = column + 1;
    if (content === undefined || content === "") continue;
    const formula = formulaOf(content, shared);
    const value = valueOf(tag, content, context);
    if (value === undefined && formula === undefined) continue;
    cells.push({ column, ...(value ?? { type: "text", text: "" }), ...(formula ? { formula } : {}) });
  }
  return cells;
};

const columnOf = (tag: string): number | undefined => {
  const reference = /\br="([A-Z]{1,3})\d+"/.exec(tag);
  return reference?.[1] === undefined ? undefined : columnIndex(reference[1]);
};

/** "A" is 0, "AA" is 26. */
export const columnIndex = (letters: string): number => {
  let index = 0;
  for (const letter of letters) index = index * 26 + (letter.charCodeAt(0) - 64);
  return index - 1;
};

export const columnLetters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : columnLetters(Math.floor(index / 26) - 1) + columnLetters(index % 26);

const formulaPattern = /<(?:[\w.-]+:)?f(?=[\s>/])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?f>)/;

const formulaOf = (content: string, shared: Map<string, FormulaVerdict>): FormulaVerdict | undefined => {
  const match = content.includes("f") ? formulaPattern.exec(content) : null;
  if (!match) return undefined;
  const index = attribute(match[1] ?? "", "si");
  const text = decodeText(match[2] ?? "");
  if (text === "") return (index === undefined ? undefined : shared.get(index)) ?? { kind: "plain" };
  const verdict = judgeFormula(text);
  if (index !== undefined) shared.set(index, verdict);
  return verdict;
};

const valueOf = (
  tag: string,
  content: string,
  { strings, dateFormats, from1904 }: CellContext,
): Omit<RawCell, "column"> | undefined => {
  const type = /\bt="(\w+)"/.exec(tag)?.[1] ?? "n";
  if (type === "inlineStr") return { type: "text", text: joinTexts(content) };
  const raw = /<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)</.exec(content)?.[1];
  if (raw === undefined || raw === "") return undefined;
  switch (type) {
    case "s":
      return { type: "text", text: strings[Number(raw)] ?? "" };
    case "b":
      return { type: "boolean", text: raw === "1" || raw === "true" ? "1" : "0" };
    case "e":
      return { type: "error", text: decodeText(raw) };
    case "n": {
      const style = Number(/\bs="(\d+)"/.exec(tag)?.[1] ?? "0");
      return dateFormats.has(style) ? { type: "date", text: inDaysFrom1900(raw, from1904) } : { type: "number", text: raw };
    }
    default:
      return { type: "text", text: decodeText(raw) };
  }
};

const inDaysFrom1900 = (serial: string, from1904: boolean): string => (from1904 ? String(Number(serial) + 1462) : serial);

/** Text of a string item: its runs joined, without the phonetic guide that some input methods leave behind. */
export const joinTexts = (xml: string): string => {
  const spoken = xml.includes("rPh") ? xml.replace(/<(?:[\w.-]+:)?rPh[\s>][\s\S]*?<\/(?:[\w.-]+:)?rPh>/g, "") : xml;
  let text = "";
  for (const match of spoken.matchAll(/<(?:[\w.-]+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:[\w.-]+:)?t>/g))
    text += decodeText(match[1] ?? "");
  return text;
};
