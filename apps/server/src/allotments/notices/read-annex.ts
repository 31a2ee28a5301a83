import type { Fund, importedKinds } from "@qiangyi/api";
import { pilotLine } from "@qiangyi/api";
import {
  type Fen,
  type Field,
  inWanYuan,
  minus,
  ok,
  parseYuan,
  type Refusal,
  type Result,
  refuse,
  sum,
  zero,
} from "@qiangyi/kernel";
import { fundingLines } from "@qiangyi/policy";
import {
  type CellError,
  explainRefusal,
  type Lookups,
  type ReadRow,
  type ReadWorkbook,
  readWorkbook,
} from "../../documents/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { regionChoices } from "../../registry/index.ts";
import type { NoticeRow } from "./notice.ts";

export type ImportedKind = (typeof importedKinds)[number];

/** A row of a published annex; an amount that its table has no column for, or that stands blank, is absent. */
export interface AnnexRow {
  readonly rowNumber: number;
  /** Code of a region, or id of an institution. */
  readonly place: string;
  /** A line of the fund, or the name of a project. */
  readonly item: string;
  readonly allocated: Fen | undefined;
  readonly earlier: Fen | undefined;
  readonly now: Fen | undefined;
}

export interface Annex {
  readonly sheet: string;
  readonly rows: readonly AnnexRow[];
  readonly errors: readonly CellError[];
  /** Names a cell: "D5"; nothing where the table has no such column. */
  readonly cellOf: (error: CellError) => string | null;
}

export type AnnexUnread = Refusal<"workbook-refused", { readonly detail: string; readonly remedy: string }>;

const linesOf = (fund: Fund): readonly string[] => (fund === "5g-2022" ? [pilotLine] : fundingLines.map(({ id }) => id));

export const annexTemplates = {
  early: { id: "early-annex", version: 1, title: "提前下达分配表" },
  final: { id: "final-annex", version: 1, title: "正式下达分配表" },
} as const;

/** Final notices name units beside places, and projects beside lines; what they got early stands in columns of its own. */
export const annexFields = (kind: ImportedKind, fund: Fund): readonly Field[] => [
  {
    name: "place",
    label: "地区（单位）",
    kind: kind === "early" ? "region" : "institution",
    required: true,
    help: kind === "early" ? "市本级写市名；县（市、区）有同名的写明所在市" : "与印发的附件一致：市、县或者承担单位",
  },
  kind === "early"
    ? {
        name: "item",
        label: "支持项目",
        kind: "choice",
        required: false,
        choices: linesOf(fund).map((value) => ({ value, label: lineName(value) })),
      }
    : { name: "item", label: "支持项目", kind: "text", required: false, help: "支持项目或者具体项目的名称" },
  ...(kind === "early"
    ? []
    : ([
        { name: "allocated", label: "分配金额", kind: "money", required: false },
        { name: "earlier", label: "已提前下达", kind: "money", required: false },
      ] as const)),
  // Early money above what is due may be taken off in the same table.
  { name: "now", label: "本次下达", kind: "money", required: false, ...(kind === "final" && { mayBeNegative: true }) },
];

/** What annexes call the same columns. */
export const annexColumnNames = [
  ...["地区", "地区(单位)", "市县", "市（县）", "县（市、区）", "单位", "承担单位"].map((header) => ({ header, field: "place" })),
  ...["项目", "项目名称"].map((header) => ({ header, field: "item" })),
  ...["金额", "本次下达金额", "下达金额", "补助资金"].map((header) => ({ header, field: "now" })),
  ...["分配数", "分配资金", "应下达金额"].map((header) => ({ header, field: "allocated" })),
  ...["提前下达", "提前下达金额", "已提前下达金额"].map((header) => ({ header, field: "earlier" })),
];

/** The places that an annex may name: every city and county, 本级 too, and the units of the rows that it is compared with. */
export const annexLookups = async (
  tx: Tx,
  actor: Actor,
  kind: ImportedKind,
  expected: readonly NoticeRow[],
): Promise<Lookups> => {
  const regions = await regionChoices(tx, actor);
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  const isOwn = (name: string): string[] => [`${name}本级`];
  if (kind === "early")
    return {
      institutions: [],
      regions: regions.map((region) => ({ ...region, ...(isCity(region.code) && { otherNames: isOwn(region.name) }) })),
    };
  const units = new Map(
    expected.flatMap(({ destinationInstitution: id, destinationName: name }) => (id === null ? [] : [[id, name]])),
  );
  const places = regions.map(({ code, name, parent }) => {
    const whole = isCity(code) || parent === undefined ? name : `${names.get(parent) ?? ""}${name}`;
    const province = code.endsWith("0000") ? ["省本级"] : [];
    return { id: code, name: whole, otherNames: [name, ...(isCity(code) ? isOwn(name) : []), ...province] };
  });
  return { institutions: [...places, ...[...units].map(([id, name]) => ({ id, name }))], regions: [] };
};

const isCity = (code: string): boolean => code.endsWith("00") && !code.endsWith("0000");

export interface AnnexAsked {
  readonly kind: ImportedKind;
  readonly fund: Fund;
  readonly path: string;
  /** For a table without a column of lines. */
  readonly line?: string | undefined;
}

/** Blank cells give nothing; 合计 and 小计, wherever they stand, are compared with their rows and not read as rows. */
export const readAnnex = async (
  { kind, fund, path, line }: AnnexAsked,
  lookups: Lookups,
): Promise<Result<Annex, AnnexUnread>> => {
  const read = await readWorkbook({
    source: { path },
    template: annexTemplates[kind],
    fields: annexFields(kind, fund),
    columnNames: annexColumnNames,
    lookups,
  });
  if (!read.ok) {
    const { message, remedy } = explainRefusal(read.refusal);
    return refuse({ code: "workbook-refused", detail: message, remedy });
  }
  const { sheet, letters, rows } = read.value;
  const frame = { onlyLine: line, hasNow: letters["now"] !== undefined };
  const made = rows.filter(({ errors }) => errors.length === 0).flatMap((row) => annexRow(row, frame) ?? []);
  const unnamed = made.filter(({ item }) => item === "");
  return ok({
    sheet,
    rows: made,
    errors: [
      ...differencesOf(read.value),
      ...rows.flatMap(({ errors }) => errors),
      ...unnamed.map(({ rowNumber }) => ({ rowNumber, ...columns.item, reason: "没有写明支持项目" })),
      ...(rows.length === 0 ? [{ rowNumber: read.value.headerRow, reason: "表头以下没有一行数据" }] : []),
    ],
    cellOf: ({ rowNumber, field }) => {
      const letter = field === undefined ? undefined : letters[field];
      return letter === undefined ? null : `${letter}${rowNumber}`;
    },
  });
};

/** Columns as their errors name them. */
export const columns = {
  place: { field: "place", column: "地区（单位）" },
  item: { field: "item", column: "支持项目" },
  allocated: { field: "allocated", column: "分配金额" },
  earlier: { field: "earlier", column: "已提前下达" },
  now: { field: "now", column: "本次下达" },
} as const;

const differencesOf = ({ sumDifferences }: ReadWorkbook): CellError[] =>
  sumDifferences.map(({ rowNumber, label, field, column, stated, added }) => {
    const gap = stated > added ? minus(stated, added) : minus(added, stated);
    const reason = `${label}写${inWanYuan(stated)}，各行之和${inWanYuan(added)}，相差${inWanYuan(gap)}`;
    return { rowNumber, field, column, reason };
  });

/** A table that only says what was allocated issues all of it that did not go down early. */
const annexRow = (
  { rowNumber, values }: ReadRow,
  { onlyLine, hasNow }: { readonly onlyLine: string | undefined; readonly hasNow: boolean },
): AnnexRow | undefined => {
  const amount = (name: string): Fen | undefined => parseYuan(String(values[name] ?? ""));
  const [allocated, earlier] = [amount("allocated"), amount("earlier")];
  const row = {
    rowNumber,
    place: String(values["place"] ?? ""),
    item: String(values["item"] ?? onlyLine ?? ""),
    allocated,
    earlier,
    now: hasNow ? amount("now") : minus(allocated ?? zero, earlier ?? zero),
  };
  return [row.allocated, row.earlier, row.now].every((each) => each === undefined || each === zero) ? undefined : row;
};

export const annexTotal = (rows: readonly AnnexRow[]): Fen => sum(rows.map(({ now }) => now ?? zero));
