import type { Cadence } from "@qiangyi/policy/tasks";

/* 督办任务的演示. Persons, progress and papers are invented; tasks, units and parts are those of the plans. */

export interface ReportStory {
  readonly period: string;
  readonly onDay: string;
  readonly progress: number;
  readonly done: string;
  readonly problems?: string;
  readonly nextStep?: string;
  readonly needs?: string;
  readonly source?: string;
}

export interface TaskStory {
  readonly task: string;
  readonly part?: string;
  readonly unit: string;
  readonly person: string;
  readonly startsOn: string;
  readonly dueOn?: string;
  readonly target: string;
  readonly every?: Cadence;
  readonly reports?: readonly ReportStory[];
  readonly closure?: {
    readonly document: string;
    readonly issuer: string;
    readonly askedOn: string;
    readonly statement: string;
    /** Left out: it waits for a second person. */
    readonly decidedOn?: string;
    readonly returnedFor?: string;
    readonly source?: string;
  };
  readonly pressed?: { readonly onDay: string; readonly level: 1 | 2 | 3; readonly note: string };
}

const plan = (name: string): string => `service-system-2023.${name}`;
const measure = (number: string): string => `regional-centres-2023.measure${number}`;
const health = { unit: "省卫健委", person: "赵演一", startsOn: "2025-01-01" };
const nextStep = "按年度计划推进，下期补齐未完成的单位";

/** 2025-H1 to 2026-H1, filed in time. */
const halves = (done: readonly [string, string, string], progress: readonly [number, number, number]): readonly ReportStory[] =>
  (
    [
      ["2025-H1", "2025-07-08"],
      ["2025-H2", "2026-01-09"],
      ["2026-H1", "2026-07-09"],
    ] as const
  ).map(([period, onDay], at) => ({ period, onDay, progress: progress[at] ?? 0, done: done[at] ?? "", nextStep }));

const centres = ["task1", "task2", "task3", "task4"] as const;

export const taskStories: readonly TaskStory[] = [
  {
    ...health,
    task: plan("s1.4.general-hospital-action"),
    target: "县级综合医院能力评估逐年提升",
    reports: halves(["完成基线评估", "首批医院完成重点专科建设", "二批医院完成设备配置"], [20, 38, 58]),
  },
  {
    ...health,
    task: plan("s1.4.mch-hospital-action"),
    target: "县级妇幼保健院全部达到标准",
    reports: halves(["摸清县级妇幼保健院现状", "印发标准，开展对标", "部分医院完成产科改造"], [12, 24, 38]),
  },
  {
    ...health,
    task: plan("s1.4.tcm-hospital-action"),
    target: "县级中医院能力提升",
    reports: halves(["印发方案", "组织对口帮扶", "完成年度评估"], [25, 45, 60]),
    closure: {
      document: "晋卫中医函〔2026〕18号（演示）",
      issuer: "省卫健委",
      askedOn: "2026-08-20",
      statement: "县级中医院能力提升任务已经完成年度评估",
      decidedOn: "2026-08-26",
      returnedFor: "年度评估只覆盖了部分县，缺全省汇总",
    },
  },
  {
    ...health,
    task: plan("s1.7.supply-expansion"),
    target: "七类服务供给逐年增加",
    reports: [
      ...halves(["统计现有供给", "新增康复和护理床位", "安宁疗护试点进展较慢"], [10, 15, 20]).slice(0, 2),
      {
        period: "2026-H1",
        onDay: "2026-07-10",
        progress: 22,
        done: "康复、护理床位继续增加，安宁疗护试点进展较慢",
        problems: "安宁疗护收费政策未定，医疗机构积极性不高",
        nextStep: "与医保部门商定收费政策，年内扩大试点",
        needs: "请省医保局明确安宁疗护价格项目",
      },
    ],
  },
  {
    ...health,
    task: plan("s2.2.joint-contracting"),
    target: "签约居民获得县乡村共同服务",
    reports: halves(["县级医院组建签约团队", "签约服务覆盖六成乡镇", "签约服务覆盖八成乡镇"], [22, 40, 62]),
  },
  {
    ...health,
    task: plan("s2.6.cooperation-mechanism"),
    part: "lead1",
    target: "医养签约合作全覆盖",
    reports: halves(["完成协议文本", "协议签订过半", "协议全部签订"], [30, 60, 100]),
    closure: {
      document: "晋卫老龄发〔2026〕6号（演示）",
      issuer: "省卫健委",
      askedOn: "2026-07-20",
      statement: "医疗机构与养老机构全部签订合作协议并运行",
      decidedOn: "2026-07-28",
    },
  },
  {
    task: plan("s2.6.cooperation-mechanism"),
    part: "lead2",
    unit: "省民政厅",
    person: "钱演二",
    startsOn: "2025-01-01",
    target: "养老机构签约合作全覆盖",
    reports: [
      { period: "2025-H2", onDay: "2026-01-12", progress: 70, done: "养老机构签约七成", source: "晋民函〔2026〕3号（演示）" },
      { period: "2026-H1", onDay: "2026-07-10", progress: 100, done: "养老机构全部签约", source: "晋民函〔2026〕41号（演示）" },
    ],
    closure: {
      document: "晋民发〔2026〕12号（演示）",
      issuer: "省民政厅",
      askedOn: "2026-07-21",
      statement: "养老机构全部与医疗机构签约",
      decidedOn: "2026-07-28",
      source: "晋民函〔2026〕42号（演示）",
    },
  },
  {
    ...health,
    task: plan("s2.6.elderly-comanagement"),
    part: "lead1",
    target: "老年慢性病、康复、护理协同管理率七成",
    reports: halves(["建立台账", "试点两市", "扩大到六市"], [20, 35, 52]),
  },
  {
    ...health,
    task: plan("s1.2.ph-responsibility-list"),
    target: "制定并发布责任清单",
    reports: halves(["形成征求意见稿", "清单印发", "各市转发落实"], [60, 100, 100]).slice(0, 2),
    closure: {
      document: "晋卫疾控发〔2025〕31号（演示）",
      issuer: "省卫健委",
      askedOn: "2025-12-15",
      statement: "医疗卫生机构公共卫生责任清单已经印发公布",
      decidedOn: "2025-12-19",
    },
  },
  {
    ...health,
    task: plan("s1.2.p3-laboratory"),
    dueOn: "2025-12-31",
    target: "建成并取得认可",
    reports: halves(["主体完工", "设备安装过半", "设备安装完成，认可材料待报"], [55, 75, 85]),
    pressed: { onDay: "2026-02-10", level: 3, note: "提请约谈：请说明认可进度，提交整改方案" },
  },
  {
    ...health,
    task: plan("s1.4.thousand-doctors-mechanism"),
    target: "建立长效机制文件",
    reports: halves(["起草机制文件", "征求各市意见", "机制文件印发"], [30, 60, 95]),
    closure: {
      document: "晋卫医发〔2026〕22号（演示）",
      issuer: "省卫健委",
      askedOn: "2026-09-10",
      statement: "千名医师下基层长效机制已经印发",
    },
  },
  {
    task: plan("s5.2.long-term-care-insurance"),
    unit: "省医保局",
    person: "孙演三",
    startsOn: "2025-01-01",
    target: "逐步建立长期护理保险制度",
    reports: halves(["两市试点", "试点扩大到四市", ""], [20, 35, 35]).slice(0, 2),
    pressed: { onDay: "2026-09-01", level: 3, note: "提请约谈：上半年报告至今未报，请说明原因" },
  },
  {
    ...health,
    task: plan("s3.1.quality-measures"),
    every: 12,
    target: "年度质量安全改进目标",
    reports: [{ period: "2025", onDay: "2026-01-12", progress: 96, done: "十大改进目标完成九项，一项延续" }],
  },
  ...(["place1", "place2", "place3"] as const).map((part, at) => ({
    ...health,
    task: plan("s2.4.existing-pilots"),
    part,
    person: ["李演四", "周演五", "吴演六"][at] ?? "",
    target: "形成可推广的整合型服务经验",
    reports: halves(["制定年度计划", "完成集团内分工", "形成经验材料"], [20, 40, 62]),
  })),
  ...centres.map((part, at) => ({
    task: measure("02"),
    part,
    unit: "省财政厅",
    person: "郑演七",
    startsOn: "2025-01-01",
    target: "按年度考核支付输出医院费用",
    reports: halves(
      ["核定年度经费", "完成考核并支付", at === 3 ? "太原市支付办理中" : "上半年费用已经支付"],
      [30, 60, at === 3 ? 65 : 80],
    ),
  })),
  ...centres.slice(0, 3).map((part) => ({
    task: measure("29"),
    part,
    unit: "省财政厅",
    person: "郑演七",
    startsOn: "2025-01-01",
    target: "省部级以上奖金按两成配套",
    reports: halves(["受理申报", "完成配套奖励核定", "奖励全部兑现"], [40, 70, 90]),
  })),
  ...centres.map((part) => ({
    task: measure("04"),
    part,
    unit: "太原市人民政府",
    person: "王演八",
    startsOn: "2025-01-01",
    target: "保障水电路气暖等配套",
    reports: halves(["水电接入", "道路完成招标", "道路施工过半"], [40, 60, 75]),
  })),
  ...["facilities", "equipment", "staff", "capability"].map((dimension, at) => ({
    task: `linfen-2020.centres.maternal.dimension-${dimension}`,
    unit: "市卫健委",
    person: "冯示一",
    startsOn: "2025-01-01",
    target: "市县两级危重孕产妇救治中心全部达标",
    reports: halves(["完成自查", "补齐短板过半", "仅余两县"], [50, 70, 85]).slice(0, at === 2 ? 2 : 3),
  })),
];
