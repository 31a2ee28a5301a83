import type { WorkbookLimits } from "./workbook.ts";

/** A year of one province is some 10,000 rows; these limits leave room and keep one upload from filling the server. */
export const defaultLimits: WorkbookLimits = {
  fileBytes: 50 * 1024 * 1024,
  unpackedBytes: 600 * 1024 * 1024,
  rows: 200_000,
  columns: 300,
  milliseconds: 120_000,
  memoryMegabytes: 768,
};
