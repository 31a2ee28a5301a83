import type { Institution } from "@qiangyi/policy";
import { regions } from "@qiangyi/policy";
import { namedProvincialCentres } from "@qiangyi/policy/service-system";
import type { LoadedEntry } from "../registers/index.ts";
import { dayBeforeNovember, dayOf, document, noDocument, numbered, times, turn } from "./demo-province.ts";

/** Rosters of the provincial plan: most of it stands, a little is missing, so that its page has something to say. */
export const quotaLists = (institutions: readonly Institution[]): LoadedEntry[] => {
  const county = institutions.filter(({ affiliation, ownership }) => affiliation === "county" && ownership === "public");
  const general = county.filter((each) => each.class === "general");
  return [
    ...assistantGps(general),
    ...villageDoctors(),
    ...countySpecialties(general),
    ...cancerPilots(general),
    ...centres(institutions),
    ...leadingSpecialties(institutions.filter(({ affiliation, tier }) => affiliation === "province" && tier === "tertiary")),
    ...integrationCounties(),
    ...capitationCounties(),
    ...groups(),
    ...daySurgery(general),
  ];
};

/** Hospitals that nothing but the plan names: no made-up story is told of them. */
export const standsOutsideOfStories = ({ id, name }: Institution): boolean =>
  namedProvincialCentres.includes(name) && !id.startsWith("141000");

type Values = LoadedEntry["values"];

const entry = (register: string, values: Values, day: string | null, number: number): LoadedEntry => ({
  register,
  values,
  evidence: day === null ? noDocument : document(Number(day.slice(0, 4)), number, day),
});

const counties = regions.filter(({ level }) => level === 3);
const namedPilots = new Set(["140781", "140822", "140802"]);

const assistantGps = (bases: readonly Institution[]): LoadedEntry[] =>
  (
    [
      [2023, 64],
      [2024, 86],
      [2025, 96],
      [2026, 103],
    ] as const
  ).flatMap(([year, count]) =>
    times(count, (nth) => {
      const admitted = `${year}-08-${String((nth % 20) + 5).padStart(2, "0")}`;
      const person = `AGP${year}${numbered(nth + 1)}`;
      return entry("plan-assistant-gp", { person, institution: turn(bases, nth).id, admitted }, admitted, 81);
    }),
  );

/** One year stays short, and what another has too many does not make up for it. */
const villageDoctors = (): LoadedEntry[] =>
  (
    [
      [2023, 1_010],
      [2024, 980],
      [2025, 1_020],
    ] as const
  ).flatMap(([year, count]) =>
    times(count, (nth) => {
      const enrolled = `${year}-08-${String((nth % 20) + 5).padStart(2, "0")}`;
      const person = `CY${year}${numbered(nth + 1)}`;
      const after = { ...(nth % 25 === 7 && { dropped: `${year + 1}-03-01` }) };
      const values = { person, county: turn(counties, nth).code, posted: `${2010 + (nth % 9)}-07-01`, enrolled, ...after };
      return entry("plan-village-doctor", values, enrolled, 89);
    }),
  );

const specialtyNames = ["心血管内科", "骨科", "普外科", "神经内科", "重症医学科"] as const;

const countySpecialties = (hospitals: readonly Institution[]): LoadedEntry[] =>
  times(104, (nth) => {
    const specialty = specialtyNames[Math.floor(nth / hospitals.length)] ?? "急诊医学科";
    const listed = nth < 100 && { reviewed: "2023-11-10", listed: "2023-12-20", building: "2024-02-01" };
    const accepted = nth < 62 && { accepted: dayBeforeNovember(2025, nth) };
    const values = { institution: turn(hospitals, nth).id, specialty, applied: "2023-09-15", ...listed, ...accepted };
    return entry("plan-county-specialty", values, "2023-09-15", 90);
  });

const cancerPilots = (hospitals: readonly Institution[]): LoadedEntry[] =>
  hospitals.slice(0, 50).map(({ id }, nth) => {
    const checks = {
      ...(nth % 10 !== 7 && { "diagnose.on": dayBeforeNovember(2024, nth), "diagnose.document": "演示评估意见（可诊断）" }),
      ...(nth % 4 !== 1 && { "treat.on": dayBeforeNovember(2025, nth), "treat.document": "演示评估意见（可治疗）" }),
    };
    return entry("plan-cancer-pilot", { institution: id, designated: "2023-10-20", ...checks }, "2023-10-20", 82);
  });

const centres = (institutions: readonly Institution[]): LoadedEntry[] => [
  ...["140000-C01", "140000-C02", "140000-C03", "140100-C04"].map((institution) =>
    entry(
      "plan-regional-centre",
      { institution, level: "national", state: "building", approved: "2023-05-19" },
      "2023-05-19",
      83,
    ),
  ),
  ...institutions
    .filter(({ name }) => namedProvincialCentres.includes(name))
    .map(({ id }) =>
      entry(
        "plan-regional-centre",
        { institution: id, level: "provincial", state: "building", approved: "2023-08-09" },
        "2023-08-09",
        84,
      ),
    ),
];

const specialties = ["心血管内科", "神经外科", "骨科", "肿瘤科", "呼吸内科", "眼科", "妇产科", "儿科", "消化内科"];

const leadingSpecialties = (hospitals: readonly Institution[]): LoadedEntry[] =>
  hospitals.length === 0
    ? []
    : specialties.map((specialty, nth) =>
        entry(
          "plan-leading-specialty",
          { institution: turn(hospitals, nth).id, specialty, named: "2023-03-20" },
          "2023-03-20",
          85,
        ),
      );

const integrationCounties = (): LoadedEntry[] =>
  counties
    .filter(({ code }, nth) => nth % 8 === 3 && !namedPilots.has(code))
    .slice(0, 14)
    .map(({ code }, nth) => {
      const steps = { applied: "2024-02-20", reviewed: "2024-04-10" };
      return entry(
        "plan-integration-county",
        { county: code, ...steps, ...(nth < 12 && { confirmed: "2024-05-06" }) },
        "2024-05-06",
        86,
      );
    });

const capitationCounties = (): LoadedEntry[] =>
  counties
    .filter((_, nth) => nth % 8 === 5 || nth === 3)
    .slice(0, 15)
    .map(({ code, name }, nth) => {
      const started = nth < 13 ? { started: "2024-07-01", group: `${name}医疗集团`, settledYear: 2024 } : {};
      return entry("plan-capitation-county", { county: code, selected: "2024-03-18", ...started }, "2024-03-18", 87);
    });

const groups = (): LoadedEntry[] => [
  ...counties.map(({ code, name }, nth) => {
    const tested = nth % 29 === 17 ? null : dayOf(2024, nth);
    const state = nth % 29 === 17 ? { tested: null, result: null } : { tested, result: nth % 37 === 20 ? "failed" : "passed" };
    return entry("plan-county-group", { county: code, name: `${name}医疗集团`, contracted: "2023-11-10", ...state }, tested, 88);
  }),
  ...counties
    .filter((_, nth) => nth % 3 !== 0)
    .map(({ code }, nth) =>
      entry("plan-remote-consultation", { county: code, year: 2026, month: "10", cases: (nth * 7) % 40 }, "2026-11-05", 89),
    ),
];

/** The size of the catalogue that the plan prints; the names are made up. */
const catalogueSize = 298;

const daySurgery = (hospitals: readonly Institution[]): LoadedEntry[] => [
  ...times(catalogueSize, (nth) =>
    entry(
      "plan-day-surgery-item",
      { version: "2023年版（演示）", code: `YS${numbered(nth + 1)}`, name: `演示病种${nth + 1}`, effective: "2023-09-01" },
      "2023-09-01",
      90,
    ),
  ),
  ...hospitals
    .slice(0, 3)
    .flatMap(({ id }, at) =>
      times(45 - at * 10, (nth) =>
        entry(
          "plan-day-surgery-use",
          { institution: id, year: 2024, code: `YS${numbered(nth * 3 + 1 + at)}`, cases: ((nth * 11) % 60) + 1 },
          "2025-01-15",
          91,
        ),
      ),
    ),
];
