import { regionsByCode } from "../regions.ts";

/** A county-level unit of the roster that a promise counts by. */
export interface CountyName {
  readonly code: string;
  readonly name: string;
}

/** 清徐县（太原市）: names of counties repeat within a country and are told with their city. */
export const countyWithCity = ({ code, name }: CountyName): string => {
  const city = regionsByCode.get(regionsByCode.get(code)?.parent ?? "")?.name;
  return city === undefined ? name : `${name}（${city}）`;
};

/** 3个 of a list by key, in one walk. */
export const countBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
};
