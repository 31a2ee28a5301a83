import type { Filter } from "../ui/index.ts";
import { statusWords } from "./words.ts";

/** What both lists of results, 方案明细 and 应补明细, are filtered by; the names are those of the routes. */
export const lineFilters = (lines: readonly { readonly line: string; readonly name: string }[]) =>
  ({
    line: {
      kind: "choice",
      name: "line",
      label: "支持项目",
      placeholder: "全部项目",
      width: 190,
      options: lines.map(({ line, name }) => ({ value: line, label: name })),
    },
    status: {
      kind: "choice",
      name: "status",
      label: "结果",
      placeholder: "全部结果",
      width: 110,
      options: Object.entries(statusWords).map(([value, { text }]) => ({ value, label: text })),
    },
    text: {
      kind: "text",
      name: "text",
      label: "搜索名称、机构、地区或编号",
      placeholder: "名称、机构、地区、编号",
      width: 210,
    },
  }) as const satisfies Readonly<Record<string, Filter>>;
