import type { Field, FieldKind } from "@qiangyi/kernel";
import { exampleMark, numberColumn, reasonColumn } from "./columns.ts";
import { headerFormat, infoFormat, titleFormat } from "./formats.ts";
import type { CellStyle, WriteSheet } from "./hucre.ts";
import type { TemplateIdentity } from "./workbook.ts";

const kindNames: Record<FieldKind, string> = {
  text: "文本",
  integer: "整数",
  year: "年份",
  date: "日期",
  money: "金额（元）",
  boolean: "是或否",
  choice: "选项",
  institution: "机构",
  region: "地区",
};

const allowed: Record<FieldKind, (field: Field) => string> = {
  text: () => "1至200个字",
  integer: () => "不小于0的整数",
  year: () => "四位年份",
  date: () => "如2024-03-04，也可写2024年3月4日、2024/3/4、20240304",
  money: () => "单位元，最多两位小数；写明“万元”的自动换算",
  boolean: () => "是、否",
  choice: ({ choices = [] }) => choices.map(({ label }) => label).join("、"),
  institution: () => "从下拉列表选择，或填写机构编号、机构全称",
  region: () => "从下拉列表选择，或填写六位区划代码、地区名称",
};

const headings = ["列名", "含义与填写要求", "类型", "是否必填", "允许的值", "示例", "依据条款"];

/** The sheet 填写说明: one row for each column of the table, and how the table is read. */
export const dictionaryRows = (template: TemplateIdentity, fields: readonly Field[]): Omit<WriteSheet, "name"> => {
  const rows = [
    [`${template.title}填写说明`],
    headings,
    ...fields.map((field) => [
      field.label,
      field.help ?? "",
      kindNames[field.kind],
      field.required ? (field.nullable ? "必填，未知的填“未知”" : "必填") : "选填",
      allowed[field.kind](field),
      field.example ?? "",
      field.clause ?? "",
    ]),
    [""],
    [`1. 标有“${exampleMark}”的行、空行、合计行和小计行不导入；合计与各行之和不一致时会提示。`],
    ["2. 列的次序可以调整，可以增加自己的列；多出的列不导入。带*的列必填。"],
    [`3. “${numberColumn}”列只供查看。退回的文件中“${reasonColumn}”列写明每行的问题，改正后可直接再次上传。`],
    ["4. 单元格中的公式按已算出的结果读取；没有结果或结果随日期变化的，请粘贴为数值。"],
  ];
  return {
    rows,
    cells: new Map<string, { readonly value?: string; readonly style: CellStyle }>([
      ["0,0", { value: rows[0]?.[0] ?? "", style: titleFormat }],
      ...headings.map((heading, column) => [`1,${column}`, { value: heading, style: headerFormat }] as const),
      ...fields.flatMap((_, row) => headings.map((__, column) => [`${row + 2},${column}`, { style: infoFormat }] as const)),
    ]),
    columns: [22, 50, 12, 22, 44, 22, 26].map((width) => ({ width })),
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: headings.length - 1 }],
    freezePane: { rows: 2 },
    pageSetup: {
      paperSize: "a4",
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: "$2:$2",
    },
  };
};
