import type { LoadedEntry } from "../registers/index.ts";
import { type DemoProvince, dayOf, document, noDocument, times, turn } from "./demo-province.ts";

const specialties = [
  "心血管内科",
  "神经外科",
  "重症医学科",
  "骨科",
  "呼吸内科",
  "消化内科",
  "肾内科",
  "妇产科",
  "儿科",
  "麻醉科",
  "急诊科",
  "肿瘤科",
  "血液内科",
  "病理科",
  "医学影像科",
];
const disciplines = [
  "心血管病学",
  "神经病学",
  "呼吸病学",
  "麻醉学",
  "骨外科学",
  "肿瘤学",
  "妇产科学",
  "儿科学",
  "重症医学",
  "检验医学",
  "影像医学",
  "病理学",
  "急诊医学",
  "康复医学",
  "公共卫生",
];
const tcmSpecialties = ["针灸科", "推拿科", "肛肠科", "脾胃病科", "肺病科", "骨伤科", "中医妇科", "中医儿科", "治未病科"];

/** 建高地: every line with its usual case and with each case that the regulation refuses or leaves open. */
export const highGroundFacts = (demo: DemoProvince): LoadedEntry[] => [
  ...rankings(demo),
  ...regionalCentres(demo),
  ...keySpecialties(demo),
  ...disciplineLists(demo),
  ...tcm(demo),
];

const rankings = ({ provincialGeneral, provincialOthers, cityGeneral, privateHospitals }: DemoProvince): LoadedEntry[] => {
  const publishedOn: Record<number, string> = { 2022: "2023-11-20", 2023: "2024-10-15", 2024: "2025-02-20" };
  const rank = (institution: string, year: number, place: number | null, list = "general"): LoadedEntry => ({
    register: "national-ranking",
    values: { institution, list, year, rank: place, ...(place !== null && { published: publishedOn[year] ?? "2025-02-20" }) },
    evidence: document(year + 1, 30, publishedOn[year] ?? "2025-12-20"),
  });
  const [first, second] = [turn(provincialGeneral, 0).id, turn(provincialGeneral, 1).id];
  const [inAndOut, earlier, nearly] = [turn(cityGeneral, 0).id, turn(cityGeneral, 2).id, turn(cityGeneral, 4).id];
  const chinese = provincialOthers.find((one) => one.class === "tcm")?.id ?? first;
  return [
    rank(first, 2023, 92),
    rank(first, 2024, 88),
    rank(first, 2025, null),
    rank(second, 2023, 101),
    rank(second, 2024, 97),
    rank(inAndOut, 2023, 99),
    rank(inAndOut, 2024, 120),
    rank(inAndOut, 2025, null),
    rank(earlier, 2022, 95),
    rank(earlier, 2023, 90),
    rank(earlier, 2024, 89),
    rank(nearly, 2024, 108),
    rank(chinese, 2024, 50, "tcm"),
    rank(turn(privateHospitals, 2).id, 2024, 99),
  ];
};

const regionalCentres = ({ provincialGeneral, provincialOthers, cityGeneral, citySpecialised }: DemoProvince): LoadedEntry[] => {
  const centre = (institution: string, field: string, name: string, completed: string | null): LoadedEntry => ({
    register: "regional-centre",
    values: { institution, field, centre: name, completed },
    evidence: completed === null ? noDocument : document(Number(completed.slice(0, 4)), 61, completed),
  });
  const heart = provincialOthers.find((one) => one.class === "specialised")?.id ?? "";
  return [
    centre(turn(provincialGeneral, 0).id, "trauma", "演示创伤区域医疗中心", "2024-11-30"),
    centre(turn(provincialGeneral, 1).id, "critical-care", "演示重症区域医疗中心", "2024-05-16"),
    centre(turn(cityGeneral, 0).id, "critical-care", "演示重症区域医疗中心", "2024-06-20"),
    centre(turn(cityGeneral, 6).id, "trauma", "演示第二创伤区域医疗中心", "2025-03-18"),
    centre(turn(citySpecialised, 0).id, "infectious-disease", "演示传染病区域医疗中心", null),
    centre(turn(citySpecialised, 3).id, "infectious-disease", "演示第二传染病区域医疗中心", "2026-02-01"),
    centre(heart, "心血管病", "演示心血管区域医疗中心", "2024-09-09"),
  ];
};

/** 2024 is the published aggregate: 19 national and 24 provincial specialties, 5,700 and 4,800 万元. */
const keySpecialties = ({ tertiary, privateHospitals }: DemoProvince): LoadedEntry[] => {
  const national = (year: number, count: number, from: number): LoadedEntry[] =>
    times(count, (nth) => ({
      register: "key-specialty" as const,
      values: {
        institution: turn(tertiary, from + nth).id,
        specialty: turn(specialties, from + nth),
        level: "national",
        selected: `${year}-06-18`,
        nationalSubsidy: "5000000.00",
      },
      evidence: document(year, 41, `${year}-06-18`),
    }));
  const provincial = (year: number, count: number, from: number): LoadedEntry[] =>
    times(count, (nth) => ({
      register: "key-specialty" as const,
      values: {
        institution: turn(tertiary, from + nth * 3).id,
        specialty: turn(specialties, Math.floor((from + nth) / tertiary.length) * 4 + nth + 5),
        level: "provincial",
        selected: `${year}-07-12`,
      },
      evidence: document(year, 52, `${year}-07-12`),
    }));
  const [one, both] = [turn(tertiary, 3), turn(tertiary, 9)];
  return unlike([
    ...national(2023, 4, 0),
    {
      register: "key-specialty",
      values: { institution: one.id, specialty: "康复医学科", level: "national", selected: "2023-06-18", nationalSubsidy: null },
      evidence: document(2023, 41, "2023-06-18"),
    },
    ...national(2024, 19, 10),
    ...national(2025, 3, 30),
    ...national(2026, 2, 40),
    ...provincial(2023, 58, 0),
    ...provincial(2024, 24, 5),
    ...provincial(2025, 20, 8),
    {
      register: "key-specialty",
      values: {
        institution: both.id,
        specialty: "疼痛科",
        level: "national",
        selected: "2025-06-18",
        nationalSubsidy: "5000000.00",
      },
      evidence: document(2025, 41, "2025-06-18"),
    },
    {
      register: "key-specialty",
      values: { institution: both.id, specialty: "疼痛科", level: "provincial", selected: "2025-07-12" },
      evidence: document(2025, 52, "2025-07-12"),
    },
    {
      register: "key-specialty",
      values: { institution: turn(privateHospitals, 0).id, specialty: "骨科", level: "provincial", selected: "2023-07-12" },
      evidence: document(2023, 52, "2023-07-12"),
    },
  ]);
};

/** The turns above may meet again at one hospital; the specialty then gets another name, so that nothing is entered twice. */
const unlike = (entries: readonly LoadedEntry[]): LoadedEntry[] => {
  const seen = new Set<string>();
  return entries.map((entry) => {
    const { institution, specialty } = entry.values;
    const isPlanned = specialty === "疼痛科";
    let name = String(specialty);
    for (let nth = 0; !isPlanned && seen.has(`${institution} ${name}`); nth++)
      name = turn([...specialties, "疼痛医学科", "全科医学科", "老年医学科"], nth);
    seen.add(`${institution} ${name}`);
    return { ...entry, values: { ...entry.values, specialty: name } };
  });
};

/** 10 top and 50 key each year; 2025 has one key discipline too many. */
const disciplineLists = ({ tertiary }: DemoProvince): LoadedEntry[] =>
  [2023, 2024, 2025].flatMap((year) =>
    times(year === 2025 ? 61 : 60, (nth) => ({
      register: "discipline" as const,
      values: {
        institution: turn(tertiary, nth).id,
        discipline: turn(disciplines, nth + Math.floor(nth / tertiary.length)),
        tier: nth < 10 ? "top" : "key",
        year,
      },
      evidence: document(year, 23, `${year}-04-10`),
    })),
  );

/** Provincial, city and county hospitals of every class, some of which the regulation does not name. */
const tcm = (demo: DemoProvince): LoadedEntry[] => {
  const chinese = demo.provincialOthers.filter((one) => one.class === "tcm" || one.class === "integrated");
  const pools = [chinese, demo.cityTcm, demo.countyTcm, demo.cityGeneral, demo.countyTcm, demo.cityMaternal.slice(0, 2)];
  const seen = new Set<string>();
  return [2023, 2024, 2025].flatMap((year, round) =>
    times(30, (nth): LoadedEntry[] => {
      const institution = turn(turn(pools, nth), Math.floor(nth / pools.length) + round * 5);
      const specialty = turn(tcmSpecialties, nth + round * 2);
      const key = `${institution.id} ${specialty}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const wasSecondary = year === 2023 && institution.affiliation === "city" && nth === 7;
      return [
        {
          register: "tcm-specialty",
          values: {
            institution: institution.id,
            specialty,
            selected: dayOf(year, nth),
            ...(wasSecondary && {
              "classAtSelection.affiliation": "city",
              "classAtSelection.tier": "secondary",
              "classAtSelection.class": "tcm",
            }),
          },
          evidence: document(year, 77, dayOf(year, nth)),
        },
      ];
    }).flat(),
  );
};
