import type { Choice, Field, FieldKind } from "@qiangyi/kernel";
import type { Fact, FactOf, FactTypeId, HospitalClass, Institution } from "./contract.ts";
import type { FundingLineId } from "./funding-line.ts";
import { articleId } from "./qiangyi-2024/document.ts";

/**
 * A kind of fact as people enter it: the same declaration drives the parser, the register's list and form, and its workbook.
 * A field named "a.b" is the property b of an object a; such an object is left out or given whole.
 */
export interface FactType {
  readonly type: FactTypeId;
  readonly title: string;
  /** The line that the fact claims money from; null for a fact that only takes money away. A key specialty claims by its level. */
  readonly lines: readonly FundingLineId[];
  readonly help: string;
  readonly fields: readonly Field[];
  /** The fields that together name one row for a person who looks at a list. */
  readonly summary: readonly string[];
  /** The field that dates the claim. */
  readonly dateField: string;
}

type Extra = Partial<Omit<Field, "name" | "label" | "kind" | "required" | "clause">> & { readonly clause?: string };
type NameIn<F extends Fact> = Exclude<keyof F, "id" | "type"> & string;
type NestedNameIn<F extends Fact> = F extends FactOf<"tcm-specialty"> ? `classAtSelection.${keyof HospitalClass}` : never;

const fieldsOf = <F extends Fact>() => {
  const field = (name: NameIn<F> | NestedNameIn<F>, label: string, kind: FieldKind, required: boolean, extra: Extra): Field => ({
    name,
    label,
    kind,
    required,
    ...extra,
    ...(extra.clause !== undefined && { clause: articleId(extra.clause) }),
  });
  return {
    must: (name: NameIn<F>, label: string, kind: FieldKind, extra: Extra = {}) => field(name, label, kind, true, extra),
    may: (name: NameIn<F> | NestedNameIn<F>, label: string, kind: FieldKind, extra: Extra = {}) =>
      field(name, label, kind, false, extra),
  };
};

const choices = (labels: Readonly<Record<string, string>>): { readonly choices: readonly Choice[] } => ({
  choices: Object.entries(labels).map(([value, label]) => ({ value, label })),
});

export const ownerships = choices({ public: "公立", private: "非公立" }).choices;
export const affiliations = choices({ province: "省级", city: "市级", county: "县级", township: "乡镇" }).choices;
export const tiers = choices({ tertiary: "三级", secondary: "二级", primary: "一级", unrated: "未定级" }).choices;
export const institutionClasses = choices({
  general: "综合医院",
  tcm: "中医医院",
  "maternal-child": "妇幼保健院",
  specialised: "专科医院",
  "township-centre": "中心乡镇卫生院",
  integrated: "中西医结合医院",
}).choices;

/** Names of the lists known today; the contract leaves the field open, so that a new list is a fact that earns nothing, not an error. */
const rankingLists = choices({
  general: "综合医院榜",
  tcm: "中医医院榜",
  specialised: "专科医院榜",
  "maternal-child": "妇幼保健院榜",
});
const recognitionLevels = choices({ national: "国家", provincial: "省级", city: "市级" });
const titles = choices({ junior: "初级", intermediate: "中级", "associate-senior": "副高级", senior: "正高级" });
const county: Extra = { help: "县级行政区划代码，从区划表选择", example: "140121" };

export const institutionFields: readonly (Field & { readonly name: keyof Institution })[] = [
  { name: "id", label: "机构编号", kind: "institution", required: true, example: "H1" },
  { name: "name", label: "机构名称", kind: "text", required: true, help: "与执业许可证一致", example: "清徐县人民医院" },
  { name: "ownership", label: "举办性质", kind: "choice", required: true, choices: ownerships, clause: articleId("3.b") },
  { name: "affiliation", label: "隶属层级", kind: "choice", required: true, choices: affiliations, help: "市辖区办的机构选县级" },
  { name: "tier", label: "等级", kind: "choice", required: true, choices: tiers },
  { name: "class", label: "类别", kind: "choice", required: true, choices: institutionClasses },
  {
    name: "region",
    label: "所在区划",
    kind: "region",
    required: true,
    help: "县级行政区划代码；省、市级机构也可以填所在市的代码",
    example: "140105",
  },
];

const ranking = fieldsOf<FactOf<"national-ranking">>();
const centre = fieldsOf<FactOf<"regional-centre">>();
const specialty = fieldsOf<FactOf<"key-specialty">>();
const discipline = fieldsOf<FactOf<"discipline">>();
const tcm = fieldsOf<FactOf<"tcm-specialty">>();
const township = fieldsOf<FactOf<"township-centre">>();
const tertiary = fieldsOf<FactOf<"county-tertiary">>();
const emergency = fieldsOf<FactOf<"emergency-centre">>();
const maternal = fieldsOf<FactOf<"maternal-newborn-centre">>();
const secondment = fieldsOf<FactOf<"secondment">>();
const rural = fieldsOf<FactOf<"national-rural-programme">>();
const workshop = fieldsOf<FactOf<"expert-workshop">>();
const technique = fieldsOf<FactOf<"appropriate-technique">>();
const scholar = fieldsOf<FactOf<"visiting-scholar">>();

/** In the order of the regulation. */
export const factTypes: readonly FactType[] = [
  {
    type: "national-ranking",
    title: "国家绩效考核名次",
    lines: ["top100-reward"],
    help: "每家医院每个考核年度一条。没有公布的名次先留空，公布后补上公布日期即可拨付。",
    summary: ["institution", "list", "year", "rank"],
    dateField: "year",
    fields: [
      ranking.must("institution", "医院", "institution", { clause: "7.1.1.a" }),
      ranking.must("list", "榜单", "text", {
        ...rankingLists,
        help: "综合医院榜才有奖励",
        example: "general",
        clause: "7.1.1.a",
      }),
      ranking.must("year", "考核年度", "year", { help: "被考核的年度，不是公布的年度", example: "2024", clause: "7.1.1.b" }),
      ranking.must("rank", "名次", "integer", { nullable: true, help: "没有公布时留空", example: "98", clause: "7.1.1.a" }),
      ranking.may("published", "公布日期", "date", {
        help: "国家公布结果的日期；未公布的不能拨付",
        example: "2025-02-20",
        clause: "7.1.1.c",
      }),
    ],
  },
  {
    type: "regional-centre",
    title: "专业类别国家区域医疗中心",
    lines: ["specialised-regional-centre"],
    help: "每个中心一条。两家医院共建一个中心时中心名称写得一样，只奖一次。",
    summary: ["institution", "field", "completed"],
    dateField: "completed",
    fields: [
      centre.must("institution", "承建医院", "institution", { help: "国家命名文件所列的医院", clause: "7.1.2.b" }),
      centre.must("field", "类别", "text", {
        help: "重症填critical-care，传染病填infectious-disease，创伤填trauma；其他类别不在奖励范围",
        example: "trauma",
        clause: "7.1.2.a",
      }),
      centre.may("centre", "中心名称", "text", {
        help: "国家命名文件中的名称；名称相同即同一个中心",
        example: "国家创伤区域医疗中心",
        clause: "7.1.2.b",
      }),
      centre.must("completed", "建成日期", "date", {
        nullable: true,
        help: "命名文件和验收记录齐备的日期；在建的留空",
        example: "2025-11-30",
        clause: "7.1.2.a",
      }),
    ],
  },
  {
    type: "key-specialty",
    title: "临床重点专科",
    lines: ["national-key-specialty", "provincial-key-specialty"],
    help: "国家级和省级各填各的，同一专科两级都入选时填两条。",
    summary: ["institution", "specialty", "level", "selected"],
    dateField: "selected",
    fields: [
      specialty.must("institution", "承担医院", "institution", { clause: "7.1.3.c" }),
      specialty.must("specialty", "专科", "text", { help: "同一专科两级写法要一致", example: "心血管内科" }),
      specialty.must("level", "级别", "choice", { ...choices({ national: "国家级", provincial: "省级" }), clause: "7.1.3.b" }),
      specialty.must("selected", "遴选确定日期", "date", { help: "入选文件的日期", example: "2024-06-18", clause: "7.1.3.b" }),
      specialty.may("nationalSubsidy", "国家补助", "money", {
        nullable: true,
        help: "国家级专科填，单位元；省级300万元在国家补助之外，没有国家补助不补",
        example: "5000000.00",
        clause: "7.1.3.c",
      }),
    ],
  },
  {
    type: "discipline",
    title: "省级医学重点学科",
    lines: ["provincial-discipline"],
    help: "每个学科每年一条，同一年只能在一个档次。",
    summary: ["institution", "discipline", "tier", "year"],
    dateField: "year",
    fields: [
      discipline.must("institution", "承担医院", "institution"),
      discipline.must("discipline", "学科", "text", { example: "麻醉学" }),
      discipline.must("tier", "档次", "choice", { ...choices({ top: "拔尖学科", key: "重点学科" }), clause: "7.1.5.a" }),
      discipline.must("year", "名单年度", "year", { example: "2025", clause: "7.1.5.b" }),
    ],
  },
  {
    type: "tcm-specialty",
    title: "省级中医优势专科",
    lines: ["tcm-specialty"],
    help: "标准看医院的层级、等级和类别。遴选后医院升级的，填遴选时的类别。",
    summary: ["institution", "specialty", "selected"],
    dateField: "selected",
    fields: [
      tcm.must("institution", "承担医院", "institution"),
      tcm.must("specialty", "专科", "text", { example: "针灸科" }),
      tcm.must("selected", "遴选确定日期", "date", { example: "2024-09-10", clause: "7.1.6.b" }),
      tcm.may("classAtSelection.affiliation", "遴选时隶属层级", "choice", {
        choices: affiliations,
        help: "与现在相同时三项都不填",
        clause: "7.1.6.d",
      }),
      tcm.may("classAtSelection.tier", "遴选时等级", "choice", {
        choices: tiers,
        help: "与现在相同时三项都不填",
        clause: "7.1.6.d",
      }),
      tcm.may("classAtSelection.class", "遴选时类别", "choice", {
        choices: institutionClasses,
        help: "与现在相同时三项都不填",
        clause: "7.1.6.d",
      }),
    ],
  },
  {
    type: "township-centre",
    title: "中心乡镇卫生院（县域医疗次中心）",
    lines: ["township-centre"],
    help: "每所卫生院一条，对照建设标准逐项验收合格后填验收日期。",
    summary: ["institution", "county", "accepted"],
    dateField: "accepted",
    fields: [
      township.must("institution", "卫生院", "institution", { clause: "7.2.a" }),
      township.must("county", "所在县", "region", county),
      township.must("accepted", "验收合格日期", "date", {
        nullable: true,
        help: "在建的留空",
        example: "2024-10-30",
        clause: "7.2.f",
      }),
      township.may("agriculturalCounty", "农业县", "boolean", { help: "用于统计农业县占比，不影响金额", clause: "7.2.c" }),
    ],
  },
  {
    type: "county-tertiary",
    title: "县级医院三级医疗服务能力",
    lines: ["county-tertiary"],
    help: "每家机构一条。补助按县累计：一所1000万元、两所共1500万元、三所共1800万元。",
    summary: ["county", "institution", "qualified"],
    dateField: "qualified",
    fields: [
      tertiary.must("county", "县", "region", { ...county, help: "县和县级市；市辖区不在范围", clause: "7.3.1.a" }),
      tertiary.must("institution", "机构", "institution", { clause: "7.3.1.c" }),
      tertiary.must("qualified", "达标确认日期", "date", {
        nullable: true,
        help: "省卫生健康委评估确认的日期；未确认的留空",
        example: "2024-12-05",
        clause: "7.3.1.e",
      }),
      tertiary.may("lost", "失去达标日期", "date", { help: "达标后又不达标的才填", clause: "7.3.1.d" }),
    ],
  },
  {
    type: "emergency-centre",
    title: "卒中、胸痛、创伤中心",
    lines: ["county-emergency-centre"],
    help: "每个中心一条，只有国家认定的才补助。",
    summary: ["county", "institution", "kind", "recognised"],
    dateField: "recognised",
    fields: [
      emergency.must("county", "县", "region", { ...county, clause: "7.3.2.d" }),
      emergency.must("institution", "承建医院", "institution", { help: "县级综合医院", clause: "7.3.2.a" }),
      emergency.must("kind", "中心类型", "choice", {
        ...choices({ stroke: "卒中", "chest-pain": "胸痛", trauma: "创伤" }),
        clause: "7.3.2.a",
      }),
      emergency.must("recognisedBy", "认定层级", "choice", { ...recognitionLevels, clause: "7.3.2.d" }),
      emergency.must("recognised", "认定日期", "date", {
        nullable: true,
        help: "证书日期；没有证书的留空",
        example: "2024-08-15",
        clause: "7.3.2.e",
      }),
      emergency.may("recertification", "复认证", "boolean", { help: "已奖补证书到期换证的选是，不再补助", clause: "7.3.2.d" }),
    ],
  },
  {
    type: "maternal-newborn-centre",
    title: "危重孕产妇、危重儿童和新生儿救治中心",
    lines: ["maternal-newborn-centre"],
    help: "每个中心一条，只有国家认定的才补助。",
    summary: ["county", "institution", "kind", "recognised"],
    dateField: "recognised",
    fields: [
      maternal.must("county", "县", "region", county),
      maternal.must("institution", "承建医院", "institution", { clause: "7.3.3.a" }),
      maternal.must("kind", "中心类型", "choice", {
        ...choices({ maternal: "危重孕产妇救治", "child-newborn": "危重儿童和新生儿救治" }),
        clause: "7.3.3.a",
      }),
      maternal.must("recognisedBy", "认定层级", "choice", { ...recognitionLevels, clause: "7.3.3.d" }),
      maternal.must("recognised", "认定日期", "date", {
        nullable: true,
        help: "证书日期；没有证书的留空",
        example: "2024-08-15",
        clause: "7.3.3.e",
      }),
    ],
  },
  {
    type: "secondment",
    title: "千名医师下基层派驻",
    lines: ["doctor-secondment"],
    help: "每人每次派驻一条，按整月计算，补助拨给受援医院。",
    summary: ["person", "sender", "host", "from", "to"],
    dateField: "from",
    fields: [
      secondment.must("person", "医师", "text", { help: "人员编号，同一人前后一致；不要填身份证号", example: "P0001" }),
      secondment.must("sender", "派出医院", "institution", { help: "三级医院，含中医、妇幼", clause: "7.3.4.c" }),
      secondment.must("host", "受援医院", "institution", { help: "县级医院", clause: "7.3.4.g" }),
      secondment.must("from", "到岗日期", "date", { example: "2025-01-01", clause: "7.3.4.e" }),
      secondment.must("to", "离岗日期", "date", { help: "含当日", example: "2025-12-31", clause: "7.3.4.e" }),
      secondment.may("title", "职称", "choice", { ...titles, help: "中级以上", clause: "7.3.4.c" }),
      secondment.may("yearsInTitle", "任职年限", "integer", {
        help: "“高年资”的年数尚未规定，只作提示",
        example: "6",
        clause: "7.3.4.c",
      }),
    ],
  },
  {
    type: "national-rural-programme",
    title: "国家万名医师支援农村卫生工程名单",
    lines: [],
    help: "在国家名单上的月份不得重复享受补助；没有起止日期的按全年计。",
    summary: ["person", "year", "from", "to"],
    dateField: "year",
    fields: [
      rural.must("person", "医师", "text", { help: "与派驻记录的人员编号一致", example: "P0001", clause: "7.3.4.f" }),
      rural.must("year", "年度", "year", { example: "2025", clause: "7.3.4.f" }),
      rural.may("from", "开始日期", "date", { example: "2025-01-01" }),
      rural.may("to", "结束日期", "date", { help: "含当日", example: "2025-04-30" }),
    ],
  },
  {
    type: "expert-workshop",
    title: "外聘专家工作室",
    lines: ["expert-workshop"],
    help: "建设期两年，每年20万元，共40万元。",
    summary: ["institution", "from", "batch"],
    dateField: "from",
    fields: [
      workshop.must("institution", "建设单位", "institution", { help: "三级医院", clause: "7.3.5.1.a" }),
      workshop.must("from", "建设期开始", "date", { example: "2024-07-01", clause: "7.3.5.1.c" }),
      workshop.may("terminated", "提前终止日期", "date", {
        help: "提前终止的才填；尚未开始的建设年度不再补助",
        clause: "7.3.5.1.d",
      }),
      workshop.may("batch", "批次", "text", { help: "不填即按开始年份作为一批", example: "2024年第一批", clause: "7.3.5.1.b" }),
    ],
  },
  {
    type: "appropriate-technique",
    title: "基层适宜技术推广应用项目",
    lines: ["appropriate-technique"],
    help: "每个项目每年一条，遴选一次管一年，再次入选的另填一条。",
    summary: ["institution", "project", "year"],
    dateField: "year",
    fields: [
      technique.must("institution", "立项单位", "institution"),
      technique.must("project", "项目", "text", { example: "小针刀技术推广" }),
      technique.must("year", "补助年度", "year", { example: "2025", clause: "7.3.5.2.c" }),
      technique.may("selectedYear", "遴选年度", "year", { help: "不填即为补助年度", example: "2025", clause: "7.3.5.2.c" }),
    ],
  },
  {
    type: "visiting-scholar",
    title: "国内访问学者",
    lines: ["visiting-scholar"],
    help: "只补协议学费，其他费用由派出单位承担。",
    summary: ["person", "institution", "year", "base"],
    dateField: "year",
    fields: [
      scholar.must("person", "访问学者", "text", { help: "人员编号，同一人前后一致；不要填身份证号", example: "S0001" }),
      scholar.must("institution", "派出单位", "institution", { clause: "7.3.5.3.g" }),
      scholar.must("year", "录取年度", "year", { example: "2025", clause: "7.3.5.3.e" }),
      scholar.must("tuition", "协议学费", "money", {
        nullable: true,
        help: "单位元；协议没有学费的留空",
        example: "12000.00",
        clause: "7.3.5.3.f",
      }),
      scholar.must("listed", "在录取名单", "boolean", { help: "省卫生健康委确认的最终名单", clause: "7.3.5.3.d" }),
      scholar.may("base", "培养单位", "text", {
        help: "填了培养单位，学费拨给培养单位",
        example: "四川大学华西医院",
        clause: "7.3.5.3.b",
      }),
    ],
  },
];

export const factTypesByType: ReadonlyMap<string, FactType> = new Map(factTypes.map((entry) => [entry.type, entry]));
