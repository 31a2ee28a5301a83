import { type Institution, regions } from "@qiangyi/policy";
import { supervisionDomains } from "@qiangyi/policy/service-system";
import type { LoadedEntry } from "../registers/index.ts";
import { dayBeforeNovember, dayOf, document, noDocument } from "./demo-province.ts";

type Values = LoadedEntry["values"];

/** The rosters of the plan's coverages: most of it stands, a few counties and hospitals are missing by name. */
export const coverageLists = (institutions: readonly Institution[]): LoadedEntry[] => [
  ...townships(institutions),
  ...countyHospitals(institutions),
  ...countyCentres(institutions),
  ...departments(institutions),
  ...connections(institutions),
  ...inspections(),
  ...reimbursements(),
];

const entry = (register: string, values: Values, day: string, number: number): LoadedEntry => ({
  register,
  values,
  evidence: document(Number(day.slice(0, 4)), number, day),
});

const counties = regions.filter(({ level }) => level === 3);
const ofCounty = (institutions: readonly Institution[], code: string, kind: Institution["class"], affiliation = "county") =>
  institutions.filter(
    (each) => each.region === code && each.class === kind && each.affiliation === affiliation && each.ownership === "public",
  );

/** Three counties have chosen none yet. */
const townships = (institutions: readonly Institution[]): LoadedEntry[] =>
  counties.flatMap(({ code }, nth) =>
    nth % 40 === 17
      ? []
      : ofCounty(institutions, code, "township-centre", "township")
          .slice(0, 1 + (nth % 3))
          .map(({ id }, at) => {
            const selected = dayOf(2023, nth + at);
            return entry(
              "plan-centre-township",
              { institution: id, county: code, selected, begun: dayOf(2024, nth) },
              selected,
              61,
            );
          }),
  );

const countyHospitals = (institutions: readonly Institution[]): LoadedEntry[] =>
  counties.flatMap(({ code }, nth) => {
    const own = [
      ...ofCounty(institutions, code, "general").slice(0, 1),
      ...(nth % 2 === 0 ? ofCounty(institutions, code, "tcm").slice(0, 1) : []),
      ...(nth % 9 === 0 ? ofCounty(institutions, code, "maternal-child").slice(0, 1) : []),
    ];
    const designated = dayOf(2023, nth);
    return nth % 50 === 49
      ? []
      : own.map(({ id }) => entry("plan-county-hospital", { institution: id, county: code, designated }, designated, 72));
  });

const kinds = ["chest-pain", "stroke", "trauma", "maternal", "child-newborn"] as const;

const countyCentres = (institutions: readonly Institution[]): LoadedEntry[] =>
  counties.flatMap(({ code }, nth) => {
    const [general] = ofCounty(institutions, code, "general");
    if (general === undefined) return [];
    return kinds.flatMap((kind, at): LoadedEntry[] => {
      if ((nth + at) % 23 === 22) return [];
      const operating = (nth + at * 3) % 17 === 16 ? null : dayOf(2023 + (nth % 3), nth + at);
      const serves = kind === "child-newborn" ? { serves: nth % 12 === 5 ? "newborns" : "both" } : {};
      const values = { county: code, institution: general.id, kind, begun: "2022-03-01", operating, ...serves };
      return operating === null
        ? [{ register: "plan-county-centre", values, evidence: noDocument }]
        : [entry("plan-county-centre", values, operating, 83)];
    });
  });

const fromLevelTwo = (institutions: readonly Institution[]) =>
  institutions.filter(({ tier }) => tier === "secondary" || tier === "tertiary");

const departments = (institutions: readonly Institution[]): LoadedEntry[] =>
  fromLevelTwo(institutions)
    .filter((_, nth) => nth % 41 !== 40)
    .map(({ id }, nth) => {
      const opened = dayOf(2021 + (nth % 4), nth);
      return entry("plan-ph-department", { institution: id, name: "公共卫生科", opened }, opened, 94);
    });

const connections = (institutions: readonly Institution[]): LoadedEntry[] =>
  fromLevelTwo(institutions)
    .filter(({ ownership }, nth) => ownership === "public" && nth % 11 !== 10)
    .map(({ id }, nth) => {
      const connected = dayOf(2022 + (nth % 4), nth);
      const result = nth % 37 === 36 ? "failed" : "passed";
      return entry("plan-platform-connection", { institution: id, connected, tested: connected, result }, connected, 95);
    });

/** The year is whole but for a domain here and there. */
const inspections = (): LoadedEntry[] =>
  counties.flatMap(({ code, name }, nth) =>
    Object.keys(supervisionDomains).flatMap((domain, at) => {
      const inspected = dayBeforeNovember(2026, nth + at);
      return (nth + at) % 29 === 28
        ? []
        : [entry("plan-inspection", { county: code, domain, inspected, unit: `${name}演示单位` }, inspected, 96)];
    }),
  );

const reimbursements = (): LoadedEntry[] =>
  regions
    .filter(({ level }) => level === 2)
    .flatMap(({ code }, nth) =>
      [2024, 2025].map((year) => {
        const from = `${year}-01-01`;
        const local = 72 + (nth % 5) + (year - 2024);
        const level = {
          township: String(nth === 6 ? 80 : 86),
          secondary: String(82 - (nth % 3)),
          tertiary: String(66 + (nth % 4)),
        };
        return entry(
          "plan-reimbursement",
          { city: code, from, local: String(local), referred: String(58 + (nth % 6)), ...level },
          from,
          97,
        );
      }),
    );
