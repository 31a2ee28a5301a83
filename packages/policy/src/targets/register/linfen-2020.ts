import { date } from "@qiangyi/kernel";
import type { RegisterTarget } from "../target.ts";

/** 三（一）至（四）: quotas and coverage of 临汾市. Most days are not printed; they are inferred from the end of the 十四五. */

type Terms = Omit<RegisterTarget, "id" | "clause" | "subject" | "by" | "period"> &
  Partial<Pick<RegisterTarget, "subject" | "by" | "period">>;

const endOfPlan = date("2025-12-31");
/** Five years from the issue of the document, the binding end of 3—5年. */
const endOfGrassroots = date("2025-06-15");

const target = (name: string, terms: Terms): RegisterTarget => {
  const clause = `linfen-2020.${name}`;
  return { id: clause, clause, subject: "临汾市", by: endOfPlan, period: "stock", ...terms };
};

const counties = {
  yaodu: "尧都区",
  houma: "侯马市",
  huozhou: "霍州市",
  quwo: "曲沃县",
  yicheng: "翼城县",
  xiangfen: "襄汾县",
  hongtong: "洪洞县",
  guxian: "古县",
  anze: "安泽县",
  fushan: "浮山县",
  jixian: "吉县",
  xiangning: "乡宁县",
  daning: "大宁县",
  xixian: "隰县",
  yonghe: "永和县",
  puxian: "蒲县",
  fenxi: "汾西县",
} as const;
type County = keyof typeof counties;
const countyKeys = Object.keys(counties) as readonly County[];

const atLeast = (value: string) => ({ op: "gte", value }) as const;
const exactly = (value: string) => ({ op: "eq", value }) as const;
const isInferred = true;

const departments = {
  clinical: "临床",
  nursing: "护理",
  laboratory: "医学检验",
  imaging: "医学影像",
  pathology: "病理",
} as const;

/** 覆盖 is read as at least one person in each department. */
const departmentTargets = (programme: string, people: string): readonly RegisterTarget[] =>
  Object.entries(departments).map(([key, department]) =>
    target(`${programme}.department-${key}`, {
      indicator: `${department}部门${people}数`,
      unit: "名",
      ...atLeast("1"),
      isInferred,
    }),
  );

const people: readonly RegisterTarget[] = [
  target("tenspecialties.target", { indicator: "建成的医学重点学科数", unit: "个", ...atLeast("10") }),
  target("tenspecialties.candidates", { indicator: "备选学科数", unit: "个", ...exactly("12"), isInferred }),
  target("hundredleaders.target", { indicator: "医学学科带头人数", unit: "名", ...atLeast("100") }),
  ...departmentTargets("hundredleaders", "带头人"),
  target("thousandstaff.target", { indicator: "技术骨干数", unit: "名", ...atLeast("1000"), isInferred }),
  target("thousandstaff.split-county", { indicator: "县级技术骨干数", unit: "名", ...exactly("800"), isInferred }),
  target("thousandstaff.split-city", { indicator: "市级技术骨干数", unit: "名", ...exactly("200"), isInferred }),
  ...departmentTargets("thousandstaff", "技术骨干"),
];

/** One column of the matrix: the city's centre, all counties by name, and a cell for each county. */
const centres = (
  kind: string,
  name: string,
  ofCity: { readonly op: "gte" | "eq"; readonly value: string },
): readonly RegisterTarget[] => [
  target(`centres.${kind}.city`, { indicator: `市级${name}数`, unit: "个", ...ofCity, isInferred }),
  covered(kind, name),
  ...countyKeys.map((key) =>
    target(`centres.${kind}.county.${key}`, {
      subject: counties[key],
      indicator: `县级${name}数`,
      unit: "个",
      ...atLeast("1"),
      isInferred,
    }),
  ),
];

const covered = (kind: string, name: string): RegisterTarget =>
  target(`centres.${kind}.counties`, {
    indicator: `建成县级${name}的县（市、区）数`,
    unit: "个",
    ...exactly("17"),
    roster: Object.values(counties),
    isInferred,
  });

/** The printed list decides which group a county belongs to, not its population. */
const bedGroups: readonly {
  readonly name: string;
  readonly min: string;
  readonly max: string;
  readonly of: readonly County[];
}[] = [
  {
    name: "group-small",
    min: "10",
    max: "15",
    of: ["guxian", "anze", "fushan", "jixian", "xiangning", "daning", "xixian", "yonghe", "puxian", "fenxi"],
  },
  { name: "group-medium", min: "20", max: "30", of: ["houma", "huozhou", "quwo", "yicheng"] },
  { name: "group-large", min: "30", max: "50", of: ["yaodu", "xiangfen", "hongtong"] },
];

/** Capacity: too many beds fail as too few do. */
const beds = (name: string, subject: string, { min, max }: { readonly min: string; readonly max: string }): RegisterTarget =>
  target(`centres.infectious.${name}`, {
    subject,
    indicator: "重大传染病救治床位数",
    unit: "张",
    op: "range-strict",
    min,
    max,
    isInferred,
  });

const zone = { min: "20", max: "30" };

const infectious: readonly RegisterTarget[] = [
  target("centres.infectious.city", {
    subject: "临汾市第三人民医院",
    indicator: "市级重大传染病救治中心数",
    unit: "个",
    ...exactly("1"),
    isInferred,
  }),
  beds("zone-people", "临汾市人民医院", zone),
  beds("zone-central", "临汾市中心医院", zone),
  beds("zone-second", "临汾市第二人民医院", zone),
  covered("infectious", "重大传染病救治中心"),
  ...bedGroups.map((group) => beds(group.name, "临汾市", group)),
  ...countyKeys.flatMap((key) =>
    bedGroups.filter(({ of }) => of.includes(key)).map((group) => beds(`county.${key}`, counties[key], group)),
  ),
];

const share = (indicator: string, percent: string): Terms => ({
  indicator,
  unit: "%",
  period: "roster-share",
  ...atLeast(percent),
});

const traditional: readonly RegisterTarget[] = [
  target("tcm.prevention-dept-tcm-hospitals", share("县级及以上中医医院治未病科设置率", "100")),
  target("tcm.prevention-dept-general", share("综合医院治未病科设置率", "30")),
  target("tcm.geriatrics", share("二级以上中医医院老年病科开设率", "100")),
  target("tcm.rehabilitation", share("二级以上中医医院康复科开设率", "100")),
  target("tcm.specialty-national", { indicator: "国家级中医重点专科专病数", unit: "个", ...atLeast("1") }),
  target("tcm.specialty-provincial", { indicator: "省级中医重点专科专病数", unit: "个", ...atLeast("10") }),
  target("tcm.specialty-city", { indicator: "市级中医重点专科专病数", unit: "个", ...atLeast("20") }),
];

const grassroots: readonly RegisterTarget[] = [
  target("grassroots.township-basic", {
    indicator: "达到基本标准的乡镇卫生院数",
    unit: "所",
    by: endOfGrassroots,
    ...exactly("151"),
  }),
  target("grassroots.community-basic", {
    indicator: "达到基本标准的社区卫生服务中心数",
    unit: "所",
    by: endOfGrassroots,
    ...exactly("20"),
  }),
  target("grassroots.village-clinics", { ...share("行政村标准化规范化村卫生室覆盖率", "90"), isInferred }),
];

export const linfenTargets: readonly RegisterTarget[] = [
  ...people,
  ...centres("chestpain", "胸痛中心", atLeast("1")),
  ...centres("stroke", "卒中中心", atLeast("1")),
  ...centres("trauma", "创伤救治中心", exactly("2")),
  ...centres("maternal", "危重孕产妇救治中心", exactly("2")),
  ...centres("neonatal", "危重新生儿救治中心", atLeast("1")),
  ...infectious,
  ...traditional,
  ...grassroots,
];
