import type { CellStyle, WriteOptions, WriteSheet } from "hucre";

export type { CellStyle, WriteSheet };

/**
 * The one file that knows the workbook library. It writes skeletons: every sheet with its formats, validations, notes and print settings,
 * but without data rows, which are streamed in afterwards (filled-workbook.ts). Loaded when first needed: it is large.
 */
export const writeSkeleton = async (
  sheets: WriteSheet[],
  properties: NonNullable<WriteOptions["properties"]>,
): Promise<Uint8Array> => {
  const { writeXlsx } = await import("hucre/xlsx");
  return writeXlsx({ sheets, properties, defaultFont: { name: "宋体", size: 11 } });
};
