import ExcelJS from "exceljs";
import { collect } from "./filled-workbook.ts";
import { readZipDirectory, unpack } from "./zip-directory.ts";
import { packZip, type ZipPart } from "./zip-stream.ts";

/** Workbooks as people make them, written by another program than ours. */
export const handMade = async (
  sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>,
  change: (workbook: ExcelJS.Workbook) => void = () => {},
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) workbook.addWorksheet(name).addRows(rows.map((row) => [...row]));
  change(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

/** Opens a workbook with the independent reader. */
export const openIndependently = async (bytes: Uint8Array): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  return workbook;
};

/** The same package with parts added, replaced, or changed as text. */
export const withParts = async (
  workbook: Uint8Array,
  parts: Readonly<Record<string, string | Uint8Array | ((text: string) => string)>>,
): Promise<Uint8Array> => {
  const file = Buffer.from(workbook);
  const entries = readZipDirectory(file) ?? new Map<string, never>();
  const contents = new Map<string, ZipPart["content"]>();
  for (const [name, entry] of entries) contents.set(name, await collect(unpack(file, entry)));
  for (const [name, part] of Object.entries(parts)) {
    const before = contents.get(name);
    const text = before instanceof Uint8Array ? Buffer.from(before).toString("utf8") : "";
    const after = typeof part === "function" ? part(text) : part;
    contents.set(name, typeof after === "string" ? Buffer.from(after, "utf8") : after);
  }
  return collect(packZip(Array.from(contents, ([name, content]) => ({ name, content }))));
};
