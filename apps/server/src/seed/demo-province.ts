import type { Institution } from "@qiangyi/policy";
import type { LoadedEntry } from "../registers/index.ts";

/** The institutions of the demonstration by what the funding lines ask of them; the order is that of their ids. */
export interface DemoProvince {
  readonly provincialGeneral: readonly Institution[];
  readonly provincialOthers: readonly Institution[];
  readonly cityGeneral: readonly Institution[];
  readonly cityTcm: readonly Institution[];
  readonly cityMaternal: readonly Institution[];
  readonly citySpecialised: readonly Institution[];
  readonly privateHospitals: readonly Institution[];
  /** Of counties and county-level cities, one per county. */
  readonly countyGeneral: readonly Institution[];
  readonly countyTcm: readonly Institution[];
  readonly countyMaternal: readonly Institution[];
  readonly districtGeneral: readonly Institution[];
  readonly townshipCentres: readonly Institution[];
  /** Everything tertiary and public of province and cities. */
  readonly tertiary: readonly Institution[];
}

export const sortOut = (all: readonly Institution[], isCounty: (region: string) => boolean): DemoProvince => {
  const of = (affiliation: string, kind?: string) =>
    all.filter(
      (one) => one.affiliation === affiliation && one.ownership === "public" && (kind === undefined || one.class === kind),
    );
  const inCounties = (institutions: readonly Institution[]) => institutions.filter(({ region }) => isCounty(region));
  return {
    provincialGeneral: of("province", "general"),
    provincialOthers: of("province").filter((one) => one.class !== "general"),
    cityGeneral: of("city", "general"),
    cityTcm: of("city", "tcm"),
    cityMaternal: of("city", "maternal-child"),
    citySpecialised: of("city", "specialised"),
    privateHospitals: all.filter(({ ownership }) => ownership === "private"),
    countyGeneral: inCounties(of("county", "general")),
    countyTcm: inCounties(of("county", "tcm")),
    countyMaternal: inCounties(of("county", "maternal-child")),
    districtGeneral: of("county", "general").filter(({ region }) => !isCounty(region)),
    townshipCentres: of("township", "township-centre"),
    tertiary: all.filter(
      (one) => one.tier === "tertiary" && one.ownership === "public" && ["province", "city"].includes(one.affiliation),
    ),
  };
};

/** The n-th of a list, round and round. */
export const turn = <Item>(items: readonly Item[], nth: number): Item => {
  const item = items[nth % items.length];
  if (item === undefined) throw new RangeError("the demonstration's province lacks institutions of a kind");
  return item;
};

export const numbered = (nth: number): string => String(nth).padStart(4, "0");
export const times = <Item>(count: number, make: (nth: number) => Item): Item[] =>
  Array.from({ length: count }, (_, nth) => make(nth));

/** A made-up document of a year; its number says 演示. */
export const document = (year: number, number: number, day: string): LoadedEntry["evidence"] => ({
  documentNumber: `演示卫发〔${year}〕${number}号`,
  documentDate: day,
});

export const noDocument: LoadedEntry["evidence"] = { documentNumber: null, documentDate: null };

/** Of the demonstration's own year, which is not over: nothing in it lies ahead. */
export const dayBeforeNovember = (year: number, nth: number): string =>
  `${year}-${String(((nth * 7) % 10) + 1).padStart(2, "0")}-${String(((nth * 7) % 28) + 1).padStart(2, "0")}`;

/** Spreads days over a year, without the last days of months that some months lack. */
export const dayOf = (year: number, nth: number): string =>
  `${year}-${String(((nth * 5) % 12) + 1).padStart(2, "0")}-${String(((nth * 7) % 28) + 1).padStart(2, "0")}`;
