import type { CellStyle, WriteOptions, WriteSheet } from "hucre";

export type { CellStyle, WriteSheet };

/**
 * The one file that knows the workbook library. It writes skeletons: every sheet with its formats, validations, notes and print settings,
 * but without data rows, which are streamed in afterwards (filled-workbook.ts). Loaded when first needed: it is large.
 */
export const writeSkeleton = async (
  sheets: readonly WriteSheet[],
  { title, day }: { title: string; day: string },
): Promise<Uint8Array> => {
  const { writeXlsx } = await import("hucre/xlsx");
  // The day comes from the caller, so that equal content gives equal bytes.
  const created = new Date(`${day}T00:00:00Z`);
  return writeXlsx({
    sheets: sheets.map(withoutPrintTitles),
    namedRanges: sheets.flatMap(printTitles),
    properties: { title, creator: "强医通", created, modified: created },
    defaultFont: { name: "宋体", size: 11 },
  });
};

/**
 * hucre 1.0.0 writes the repeated rows of 2026年分配 as 2026年分配!$3:$3. Excel needs quotes around such a name and calls the file damaged
 * without them, so the names are declared here.
 */
const printTitles = ({ name, pageSetup }: WriteSheet): NonNullable<WriteOptions["namedRanges"]> =>
  pageSetup?.printTitlesRow === undefined
    ? []
    : [{ name: "_xlnm.Print_Titles", scope: name, range: `'${name.replaceAll("'", "''")}'!${pageSetup.printTitlesRow}` }];

const withoutPrintTitles = (sheet: WriteSheet): WriteSheet => {
  if (!sheet.pageSetup) return sheet;
  const { printTitlesRow: _, ...pageSetup } = sheet.pageSetup;
  return { ...sheet, pageSetup };
};
