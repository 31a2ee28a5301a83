import { inChinese } from "@qiangyi/kernel";
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { Annex, PrintedAnnex } from "./annex.ts";
import { type AnnexSetting, annexSetting } from "./annex-widths.ts";
import { annexHeading, attachmentNotes, type BodyPart, layout, type OfficialDocument, partsWithSignature } from "./document.ts";
import { titleLines } from "./title-lines.ts";

/* Word only names the fonts: every office of the state has them, and they may not be shipped. */
const fonts = { song: "方正小标宋简体", fang: "仿宋_GB2312", hei: "黑体", kai: "楷体_GB2312", number: "宋体" } as const;

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
const halfPoints = (size: number): number => size * 2;
const exactly = (line: number) => ({ line: Math.round(line * 20), lineRule: LineRuleType.EXACT });

const run = (text: string, font: string, size: number, more: { color?: string; bold?: boolean } = {}): TextRun =>
  new TextRun({ text, font: { ascii: font, eastAsia: font, hAnsi: font }, size: halfPoints(size), ...more });

const paragraph = (text: string, font: string, options: IParagraphOptions = {}, size: number = layout.text.size): Paragraph =>
  new Paragraph({ spacing: exactly(layout.text.line), children: [run(text, font, size)], ...options });

const indent = { firstLine: layout.text.size * 2 * 20 };

/** The document as an editable Word file. */
export const writeDocx = async (document: OfficialDocument, printed: readonly PrintedAnnex[]): Promise<Uint8Array> => {
  const sections: ISectionOptions[] = [
    section(false, [...head(document), ...body(document), ...signature(document), ...lastPart(document, -1)]),
    ...document.annexes.map((annex, index) =>
      section(annex.isWide === true, [
        ...annexPart(annex, annexHeading(document.annexes, index), printed[index]),
        ...lastPart(document, index),
      ]),
    ),
  ];
  const file = new Document({
    evenAndOddHeaderAndFooters: true,
    title: document.title,
    creator: document.issuers[0] ?? "",
    sections,
  });
  return new Uint8Array(await Packer.toBuffer(file));
};

/** 版记 stands at the foot of the last page: after the last annex, or after the text where there is none. */
const lastPart = (document: OfficialDocument, annex: number): readonly (Paragraph | Table)[] =>
  // A paragraph on either side, or Word joins this table to the annex before it and finds no place to end.
  annex === document.annexes.length - 1 ? [thin(), imprint(document), thin()] : [];

const thin = (): Paragraph => new Paragraph({ spacing: exactly(1), children: [] });

const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        children: [
          run("— ", fonts.number, layout.small.size),
          new TextRun({ children: [PageNumber.CURRENT], font: fonts.number, size: halfPoints(layout.small.size) }),
          run(" —", fonts.number, layout.small.size),
        ],
      }),
    ],
  });

const section = (isWide: boolean, children: ISectionOptions["children"]): ISectionOptions => {
  const { top, left, right, bottom } = layout.margin;
  return {
    properties: {
      page: {
        // The library turns width and height itself when the page lies across.
        size: {
          width: twips(layout.page.width),
          height: twips(layout.page.height),
          orientation: isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: twips(top), left: twips(left), right: twips(right), bottom: twips(bottom), footer: twips(28) },
      },
    },
    footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
    children,
  };
};

const lines = (texts: readonly string[]): TextRun[] =>
  texts.map(
    (text, at) => new TextRun({ text, font: fonts.song, size: halfPoints(layout.title.size), ...(at > 0 && { break: 1 }) }),
  );

const red = "C00000";

/** 联合行文: the organs above each other, 文件 once beside them. */
const mark = (issuers: readonly string[]): (Paragraph | Table)[] => {
  const [only] = issuers;
  if (issuers.length === 1 && only !== undefined)
    return [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: 300, after: 300 },
        children: [run(`${only}文件`, fonts.song, layout.mark.size, { color: red })],
      }),
    ];
  const size = 28;
  const cellOf = (children: Paragraph[]) => new TableCell({ verticalAlign: VerticalAlignTable.CENTER, children });
  const organs = issuers.map(
    (text) => new Paragraph({ alignment: AlignmentType.DISTRIBUTE, children: [run(text, fonts.song, size, { color: red })] }),
  );
  const word = new Paragraph({ alignment: AlignmentType.CENTER, children: [run("文件", fonts.song, 36, { color: red })] });
  return [
    new Table({
      alignment: AlignmentType.CENTER,
      columnWidths: [6800, 1900],
      layout: TableLayoutType.FIXED,
      borders: TableBorders.NONE,
      rows: [new TableRow({ children: [cellOf(organs), cellOf([word])] })],
    }),
    paragraph("", fonts.fang),
  ];
};

const head = ({ issuers, number, title, addressee }: OfficialDocument): (Paragraph | Table)[] => [
  ...mark(issuers),
  paragraph(number ?? "（文号待定）", fonts.fang, {
    alignment: AlignmentType.CENTER,
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 11 } },
  }),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: {
      before: Math.round(layout.text.line * 40),
      after: Math.round(layout.text.line * 20),
      ...exactly(layout.title.line),
    },
    children: lines(titleLines(title)),
  }),
  paragraph(`${addressee}：`, fonts.fang),
];

const bodyFonts: Record<BodyPart["kind"], string> = { text: fonts.fang, heading: fonts.hei, subheading: fonts.kai };

/** The text; its end stays on one page with the signature. */
const body = ({ body: parts, annexes }: OfficialDocument): Paragraph[] => {
  const kept = partsWithSignature({ body: parts, annexes });
  return [
    ...parts.map(({ kind, text }, at) =>
      paragraph(text, bodyFonts[kind], { indent, ...(at >= parts.length - kept && { keepNext: true, keepLines: true }) }),
    ),
    ...(annexes.length > 0 ? [paragraph("", fonts.fang, { keepNext: true })] : []),
    ...attachmentNotes(annexes).map(({ lead, number, title }) =>
      paragraph(`${lead}${number}${title}`, fonts.fang, { indent: noteIndent(lead, number), keepNext: true }),
    ),
  ];
};

/** Names of attachments begin below each other, wherever they break: two blanks, 附件：, and the number, which is not quite a letter wide. */
const noteIndent = (lead: string, number: string) => {
  const letter = layout.text.size * 20;
  const numbered = number === "" ? 0 : Math.round(letter * 0.75);
  return { left: 5 * letter + numbered, hanging: lead.length * letter + numbered };
};

const signature = ({ issuers, signedOn, remark }: OfficialDocument): Paragraph[] => [
  paragraph("", fonts.fang, { keepNext: true }),
  ...issuers.map((issuer) =>
    paragraph(issuer, fonts.fang, { alignment: AlignmentType.RIGHT, indent: { right: 640 }, keepNext: true }),
  ),
  paragraph(signedOn === null ? "（成文日期待定）" : inChinese(signedOn), fonts.fang, {
    alignment: AlignmentType.RIGHT,
    indent: { right: 1280 },
  }),
  ...(remark === undefined ? [] : [paragraph(`（${remark}）`, fonts.fang, { indent })]),
];

const line = (size: number) => ({ style: BorderStyle.SINGLE, size, color: "000000" });
const noLine = { style: BorderStyle.NONE, size: 0, color: "FFFFFF" };

const imprint = ({ copiedTo, printedBy, signedOn }: OfficialDocument): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    float: { verticalAnchor: TableAnchorType.MARGIN, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM },
    borders: { top: line(8), bottom: line(8), insideHorizontal: line(6), left: noLine, right: noLine, insideVertical: noLine },
    rows: [
      ...(copiedTo.length === 0 ? [] : [new TableRow({ children: [imprintCell(`抄送：${copiedTo.join("，")}。`, "left", 2)] })]),
      new TableRow({
        children: [imprintCell(printedBy, "left"), imprintCell(signedOn === null ? "" : `${inChinese(signedOn)}印发`, "right")],
      }),
    ],
  });

const imprintCell = (text: string, side: "left" | "right", columnSpan = 1): TableCell =>
  new TableCell({
    columnSpan,
    margins: { left: 280, right: 280 },
    children: [paragraph(text, fonts.fang, { spacing: exactly(layout.small.line), alignment: side }, layout.small.size)],
  });

const annexPart = (annex: Annex, heading: string, printed: PrintedAnnex | undefined) => {
  const table = printed ?? { unit: "", rows: [] };
  const setting = annexSetting(annex, table);
  return [
    paragraph(heading, fonts.hei),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 200, after: 200 },
      children: lines(titleLines(annex.title, annex.isWide ? 31 : undefined)),
    }),
    paragraph(table.unit, fonts.fang, { alignment: AlignmentType.RIGHT }, 12),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      columnWidths: setting.widths.map((width) => Math.round((width + cellSides) * 20)),
      layout: TableLayoutType.FIXED,
      rows: [
        new TableRow({
          tableHeader: true,
          children: annex.columns.map(({ title }) => cell(title, "center", fonts.hei, setting)),
        }),
        ...table.rows.map(
          ({ level, cells }) =>
            new TableRow({
              cantSplit: true,
              children: cells.map((text, at) =>
                cell(
                  text,
                  annex.columns[at]?.kind === "text" ? "left" : "right",
                  level === "row" ? fonts.fang : fonts.hei,
                  setting,
                ),
              ),
            }),
        ),
      ],
    }),
  ];
};

/** Blank on both sides of a cell, in points. */
const cellSides = 6;

const cell = (text: string, side: "left" | "right" | "center", font: string, { size, line }: AnnexSetting): TableCell =>
  new TableCell({
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: cellSides * 10, right: cellSides * 10, top: 20, bottom: 20 },
    children: [new Paragraph({ alignment: side, spacing: exactly(line), children: [run(text, font, size)] })],
  });
