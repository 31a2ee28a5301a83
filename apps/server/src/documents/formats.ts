import type { CellStyle } from "./hucre.ts";

const thin = { style: "thin", color: { rgb: "BFBFBF" } } as const;
const box = { top: thin, right: thin, bottom: thin, left: thin };

export const solid = (rgb: string): NonNullable<CellStyle["fill"]> => ({ type: "pattern", pattern: "solid", fgColor: { rgb } });

export const titleFormat: CellStyle = {
  font: { name: "黑体", size: 16, bold: true },
  alignment: { horizontal: "center", vertical: "center", wrapText: true },
};

export const infoFormat: CellStyle = { font: { name: "宋体", size: 10 }, alignment: { vertical: "center", wrapText: true } };

export const unitFormat: CellStyle = { font: { name: "宋体", size: 10 }, alignment: { horizontal: "right", vertical: "center" } };

export const headerFormat: CellStyle = {
  font: { name: "黑体", size: 11, bold: true },
  fill: solid("DDEBF7"),
  border: box,
  alignment: { horizontal: "center", vertical: "center", wrapText: true },
};

/** Cells that people fill in: everything else on a template is locked. */
export const entryFormat = (numFmt: string): CellStyle => ({
  numFmt,
  border: box,
  alignment: { vertical: "center" },
  protection: { locked: false },
});

export const exampleFormat = (numFmt: string): CellStyle => ({
  numFmt,
  border: box,
  font: { name: "宋体", size: 11, italic: true, color: { rgb: "7F7F7F" } },
  fill: solid("F2F2F2"),
  alignment: { vertical: "center" },
});

export const tableFormat = (
  numFmt: string,
  emphasis: "none" | "subtotal" | "total",
  align: "left" | "center" | "right",
): CellStyle => ({
  numFmt,
  border: box,
  font: { name: "宋体", size: 11, bold: emphasis !== "none" },
  ...(emphasis === "total" ? { fill: solid("EDEDED") } : {}),
  alignment: { horizontal: align, vertical: "center", wrapText: align === "left" },
});

/** Width in characters of half width: a Chinese character takes two. */
export const textWidth = (text: string): number => {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) > 0xff ? 2 : 1;
  return width;
};
