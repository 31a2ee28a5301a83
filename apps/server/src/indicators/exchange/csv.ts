import { parseCsv } from "hucre/csv";
import { type ExchangedValue, isPeriod, problem, shortly, unreadValue } from "./exchanged-value.ts";
import type { OutgoingValue } from "./outgoing-value.ts";

/** The columns of a file out, and those that a file in must name; more are ignored. */
export const csvColumns = ["机构代码", "机构名称", "期间", "指标代码", "指标名称", "数值", "分子", "分母", "说明"] as const;
type Column = (typeof csvColumns)[number];
const needed: readonly Column[] = ["机构代码", "期间", "指标代码"];

export const csvRowOf = (value: OutgoingValue, title: string): readonly string[] => [
  value.orgUnit.code,
  value.orgUnit.name,
  value.period,
  value.indicator,
  title,
  value.label ?? value.value ?? "",
  value.numerator ?? "",
  value.denominator ?? "",
  "",
];

export const readCsv = (text: string): readonly ExchangedValue[] => {
  const [head, ...rows] = cellsOf(text);
  const names = (head ?? []).map((name) => name.trim());
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0 || !names.some((name) => name === "数值" || name === "分子"))
    return [
      {
        ...unreadValue("第1行"),
        problems: [
          problem(
            "ROW_MISFIT",
            `首行缺少列：${[...missing, ...(missing.length === 0 ? ["数值或分子、分母"] : [])].join("、")}`,
            "请用导出的CSV作样式，首行写列名",
          ),
        ],
      },
    ];
  return rows.flatMap((cells, at) => {
    const cell = (name: Column) => plain(cells[names.indexOf(name)] ?? "");
    if (cells.every((each) => each.trim() === "")) return [];
    const orNull = (name: Column) => (cell(name) === "" ? null : cell(name));
    const period = cell("期间");
    return [
      {
        ...unreadValue(`第${at + 2}行`),
        orgUnit: cell("机构代码"),
        period,
        indicator: cell("指标代码"),
        value: orNull("数值"),
        numerator: orNull("分子"),
        denominator: orNull("分母"),
        note: orNull("说明"),
        problems: [
          ...(cell("机构代码") === "" ? [problem("REPORTER_MISSING", "没有填写机构代码", "填写统一社会信用代码")] : []),
          ...(isPeriod(period)
            ? []
            : [problem("PERIOD_MISFIT", `没有“${shortly(period)}”这一期`, "期间写作2024、2024-Q1或2024-01")]),
          ...(cells.length > names.length ? [problem("ROW_MISFIT", "列数多于首行", "含逗号的内容请加引号")] : []),
        ],
      },
    ];
  });
};

/** Files of ours have an apostrophe before what a table program would take for a formula. */
const plain = (text: string): string => text.trim().replace(/^'(?=[=+\-@])/, "");

/** RFC 4180, with line ends of any system, also within a cell. */
export const cellsOf = (text: string): string[][] =>
  parseCsv(text.replaceAll("\r\n", "\n").replaceAll("\r", "\n"), { delimiter: "," }).map((row) =>
    row.map((cell) => String(cell ?? "")),
  );

/** Table programs of this country save CSV in GB 18030 unless told otherwise. */
export const decodedText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
};
