import type { Field } from "@qiangyi/kernel";
import { spelling } from "./plain-text.ts";
import type { ColumnName, TemplateIdentity } from "./workbook.ts";

/** The first column of every template: numbers the rows and marks the example. No field reads it. */
export const numberColumn = "序号";
/** The last column of a workbook that was handed back. Ignored when it is loaded again. */
export const reasonColumn = "错误原因";
export const exampleMark = "示例（导入时不读）";
export const versionSheet = "_qiangyi";
export const choicesSheet = "_选项";
export const dictionarySheet = "填写说明";

/** Names of sheets are at most 31 characters long and free of a few signs. */
export const dataSheetName = ({ title }: TemplateIdentity): string =>
  title
    .replace(/[\\/?*[\]:']/g, " ")
    .slice(0, 31)
    .trim() || "数据";

/** "补助金额（元）*": the label, the unit of money, an asterisk when it must be filled. */
export const headerText = ({ label, kind, required }: Field): string =>
  `${label}${kind === "money" && !/元[)）]?$/.test(label) ? "（元）" : ""}${required ? "*" : ""}`;

const bare = (text: string): string => spelling(text).replace(/[*]/g, "");
const withoutHint = (key: string): string => key.replace(/(?:\((?:[^()]*)\)|\[[^[\]]*\])$/, "");

/** Which field a header names; a hint in brackets behind it and the asterisk may differ or be missing. */
export const makeHeaderReader = (fields: readonly Field[]): ((header: string) => Field | undefined) => {
  const exact = new Map<string, Field>();
  const loose = new Map<string, Field | undefined>();
  for (const field of fields) {
    for (const key of [bare(field.label), bare(headerText(field)), bare(field.name)]) if (!exact.has(key)) exact.set(key, field);
    const key = withoutHint(bare(field.label));
    // Two labels that differ only in brackets are told apart by them, or not at all.
    loose.set(key, loose.has(key) ? undefined : field);
  }
  return (header) => exact.get(bare(header)) ?? loose.get(withoutHint(bare(header)));
};

/** The same for headers that somebody has given a field, or said are not to be read (null). */
export const makeNameReader = (
  names: readonly ColumnName[],
  fields: readonly Field[],
): ((header: string) => Field | null | undefined) => {
  const given = new Map(
    names.flatMap(({ header, field }): [string, Field | null][] => {
      const known = field === null ? null : fields.find(({ name }) => name === field);
      return known === undefined ? [] : [[bare(header), known]];
    }),
  );
  return (header) => given.get(bare(header));
};

/** True when a header gives its money in 万元 although the field does not. */
export const saysWan = (header: string, field: Field): boolean =>
  field.kind === "money" && /万元/.test(header) && !/万元/.test(field.label);
