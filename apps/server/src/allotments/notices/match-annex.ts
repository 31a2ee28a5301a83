import { inWanYuan, sum, zero } from "@qiangyi/kernel";
import type { CellError } from "../../documents/index.ts";
import { lineName } from "../../policy/index.ts";
import { type SettlementRow, settlementRows } from "./net-early.ts";
import type { NoticeRow } from "./notice.ts";
import { type AnnexRow, columns } from "./read-annex.ts";
import type { Settlement } from "./rows.store.ts";

export interface Matched {
  readonly errors: readonly CellError[];
  /** Rows that some row of the annex speaks of. */
  readonly claimed: readonly NoticeRow[];
  /** Rows that the annex does not mention. */
  readonly unclaimed: readonly NoticeRow[];
}

/** Rows of an annex that name the same place and item: what they say together. */
interface Group {
  readonly place: string;
  readonly item: string;
  readonly rows: readonly AnnexRow[];
}

/**
 * Lays a published annex beside the rows that the system has. An annex may name units, counties or whole cities, lines or projects: the narrower
 * name takes its rows first, and what several rows of one name say is added up. Where a place got more early than it is due, an annex may take the
 * rest off as a negative amount, in a row of its own or in that of the place; it may as well leave it out, because the notice settles it by itself.
 */
export const matchAnnex = (
  annex: readonly AnnexRow[],
  rows: readonly NoticeRow[],
  settlements: readonly Settlement[] = [],
): Matched => {
  const settled = settlementRows(settlements);
  const groups = groupsOf(annex).toSorted((a, b) => breadthOf(a, rows) - breadthOf(b, rows));
  const citiesInParts = new Set(
    annex
      .map(({ place }) => place)
      .filter(isCounty)
      .map(cityOf),
  );
  const taken = new Set<NoticeRow>();
  const errors = groups.flatMap((group): CellError[] => {
    const own = rows.filter((row) => !taken.has(row) && isOf(row, group, citiesInParts));
    for (const row of own) taken.add(row);
    const all = [...own, ...(isNegative(group) ? settled.filter((row) => isOf(row, group, citiesInParts)) : [])];
    return all.length === 0 ? [notFound(group, rows, citiesInParts)] : differences(group, all);
  });
  return {
    errors: errors.toSorted((a, b) => a.rowNumber - b.rowNumber),
    claimed: rows.filter((row) => taken.has(row)),
    unclaimed: rows.filter((row) => !taken.has(row)),
  };
};

const groupsOf = (annex: readonly AnnexRow[]): Group[] => {
  const groups = new Map<string, AnnexRow[]>();
  for (const row of annex) {
    const key = `${row.place}\n${plain(row.item)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ place: first.place, item: first.item, rows: same }] : [];
  });
};

const isNegative = ({ rows }: Group): boolean => sum(rows.map(({ now }) => now ?? zero)) < 0n;

const isRegion = (place: string): boolean => /^\d{6}$/.test(place);
const isCounty = (place: string): boolean => isRegion(place) && !place.endsWith("00");
const cityOf = (county: string): string => `${county.slice(0, 4)}00`;
const plain = (name: string): string => name.replace(/[\s　]/g, "");

/** A unit before its county, a county before its city; a project before the whole line. */
const breadthOf = ({ place, item }: Group, rows: readonly NoticeRow[]): number => {
  const ofPlace = isRegion(place) ? (isCounty(place) ? 1 : 2) : 0;
  return ofPlace * 2 + (rows.some((row) => isLineOf(row, item)) ? 1 : 0);
};

const isLineOf = ({ line }: SettlementRow, item: string): boolean => line === item || plain(lineName(line)) === plain(item);

const isOf = (row: SettlementRow, { place, item }: Group, citiesInParts: ReadonlySet<string>): boolean =>
  isAt(row, place, citiesInParts) && (isLineOf(row, item) || plain(row.title) === plain(item));

/** A city is 市本级 where the annex also names its counties, and the whole city where it does not. */
const isAt = (row: SettlementRow, place: string, citiesInParts: ReadonlySet<string>): boolean => {
  const { destinationCity: city, destinationCounty: county, destinationInstitution: institution } = row;
  if (!isRegion(place)) return institution === place;
  if (place.endsWith("0000")) return city === null;
  return isCounty(place) ? county === place : city === place && (county === null || !citiesInParts.has(place));
};

const notFound = (group: Group, rows: readonly NoticeRow[], citiesInParts: ReadonlySet<string>): CellError => {
  const rowNumber = group.rows[0]?.rowNumber ?? 0;
  const item = rows.find((row) => isLineOf(row, group.item)) ? lineName(group.item) : group.item;
  return rows.some((row) => isAt(row, group.place, citiesInParts))
    ? { rowNumber, ...columns.item, reason: `审定的建议中，这个地区（单位）没有尚未下达的“${item}”` }
    : { rowNumber, ...columns.place, reason: "审定的建议中，这个地区（单位）没有尚未下达的资金" };
};

/** The order of the columns in such tables. A column that the rows leave blank altogether says nothing, but what is issued now always is said. */
const compared = ["allocated", "earlier", "now"] as const;

const differences = ({ rows }: Group, own: readonly SettlementRow[]): CellError[] =>
  compared.flatMap((of) => {
    if (of !== "now" && rows.every((row) => row[of] === undefined)) return [];
    const stated = sum(rows.map((row) => row[of] ?? zero));
    const expected = sum(own.map((row) => row[of]));
    if (stated === expected) return [];
    const several = own.length > rows.length ? `（共${own.length}项，只下达一部分的请写明具体项目或单位）` : "";
    const reason = `应为${inWanYuan(expected)}${several}，附件为${inWanYuan(stated)}`;
    return [{ rowNumber: rows[0]?.rowNumber ?? 0, ...columns[of], reason }];
  });

/** A row of ours that the published document leaves out, in words. */
export const omission = ({ destinationName, title, allocated }: NoticeRow): string =>
  `附件没有列${destinationName}“${title}”${allocated === zero ? "" : inWanYuan(allocated)}`;
