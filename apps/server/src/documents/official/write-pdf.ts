import { createRequire } from "node:module";
import { inChinese } from "@qiangyi/kernel";
import pdfmake from "pdfmake";
import type { Content, TableCell, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { Annex, PrintedAnnex, PrintedRow } from "./annex.ts";
import { annexHeading, attachmentNotes, type BodyPart, layout, type OfficialDocument, points } from "./document.ts";
import { titleLines } from "./title-lines.ts";

/*
 * 仿宋 and 小标宋 have no free licence. The serif stands for both, the sans for 黑体: the layout is the standard's, the letters are ours.
 */
const { resolve } = createRequire(import.meta.url);
const fontFile = (
  family:
    | "noto-sans-sc/400Regular/NotoSansSC_400Regular"
    | "noto-serif-sc/400Regular/NotoSerifSC_400Regular"
    | "noto-serif-sc/700Bold/NotoSerifSC_700Bold",
) => resolve(`@expo-google-fonts/${family}.ttf`);

const loadFonts = (): void => {
  const [serif, title, sans] = [
    fontFile("noto-serif-sc/400Regular/NotoSerifSC_400Regular"),
    fontFile("noto-serif-sc/700Bold/NotoSerifSC_700Bold"),
    fontFile("noto-sans-sc/400Regular/NotoSansSC_400Regular"),
  ];
  pdfmake.setFonts({ fang: { normal: serif, bold: title }, hei: { normal: sans } });
  // A document names no address and no file of its own; the fonts above are all that may be read.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => [serif, title, sans].includes(path));
};

/** Heights of a line of the two families at size 1, by which pdfmake multiplies. */
const lineOf = { fang: 1.437, hei: 1.448 } as const;
const height = (font: keyof typeof lineOf, size: number, line: number): number => line / (size * lineOf[font]);

const styles: TDocumentDefinitions["styles"] = {
  text: { fontSize: 16, lineHeight: height("fang", 16, layout.text.line), characterSpacing: -0.2 },
  heading: { font: "hei", fontSize: 16, lineHeight: height("hei", 16, layout.text.line), characterSpacing: -0.2 },
  subheading: { fontSize: 16, bold: true, lineHeight: height("fang", 16, layout.text.line), characterSpacing: -0.2 },
  title: { fontSize: 22, bold: true, lineHeight: height("fang", 22, layout.title.line), alignment: "center" },
  small: { fontSize: 14, lineHeight: height("fang", 14, layout.small.line) },
  cell: { fontSize: 9.5, lineHeight: 1.05 },
  strong: { font: "hei", fontSize: 9.5, lineHeight: 1.05 },
};

/** Where the imprint came to stand when nothing pushed it, and how much room is left under it. */
interface Found {
  top: number;
  pageHeight: number;
}

/** The document as PDF. Laid out twice: 版记 belongs to the foot of the last page, and where that is shows only when the rest is laid out. */
export const writePdf = async (document: OfficialDocument, printed: readonly PrintedAnnex[]): Promise<Uint8Array> => {
  loadFonts();
  const found: Found = { top: 0, pageHeight: points(layout.page.height) };
  await pdfmake.createPdf(definition(document, printed, 0, found)).getBuffer();
  const room = found.pageHeight - points(layout.margin.bottom) - imprintHeight(document) - found.top;
  return new Uint8Array(await pdfmake.createPdf(definition(document, printed, Math.max(0, room), undefined)).getBuffer());
};

const definition = (
  document: OfficialDocument,
  printed: readonly PrintedAnnex[],
  push: number,
  found: Found | undefined,
): TDocumentDefinitions => ({
  info: { title: document.title, author: document.issuers.join("、") },
  language: "zh-CN",
  pageSize: "A4",
  pageMargins: [points(28), points(37), points(26), points(35)],
  defaultStyle: { font: "fang" },
  styles,
  ...(document.watermark !== undefined && {
    watermark: { text: document.watermark, color: "#888888", opacity: 0.12, font: "hei", angle: -45 },
  }),
  footer: (page) => ({
    text: `— ${page} —`,
    fontSize: layout.small.size,
    alignment: page % 2 === 1 ? "right" : "left",
    margin: [points(28) + 14, points(7), points(26) + 14, 0],
  }),
  pageBreakBefore: (node) => {
    if (found && node.id === "imprint") {
      found.top = node.startPosition.top;
      found.pageHeight = node.startPosition.pageInnerHeight + points(layout.margin.top) + points(layout.margin.bottom);
    }
    return false;
  },
  content: [
    ...head(document),
    ...body(document),
    ...signature(document),
    ...document.annexes.map((annex, index) => annexPart(annex, annexHeading(document.annexes, index), printed[index])),
    imprint(document, push),
  ],
});

const textWidth = points(156);
const red = "#c00000";

const mark = (issuers: readonly string[]): Content =>
  issuers.length === 1
    ? { text: `${issuers[0]}文件`, fontSize: 40, bold: true, color: red, alignment: "center" }
    : {
        columns: [
          {
            width: "*",
            stack: issuers.map((text) => ({ text, fontSize: 26, bold: true, color: red, alignment: "right" as const })),
          },
          { width: points(36), text: "文件", fontSize: 36, bold: true, color: red, alignment: "center", margin: [0, 14, 0, 0] },
        ],
      };

const head = ({ issuers, number, title, addressee }: OfficialDocument): Content[] => [
  { ...(mark(issuers) as object), margin: [0, 10, 0, layout.text.line] } as Content,
  { text: number ?? "（文号待定）", style: "text", alignment: "center", margin: [0, 0, 0, points(4) - 6] },
  { canvas: [{ type: "line", x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: 1.5, lineColor: red }] },
  { text: titleLines(title).join("\n"), style: "title", margin: [0, layout.text.line * 2, 0, layout.text.line] },
  { text: `${addressee}：`, style: "text" },
];

/** 首行空二字. The library drops leading blanks unless told. */
const indented = "　　";
const keepsIndent = { preserveLeadingSpaces: true } as const;

const body = ({ body: parts, annexes }: OfficialDocument): Content[] => [
  ...parts.map(({ kind, text }: BodyPart): Content => ({ text: `${indented}${text}`, style: kind, ...keepsIndent })),
  ...attachmentNotes(annexes).map(
    (text, index): Content => ({
      text: `${indented}${text}`,
      style: "text",
      margin: [0, index === 0 ? layout.text.line : 0, 0, 0],
    }),
  ),
];

const signature = ({ issuers, signedOn, remark }: OfficialDocument): Content[] => [
  {
    unbreakable: true,
    margin: [0, layout.text.line, 0, 0],
    stack: [
      ...issuers.map((text): Content => ({ text, style: "text", alignment: "right", margin: [0, 0, 32, 0] })),
      {
        text: signedOn === null ? "（成文日期待定）" : inChinese(signedOn),
        style: "text",
        alignment: "right",
        margin: [0, 0, 64, 0],
      },
    ],
  },
  ...(remark === undefined ? [] : [{ text: `${indented}（${remark}）`, style: "text", ...keepsIndent } satisfies Content]),
];

const copies = ({ copiedTo }: OfficialDocument): string => `抄送：${copiedTo.join("，")}。`;

/** Lines of 14 pt that the copies take; 四号 sets 31 in a line of the type area less one at each side. */
const imprintHeight = (document: OfficialDocument): number =>
  (document.copiedTo.length === 0 ? 0 : Math.ceil(copies(document).length / 29) * layout.small.line + 8) + layout.small.line + 14;

/** The types of the library forget that any node may carry an id. */
const withId = (id: string, content: Content): Content => Object.assign(content, { id });

const imprint = (document: OfficialDocument, push: number): Content =>
  withId("imprint", {
    unbreakable: true,
    margin: [0, push, 0, 0],
    table: {
      widths: ["*", "auto"],
      body: [
        ...(document.copiedTo.length === 0 ? [] : [[{ text: copies(document), style: "small", colSpan: 2 }, {}] as TableCell[]]),
        [
          { text: document.printedBy, style: "small" },
          { text: document.signedOn === null ? "" : `${inChinese(document.signedOn)}印发`, style: "small", alignment: "right" },
        ],
      ],
    },
    layout: {
      hLineWidth: (line, node) => (line === 0 || line === node.table.body.length ? 1 : 0.7),
      vLineWidth: () => 0,
      paddingLeft: () => 14,
      paddingRight: () => 14,
    },
  });

const annexPart = (annex: Annex, heading: string, printed: PrintedAnnex | undefined): Content => ({
  stack: [
    { text: "", pageBreak: "before", pageOrientation: annex.isWide ? "landscape" : "portrait" },
    { text: heading, style: "heading" },
    { text: titleLines(annex.title, annex.isWide ? 31 : undefined).join("\n"), style: "title", margin: [0, 0, 0, 6] },
    { text: printed?.unit ?? "", fontSize: 10, alignment: "right", margin: [0, 0, 0, 2] },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: widths(annex),
        body: [
          annex.columns.map(({ title }): TableCell => ({ text: title, style: "strong", alignment: "center" })),
          ...(printed?.rows ?? []).map((row) => printedCells(annex, row)),
        ],
      },
      layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, paddingLeft: () => 3, paddingRight: () => 3 },
    },
  ],
});

const widths = ({ columns, isWide }: Annex): number[] => {
  const all = columns.reduce((total, { share }) => total + share, 0);
  // Borders and paddings of every column take their part of the type area.
  const room = (isWide ? points(297 - 28 - 26) : textWidth) - columns.length * 6.5;
  return columns.map(({ share }) => (room * share) / all);
};

const printedCells = ({ columns }: Annex, { level, cells }: PrintedRow): TableCell[] =>
  cells.map((text, at) => ({
    text,
    style: level === "row" ? "cell" : "strong",
    alignment: columns[at]?.kind === "text" ? "left" : "right",
    ...(level !== "row" && { fillColor: "#f2f2f2" }),
  }));
