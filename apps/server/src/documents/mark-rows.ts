import type { MarkFormats, Severity } from "./mark-formats.ts";
import { columnIndex, columnLetters } from "./sheet-cells.ts";
import { encodeText, withinCell } from "./xml-text.ts";

export interface RowMarks {
  /** Severity by column. */
  readonly cells: ReadonlyMap<number, Severity>;
  /** Everything that is wrong with the row, for the last column. */
  readonly reasons: readonly string[];
}

export interface RowPainter {
  readonly headerRow: number;
  readonly reasonColumn: number;
  readonly reasonHeader: string;
  readonly marks: ReadonlyMap<number, RowMarks>;
  readonly formats: MarkFormats;
  /** Format of the empty cells of a column: what a cell had before an earlier round marked it. */
  readonly columnFormat: (column: number) => number | undefined;
}

interface CellText {
  readonly column: number;
  readonly xml: string;
}

const rowOpening = /<((?:[\w.-]+:)?)row(?=[\s>/])([^>]*)>/g;
const cellPattern = /<((?:[\w.-]+:)?)c(?=[\s>/])([^>]*?)(?:\/>|>[\s\S]*?<\/(?:[\w.-]+:)?c>)/g;

/** The text of a row with its marks; the text as it came when there is nothing to change. */
export const paintRow = (text: string, painter: RowPainter): string => {
  const opening = [...text.matchAll(rowOpening)].at(-1);
  if (!opening) return text;
  const [tag, prefix = "", attributes = ""] = opening;
  const rowNumber = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? "0");
  const marks = painter.marks.get(rowNumber);
  const start = opening.index + tag.length;
  const before = readCells(text.slice(start));
  const after = paintCells(before, { rowNumber, prefix, marks }, painter);
  if (after === before) return text;
  // The new column lies outside the span that the row claims.
  const open = tag.replace(/\sspans="[^"]*"/, "");
  return text.slice(0, opening.index) + open + after.map(({ xml }) => xml).join("");
};

const readCells = (xml: string): CellText[] => {
  let next = 0;
  return Array.from(xml.matchAll(cellPattern), ([cell, , attributes = ""]) => {
    const letters = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1];
    const column = letters === undefined ? next : columnIndex(letters);
    next = column + 1;
    return { column, xml: cell };
  });
};

interface PaintedRow {
  readonly rowNumber: number;
  readonly prefix: string;
  readonly marks: RowMarks | undefined;
}

const paintCells = (before: CellText[], row: PaintedRow, painter: RowPainter): CellText[] => {
  const { rowNumber, prefix, marks } = row;
  const cells = new Map<number, string>();
  let changed = false;
  for (const { column, xml } of before) {
    const painted =
      column === painter.reasonColumn && rowNumber >= painter.headerRow ? undefined : paintCell(xml, column, marks, painter);
    changed ||= painted !== xml;
    if (painted !== undefined) cells.set(column, painted);
  }
  for (const [column, severity] of marks?.cells ?? []) {
    if (cells.has(column)) continue;
    // A required cell that was never filled in has no element yet.
    cells.set(
      column,
      `<${prefix}c r="${columnLetters(column)}${rowNumber}" s="${painter.formats.marked(painter.columnFormat(column) ?? 0, severity)}"/>`,
    );
  }
  const reason = rowNumber === painter.headerRow ? painter.reasonHeader : marks?.reasons.join("\n");
  if (reason !== undefined) cells.set(painter.reasonColumn, reasonXml(reason, row, painter, before.at(-1)?.xml));
  if (!changed && marks === undefined && reason === undefined) return before;
  return [...cells].sort(([a], [b]) => a - b).map(([column, xml]) => ({ column, xml }));
};

const paintCell = (xml: string, column: number, marks: RowMarks | undefined, { formats, columnFormat }: RowPainter): string => {
  const format = Number(/^[^>]*?\bs="(\d+)"/.exec(xml)?.[1] ?? "0");
  const original = formats.isMarked(format) ? (columnFormat(column) ?? formats.unmarked(format)) : format;
  const severity = marks?.cells.get(column);
  const target = severity === undefined ? original : formats.marked(original, severity);
  return target === format ? xml : withFormat(xml, target);
};

const withFormat = (xml: string, format: number): string =>
  /^[^>]*?\bs="\d+"/.test(xml) ? xml.replace(/\bs="\d+"/, `s="${format}"`) : xml.replace(/^<([\w.-]*:?c)/, `<$1 s="${format}"`);

const reasonXml = (
  reason: string,
  { rowNumber, prefix: p }: PaintedRow,
  painter: RowPainter,
  neighbour: string | undefined,
): string => {
  const isHeader = rowNumber === painter.headerRow;
  const format = isHeader ? Number(/^[^>]*?\bs="(\d+)"/.exec(neighbour ?? "")?.[1] ?? "0") : painter.formats.reason();
  const cell = `${columnLetters(painter.reasonColumn)}${rowNumber}`;
  return `<${p}c r="${cell}" s="${format}" t="inlineStr"><${p}is><${p}t xml:space="preserve">${encodeText(withinCell(reason))}</${p}t></${p}is></${p}c>`;
};
