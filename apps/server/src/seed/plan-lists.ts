import type { Institution } from "@qiangyi/policy";
import { regionsByCode } from "@qiangyi/policy";
import { bedRangeOf, centresCity, linfenCounties } from "@qiangyi/policy/linfen";
import type { LoadedEntry } from "../registers/index.ts";
import { dayOf, document, noDocument, times } from "./demo-province.ts";

/** The lists of Linfen's plan: most of it stands, some is on its way, a little is missing, so that the boards have something to say. */
export const planLists = (institutions: readonly Institution[]): LoadedEntry[] => {
  const ofCity = institutions.filter(({ region }) => region.slice(0, 4) === centresCity.slice(0, 4));
  const general = linfenCounties.flatMap((county) => {
    const own = ofCity.find((each) => each.class === "general" && regionsByCode.get(each.region)?.name === county);
    return own ? [{ county, hospital: own }] : [];
  });
  return [
    ...general.flatMap(({ county, hospital }, nth) => countyCentres(county, hospital, nth)),
    ...cityCentres(ofCity),
    ...departments(ofCity),
    ...specialties(ofCity),
    ...general.flatMap(({ hospital }, nth) => grassroots(hospital.region, nth)),
  ];
};

type Values = LoadedEntry["values"];

const centre = (values: Values & { accepted: string | null }, state?: LoadedEntry["state"]): LoadedEntry => ({
  register: "plan-emergency-centre",
  values,
  evidence: values.accepted === null ? noDocument : document(Number(values.accepted.slice(0, 4)), 31, values.accepted),
  ...(state && { state }),
});

const countyCentres = (county: string, { id }: Institution, nth: number): LoadedEntry[] => {
  const of = (kind: string, accepted: string | null, more: Values = {}) =>
    centre({ kind, tier: "county", institution: id, accepted, ...more });
  const dimensions = { facilities: true, equipment: true, staff: nth % 5 !== 1, capability: true };
  const range = bedRangeOf(county);
  const beds = range === undefined ? {} : { beds: nth % 6 === 2 ? range.min - 1 : range.min + (nth % 4) };
  return [
    of("chest-pain", nth === 11 ? null : dayOf(2022 + (nth % 3), nth)),
    ...(nth === 15 ? [] : [of("stroke", nth % 7 === 4 ? null : dayOf(2023, nth))]),
    ...(nth % 6 === 5 ? [] : [of("trauma", nth % 4 === 3 ? null : dayOf(2024, nth))]),
    of("maternal", dayOf(2021, nth), dimensions),
    of("neonatal", dayOf(2021, nth + 3), { ...dimensions, staff: true, equipment: nth % 8 !== 6 }),
    of("infectious", nth % 9 === 7 ? null : dayOf(2024, nth + 2), {
      infectiousDepartment: true,
      equipment: true,
      independent: true,
      privateBathrooms: nth % 10 !== 3,
      ...beds,
    }),
  ];
};

const cityCentres = (ofCity: readonly Institution[]): LoadedEntry[] => {
  const named = (name: string) => ofCity.find((each) => each.name === name)?.id;
  const [people, central, second, third] = ["临汾市人民医院", "临汾市中心医院", "临汾市第二人民医院", "临汾市第三人民医院"].map(
    named,
  );
  const of = (institution: string | undefined, tier: string, kind: string, accepted: string | null, more: Values = {}) =>
    institution === undefined ? [] : [centre({ kind, tier, institution, accepted, ...more })];
  return [
    ...of(people, "city", "chest-pain", "2021-09-10"),
    ...of(central, "city", "stroke", "2022-04-15"),
    ...of(people, "city", "trauma", "2022-11-08"),
    ...of(central, "city", "trauma", null),
    ...of(people, "city", "maternal", "2021-06-30"),
    ...of(central, "city", "maternal", "2023-03-22"),
    ...of(people, "city", "neonatal", "2021-06-30"),
    ...of(third, "city", "infectious", "2023-12-20"),
    ...of(people, "zone", "infectious", "2023-05-18", { beds: 24, layout: true }),
    ...of(central, "zone", "infectious", "2023-08-09", { beds: 20, layout: true }),
    ...of(second, "zone", "infectious", null, { beds: 18, layout: false }),
  ];
};

const departments = (ofCity: readonly Institution[]): LoadedEntry[] => {
  const tcm = ofCity.filter((each) => each.class === "tcm" && each.affiliation !== "province");
  const general = ofCity.filter((each) => each.class === "general" && each.affiliation !== "province");
  const of = (department: string, hospitals: readonly Institution[]) =>
    hospitals.map(({ id }, nth): LoadedEntry => {
      const opened = dayOf(2022 + (nth % 3), nth);
      return {
        register: "plan-department",
        values: { institution: id, department, opened },
        evidence: document(Number(opened.slice(0, 4)), 42, opened),
      };
    });
  return [
    ...of("prevention", [...tcm.slice(1), ...general.filter((_, nth) => nth % 3 === 0)]),
    ...of("geriatrics", tcm),
    ...of("rehabilitation", tcm.slice(2)),
  ];
};

const specialties = (ofCity: readonly Institution[]): LoadedEntry[] => {
  const tcm = ofCity.filter((each) => each.class === "tcm" && each.affiliation !== "province");
  const of = (level: string, count: number, year: number) =>
    times(count, (nth): LoadedEntry => {
      const approved = dayOf(year, nth);
      return {
        register: "plan-tcm-specialty",
        values: { institution: tcm[nth % tcm.length]?.id ?? "", specialty: `演示中医专科${nth + 1}`, level, approved },
        evidence: document(year, 57, approved),
      };
    });
  return tcm.length === 0 ? [] : [...of("city", 24, 2022), ...of("provincial", 9, 2024), ...of("national", 1, 2025)];
};

const grassroots = (county: string, nth: number): LoadedEntry[] => {
  const standard = (kind: string, name: string, at: number): LoadedEntry => {
    const assessed = dayOf(2024, at);
    const result = at % 13 === 12 ? "none" : at % 5 === 0 ? "recommended" : "basic";
    return {
      register: "plan-basic-standard",
      values: { county, name, kind, result, assessed },
      evidence: document(2024, 63, assessed),
    };
  };
  const villages = 90 + nth * 4;
  return [
    ...times(nth < 15 ? 9 : 8, (each) => standard("township", `演示第${each + 1}乡镇卫生院`, nth + each)),
    ...times(nth < 3 ? 2 : 1, (each) => standard("community", `演示第${each + 1}社区卫生服务中心`, nth + each)),
    {
      register: "plan-village-clinics",
      values: {
        county,
        counted: "2025-11-30",
        villages,
        standardised: villages - 2,
        covered: nth % 6 === 4 ? villages - 16 : villages - 5,
      },
      evidence: document(2025, 71, "2025-12-05"),
    },
  ];
};
