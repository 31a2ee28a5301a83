import type { PlainReport } from "./report.ts";

export type { PlainReport, ReportColumn, ReportPart, ReportTable } from "./report.ts";

/** A report as an editable Word file, A4 across, so that its tables have room. */
export const reportDocx = async (report: PlainReport): Promise<Uint8Array> => {
  const { writeReportDocx } = await import("./write-report-docx.ts");
  return writeReportDocx(report);
};
