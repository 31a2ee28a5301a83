import type { TableColumn } from "@qiangyi/projects";
import { fenFromWan } from "../../ui/entered-wan.ts";

/** A pasted or typed text as the value of a column; a text that fits none stays a text, so that it is seen and can be mended. */
export const cellValue = (
  column: Pick<TableColumn, "kind"> & { readonly choices?: readonly { value: string; label: string }[] },
  text: string,
): unknown => {
  if (text === "") return "";
  switch (column.kind) {
    case "integer":
      return /^[\d,，]+$/.test(text) ? Number(text.replace(/[,，]/g, "")) : text;
    case "money":
      return fenFromWan(text) ?? text;
    case "date":
      return tidyDate(text);
    case "yes-no":
      return text === "是" || text === "有" || text === "√" ? true : text === "否" || text === "无" ? false : text;
    case "choice":
      return column.choices?.find(({ value, label }) => label === text || value === text)?.value ?? text;
    default:
      return text;
  }
};

/** "2025/3/1", "2025.3.1", "2025年3月1日" and "20250301" are one day. */
export const tidyDate = (text: string): string => {
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.trim()) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text.trim());
  return match ? `${match[1]}-${match[2]?.padStart(2, "0")}-${match[3]?.padStart(2, "0")}` : text.trim();
};

/** The rows with a grid laid over them from one cell on; rows that are missing are made, columns beyond the last are dropped. */
export const withGrid = <R extends object>(
  rows: readonly R[],
  at: { readonly row: number; readonly column: number },
  grid: readonly (readonly string[])[],
  read: readonly { readonly id: string; readonly of: (text: string) => unknown }[],
  blank: () => R,
): R[] => {
  const made = [...rows];
  grid.forEach((line, down) => {
    const index = at.row + down;
    while (made.length <= index) made.push(blank());
    const cells = line.flatMap((text, right) => {
      const column = read[at.column + right];
      return column ? [[column.id, column.of(text)] as const] : [];
    });
    made[index] = { ...(made[index] ?? blank()), ...Object.fromEntries(cells) };
  });
  return made;
};
