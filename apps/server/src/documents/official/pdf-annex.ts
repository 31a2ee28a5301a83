import type { Content, ContentText } from "pdfmake/interfaces.js";
import type { Annex, PrintedAnnex, PrintedRow } from "./annex.ts";
import { type AnnexSetting, annexSetting } from "./annex-widths.ts";
import { pdfLineHeight } from "./pdf-lines.ts";
import { titleLines } from "./title-lines.ts";

/** An annex begins on a page of its own; the heading of its table stands on every page that the table runs over. */
export const annexPart = (annex: Annex, heading: string, printed: PrintedAnnex | undefined): Content => {
  const rows = printed ?? { unit: "", rows: [] };
  const setting = annexSetting(annex, rows);
  return {
    stack: [
      { text: "", pageBreak: "before", pageOrientation: annex.isWide ? "landscape" : "portrait" },
      { text: heading, style: "heading" },
      { text: titleLines(annex.title, annex.isWide ? 31 : undefined).join("\n"), style: "title", margin: [0, 0, 0, 6] },
      { text: rows.unit, fontSize: 10, alignment: "right", margin: [0, 0, 0, 2] },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [...setting.widths],
          body: [
            annex.columns.map(({ title }, at) => ({ ...cell(title, at, setting, "hei"), alignment: "center" as const })),
            ...rows.rows.map((row) => cellsOf(annex, row, setting)),
          ],
        },
        layout: {
          hLineWidth: () => 0.5,
          vLineWidth: () => 0.5,
          paddingLeft: () => 3,
          paddingRight: () => 3,
          paddingTop: () => 1,
          paddingBottom: () => 1,
        },
      },
    ],
  };
};

const cell = (text: string, column: number, { size, line, fits }: AnnexSetting, font: "fang" | "hei"): ContentText => ({
  text,
  font,
  fontSize: size,
  lineHeight: pdfLineHeight(font, size, line),
  ...(fits(text, column) && { noWrap: true }),
});

const cellsOf = ({ columns }: Annex, { level, cells }: PrintedRow, setting: AnnexSetting): ContentText[] =>
  cells.map((text, at) => ({
    ...cell(text, at, setting, level === "row" ? "fang" : "hei"),
    alignment: columns[at]?.kind === "text" ? "left" : "right",
    ...(level !== "row" && { fillColor: "#f2f2f2" }),
  }));
