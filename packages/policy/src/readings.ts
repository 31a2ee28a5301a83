import { parseDate } from "@qiangyi/kernel";

export type ReadingKey =
  | "programmeWindow"
  | "retroactiveAchievement"
  | "top100.gapPolicy"
  | "top100.yearBasis"
  | "top100.priorMember"
  | "top100.afterWindow"
  | "centre.completionProof"
  | "centre.perCategoryLimit"
  | "planned.overrun"
  | "specialty.frequency"
  | "specialty.stacking"
  | "discipline.tiers"
  | "tcm.unmapped"
  | "tcm.classDate"
  | "township.perCounty"
  | "county.split"
  | "county.lateThird"
  | "county.sameType"
  | "county.lostStatus"
  | "emergency.perCountyType"
  | "emergency.coverage"
  | "emergency.district"
  | "maternal.types"
  | "doctor.partYear"
  | "doctor.overlap"
  | "workshop.yearBasis"
  | "workshop.afterExpiry"
  | "technique.term"
  | "scholar.tuition"
  | "approx.tolerance"
  | "public.onlyPublic"
  | "clock.city"
  | "cap.base";

export interface ReadingValue {
  readonly value: string;
  readonly label: string;
}

/** A passage that can be read in more than one way: the question, the answers, and the one that stands until a decision. */
export interface Reading {
  readonly key: ReadingKey;
  readonly question: string;
  readonly clauses: readonly string[];
  readonly values: readonly ReadingValue[];
  readonly default: string;
  /** For keys with an open set of values: whether a text is one of them, and how to write one. */
  readonly form?: { readonly accepts: (value: string) => boolean; readonly hint: string };
}

const q = (...articles: readonly string[]): readonly string[] => articles.map((article) => `qiangyi-2024.art${article}`);

const reading = (
  key: ReadingKey,
  question: string,
  clauses: readonly string[],
  labels: Readonly<Record<string, string>>,
  form?: Reading["form"],
): Reading => {
  // Keys that look like integers would be moved to the front by the engine, so values keep the order of their declaration as a list.
  const values = Object.entries(labels).map(([value, label]) => ({ value: value.replace(/^=/, ""), label }));
  return { key, question, clauses, values, default: values[0]?.value ?? "", ...(form && { form }) };
};

const isWindow = (value: string): boolean => {
  const [from = "", to = "", ...rest] = value.split("/");
  return rest.length === 0 && parseDate(from) !== undefined && parseDate(to) !== undefined && from <= to;
};

/** In the order of the contract. The first value of each is the default; "=30" keeps a numeric value in its place. */
export const readings: readonly Reading[] = [
  reading(
    "programmeWindow",
    "“三年内”“项目实施期”从哪天起、到哪天止？",
    q("7.1.1.a", "7.1.2.a", "7.1.3.b", "7.1.4.b", "7.1.6.b", "7.2.d", "7.3.1.c"),
    {
      "2023-01-01/2025-12-31": "2023年1月1日至2025年12月31日（工程2023年启动）",
      "2024-04-01/2027-03-31": "自施行之日起三年",
      "2024-04-01/2028-12-31": "办法整个有效期",
    },
    { accepts: isWindow, hint: "两个日期，先起后止，写作2023-01-01/2025-12-31" },
  ),
  reading("retroactiveAchievement", "2024年4月1日施行前取得的成果补不补？", q("13.a"), {
    payable: "在实施期内、施行后作出分配决定的，补",
    refuse: "施行前取得的，不补",
  }),
  reading("top100.gapPolicy", "中途掉出百强又重新进入，后面的年度奖不奖？", q("7.1.1.b"), {
    A: "奖励到掉出为止",
    B: "各年分别看，在榜即按该年标准奖",
    C: "接着下一档奖",
  }),
  reading("top100.yearBasis", "百强的“年”按考核年度还是公布年度？", q("7.1.1.a"), {
    assessment: "考核年度定档次，公布后才可拨付",
    publication: "公布年度定档次",
  }),
  reading("top100.priorMember", "实施期前已在百强的医院算不算“进入”？", q("7.1.1.a"), {
    decision: "先不奖，由省卫生健康委决定",
    pay: "算，实施期内照奖",
    refuse: "不算，不奖",
  }),
  reading("top100.afterWindow", "第二、三年奖励落在实施期之后，还奖不奖？", q("7.1.1.b"), {
    continue: "办法有效期内继续奖",
    stop: "实施期一结束即停止",
  }),
  reading("centre.completionProof", "区域医疗中心“建设完成”以什么为准？", q("7.1.2.a"), {
    both: "国家命名文件和验收记录都有",
    naming: "国家命名文件",
    acceptance: "竣工验收",
    opening: "开诊运行",
  }),
  reading("centre.perCategoryLimit", "同一类别建成第二个区域医疗中心，奖不奖？", q("7.1.2.b"), {
    decision: "第二个由省卫生健康委决定",
    unlimited: "不限个数，都奖",
    one: "每类只奖一个",
  }),
  reading("planned.overrun", "25个、100个、100个是任务数还是上限？", q("7.1.3.b", "7.1.4.b", "7.1.6.b"), {
    decision: "计划数，超出的由省卫生健康委决定",
    target: "任务数，超出照补",
    ceiling: "上限，超出不补",
  }),
  reading("specialty.frequency", "专科补助是一次性还是每年一次？", q("7.1.3.c", "7.1.4.c", "7.1.6.c", "7.1.6.d", "7.1.6.e"), {
    "one-off": "一次性（只有学科项目写明“每年”）",
    yearly: "每年一次",
  }),
  reading("specialty.stacking", "同一专科既是国家级又是省级，两笔都给吗？", q("7.1.4.c"), {
    hold: "省级一笔先挂起，由省卫生健康委决定",
    both: "两笔都给",
    "higher-only": "只给高的一笔",
  }),
  reading("discipline.tiers", "10个拔尖学科在50个重点学科之内还是之外？", q("7.1.5.a"), {
    separate: "之外，两张名单互不重复",
    included: "之内，拔尖占用重点的名额",
  }),
  reading("tcm.unmapped", "条文没有列到的医院类别，中医专科补多少？", q("7.1.6.e"), {
    decision: "先不补，由省卫生健康委决定（建议30万元）",
    "=30": "补30万元",
    nothing: "不补",
  }),
  reading("tcm.classDate", "中医专科按什么时候的医院类别定标准？", q("7.1.6.d"), {
    selection: "遴选时",
    payment: "拨付时",
  }),
  reading("township.perCounty", "91个中心卫生院是否每县限一个？", q("7.2.d"), {
    free: "不限，另行列出一个都没有的县",
    one: "每县一个",
  }),
  reading("county.split", "县级三级能力补助在县内几家机构之间怎么分？", q("7.3.1.d"), {
    "newly-qualified": "增加的部分归新达标机构，同年几家的平分",
    equal: "全部达标机构平分",
    county: "由县里决定",
  }),
  reading("county.lateThird", "三年之后才达标的机构还补不补？", q("7.3.1.d"), {
    decision: "先不补，由省卫生健康委决定",
    pay: "补差额",
    refuse: "不补",
  }),
  reading("county.sameType", "同一县两家同类机构达标算两所吗？", q("7.3.1.d"), {
    count: "算两所",
    once: "同类只算一所",
  }),
  reading("county.lostStatus", "补助后又不达标的，要不要收回？", q("7.3.1.d"), {
    keep: "不收回，由省卫生健康委决定",
    recover: "收回多补的部分",
  }),
  reading("emergency.perCountyType", "一个县有两个同类急救中心，都补吗？", q("7.3.2.d"), {
    "one-per-type": "每县每类补一个，多出的挂起",
    all: "国家认定的都补",
  }),
  reading("emergency.coverage", "“县级全覆盖”指任一类中心还是三类都有？", q("7.3.2.b"), {
    "any-type": "任一类即算覆盖",
    "all-types": "三类都有才算覆盖",
  }),
  reading("emergency.district", "市辖区的急救中心补不补？", q("7.3.2.d"), {
    decision: "先不补，由省卫生健康委决定",
    in: "补",
    out: "不补",
  }),
  reading("maternal.types", "妇儿救治中心是两类还是三类？", q("7.3.3.a"), {
    two: "两类，儿童和新生儿合为一类",
    three: "三类，儿童、新生儿各为一类",
  }),
  reading("doctor.partYear", "驻点不满一年的怎么补？", q("7.3.4.e"), {
    months: "按整月，每月2000元",
    full: "当年有整月服务就补全年",
    nothing: "当年不满十二个月不补",
  }),
  reading("doctor.overlap", "当年参加过万名医师项目的，扣重叠的月份还是扣全年？", q("7.3.4.f"), {
    months: "扣重叠的月份；名单没有起止日期的扣全年",
    year: "扣全年",
  }),
  reading("workshop.yearBasis", "工作室的“每年”是建设年度还是日历年度？", q("7.3.5.1.d"), {
    "construction-year": "建设年度，记入其开始的预算年度",
    "calendar-months": "日历年度，按月折算",
  }),
  reading("workshop.afterExpiry", "工作室的建设年度在办法失效后才开始，补不补？", q("13.b"), {
    decision: "先不补，由省卫生健康委和省财政厅决定",
    pay: "补",
    refuse: "不补",
  }),
  reading(
    "technique.term",
    "适宜技术项目遴选一次管几年？",
    q("7.3.5.2.c"),
    { "=1": "一年" },
    { accepts: (value) => /^([1-9]|10)$/.test(value), hint: "年数，1至10" },
  ),
  reading("scholar.tuition", "访问学者学费按什么算？", q("7.3.5.3.f"), { actual: "按协议实际学费" }),
  reading(
    "approx.tolerance",
    "“左右”允许差多少？",
    q("7.3.5.1.b", "7.3.5.2.b", "7.3.5.3.e"),
    { "10%": "上下10%", range: "按晋政发〔2023〕15号的区间（50至60、450至500）" },
    { accepts: (value) => /^\d{1,4}(\.\d{1,4})?%$/.test(value), hint: "百分数，如10%" },
  ),
  reading("public.onlyPublic", "非公立机构能不能补？", q("3.b"), {
    "by-line": "条文写明公立的不补，其他由省卫生健康委决定",
    only: "都不补",
    mainly: "公立为主，其他也可以补",
  }),
  reading("clock.city", "市级财政“比照此期限”怎么算？", q("8.3.d"), {
    A: "收到省级下达之日起30日",
    B: "省人大批准预算之日起30日",
    C: "市人大批准预算之日起30日",
  }),
  reading("cap.base", "评审支出1%以什么为基数？", q("5.c"), {
    line: "支持项目（条目）的年度预算",
    project: "单个项目的年度预算",
  }),
];

/** How the text is read until somebody decides otherwise. */
export const defaultReadings = Object.fromEntries(readings.map(({ key, default: value }) => [key, value])) as Readonly<
  Record<ReadingKey, string>
>;

export const readingsByKey: ReadonlyMap<string, Reading> = new Map(readings.map((entry) => [entry.key, entry]));

/** Whether a value may be recorded for a reading. */
export const acceptsReading = (entry: Reading, value: string): boolean =>
  entry.values.some((option) => option.value === value) || entry.form?.accepts(value) === true;

/** What the reading in force says: the recorded choice or the default. */
export const readingIn = (chosen: Readonly<Partial<Record<ReadingKey, string | number>>> | undefined, key: ReadingKey): string =>
  String(chosen?.[key] ?? readingsByKey.get(key)?.default);
