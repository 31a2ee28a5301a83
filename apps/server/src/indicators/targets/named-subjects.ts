import { regions } from "@qiangyi/policy";
import type { Place } from "../../platform/index.ts";
import type { NamedInstitution } from "../../registry/index.ts";
import { placeOfRegion } from "../subjects.ts";

const taiyuan = "140100";
const linfen = "141000";

/** Hospitals that the documents name, with their printed names; the name by which people know a centre is its former name. */
const centres: readonly NamedInstitution[] = [
  {
    id: "140000-C01",
    name: "华中大同济医院山西医院（山西白求恩医院）",
    affiliation: "province",
    tier: "tertiary",
    class: "general",
    region: taiyuan,
    formerNames: [{ name: "山西白求恩医院", from: null, to: null }],
  },
  {
    id: "140000-C02",
    name: "医科院肿瘤医院山西医院（山西省肿瘤医院）",
    affiliation: "province",
    tier: "tertiary",
    class: "specialised",
    region: taiyuan,
    formerNames: [{ name: "山西省肿瘤医院", from: null, to: null }],
  },
  {
    id: "140000-C03",
    name: "西苑医院山西医院（山西中医药大学附属医院）",
    affiliation: "province",
    tier: "tertiary",
    class: "tcm",
    region: taiyuan,
    formerNames: [{ name: "山西中医药大学附属医院", from: null, to: null }],
  },
  {
    id: "140100-C04",
    name: "北大医院太原医院（太原市中心医院）",
    affiliation: "city",
    tier: "tertiary",
    class: "general",
    region: taiyuan,
    formerNames: [{ name: "太原市中心医院", from: null, to: null }],
  },
];

/** The grade of two of them is not printed anywhere in the documents: it stays open until somebody records it. */
const ofLinfen: readonly NamedInstitution[] = [
  { id: "141000-C01", name: "临汾市人民医院", tier: "tertiary", class: "general", affiliation: "city", region: linfen },
  { id: "141000-C02", name: "临汾市中心医院", tier: "tertiary", class: "general", affiliation: "city", region: linfen },
  { id: "141000-C03", name: "临汾市第二人民医院", tier: "unrated", class: "general", affiliation: "city", region: linfen },
  { id: "141000-C04", name: "临汾市第三人民医院", tier: "unrated", class: "specialised", affiliation: "city", region: linfen },
];

/** The provincial plan names them as provincial centres and says nothing of their grade. */
const provincialCentres: readonly NamedInstitution[] = [
  { id: "140200-C01", name: "大同市第五人民医院", tier: "unrated", class: "general", affiliation: "city", region: "140200" },
  { id: "140400-C01", name: "长治市人民医院", tier: "unrated", class: "general", affiliation: "city", region: "140400" },
  { id: "140800-C01", name: "运城市中心医院", tier: "unrated", class: "general", affiliation: "city", region: "140800" },
];

export const namedInstitutions: readonly NamedInstitution[] = [...centres, ...ofLinfen, ...provincialCentres];

interface NamedSubject extends Place {
  readonly id: string;
}

const byName: ReadonlyMap<string, NamedSubject> = new Map([
  ...regions
    // Names of counties repeat within a province; the documents mean those of 临汾.
    .filter(({ level, parent }) => level < 3 || parent === linfen)
    .map(({ code, name }) => [name, { id: code, ...placeOfRegion(code) }] as const),
  ...namedInstitutions.map(
    ({ id, name, affiliation, region }) =>
      [name, { id, city: affiliation === "province" ? null : region, county: null, institution: id }] as const,
  ),
]);

/** Whom a printed name of the targets means. */
export const subjectNamed = (name: string): NamedSubject => {
  const subject = byName.get(name);
  if (subject === undefined) throw new RangeError(`no subject ${name}`);
  return subject;
};
