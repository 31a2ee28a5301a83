import type { AllotmentRow } from "@qiangyi/api";

export interface Sums {
  readonly allocated: bigint;
  readonly earlier: bigint;
  readonly now: bigint;
}
export type TableLine =
  | {
      readonly kind: "group";
      readonly key: string;
      readonly name: string;
      readonly level: 1 | 2;
      readonly sums: Sums;
      readonly count: number;
    }
  | { readonly kind: "row"; readonly key: string; readonly row: AllotmentRow };

const sumsOf = (rows: readonly AllotmentRow[]): Sums => ({
  allocated: rows.reduce((sum, { allocatedFen }) => sum + BigInt(allocatedFen), 0n),
  earlier: rows.reduce((sum, { earlierFen }) => sum + BigInt(earlierFen), 0n),
  now: rows.reduce((sum, { thisFen }) => sum + BigInt(thisFen), 0n),
});

const by = (rows: readonly AllotmentRow[], keyOf: (row: AllotmentRow) => string): ReadonlyMap<string, AllotmentRow[]> => {
  const groups = new Map<string, AllotmentRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

/** Rows as an annex prints them: city after city with its 小计, below it 市本级 and the counties with theirs. Closed groups keep their sums. */
export const tableLines = (
  rows: readonly AllotmentRow[],
  nameOf: (code: string) => string,
  closed: ReadonlySet<string>,
): TableLine[] =>
  [...by(rows, ({ city }) => city ?? "")]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([city, ofCity]): TableLine[] => {
      const head: TableLine = {
        kind: "group",
        key: `city/${city}`,
        name: city === "" ? "省本级" : nameOf(city),
        level: 1,
        sums: sumsOf(ofCity),
        count: ofCity.length,
      };
      if (closed.has(head.key)) return [head];
      const counties = [...by(ofCity, ({ county }) => county ?? "")].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return [
        head,
        ...counties.flatMap(([county, own]): TableLine[] => {
          const below = own.map((row): TableLine => ({ kind: "row", key: `row/${row.rowNo}`, row }));
          if (city === "") return below;
          const key = `county/${city}/${county}`;
          const name = county === "" ? "市本级" : nameOf(county);
          const group: TableLine = { kind: "group", key, name, level: 2, sums: sumsOf(own), count: own.length };
          return closed.has(key) ? [group] : [group, ...below];
        }),
      ];
    });
