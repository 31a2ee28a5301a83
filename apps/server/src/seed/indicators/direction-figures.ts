import { type Institution, regions } from "@qiangyi/policy";
import { pilotCities } from "@qiangyi/policy/targets";
import type { Figure } from "./centre-figures.ts";

type Row = readonly [subject: string, indicator: string, period: string, figure: Figure];

const years = [2024, 2025] as const;
const quarters = ["2024-Q4", "2025-Q3", "2025-Q4"] as const;
const counties = regions.filter(({ level }) => level === 3);

/** What is compared with the year before and has no threshold: made up, most of it a little better than before. */
export const directionFigures = (institutions: readonly Institution[]): readonly Row[] => [
  ...institutions
    .filter(({ tier, region }) => tier === "tertiary" && pilotCities.includes(`${region.slice(0, 4)}00`))
    .flatMap(({ id }, nth) =>
      years.map((year): Row => {
        const low = 5_600 + nth * 37 - (year - 2024) * (nth % 4 === 3 ? -120 : 140);
        return [id, "low_level_surgery_share", String(year), [low, 10_000]];
      }),
    ),
  ...pilotCities.flatMap((city, nth) =>
    years.map((year): Row => {
      const tertiary = 2_950_000 - (year - 2024) * 80_000 + nth * 60_000;
      return [city, "tertiary_outpatient_share", String(year), [tertiary, 10_000_000 + nth * 400_000]];
    }),
  ),
  ...regions.flatMap(({ code, level }, nth) =>
    years.map((year): Row => {
      const staff = level === 1 ? 1_050 : level === 2 ? 320 : 60 + (nth % 20);
      const share = 0.7 + (year - 2024) * 0.02 + (nth % 7) / 100;
      return [code, "public_health_professionals", String(year), [Math.round(staff * share), staff]];
    }),
  ),
  ...counties.flatMap(({ code }, nth) =>
    years.flatMap((year): Row[] => {
      const [townships, villages] = [9 + (nth % 4), 150 + (nth % 30)];
      const better = year - 2024;
      return [
        [code, "township_standardisation", String(year), [townships - 2 + (nth % 3 === 0 ? better : 0), townships]],
        [code, "village_standardisation", String(year), [villages - 18 + better * 3, villages]],
      ];
    }),
  ),
  ...quarters.flatMap((period, at): Row[] => [
    ["140000", "primary_fund_share", period, [196_000 + at * 6_500, 980_000]],
    ["140000", "primary_visit_share", period, [21_400_000 + at * 180_000, 42_600_000]],
  ]),
  ...counties.flatMap(({ code }, nth) =>
    quarters.flatMap((period, at): Row[] => {
      const [residents, points] = [180_000 + nth * 1_700, 190 + (nth % 40)];
      return [
        [code, "health_card_residents", period, [Math.round(residents * (0.68 + at * 0.03 + (nth % 5) / 100)), residents]],
        [code, "health_card_institutions", period, [points - 40 + at * 6, points]],
      ];
    }),
  ),
];
