import { versionSheet } from "./columns.ts";
import type { OpenedWorkbook } from "./opened-workbook.ts";
import type { TemplateContext, TemplateIdentity, WorkbookStamp } from "./workbook.ts";

const keys = { templateId: "模板编号", version: "模板版本", title: "模板名称", province: "省份", year: "年度" } as const;

/** Rows of the hidden sheet by which a workbook says which template it is. */
export const versionRows = (template: TemplateIdentity, { province, year, madeOn }: TemplateContext): [string, string][] => [
  [keys.templateId, template.id],
  [keys.version, String(template.version)],
  [keys.title, template.title],
  [keys.province, province],
  [keys.year, String(year)],
  ["制作日期", madeOn],
];

/** Reads it back; undefined for a workbook that was not made from a template of ours. */
export const readStamp = async (workbook: OpenedWorkbook): Promise<WorkbookStamp | undefined> => {
  const sheet = workbook.sheets.find(({ name }) => name === versionSheet);
  if (!sheet) return undefined;
  const said = new Map<string, string>();
  for await (const { cells } of workbook.rowsOf(sheet)) {
    const [key, value] = cells;
    if (key && value) said.set(key.text.trim(), value.text.trim());
    if (said.size > 50) break;
  }
  const templateId = said.get(keys.templateId);
  if (templateId === undefined) return undefined;
  return {
    templateId,
    version: Number(said.get(keys.version) ?? "0"),
    title: said.get(keys.title) ?? templateId,
    province: said.get(keys.province) ?? "",
    year: Number(said.get(keys.year) ?? "0"),
  };
};
