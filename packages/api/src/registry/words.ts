import { z } from "zod";

/** Stored code → the word on screens and in workbooks. The codes are those of the policy package's contract. */
export const ownerships = { public: "公立", private: "社会办" } as const;
export const affiliations = { province: "省属", city: "市属", county: "县（市、区）属", township: "乡镇（街道）" } as const;
export const tiers = { tertiary: "三级", secondary: "二级", primary: "一级", unrated: "未定级" } as const;
export const institutionClasses = {
  general: "综合医院",
  tcm: "中医医院",
  "maternal-child": "妇幼保健院",
  specialised: "专科医院",
  "township-centre": "乡镇卫生院",
  integrated: "中西医结合医院",
} as const;
export const groupKinds = { county: "县级医疗集团", city: "城市医疗集团" } as const;
export const groupRoles = { lead: "牵头", member: "成员" } as const;

export const regionKinds = {
  province: "省",
  city: "设区的市",
  district: "市辖区",
  "county-level-city": "县级市",
  county: "县",
} as const;

/** How money reaches a county: through its city, or straight from the province (体制管理型 or 补助管理型省直管). */
export const fiscalModes = {
  CITY_MANAGED: "市管县",
  PROV_DIRECT_SYSTEM: "体制管理型省直管县",
  PROV_DIRECT_SUBSIDY: "补助管理型省直管县",
} as const;

type Codes<Words> = [keyof Words & string, ...(keyof Words & string)[]];
const codesOf = <const Words extends object>(words: Words) => z.enum(Object.keys(words) as Codes<Words>);

export const ownership = codesOf(ownerships);
export const affiliation = codesOf(affiliations);
export const tier = codesOf(tiers);
export const institutionClass = codesOf(institutionClasses);
export const groupKind = codesOf(groupKinds);
export const groupRole = codesOf(groupRoles);
export const regionKind = codesOf(regionKinds);
export const fiscalMode = codesOf(fiscalModes);

export type RegionKind = z.infer<typeof regionKind>;
export type FiscalMode = z.infer<typeof fiscalMode>;
export type Affiliation = z.infer<typeof affiliation>;
export type Tier = z.infer<typeof tier>;
export type InstitutionClass = z.infer<typeof institutionClass>;
export type Ownership = z.infer<typeof ownership>;
