import { coverageStates, flagWords, type RankedSubject, type SubjectRow, signalWords, verdictWords } from "@qiangyi/api";
import type { TableCell, TableColumn, TableSheet } from "../../documents/index.ts";
import type { CoverageBoard } from "./coverage.ts";
import type { CentresBoard } from "./show-centres.ts";
import type { OverviewBoard } from "./show-overview.ts";
import type { ProvinceBoard } from "./show-province.ts";
import type { SubjectBoard } from "./show-subject.ts";

/** Boards as tables: the same words and numbers as on screen, the as-of day and the unit in the head of each. */

export const text = (label: string, width?: number): TableColumn => ({
  label,
  kind: "text",
  ...(width !== undefined && { width }),
});
export const whole = (label: string): TableColumn => ({ label, kind: "integer" });
const decimal = (label: string): TableColumn => ({ label, kind: "decimal" });

export const asOfText = (asOf: string, newest: string | null): string =>
  `截至${asOf}${newest === null ? "" : `，最近一次报送${newest}`}`;

/** A value as a number, as long as it is one that a table can hold without rounding. */
const number = (value: string | null): TableCell =>
  value === null || !/^-?\d+(\.\d+)?$/.test(value) || value.replace(/\D/g, "").length > 15 ? value : Number(value);

const verdictNote =
  "结论分达标、未达标、待定、无数据、未设目标；信号是对未到期目标的预测，不是结论。完成率是数值占目标值的百分比，未达标最多显示99.9%。";

const rowColumns: readonly TableColumn[] = [
  text("指标", 30),
  text("目标", 20),
  text("时间"),
  text("数值"),
  text("单位", 8),
  text("期间", 18),
  text("结论", 10),
  decimal("完成率（%，占目标值）"),
  text("差距", 22),
  text("信号", 10),
  text("标记", 20),
  text("同比", 14),
  text("环比", 14),
  text("下一步", 46),
];

const rowCells = (row: SubjectRow): TableCell[] => [
  row.title,
  row.asked,
  row.by,
  row.display,
  row.unit,
  row.basis,
  verdictWords[row.verdict],
  number(row.completion),
  row.gap,
  row.signal === null ? null : signalWords[row.signal],
  [...row.flags.map((flag) => flagWords[flag]), ...(row.note === null ? [] : [row.note])].join("、"),
  row.yearOnYear.text,
  row.lastPeriod.text,
  row.nextStep,
];

export const subjectSheet = ({ subject, summary, rows, asOf, newestReport }: SubjectBoard): TableSheet => ({
  name: "看板",
  title: `${subject.name}指标看板`,
  unit: "见各行",
  filterText: asOfText(asOf, newestReport),
  columns: rowColumns,
  rows: rows.map(rowCells),
  notes: [
    ...(summary === null
      ? []
      : [
          `达标率${summary.metRatio}%：${summary.targets}项目标中达标${summary.met}项，未达标${summary.notMet}项，待定${summary.pending}项，无数据${summary.noData}项；数据完整率${summary.completeness}%。`,
        ]),
    verdictNote,
  ],
});

export const centresSheet = ({ hospitals, rows, asOf, newestReport }: CentresBoard): TableSheet => ({
  name: "四家中心对比",
  title: "国家区域医疗中心指标对比",
  unit: "见各格",
  filterText: asOfText(asOf, newestReport),
  columns: [
    text("指标", 30),
    ...hospitals.flatMap(({ shortName }) => [
      text(`${shortName}：数值`),
      text(`${shortName}：目标`),
      text(`${shortName}：结论`, 10),
    ]),
  ],
  rows: rows.map(({ title, cells }) => [
    title,
    ...cells.flatMap((cell, at): TableCell[] =>
      cell === null
        ? ["—", "—", "—"]
        : [cell.display, cell.asked, hospitals[at]?.isVisible ? verdictWords[cell.verdict] : "不在查看范围"],
    ),
  ]),
  notes: [verdictNote],
});

export const provinceSheets = (
  { indicator, year, asOf, comparability, cities }: ProvinceBoard,
  subjects: readonly RankedSubject[],
): TableSheet[] => {
  const title = indicator === null ? "全省按指标" : `${year}年${indicator.title}`;
  const unit = indicator?.unit || "无";
  const shared = { unit, filterText: asOfText(asOf, null), ...(comparability !== null && { notes: [comparability] }) };
  return [
    {
      name: "机构",
      title: `${title}：机构`,
      ...shared,
      columns: [
        whole("名次"),
        text("机构", 30),
        text("市"),
        decimal("数值"),
        decimal("分子"),
        decimal("分母"),
        whole("月数"),
        text("同比", 14),
        text("可比性", 30),
      ],
      rows: subjects.map((row) => [
        row.rank,
        row.name,
        row.cityName,
        number(row.value),
        number(row.numerator),
        number(row.denominator),
        row.isMissing ? null : row.months,
        row.yearOnYear.text,
        row.yearOnYear.note,
      ]),
    },
    {
      name: "分市",
      title: `${title}：分市`,
      ...shared,
      columns: [
        { label: "区划代码", kind: "code" },
        text("地区"),
        whole("机构数"),
        decimal("数值"),
        text("同比", 14),
        text("可比性", 30),
      ],
      rows: cities.map((row) => [row.code, row.name, row.subjects, number(row.value), row.yearOnYear.text, row.yearOnYear.note]),
    },
  ];
};

export const coverageSheet = (board: CoverageBoard, isMissingOnly: boolean): TableSheet => {
  const { title, columns, groups, upper, covered, of, share, note, asOf, newestReport } = board;
  const rows = groups.flatMap((group) =>
    group.rows.filter((row) => !isMissingOnly || !row.isCovered).map((row) => ({ group, row })),
  );
  return {
    name: "覆盖矩阵",
    title,
    unit: "个（床位为张）",
    filterText: `${asOfText(asOf, newestReport)}${isMissingOnly ? "，只列有缺的县" : ""}`,
    columns: [text("市"), text("县（市、区）"), ...columns.map((column) => text(column.title, 30)), text("所缺", 40)],
    totals: [
      [
        "合计",
        `${covered}/${of}`,
        ...columns.map(({ built, of: all }) => `${built}/${all}`),
        share === null ? "" : `齐全${share}%`,
      ],
    ],
    rows: [
      ...upper.map(({ name, cells }): TableCell[] => [
        "",
        name,
        ...cells.map((cell) => (cell === null ? "" : cellText(cell))),
        "",
      ]),
      ...rows.map(({ group, row }): TableCell[] => [group.name, row.name, ...row.cells.map(cellText), row.missing.join("、")]),
    ],
    notes: [note],
  };
};

const cellText = ({ state, details }: CoverageBoard["groups"][number]["rows"][number]["cells"][number]): string =>
  [coverageStates[state], ...details].join("；");

const lateReasons = { missed: "到期未达标", behind: "未到期滞后", "no-data": "到期无数据" } as const;

export const lateSheet = ({ late, asOf, newestReport }: OverviewBoard): TableSheet => ({
  name: "滞后清单",
  title: "滞后清单",
  unit: "见各行",
  filterText: asOfText(asOf, newestReport),
  columns: [
    text("情形", 12),
    text("单位或地区", 34),
    text("指标", 30),
    text("目标", 20),
    text("时间"),
    text("数值"),
    text("结论", 10),
    text("信号", 10),
    text("下一步", 46),
  ],
  rows: late.map(({ reason, subjectName, cell }) => [
    lateReasons[reason],
    subjectName,
    cell.title,
    cell.asked,
    cell.by,
    cell.display,
    verdictWords[cell.verdict],
    cell.signal === null ? null : signalWords[cell.signal],
    cell.nextStep,
  ]),
  notes: [verdictNote],
});
