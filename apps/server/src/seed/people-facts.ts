import type { LoadedEntry } from "../registers/index.ts";
import { type DemoProvince, document, noDocument, numbered, times, turn } from "./demo-province.ts";

const titles = ["intermediate", "associate-senior", "intermediate", "senior"];
const projects = [
  "小针刀技术推广",
  "慢阻肺筛查",
  "宫颈癌筛查技术",
  "超声引导穿刺",
  "糖尿病足防治",
  "中医外治技术",
  "心电远程诊断",
  "新生儿复苏",
];
const themes = ["心血管介入", "脑血管病", "微创外科", "肿瘤精准治疗", "急危重症", "生殖医学", "儿童重症", "中医脾胃病"];
const bases = ["演示大学华东医院", "演示大学西南医院", "演示医院管理研究所"];

/** The lines of 提能力 that are about people and projects. Persons are numbers, nobody is named. */
export const peopleFacts = (demo: DemoProvince): LoadedEntry[] => [
  ...secondments(demo),
  ...ruralProgramme(),
  ...workshops(demo),
  ...techniques(demo),
  ...scholars(demo),
];

const doctor = (nth: number): string => `演示医师${numbered(nth)}`;
const perYear: Readonly<Record<number, number>> = { 2023: 1020, 2024: 1080, 2025: 620, 2026: 640 };

const secondments = ({ tertiary, countyGeneral, countyTcm, townshipCentres }: DemoProvince): LoadedEntry[] => {
  const hosts = [...countyGeneral, ...countyTcm];
  return [2023, 2024, 2025, 2026].flatMap((year) =>
    times(perYear[year] ?? 0, (nth): LoadedEntry => {
      // Most stay a whole year; some come late, some leave early, a few break the conditions of the regulation.
      const from = nth % 17 === 3 ? `${year}-07-01` : nth % 29 === 5 ? `${year}-03-16` : `${year}-01-01`;
      const to = nth % 23 === 7 ? `${year}-10-20` : `${year}-12-31`;
      const isOdd = year === 2024 && nth > 1_060;
      return {
        register: "secondment",
        values: {
          person: doctor(year === 2026 ? nth + 1201 : year === 2025 ? nth + 200 : nth + 1),
          sender: turn(tertiary, nth).id,
          host: isOdd && nth % 2 === 0 ? turn(townshipCentres, nth).id : turn(hosts, nth * 7 + year).id,
          from,
          to,
          title: isOdd && nth % 2 === 1 ? "junior" : turn(titles, nth),
          yearsInTitle: 3 + (nth % 9),
          mode: nth % 3 === 0 ? "five-batches" : "group",
        },
        evidence: document(year, 12, `${year - 1}-12-20`),
        ...(year === 2025 && nth >= 612 && { state: "submitted" as const, evidence: noDocument }),
      };
    }),
  );
};

/** Sixty doctors of 2024 are on the national roster too: forty for the year, twenty for four months. */
const ruralProgramme = (): LoadedEntry[] => [
  ...times(
    40,
    (nth): LoadedEntry => ({
      register: "national-rural-programme",
      values: { person: doctor(nth * 5 + 1), year: 2024 },
      evidence: document(2024, 9, "2024-02-01"),
    }),
  ),
  ...times(
    20,
    (nth): LoadedEntry => ({
      register: "national-rural-programme",
      values: { person: doctor(nth * 5 + 301), year: 2024, from: "2024-01-01", to: "2024-04-30" },
      evidence: document(2024, 9, "2024-02-01"),
    }),
  ),
  ...times(
    12,
    (nth): LoadedEntry => ({
      register: "national-rural-programme",
      values: { person: doctor(nth * 7 + 2), year: 2023 },
      evidence: document(2023, 9, "2023-02-01"),
    }),
  ),
];

const workshops = ({ tertiary, citySpecialised }: DemoProvince): LoadedEntry[] =>
  [2023, 2024].flatMap((year) =>
    times(year === 2023 ? 48 : 52, (nth): LoadedEntry => {
      const isSecondary = year === 2024 && nth === 51;
      return {
        register: "expert-workshop",
        values: {
          institution: isSecondary ? turn(citySpecialised, 1).id : turn(tertiary, nth).id,
          from: `${year}-07-01`,
          batch: `${year}年`,
          workshop: `${turn(themes, nth)}专家工作室（${year}年）`,
          ...(year === 2023 && nth === 4 && { terminated: "2024-05-31" }),
        },
        evidence: document(year, 35, `${year}-06-20`),
      };
    }),
  );

const techniques = ({ tertiary, countyGeneral }: DemoProvince): LoadedEntry[] =>
  [2023, 2024, 2025, 2026].flatMap((year) =>
    times(
      year === 2025 ? 46 : 50,
      (nth): LoadedEntry => ({
        register: "appropriate-technique",
        values: {
          institution: (nth % 3 === 0 ? turn(countyGeneral, nth + year) : turn(tertiary, nth)).id,
          project: `${turn(projects, nth)}（${year}年）`,
          year,
          // A one-year project that asks for a second year.
          ...(year === 2025 && nth === 45 && { selectedYear: 2024 }),
        },
        evidence: document(year, 57, `${year}-05-15`),
      }),
    ),
  );

const scholarsOf: Readonly<Record<number, number>> = { 2023: 430, 2024: 448, 2025: 160, 2026: 390 };

const scholars = ({ tertiary, countyGeneral }: DemoProvince): LoadedEntry[] =>
  [2023, 2024, 2025, 2026].flatMap((year) =>
    times(
      scholarsOf[year] ?? 0,
      (nth): LoadedEntry => ({
        register: "visiting-scholar",
        values: {
          person: `演示学者${numbered((year - 2023) * 1_000 + nth + 1)}`,
          institution: (nth % 4 === 0 ? turn(countyGeneral, nth) : turn(tertiary, nth)).id,
          year,
          tuition: nth % 97 === 96 ? null : `${8_000 + (nth % 12) * 1_500}.00`,
          listed: nth % 89 !== 88,
          ...(nth % 5 !== 0 && { base: turn(bases, nth) }),
        },
        evidence: document(year, 64, `${year}-03-28`),
      }),
    ),
  );
