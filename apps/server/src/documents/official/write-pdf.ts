import { createRequire } from "node:module";
import { inChinese } from "@qiangyi/kernel";
import pdfmake from "pdfmake";
import type { Content, TableCell, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { PrintedAnnex } from "./annex.ts";
import { annexHeading, attachmentNotes, layout, type OfficialDocument, partsWithSignature, points } from "./document.ts";
import { annexPart } from "./pdf-annex.ts";
import { pdfLineHeight } from "./pdf-lines.ts";
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

const styles: TDocumentDefinitions["styles"] = {
  text: { fontSize: 16, lineHeight: pdfLineHeight("fang", 16, layout.text.line), characterSpacing: -0.2 },
  heading: { font: "hei", fontSize: 16, lineHeight: pdfLineHeight("hei", 16, layout.text.line), characterSpacing: -0.2 },
  subheading: { fontSize: 16, bold: true, lineHeight: pdfLineHeight("fang", 16, layout.text.line), characterSpacing: -0.2 },
  title: { fontSize: 22, bold: true, lineHeight: pdfLineHeight("fang", 22, layout.title.line), alignment: "center" },
  small: { fontSize: 14, lineHeight: pdfLineHeight("fang", 14, layout.small.line) },
};

/** The document as PDF, laid out once. */
export const writePdf = async (document: OfficialDocument, printed: readonly PrintedAnnex[]): Promise<Uint8Array> => {
  loadFonts();
  return new Uint8Array(await pdfmake.createPdf(definition(document, printed)).getBuffer());
};

const definition = (document: OfficialDocument, printed: readonly PrintedAnnex[]): TDocumentDefinitions => ({
  info: { title: document.title, author: document.issuers.join("、") },
  language: "zh-CN",
  pageSize: "A4",
  pageMargins: [points(28), points(37), points(26), points(35)],
  defaultStyle: { font: "fang" },
  styles,
  ...(document.watermark !== undefined && {
    watermark: { text: document.watermark, color: "#888888", opacity: 0.12, font: "hei", angle: -45 },
  }),
  footer: pageNumber,
  content: [
    ...head(document),
    ...body(document),
    ...document.annexes.map((annex, index) => annexPart(annex, annexHeading(document.annexes, index), printed[index])),
    ...imprint(document),
  ],
});

const pageNumber = (page: number): Content => ({
  text: `— ${page} —`,
  fontSize: layout.small.size,
  alignment: page % 2 === 1 ? "right" : "left",
  margin: [points(28) + 14, points(7), points(26) + 14, 0],
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

/** The text, then the signature on one page with the end of it. */
const body = (document: OfficialDocument): Content[] => {
  const parts = document.body.map(({ kind, text }): Content => ({ text: `${indented}${text}`, style: kind, ...keepsIndent }));
  const kept = partsWithSignature(document);
  const end = [...parts.slice(parts.length - kept), ...attachments(document), ...signature(document)];
  return [...parts.slice(0, parts.length - kept), { unbreakable: true, stack: end }, ...remark(document)];
};

/** Widths in letters of 三号: the two blanks and 附件：, then the number. */
const attachments = ({ annexes }: OfficialDocument): Content[] =>
  attachmentNotes(annexes).map(
    ({ lead, number, title }, index): Content => ({
      columns: [
        { width: 5 * layout.text.size, text: `${indented}${lead}`, style: "text", ...keepsIndent },
        ...(number === "" ? [] : [{ width: layout.text.size, text: number, style: "text" }]),
        { width: "*", text: title, style: "text" },
      ],
      margin: [0, index === 0 ? layout.text.line : 0, 0, 0],
    }),
  );

const signature = ({ issuers, signedOn }: OfficialDocument): Content[] => [
  ...issuers.map(
    (text, index): Content => ({
      text,
      style: "text",
      alignment: "right",
      margin: [0, index === 0 ? layout.text.line : 0, 32, 0],
    }),
  ),
  {
    text: signedOn === null ? "（成文日期待定）" : inChinese(signedOn),
    style: "text",
    alignment: "right",
    margin: [0, 0, 64, 0],
  },
];

const remark = ({ remark }: OfficialDocument): Content[] =>
  remark === undefined ? [] : [{ text: `${indented}（${remark}）`, style: "text", ...keepsIndent }];

const copies = ({ copiedTo }: OfficialDocument): string => `抄送：${copiedTo.join("，")}。`;

/** Lines of 14 pt that the copies take; 四号 sets 31 in a line of the type area less one at each side. */
const imprintHeight = (document: OfficialDocument): number =>
  (document.copiedTo.length === 0 ? 0 : Math.ceil(copies(document).length / 29) * layout.small.line + 8) + layout.small.line + 14;

/** 版记 belongs to the foot of the last page. Its room is taken in the text, on a page of its own where none is left; it is drawn at the foot of that page. */
const imprint = (document: OfficialDocument): Content[] => [
  { unbreakable: true, stack: [{ text: " ", fontSize: 1, margin: [0, imprintHeight(document), 0, 0] }] },
  imprintTable(document, document.annexes.at(-1)?.isWide === true),
];

const imprintTable = (document: OfficialDocument, isWide: boolean): Content => ({
  absolutePosition: {
    x: points(layout.margin.left),
    y: points((isWide ? layout.page.width : layout.page.height) - layout.margin.bottom) - imprintHeight(document),
  },
  table: {
    widths: [points(isWide ? layout.page.height - 28 - 26 : 156) - imprintDate - 4 * imprintSide, imprintDate],
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
    paddingLeft: () => imprintSide,
    paddingRight: () => imprintSide,
  },
});

/** One letter of 四号 at either side, and the width of a date with 印发. */
const imprintSide = layout.small.size;
const imprintDate = 11 * layout.small.size;
