import type { CellStyle, WriteSheet } from "hucre";

export type { CellStyle, WriteSheet };

/**
 * The one file that knows the workbook library. It writes skeletons: every sheet with its formats, validations, notes and print settings,
 * but without data rows, which are streamed in afterwards (filled-workbook.ts). Loaded when first needed: it is large.
 */
export const writeSkeleton = async (
  sheets: WriteSheet[],
  { title, day }: { title: string; day: string },
): Promise<Uint8Array> => {
  const { writeXlsx } = await import("hucre/xlsx");
  // The day comes from the caller, so that equal content gives equal bytes.
  const created = new Date(`${day}T00:00:00Z`);
  return writeXlsx({
    sheets,
    properties: { title, creator: "强医通", created, modified: created },
    defaultFont: { name: "宋体", size: 11 },
  });
};
