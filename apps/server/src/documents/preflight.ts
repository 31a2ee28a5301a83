import { ok, type Result, refuse } from "@qiangyi/kernel";
import { judgeFormula } from "./formulas.ts";
import { claimedRows, type OpenedWorkbook, openWorkbook } from "./opened-workbook.ts";
import type { FileKind, WorkbookRefusal } from "./refusals.ts";
import { callsOut, hasContent, rowTexts } from "./sheet-cells.ts";
import type { WorkbookLimits } from "./workbook.ts";
import { decodeText } from "./xml-text.ts";
import { DamagedFile, readZipDirectory, type ZipEntry } from "./zip-directory.ts";

export interface CheckedWorkbook {
  readonly workbook: OpenedWorkbook;
  /** Rows with content by sheet name. */
  readonly contentRows: ReadonlyMap<string, number>;
}

/**
 * Everything that makes a file unfit to be read at all, found before a single row is handed out: in the order of what costs least, so
 * that a hostile file is refused by its directory and not by its contents.
 */
export const checkWorkbook = async (file: Buffer, limits: WorkbookLimits): Promise<Result<CheckedWorkbook, WorkbookRefusal>> => {
  if (file.length > limits.fileBytes) return refuse({ code: "workbook-too-large", bytes: file.length, limit: limits.fileBytes });
  try {
    const entries = readZipDirectory(file);
    if (!entries) return refuse(notZip(file));
    return refusedByDirectory(entries) ?? (await checkContents(file, entries, limits));
  } catch (error) {
    if (error instanceof DamagedFile) return refuse({ code: "workbook-damaged", detail: error.message });
    throw error;
  }
};

const checkContents = async (
  file: Buffer,
  entries: ReadonlyMap<string, ZipEntry>,
  limits: WorkbookLimits,
): Promise<Result<CheckedWorkbook, WorkbookRefusal>> => {
  const oversize = findOversize(entries, limits);
  // Opening reads only the small parts; a bomb among those is refused before.
  if (oversize && smallParts(entries) > limits.unpackedBytes / 4) return refuse(oversize);
  const workbook = await openWorkbook(file, entries);
  for (const sheet of workbook.sheets) {
    const rows = await claimedRows(workbook, sheet);
    // A claim alone refuses only a file that is too large anyway: formatted empty rows are claimed too.
    if (oversize && rows !== undefined && rows > limits.rows)
      return refuse({ code: "workbook-too-many-rows", rows, limit: limits.rows });
  }
  return oversize ? refuse(oversize) : scanSheets(workbook, limits);
};

const scanSheets = async (
  workbook: OpenedWorkbook,
  limits: WorkbookLimits,
): Promise<Result<CheckedWorkbook, WorkbookRefusal>> => {
  for (const name of workbook.names) {
    const verdict = judgeFormula(decodeText(name));
    if (verdict.kind === "calls-out") return refuse({ code: "workbook-calls-out", place: "名称定义", found: verdict.found });
  }
  const contentRows = new Map<string, number>();
  for (const sheet of workbook.sheets) {
    let rows = 0;
    for await (const { row, tail } of rowTexts(workbook.piecesOf(sheet))) {
      const outside = callsOut(row ?? tail ?? "");
      if (outside) {
        const place = `工作表“${sheet.name}”${outside.cell === "" ? "的有效性或条件格式" : `${outside.cell}单元格`}`;
        return refuse({ code: "workbook-calls-out", place, found: outside.found });
      }
      if (row !== undefined && hasContent(row)) rows++;
      if (rows > limits.rows + 100) return refuse({ code: "workbook-too-many-rows", rows, limit: limits.rows });
    }
    contentRows.set(sheet.name, rows);
  }
  return ok({ workbook, contentRows });
};

const forbiddenParts: readonly [RegExp, "workbook-has-macros" | "workbook-calls-out"][] = [
  [/vbaProject\.bin$/i, "workbook-has-macros"],
  [/^xl\/(macrosheets|dialogsheets|activeX|embeddings)\//i, "workbook-has-macros"],
  [/^xl\/externalLinks\//i, "workbook-calls-out"],
  [/^xl\/(connections\.xml|queryTables\/|webextensions\/|model\/)/i, "workbook-calls-out"],
];

const refusedByDirectory = (entries: ReadonlyMap<string, ZipEntry>): Result<never, WorkbookRefusal> | undefined => {
  const names = [...entries.keys()];
  if (!entries.has("[Content_Types].xml") || !entries.has("_rels/.rels")) {
    return refuse({
      code: "workbook-not-readable",
      found: entries.has("mimetype") && entries.has("content.xml") ? "ods" : "zip",
    });
  }
  if (names.some((name) => name.startsWith("word/"))) return refuse({ code: "workbook-not-readable", found: "word" });
  if (entries.has("xl/workbook.bin")) return refuse({ code: "workbook-not-readable", found: "xlsb" });
  if ([...entries.values()].some((entry) => entry.encrypted)) return refuse({ code: "workbook-encrypted" });
  for (const [pattern, code] of forbiddenParts) {
    const part = names.find((name) => pattern.test(name));
    if (part === undefined) continue;
    return code === "workbook-has-macros"
      ? refuse({ code, part })
      : refuse({ code, place: "工作簿", found: `外部链接${part.split("/").at(-1)}` });
  }
  return undefined;
};

/** A part of this size that shrinks to less than a two-hundredth was made to exhaust its reader; sheets reach a fiftieth. */
const suspicious = { bytes: 32 * 1024 * 1024, ratio: 200 };

const findOversize = (entries: ReadonlyMap<string, ZipEntry>, limits: WorkbookLimits): WorkbookRefusal | undefined => {
  const total = sizeOf(entries.values());
  if (total > limits.unpackedBytes) return { code: "workbook-unpacks-too-large", bytes: total, limit: limits.unpackedBytes };
  for (const { unpackedBytes, packedBytes } of entries.values()) {
    if (unpackedBytes > suspicious.bytes && unpackedBytes > packedBytes * suspicious.ratio) {
      return { code: "workbook-unpacks-too-large", bytes: total, limit: limits.unpackedBytes };
    }
  }
  return undefined;
};

const smallParts = (entries: ReadonlyMap<string, ZipEntry>): number =>
  sizeOf([...entries.values()].filter(({ name }) => /(\.rels|workbook\.xml|styles\.xml|\[Content_Types\]\.xml)$/.test(name)));

const sizeOf = (entries: Iterable<ZipEntry>): number => {
  let bytes = 0;
  for (const entry of entries) bytes += entry.unpackedBytes;
  return bytes;
};

const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

const notZip = (file: Buffer): WorkbookRefusal => {
  if (file.subarray(0, 8).equals(compoundFile)) {
    const encrypted = file.includes(Buffer.from("EncryptedPackage", "utf16le"));
    return encrypted ? { code: "workbook-encrypted" } : { code: "workbook-not-readable", found: "xls" };
  }
  if (file.subarray(0, 4).toString("latin1") === "PK\u0003\u0004")
    return { code: "workbook-damaged", detail: "文件不完整，可能没有传完" };
  return { code: "workbook-not-readable", found: plainKind(file) };
};

const plainKind = (file: Buffer): FileKind => {
  if (file.length === 0) return "empty";
  if (file.subarray(0, 1024).includes("%PDF-")) return "pdf";
  const start = file.subarray(0, 4096);
  const utf16 = start[0] === 0xff && start[1] === 0xfe;
  return utf16 || !start.includes(0) ? "text" : "unknown";
};
