import { type Institution, regions } from "@qiangyi/policy";
import { pilotCities } from "@qiangyi/policy/targets";
import type { Figure } from "./centre-figures.ts";
import { spread } from "./periods.ts";

type Row = readonly [subject: string, indicator: string, period: string, figure: Figure];

const province = "140000";
const years = [2022, 2023, 2024, 2025] as const;

/** What stands beside goals of the provincial plan: made up. The insurance bureau owes a quarter, so that the evaluation names somebody; later quarters come by reports. */
export const goalFigures = (institutions: readonly Institution[]): readonly Row[] => [
  ...years.flatMap((year, at): Row[] => [
    [province, "inpatients_in_province", String(year), [5_180_000 + at * 61_000, 5_560_000 + at * 52_000]],
    [province, "inpatients_in_county", String(year), [3_720_000 + at * 58_000, 5_560_000 + at * 52_000]],
    [province, "outpatients_at_grassroots", String(year), [24_300_000 - at * 90_000, 51_200_000 + at * 400_000]],
  ]),
  ...regions
    .filter(({ level }) => level === 2)
    .flatMap(({ code }, nth) =>
      years.flatMap((year, at): Row[] => {
        const growth = pilotCities.includes(code) ? 62_000 : 24_000;
        const visits = [1_480_000 + nth * 21_000 + at * growth, 4_000_000 + nth * 50_000] as const;
        return spread(String(year), visits, "quarter").map(({ period, figure }) => [code, "primary_visit_share", period, figure]);
      }),
    ),
  ...institutions
    .filter(({ tier }) => tier === "tertiary")
    .flatMap(({ id }, nth) =>
      [2024, 2025].flatMap((year, at): Row[] => [
        [id, "patient_satisfaction", String(year), (885 + (nth % 7) * 6 + at * ((nth % 4) * 5 - 4)) / 10],
        [id, "medical_disputes", String(year), 28 + (nth % 9) * 4 - at * ((nth % 3) - 1) * 5],
      ]),
    ),
  ...["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"].flatMap((period, at): Row[] => [
    [province, "records_read_elsewhere", period, 1_186_000 + at * 74_000],
    [province, "unified_payment_coverage", period, [1_060 + at * 45, 1_640]],
    ...(period === "2025-Q4"
      ? []
      : [[province, "settled_at_visit", period, [9_100_000 + at * 240_000, 12_400_000]] satisfies Row]),
  ]),
];
