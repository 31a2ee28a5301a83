import type { Institution } from "@qiangyi/policy";
import type { LoadedEntry } from "../registers/index.ts";
import { type DemoProvince, dayBeforeNovember, dayOf, document, noDocument, times, turn } from "./demo-province.ts";

/** 兜网底 and the county lines of 提能力. */
export const countyFacts = (demo: DemoProvince): LoadedEntry[] => [
  ...townshipCentres(demo),
  ...countyTertiary(demo),
  ...emergencyCentres(demo),
  ...maternalCentres(demo),
];

/** 27 accepted in 2024, as published; the floor of 91 is not reached yet. */
const townshipCentres = ({ townshipCentres: all, countyGeneral }: DemoProvince): LoadedEntry[] => {
  // Every third centre, so that the accepted ones lie in many counties.
  const chosen = all.filter((_, nth) => nth % 3 === 0);
  const centre = (institution: Institution, accepted: string | null, more: Partial<LoadedEntry> = {}): LoadedEntry => ({
    register: "township-centre",
    values: {
      institution: institution.id,
      county: institution.region,
      accepted,
      agriculturalCounty: Number(institution.region.slice(-1)) % 2 === 1,
    },
    evidence: accepted === null ? noDocument : document(Number(accepted.slice(0, 4)), 66, accepted),
    ...more,
  });
  const years = [...times(30, () => 2023), ...times(27, () => 2024), ...times(18, () => 2025)];
  return [
    ...years.map((year, nth) => centre(turn(chosen, nth), dayOf(year, nth))),
    ...times(9, (nth) => centre(turn(chosen, 80 + nth), null)),
    centre(turn(chosen, 95), "2022-11-08"),
    centre(turn(countyGeneral, 11), "2023-09-06"),
    // Counties have entered these; the province has not confirmed them yet.
    ...times(5, (nth) => centre(turn(chosen, 100 + nth), dayOf(2025, nth), { state: "submitted" })),
    ...times(3, (nth) => centre(turn(chosen, 110 + nth), dayOf(2025, nth), { state: "submitted", evidence: noDocument })),
  ];
};

/** Ladders of one, two and three institutions in a county; a district, a lost status, some still improving. */
const countyTertiary = ({ countyGeneral, countyTcm, countyMaternal, districtGeneral }: DemoProvince): LoadedEntry[] => {
  const entry = (institution: Institution, qualified: string | null, lost?: string): LoadedEntry => ({
    register: "county-tertiary",
    values: { county: institution.region, institution: institution.id, qualified, ...(lost !== undefined && { lost }) },
    evidence: qualified === null ? noDocument : document(Number(qualified.slice(0, 4)), 88, qualified),
  });
  return [
    ...times(14, (nth) => entry(turn(countyGeneral, nth * 4), dayOf(2023, nth))),
    ...times(12, (nth) => entry(turn(countyGeneral, nth * 4 + 1), dayOf(2024, nth))),
    ...times(8, (nth) => entry(turn(countyGeneral, nth * 4 + 2), dayOf(2025, nth))),
    ...times(6, (nth) => entry(turn(countyTcm, nth * 4), dayOf(2024, nth + 3))),
    ...times(3, (nth) => entry(turn(countyTcm, nth * 4 + 1), dayOf(2025, nth))),
    ...times(3, (nth) => entry(turn(countyMaternal, nth * 4), dayOf(2025, nth + 5))),
    ...times(7, (nth) => entry(turn(countyTcm, nth * 4 + 2), dayBeforeNovember(2026, nth))),
    // The third of a county, after the three years.
    entry(turn(countyMaternal, 12), "2026-03-20"),
    entry(turn(countyGeneral, 63), "2023-05-10", "2024-10-08"),
    entry(turn(districtGeneral, 2), "2024-08-19"),
    ...times(6, (nth) => entry(turn(countyGeneral, nth * 4 + 3), null)),
  ];
};

const emergencyCentres = ({ countyGeneral, countyTcm, districtGeneral }: DemoProvince): LoadedEntry[] => {
  const kinds = ["chest-pain", "stroke", "trauma"];
  const centre = (
    host: Institution,
    kind: string,
    recognisedBy: string,
    recognised: string | null,
    again = false,
  ): LoadedEntry => ({
    register: "emergency-centre",
    values: {
      county: host.region,
      institution: host.id,
      kind,
      recognisedBy,
      recognised,
      ...(again && { recertification: true }),
    },
    evidence: recognised === null ? noDocument : document(Number(recognised.slice(0, 4)), 91, recognised),
  });
  return [
    ...times(26, (nth) => centre(turn(countyGeneral, nth * 3), "chest-pain", "national", dayOf(2023, nth))),
    ...times(22, (nth) => centre(turn(countyGeneral, nth * 3 + 1), turn(kinds, nth), "national", dayOf(2024, nth))),
    ...times(18, (nth) => centre(turn(countyGeneral, nth * 3), "stroke", "national", dayOf(2024, nth + 4))),
    ...times(14, (nth) => centre(turn(countyGeneral, nth * 3 + 2), turn(kinds, nth + 1), "national", dayOf(2025, nth))),
    ...times(12, (nth) =>
      centre(turn(countyGeneral, nth * 3 + 2), turn(kinds, nth + 2), "national", dayBeforeNovember(2026, nth)),
    ),
    ...times(8, (nth) => centre(turn(countyGeneral, nth * 3), "trauma", "provincial", dayOf(2024, nth))),
    ...times(3, (nth) => centre(turn(countyGeneral, nth * 3 + 1), turn(kinds, nth + 1), "city", dayOf(2024, nth))),
    ...times(4, (nth) => centre(turn(countyGeneral, 76 + nth), "trauma", "national", null)),
    // A second hospital of a county with the same centre, a certificate renewed, an urban district.
    centre(turn(countyTcm, 0), "chest-pain", "national", "2024-09-12"),
    centre(turn(countyGeneral, 0), "chest-pain", "national", "2025-05-30", true),
    centre(turn(districtGeneral, 0), "stroke", "national", "2024-04-22"),
  ];
};

const maternalCentres = ({ countyMaternal, countyGeneral, districtGeneral }: DemoProvince): LoadedEntry[] => {
  const centre = (host: Institution, kind: string, recognisedBy: string, recognised: string | null): LoadedEntry => ({
    register: "maternal-newborn-centre",
    values: { county: host.region, institution: host.id, kind, recognisedBy, recognised },
    evidence: recognised === null ? noDocument : document(Number(recognised.slice(0, 4)), 93, recognised),
  });
  return [
    ...times(5, (nth) => centre(turn(countyMaternal, nth * 5), "maternal", "national", dayOf(2023, nth))),
    ...times(8, (nth) =>
      centre(turn(countyMaternal, nth * 5 + 1), nth % 2 === 0 ? "maternal" : "child-newborn", "national", dayOf(2024, nth)),
    ),
    ...times(4, (nth) => centre(turn(countyGeneral, nth * 5 + 2), "child-newborn", "national", dayOf(2025, nth))),
    ...times(4, (nth) => centre(turn(countyMaternal, nth * 5 + 2), "maternal", "national", dayBeforeNovember(2026, nth))),
    ...times(4, (nth) => centre(turn(countyMaternal, nth * 5 + 3), "maternal", "city", dayOf(2024, nth))),
    ...times(2, (nth) => centre(turn(countyMaternal, nth * 5 + 4), "child-newborn", "national", null)),
    centre(turn(districtGeneral, 4), "maternal", "national", "2024-06-06"),
  ];
};
