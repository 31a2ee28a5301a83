import { type CellContext, columnIndex, joinTexts, makeRowParser, type RawRow, rowTexts } from "./sheet-cells.ts";
import { attribute, tagsOf } from "./xml-text.ts";
import { DamagedFile, unpack, unpackText, type ZipEntry } from "./zip-directory.ts";

export interface SheetPart {
  readonly name: string;
  readonly visibility: "visible" | "hidden" | "veryHidden";
  readonly entry: ZipEntry;
}

/** A workbook whose parts are known and whose sheets can be read row by row; a consumer that waits makes the unpacking wait. */
export interface OpenedWorkbook {
  readonly sheets: readonly SheetPart[];
  readonly names: readonly string[];
  readonly rowsOf: (sheet: SheetPart) => AsyncGenerator<RawRow>;
  readonly piecesOf: (sheet: SheetPart) => AsyncGenerator<Buffer>;
}

export const openWorkbook = async (file: Buffer, entries: ReadonlyMap<string, ZipEntry>): Promise<OpenedWorkbook> => {
  const workbookPath = await findWorkbookPath(file, entries);
  const xml = await textOf(file, entries, workbookPath);
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new DamagedFile("工作簿含有不允许的声明");
  const targets = await relationTargets(file, entries, workbookPath);
  const sheets = tagsOf(xml, "sheet").flatMap((tag): SheetPart[] => {
    const entry = entries.get(targets.byId.get(relationId(tag)) ?? "");
    const state = attribute(tag, "state");
    const visibility = state === "hidden" || state === "veryHidden" ? state : "visible";
    return entry ? [{ name: attribute(tag, "name") ?? "", visibility, entry }] : [];
  });
  if (sheets.length === 0) throw new DamagedFile("工作簿没有工作表");

  let context: Promise<CellContext> | undefined;
  const loadContext = async (): Promise<CellContext> => ({
    strings: await readStrings(file, entries.get(targets.strings ?? "")),
    dateFormats: await readDateFormats(file, entries.get(targets.styles ?? "")),
    from1904: /^(1|true)$/.test(attribute(tagsOf(xml, "workbookPr")[0] ?? "", "date1904") ?? ""),
  });
  return {
    sheets,
    names: Array.from(
      xml.matchAll(/<(?:[\w.-]+:)?definedName[\s>][^>]*>([\s\S]*?)<\/(?:[\w.-]+:)?definedName>/g),
      (match) => match[1] ?? "",
    ),
    piecesOf: (sheet) => unpack(file, sheet.entry),
    async *rowsOf(sheet) {
      context ??= loadContext();
      const parse = makeRowParser(await context);
      for await (const { row } of rowTexts(unpack(file, sheet.entry))) {
        const parsed = row === undefined ? undefined : parse(row);
        if (parsed) yield parsed;
      }
    },
  };
};

/** The number of rows that the sheet claims to have, from its first piece; undefined when it claims nothing. */
export const claimedRows = async (workbook: OpenedWorkbook, sheet: SheetPart): Promise<number | undefined> => {
  for await (const piece of workbook.piecesOf(sheet)) {
    const dimension = attribute(tagsOf(piece.toString("utf8", 0, 4096), "dimension")[0] ?? "", "ref");
    const last = /:([A-Z]+)(\d+)$/.exec(dimension ?? "");
    return last?.[2] !== undefined && columnIndex(last[1] ?? "A") >= 0 ? Number(last[2]) : undefined;
  }
  return undefined;
};

const findWorkbookPath = async (file: Buffer, entries: ReadonlyMap<string, ZipEntry>): Promise<string> => {
  const relations = await textOf(file, entries, "_rels/.rels");
  const tag = tagsOf(relations, "Relationship").find((relation) => attribute(relation, "Type")?.endsWith("/officeDocument"));
  const target = attribute(tag ?? "", "Target");
  if (target === undefined) throw new DamagedFile("缺少工作簿部件");
  return target.replace(/^\//, "");
};

const textOf = async (file: Buffer, entries: ReadonlyMap<string, ZipEntry>, name: string): Promise<string> => {
  const entry = entries.get(name);
  if (!entry) throw new DamagedFile(`缺少部件${name}`);
  return unpackText(file, entry);
};

const relationId = (tag: string): string => /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? "";

const relationTargets = async (
  file: Buffer,
  entries: ReadonlyMap<string, ZipEntry>,
  workbookPath: string,
): Promise<{ byId: Map<string, string>; strings?: string; styles?: string }> => {
  const folder = workbookPath.includes("/") ? workbookPath.slice(0, workbookPath.lastIndexOf("/")) : "";
  const xml = await textOf(
    file,
    entries,
    `${folder === "" ? "" : `${folder}/`}_rels/${workbookPath.slice(folder === "" ? 0 : folder.length + 1)}.rels`,
  );
  const byId = new Map<string, string>();
  const byType = new Map<string, string>();
  for (const tag of tagsOf(xml, "Relationship")) {
    const target = resolvePath(folder, attribute(tag, "Target") ?? "");
    byId.set(attribute(tag, "Id") ?? "", target);
    byType.set((attribute(tag, "Type") ?? "").split("/").at(-1) ?? "", target);
  }
  const [strings, styles] = [byType.get("sharedStrings"), byType.get("styles")];
  return { byId, ...(strings === undefined ? {} : { strings }), ...(styles === undefined ? {} : { styles }) };
};

const resolvePath = (folder: string, target: string): string => {
  if (target.startsWith("/")) return target.slice(1);
  const path = folder === "" ? [] : folder.split("/");
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
};

const readStrings = async (file: Buffer, entry: ZipEntry | undefined): Promise<string[]> => {
  if (!entry) return [];
  const strings: string[] = [];
  const decoder = new TextDecoder("utf-8");
  let text = "";
  for await (const piece of unpack(file, entry)) {
    text += decoder.decode(piece, { stream: true });
    let from = 0;
    for (const match of text.matchAll(/<(?:[\w.-]+:)?si(?:\s*\/>|(?:\s[^>]*)?>([\s\S]*?)<\/(?:[\w.-]+:)?si>)/g)) {
      strings.push(joinTexts(match[1] ?? ""));
      from = match.index + match[0].length;
    }
    text = text.slice(from);
  }
  return strings;
};

/** Formats that every workbook has without writing them down; 27-36 and 50-58 are the Chinese dates. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

const readDateFormats = async (file: Buffer, entry: ZipEntry | undefined): Promise<Set<number>> => {
  const dates = new Set<number>();
  if (!entry) return dates;
  const xml = await unpackText(file, entry);
  const own = new Map(
    tagsOf(xml, "numFmt").map((tag) => [Number(attribute(tag, "numFmtId")), attribute(tag, "formatCode") ?? ""]),
  );
  const formats = /<(?:[\w.-]+:)?cellXfs[\s>]([\s\S]*?)<\/(?:[\w.-]+:)?cellXfs>/.exec(xml)?.[1] ?? "";
  for (const [index, tag] of tagsOf(formats, "xf").entries()) {
    const id = Number(attribute(tag, "numFmtId") ?? "0");
    const code = own.get(id);
    if (code === undefined ? isBuiltInDate(id) : showsDate(code)) dates.add(index);
  }
  return dates;
};

/** A format shows a date when year, month or day letters stand outside quotes, brackets and escapes. */
const showsDate = (code: string): boolean =>
  /[ymd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, "")) && !/^general$/i.test(code);
