import type { BudgetSource, ProgrammeId } from "@qiangyi/projects";

/* What made-up units write. Every text is put together from its own subject, so that the look for near-identical texts finds only the pair meant for it. */

export interface Subject {
  readonly programme: ProgrammeId;
  /** Name of the project, the specialty or the person. */
  readonly name: string;
  readonly nth: number;
  readonly startsOn: string;
  readonly endsOn: string;
  /** First year of the budget. */
  readonly year: number;
  /** Asked of the fund, 万元. */
  readonly wan: number;
  /** Who is asked for it. */
  readonly fund: BudgetSource;
}

const why = [
  (it: string) => `近三年${it}的外转病例占同类病例的一成以上，群众往返省城就医负担较重。`,
  (it: string) => `本院现有人员能完成${it}的常规诊疗，疑难病例仍依靠上级医院会诊。`,
  (it: string) => `县域内尚无机构系统开展${it}，临床路径和质控指标需要从头建立。`,
  (it: string) => `医联体内五家成员单位提出共同建设${it}的需求，病源和转诊通道已经具备。`,
  (it: string) => `去年门诊量比前年增加百分之十二，${it}的设备开机时间已达每日十小时。`,
  (it: string) => `患者满意度调查中，${it}的候诊时间和随访服务得分最低，亟待改进。`,
  (it: string) => `老龄人口比例逐年上升，${it}相关疾病的住院人次连续四年居全院前列。`,
];
const what = [
  (it: string) => `第一年配齐${it}所需的基本设备，完成场地改造并通过院内验收。`,
  (it: string) => `选派六名骨干到上级医院进修半年，回院后组成${it}专业小组。`,
  (it: string) => `建立覆盖乡镇的${it}随访登记，按季度公布转诊和回访结果。`,
  (it: string) => `与省级医院共建远程会诊室，每周固定两个半天讨论${it}病例。`,
  (it: string) => `编写${it}诊疗常规和护理规范，纳入全员培训与考核。`,
  (it: string) => `开展${it}新技术三项，逐项报伦理和技术准入后实施。`,
  (it: string) => `把${it}的质量指标接入院内数据平台，异常值当日反馈科室。`,
];
const how = [
  (it: string) => `院长任组长，财务、设备、信息三个部门按月调度${it}的进度。`,
  (it: string) => `${it}的经费单列核算，采购按政府采购程序办理。`,
  (it: string) => `风险主要是人员流动，${it}小组实行双岗备份并签订服务年限。`,
  (it: string) => `设备供货可能延期，${it}的场地和培训先行安排。`,
  (it: string) => `信息系统按等级保护要求建设，${it}数据不出院内网络。`,
];

type Sentence = (it: string) => string;
/** Three sentences of a list, others for each number. */
const paragraph = (sentences: readonly Sentence[], { name, nth }: Subject): string =>
  [0, 1 + (nth % 3), 4 + (nth % 2)].map((step) => sentences[(nth + step) % sentences.length]?.(name)).join("");

const yearly = ({ year, wan, fund }: Subject) => {
  const row = (
    id: string,
    source: string,
    economicClass: string,
    task: string,
    target: string,
    amount: number,
    reckoning: string,
  ) => ({ id, year, economicClass, source, task, targets: [target], amountFen: `${amount}000000`, reckoning });
  const training = Math.max(1, Math.round(wan / 5));
  const own = Math.max(1, Math.round(wan / 4));
  const rows = [
    ...(wan > training ? [row("1", fund, "31003", "设备购置", "t1", wan - training, "三家供货商询价的平均价")] : []),
    row("2", fund, "30216", "人员培训", "t2", Math.min(training, wan), "按进修人数和标准测算"),
    row("3", "own", "31003", "场地改造", "t1", own, "按改造面积和定额测算"),
  ];
  const total = Math.max(wan, training) + own;
  return {
    targets: [
      { id: "t1", year, level: "output", name: "开展例数", operator: ">=", value: "300", unit: "例" },
      { id: "t2", year, level: "output", name: "培训人次", operator: ">=", value: "40", unit: "人次" },
      { id: "t3", year, level: "benefit", name: "县域内就诊率", operator: ">=", value: "88", unit: "%" },
      { id: "t4", year, level: "satisfaction", name: "患者满意度", operator: ">=", value: "90", unit: "%" },
    ],
    budget: { rows, statedTotals: [{ year, amountFen: `${total}000000` }] },
  };
};

/** What teaching a technique costs: travel and courses, no equipment. */
const trained = ({ year, wan, fund }: Subject) => ({
  targets: [
    { id: "t1", year, level: "output", name: "培训基层人员", operator: ">=", value: "20", unit: "人" },
    { id: "t2", year, level: "benefit", name: "独立开展该技术的机构", operator: ">=", value: "3", unit: "家" },
    { id: "t3", year, level: "satisfaction", name: "学员满意度", operator: ">=", value: "90", unit: "%" },
  ],
  budget: {
    rows: [
      ["1", "30216", "集中培训", "t1", wan - 2, "按培训人天和标准测算"],
      ["2", "30211", "下乡带教", "t2", 2, "按带教次数和差旅标准测算"],
    ].map(([id, economicClass, task, target, amount, reckoning]) => ({
      id,
      year,
      economicClass,
      source: fund,
      task,
      targets: [target],
      amountFen: `${amount}000000`,
      reckoning,
    })),
    statedTotals: [{ year, amountFen: `${wan}000000` }],
  },
});

/** Of the choices that the template offers; 精神障碍 and 慢性肾病 stay without a specialty. */
const diseases = ["恶性肿瘤", "冠心病", "脑卒中", "慢阻肺", "糖尿病", "严重创伤", "危重孕产妇", "危重新生儿"];

const baseline = (name: string, nth: number) => [
  { item: `${name}年门诊量`, value: String(3200 + nth * 170), unit: "人次", source: "病案统计，上年度" },
  { item: `${name}年住院量`, value: String(410 + nth * 23), unit: "人次", source: "病案统计，上年度" },
  { item: "副高及以上医师", value: String(2 + (nth % 4)), unit: "人", source: "人事档案，上年末" },
];

const construction = (subject: Subject) => ({
  necessity: paragraph(why, subject),
  baseline: baseline(subject.name, subject.nth),
  content: paragraph(what, subject),
  plan: [
    { year: subject.year, work: "设备购置、人员进修", result: "具备开展条件" },
    { year: subject.year + 1, work: "新技术开展、基层带教", result: "达到绩效目标" },
  ],
  means: paragraph([...what].reverse(), subject),
  safeguards: paragraph(how, subject),
});

const person = ({ name, nth }: Subject, titles: readonly string[], born: number) => ({
  person: name,
  birthDate: `${born + (nth % 6)}-0${(nth % 9) + 1}-1${nth % 9}`,
  professionalTitle: titles[nth % titles.length],
  titleObtainedOn: `20${18 + (nth % 5)}-12-20`,
  department: ["临床", "护理", "医学检验", "医学影像", "病理"][nth % 5],
  office: ["心血管内科", "急诊科", "检验科", "影像科", "病理科"][nth % 5],
  plan: paragraph(what, {
    programme: "linfen-thousand-staff",
    startsOn: "",
    endsOn: "",
    year: 0,
    wan: 0,
    fund: "city",
    name: `${name}负责的方向`,
    nth,
  }),
  pledge: true,
});

/** A complete form of the programme's template. */
export const answersOf = (subject: Subject): Readonly<Record<string, unknown>> => {
  const { programme, name, nth, startsOn, endsOn } = subject;
  const named = { specialty: name, title: `${name}能力建设`, startsOn, endsOn, pledge: true };
  switch (programme) {
    case "5g-pilot": {
      const { wan } = subject;
      const own = Math.max(1, Math.round(wan / 4));
      return {
        title: name,
        basics: paragraph([...why, ...what], subject),
        feasibility: { state: "yes", note: "可行性报告经院办公会通过，见附件" },
        approvals: { state: "yes", note: "所在地数据管理部门备案，见附件" },
        startsOn,
        endsOn,
        matching: { state: "yes", note: "自筹资金已列入本单位年度预算，见附件" },
        safeguards: { state: "yes", note: "成立专班，信息科专人运维" },
        estimate: [
          { item: "会诊终端", quantity: 6, unit: "套", amount: `${wan}000000` },
          { item: "机房与网络改造", quantity: 1, unit: "项", amount: `${own}000000` },
        ],
        estimateTotal: `${wan + own}000000`,
        pledge: true,
        ...yearly(subject),
      };
    }
    case "township-centre":
      return {
        title: `${name}县域医疗次中心`,
        emergency: paragraph([...why].reverse(), subject),
        division: paragraph(what, subject),
        standard: [
          { item: "急诊抢救室", status: "独立设置，两张抢救床", met: true },
          { item: "常规手术", status: "可开展阑尾、疝等二级手术", met: true },
          { item: "影像检查", status: nth % 3 === 0 ? "DR和彩超，CT由县医院远程诊断" : "已配CT、DR和彩超", met: nth % 3 !== 0 },
        ],
        pledge: true,
      };
    case "appropriate-technique": {
      const { necessity, content, plan } = construction(subject);
      return {
        ...named,
        technique: name,
        need: paragraph(why, subject),
        places: ["东片", "西片", "南片"].map((part, at) => ({ name: `演示${part}中心卫生院`, people: 6 + ((nth + at) % 5) })),
        necessity,
        content,
        plan,
        ...trained(subject),
      };
    }
    case "linfen-ten-specialties": {
      const { safeguards: _notAsked, ...chapters } = construction(subject);
      return {
        specialty: name,
        office: name,
        diseases: [0, 3, 7].map((step) => diseases[(nth + step) % diseases.length]),
        standing: `省内同类专科三级医院二十四家，${name}的年手术与治疗例数列第${6 + (nth % 8)}位，疑难病例占比低于前五家平均数四个百分点。（演示）`,
        startsOn,
        endsOn,
        ...chapters,
        pledge: true,
        ...yearly(subject),
      };
    }
    case "linfen-hundred-leaders":
      return {
        ...person(subject, ["副主任医师", "主任医师", "副主任护师", "主任技师"], 1976),
        evidence: [{ kind: "学会任职", what: `演示省医学会${name}专业委员会委员`, reach: "省内" }],
      };
    case "linfen-thousand-staff":
      return person(subject, ["主治医师", "主管护师", "主管技师"], 1984);
    default:
      return {
        ...named,
        ...construction(subject),
        ...yearly(subject),
        ...(programme === "provincial-discipline" && { grade: "key" }),
      };
  }
};
