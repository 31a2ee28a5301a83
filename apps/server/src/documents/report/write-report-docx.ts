import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { PlainReport, ReportColumn, ReportPart, ReportTable } from "./report.ts";

/* Word only names the fonts: every office of the state has them, and they may not be shipped. */
const fonts = {
  title: "方正小标宋简体",
  heading: "黑体",
  subheading: "楷体_GB2312",
  text: "仿宋_GB2312",
  number: "宋体",
} as const;
/** Half points. */
const sizes = { title: 40, text: 28, table: 20, small: 20 } as const;
const margin = { top: 1134, bottom: 1134, left: 1134, right: 1134 } as const;
/** Twips of the type area of A4 across. */
const room = 16_838 - margin.left - margin.right;

const run = (text: string, font: string, size: number): TextRun =>
  new TextRun({ text, font: { ascii: font, eastAsia: font, hAnsi: font }, size, color: "000000" });

export const writeReportDocx = async ({ title, lines, mark, parts }: PlainReport): Promise<Uint8Array> => {
  const file = new Document({
    title,
    sections: [
      {
        properties: {
          page: { size: { width: 11_906, height: 16_838, orientation: PageOrientation.LANDSCAPE }, margin },
        },
        ...(mark !== undefined && {
          headers: { default: new Header({ children: [centred(mark, fonts.heading, sizes.small)] }) },
        }),
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            heading: HeadingLevel.TITLE,
            spacing: { after: 120 },
            children: [run(title, fonts.title, sizes.title)],
          }),
          ...lines.map((line) => centred(line, fonts.subheading, sizes.text)),
          ...parts.flatMap(partOf),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
};

const centred = (text: string, font: string, size: number): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, font, size)] });

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      run("— ", fonts.number, sizes.small),
      new TextRun({ children: [PageNumber.CURRENT], font: fonts.number, size: sizes.small }),
      run(" —", fonts.number, sizes.small),
    ],
  });

const indent = { firstLine: sizes.text * 2 * 10 };

const partOf = (part: ReportPart): readonly (Paragraph | Table)[] => {
  switch (part.kind) {
    case "heading":
      return [headed(part.text, fonts.heading, HeadingLevel.HEADING_1)];
    case "subheading":
      return [headed(part.text, fonts.subheading, HeadingLevel.HEADING_2)];
    case "text":
      return [sentence(part.text)];
    case "list":
      return part.items.map((item, at) => sentence(`${at + 1}．${item}`));
    case "table":
      return tableOf(part.table);
  }
};

const headed = (text: string, font: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph =>
  new Paragraph({
    heading,
    keepNext: true,
    spacing: { before: 200, after: 80 },
    indent,
    children: [run(text, font, sizes.text)],
  });

const sentence = (text: string): Paragraph =>
  new Paragraph({ indent, spacing: { line: 440 }, children: [run(text, fonts.text, sizes.text)] });

const tableOf = ({ columns, rows, note }: ReportTable): readonly (Paragraph | Table)[] => [
  ...(note === undefined
    ? []
    : [
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          keepNext: true,
          children: [run(note, fonts.text, sizes.small)],
        }),
      ]),
  new Table({
    width: { size: room, type: WidthType.DXA },
    columnWidths: widthsOf(columns),
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ title }) => cell(title, "center", fonts.heading)),
      }),
      ...rows.map((cells) => rowOf(cells, columns)),
    ],
  }),
  // Word joins tables that touch.
  new Paragraph({ spacing: { after: 80 }, children: [] }),
];

const rowOf = (cells: readonly string[], columns: readonly ReportColumn[]): TableRow => {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined)
    return new TableRow({ cantSplit: true, children: [cell(only, "left", fonts.heading, columns.length)] });
  return new TableRow({
    cantSplit: true,
    children: cells.map((text, at) => cell(text, columns[at]?.side ?? "left", fonts.text)),
  });
};

const widthsOf = (columns: readonly ReportColumn[]): number[] => {
  const all = columns.reduce((total, { share }) => total + share, 0);
  return columns.map(({ share }) => Math.round((room * share) / all));
};

const cell = (text: string, side: ReportColumn["side"], font: string, columnSpan = 1): TableCell =>
  new TableCell({
    columnSpan,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    children: [new Paragraph({ alignment: side, keepNext: columnSpan > 1, children: [run(text, font, sizes.table)] })],
  });
