import { z } from "zod";
import { dateText, fenText, instantText, positiveFen, yearNumber } from "../common.ts";
import { route } from "../route.ts";

const room = "centre-money";

/** 中心经费: money of the four national regional centres that hangs on targets and awards (五（一）2 and 五（六）29 of the plan). */
const centreId = z.enum(["task1", "task2", "task3", "task4"]);
const payer = z.enum(["山西省", "太原市"]);
const notNegativeFen = fenText.refine((text) => BigInt(text) >= 0n, "金额不能小于零");
const said = (least: number, most: number, message: string) => z.string().trim().min(least, message).max(most);
const explanation = z.array(z.object({ clause: z.string(), text: z.string() }));
const centreYear = yearNumber.refine((year) => year >= 2023, "方案自2023年起");

export const awardRecipients = {
  centre: "中心",
  employed: "中心在职人员",
  posted: "输出医院派驻人员",
  other: "其他",
} as const;
export const awardLevelNames = ["市厅级", "省部级", "国家级"] as const;
export const centreItems = [
  "管理费用",
  "人员薪酬费用",
  "房屋租赁费",
  "交通费",
  "其他相关生活费用",
  "安家费",
  "科研启动费",
  "工作津贴",
] as const;

const assessment = z.object({
  version: z.number().int(),
  state: z.enum(["draft", "final"]),
  score: z.string().nullable(),
  conclusion: z.string(),
  assessedOn: dateText,
  feeFen: fenText,
  coefficient: z.string().nullable(),
  reason: z.string(),
  draftedBy: z.string(),
  draftedAt: instantText,
  finalBy: z.string().nullable(),
  finalAt: instantText.nullable(),
  mayFinalise: z.boolean(),
});

const payment = z.object({
  id: z.string(),
  item: z.string(),
  payee: z.string(),
  assessmentYear: z.number().int(),
  amountFen: fenText,
  paidOn: dateText,
  voucher: z.string(),
  person: z.string().nullable(),
  policy: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string(),
});

const centre = z.object({
  id: centreId,
  coBuiltName: z.string(),
  originalName: z.string(),
  exportingHospital: z.string(),
  assessor: z.string(),
  payer,
  assessments: z.array(assessment),
  /** The fee of the year; null: 未确定. */
  fixedFen: fenText.nullable(),
  paidFen: fenText,
  availableFen: fenText.nullable(),
  overFen: fenText,
  explanation,
  payments: z.array(payment),
  mayAssess: z.boolean(),
  mayPay: z.boolean(),
});
export type CentreMoney = z.infer<typeof centre>;

const fund = z.object({
  payer,
  /** Null: 未安排. */
  amountFen: fenText.nullable(),
  document: z.string().nullable(),
  spentFen: fenText,
  mayEnter: z.boolean(),
});

const policy = z.object({
  id: z.string(),
  name: z.string(),
  item: z.string(),
  validFrom: dateText,
  validTo: dateText.nullable(),
  ceilingFen: fenText,
});

export const showCentreMoney = route({
  method: "GET",
  url: "/centre-money",
  room,
  summary: "中心经费：一年各中心的考核、应付管理费、付款和专项经费安排",
  access: "indicators.read",
  query: z.object({ year: centreYear }),
  answer: z.object({
    year: z.number().int(),
    centres: z.array(centre),
    funds: z.array(fund),
    policies: z.array(policy),
    mayKeepPolicies: z.boolean(),
  }),
});

export const draftCentreAssessment = route({
  method: "POST",
  url: "/centre-money/assessments",
  room,
  summary: "登记一家中心的年度考核草稿；定稿后的更改是新版本",
  access: "indicators.check",
  body: z.object({
    centre: centreId,
    year: centreYear,
    score: z
      .string()
      .regex(/^(100|\d{1,2})(\.\d{1,2})?$/, "分数为0到100，至多两位小数")
      .nullable(),
    conclusion: said(2, 200, "请填写考核结论"),
    assessedOn: dateText,
    feeFen: notNegativeFen,
    coefficient: z
      .string()
      .regex(/^\d(\.\d{1,4})?$/, "系数至多四位小数")
      .nullable(),
    reason: said(4, 500, "请说明金额的理由"),
  }),
  status: 201,
  answer: z.object({ version: z.number().int() }),
});

export const finaliseCentreAssessment = route({
  method: "POST",
  url: "/centre-money/assessments/:centre/:year/:version/final",
  room,
  summary: "由另一人将年度考核定稿，核定管理费",
  access: "indicators.check",
  params: z.object({ centre: centreId, year: centreYear, version: z.coerce.number().int().min(1) }),
  answer: z.object({ fixedFen: fenText, explanation }),
});

export const planSpecialFund = route({
  method: "POST",
  url: "/centre-money/funds",
  room,
  summary: "登记一年的专项经费安排；再次登记须说明理由，原安排保留",
  access: "payments.pay",
  body: z.object({
    payer,
    year: centreYear,
    amountFen: positiveFen,
    document: said(2, 200, "请填写预算文件"),
    reason: z.string().trim().max(500).nullable(),
  }),
  status: 201,
  answer: z.object({ version: z.number().int() }),
});

export const recordTalentPolicy = route({
  method: "POST",
  url: "/centre-money/policies",
  room,
  summary: "登记省现行人才政策的项目、有效期和标准",
  access: "payments.pay",
  body: z.object({
    name: said(2, 200, "请填写政策名称"),
    item: z.enum(["安家费", "科研启动费", "工作津贴"]),
    validFrom: dateText,
    validTo: dateText.nullable(),
    ceilingFen: positiveFen,
  }),
  status: 201,
  answer: z.object({ id: z.string() }),
});

export const payExportingHospital = route({
  method: "POST",
  url: "/centre-money/payments",
  room,
  summary: "登记向输出医院的一笔付款；考核未定稿或超过核定额的拒绝",
  access: "payments.pay",
  body: z.object({
    centre: centreId,
    item: said(2, 50, "请选择支付项目"),
    payee: said(2, 100, "请填写收款单位"),
    assessmentYear: centreYear.nullable(),
    amountFen: positiveFen,
    paidOn: dateText,
    voucher: said(1, 60, "请填写凭证号"),
    person: z.string().trim().max(50).nullable(),
    policy: z.uuid().nullable(),
    note: z.string().trim().max(500).nullable(),
  }),
  status: 201,
  answer: z.object({ id: z.string(), explanation }),
});

const award = z.object({
  id: z.string(),
  centre: centreId,
  centreName: z.string(),
  recipient: z.enum(["centre", "employed", "posted", "other"]),
  recipientName: z.string(),
  award: z.string(),
  level: z.enum(awardLevelNames),
  prizeFen: fenText,
  receivedFen: fenText,
  matchFen: fenText,
  awardedOn: dateText,
  document: z.string(),
  state: z.enum(["filed", "accepted", "rejected", "paid"]),
  opinion: z.string().nullable(),
  filedBy: z.string(),
  decidedBy: z.string().nullable(),
  paidOn: dateText.nullable(),
  voucher: z.string().nullable(),
  explanation,
  mayDecide: z.boolean(),
  mayPay: z.boolean(),
});
export type CentreAward = z.infer<typeof award>;

export const listCentreAwards = route({
  method: "GET",
  url: "/centre-money/awards",
  room,
  summary: "奖金配套：一年获奖的申报、受理奖金和配套额",
  access: "indicators.read",
  query: z.object({ year: centreYear }),
  answer: z.object({
    items: z.array(award),
    claims: z.number().int(),
    acceptedPrizeFen: fenText,
    matchFen: fenText,
    mayFile: z.boolean(),
  }),
});

export const fileCentreAward = route({
  method: "POST",
  url: "/centre-money/awards",
  room,
  summary: "申报一项奖金配套；填报的配套额须与计算一致",
  access: "indicators.report",
  body: z.object({
    centre: centreId,
    recipient: z.enum(["centre", "employed", "posted", "other"]),
    recipientName: said(2, 100, "请填写获奖者"),
    namesCentre: z.boolean(),
    award: said(2, 200, "请填写奖项名称"),
    level: z.enum(awardLevelNames),
    prizeFen: notNegativeFen,
    receivedFen: notNegativeFen,
    /** Null: as computed. */
    matchFen: notNegativeFen.nullable(),
    awardedOn: dateText,
    document: z.string().trim().max(200),
  }),
  status: 201,
  answer: z.object({ id: z.string(), explanation }),
});

const ofAward = z.object({ award: z.uuid() });

export const decideCentreAward = route({
  method: "POST",
  url: "/centre-money/awards/:award/decision",
  room,
  summary: "由另一人受理或退回一项奖金配套",
  access: "indicators.check",
  params: ofAward,
  body: z.object({ accepts: z.boolean(), opinion: said(2, 500, "请填写意见") }),
  answer: z.object({ state: z.enum(["accepted", "rejected"]) }),
});

export const payCentreAward = route({
  method: "POST",
  url: "/centre-money/awards/:award/payment",
  room,
  summary: "登记省财政已拨付的奖金配套",
  access: "payments.pay",
  params: ofAward,
  body: z.object({ paidOn: dateText, voucher: said(1, 60, "请填写凭证号") }),
  answer: z.object({ matchFen: fenText }),
});
