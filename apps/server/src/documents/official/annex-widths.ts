import type { Annex, PrintedAnnex } from "./annex.ts";
import { layout, points } from "./document.ts";

/** How the table of an annex is set: its letters, and what each column takes of the type area. In points. */
export interface AnnexSetting {
  readonly size: number;
  readonly line: number;
  readonly widths: readonly number[];
  /** Whether this text stands on one line of that column. Such cells need not be looked through letter by letter for a place to break. */
  fits(text: string, column: number): boolean;
}

/** Blank at either side of a cell, and its share of the line beside it. */
const beside = 6.5;
/** A table of more rows than a page holds is set small: 小五 on lines that leave room for 25 to 30 rows of a page that lies across. */
const shortTable = 20;

/**
 * Columns by what stands in them. A table of a thousand rows is read row by row: one line each, as far as the paper is wide. Where it is not wide enough the
 * widest columns are cut to one width and break their texts; what is left over goes to all columns by their shares.
 */
export const annexSetting = ({ columns, isWide }: Annex, { rows }: PrintedAnnex): AnnexSetting => {
  const { left, right } = layout.margin;
  const [size, line] = rows.length > shortTable ? [9, 11.2] : [10.5, 14];
  const room = points((isWide ? layout.page.height : layout.page.width) - left - right) - columns.length * beside;
  const needs = columns.map(({ title, kind }, at) => {
    const ofRows = rows.reduce((most, { cells }) => Math.max(most, widthOf(cells[at] ?? "")), 0);
    // A heading may break in two where the column is narrow; a number may not break anywhere.
    return size * Math.max(ofRows, kind === "text" ? Math.min(widthOf(title), 4) : widthOf(title));
  });
  const cap = capOf(needs, room);
  const taken = needs.map((need) => Math.min(need, cap));
  const spare = Math.max(0, room - total(taken));
  const shares = total(columns.map(({ share }) => share));
  const widths = taken.map((width, at) => width + (spare * (columns[at]?.share ?? 0)) / shares);
  return { size, line, widths, fits: (text, column) => widthOf(text) * size <= (widths[column] ?? 0) };
};

/** The greatest width of a column with which all of them find room. */
const capOf = (needs: readonly number[], room: number): number => {
  const ascending = needs.toSorted((a, b) => a - b);
  let used = 0;
  for (const [at, need] of ascending.entries()) {
    const wider = ascending.length - at;
    if (used + need * wider > room) return (room - used) / wider;
    used += need;
  }
  return Number.POSITIVE_INFINITY;
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** Width in letters of full width, rather too wide than too narrow. */
const widthOf = (text: string): number => [...text].reduce((width, letter) => width + letterWidth(letter), 0);

const letterWidth = (letter: string): number => {
  if (letter.charCodeAt(0) >= 0x80) return 1;
  if (/[a-z0-9.,;:'()\- ]/.test(letter)) return 0.6;
  return 0.95;
};
