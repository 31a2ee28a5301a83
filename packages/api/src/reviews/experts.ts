import { z } from "zod";
import { dateText, instantText, page, pageQuery } from "../common.ts";
import { route } from "../route.ts";
import { room, sentence } from "./shared.ts";

const shortText = z.string().trim().min(2, "至少两个字").max(100, "至多100个字");

export const relationKinds = [
  "shareholding",
  "spouse",
  "lineal",
  "collateral",
  "in-law",
  "joint-project",
  "joint-paper",
  "teacher-student",
  "prepared",
] as const;

export const relationWords = {
  shareholding: "持股、控股",
  spouse: "夫妻",
  lineal: "直系血亲",
  collateral: "三代以内旁系血亲",
  "in-law": "近姻亲",
  "joint-project": "共同项目",
  "joint-paper": "合著论文",
  "teacher-student": "师生",
  prepared: "参与编制材料",
} as const satisfies Readonly<Record<(typeof relationKinds)[number], string>>;

export const titleLevelWords = { senior: "正高", "associate-senior": "副高", intermediate: "中级" } as const;

/** Where an expert worked; the present employer is `unitName`. */
const employment = z.object({ institution: z.string().nullable(), name: shortText, from: dateText, to: dateText.nullable() });
/** A tie to a unit or a person, by name; `lastOn` dates joint work. */
const relation = z.object({
  kind: z.enum(relationKinds),
  institution: z.string().nullable(),
  name: shortText,
  lastOn: dateText.nullable(),
});

/** What the pool keeps of an expert. No number of an identity card, no account, no telephone: no clause of the review needs them. */
export const expertInput = z.object({
  name: z.string().trim().min(2, "请填写姓名，至少两个字").max(50, "至多50个字"),
  title: shortText,
  titleLevel: z.enum(["intermediate", "associate-senior", "senior"]),
  institution: z.string().max(100).nullable(),
  unitName: shortText,
  /** 医疗集团 that the unit belongs to, where the register of institutions does not know. */
  groupName: z.string().trim().max(100, "至多100个字").nullable(),
  region: z.string().regex(/^\d{6}$/, "请选择单位所在地"),
  fields: z
    .array(z.string().trim().min(2, "每个领域至少两个字").max(40, "每个领域至多40个字"))
    .min(1, "至少一个专业领域")
    .max(10, "至多10个专业领域"),
  employments: z.array(employment).max(20, "至多20段"),
  relations: z.array(relation).max(50, "至多50条"),
  /** Projects in one year at most. */
  maxLoad: z.number("应为1至200的整数").int("应为1至200的整数").min(1, "应为1至200的整数").max(200, "应为1至200的整数"),
});
export type ExpertInput = z.infer<typeof expertInput>;

export const expertView = expertInput.extend({
  id: z.uuid(),
  number: z.string(),
  organiser: z.enum(["province", "city"]),
  regionName: z.string(),
  state: z.enum(["active", "paused"]),
  stateReason: z.string().nullable(),
  /** Projects of this year that he was invited to or accepted. */
  load: z.number().int(),
  account: z.object({ id: z.uuid(), name: z.string(), loginName: z.string() }).nullable(),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: instantText,
});
export type ExpertView = z.infer<typeof expertView>;

const expertParams = z.object({ expertId: z.uuid() });

const expertFilter = z.object({
  text: z.string().max(50).optional(),
  field: z.string().max(40).optional(),
  state: z.enum(["active", "paused"]).optional(),
});

export const listExperts = route({
  method: "GET",
  url: "/reviews/experts",
  room,
  summary: "专家库",
  access: "experts.write",
  query: pageQuery.extend(expertFilter.shape),
  answer: page(expertView),
});

export const exportExperts = route({
  method: "GET",
  url: "/reviews/experts.xlsx",
  room,
  summary: "按当前筛选导出专家库，可改后再导入",
  access: "experts.write",
  query: expertFilter,
  download: true,
});

export const listExpertFields = route({
  method: "GET",
  url: "/reviews/experts/fields",
  room,
  summary: "专家库中的专业领域及人数",
  access: "experts.write",
  answer: z.object({ items: z.array(z.object({ field: z.string(), experts: z.number().int() })) }),
});

export const listExpertAccounts = route({
  method: "GET",
  url: "/reviews/experts/accounts",
  room,
  summary: "尚未关联专家的专家账号",
  access: "experts.write",
  answer: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), loginName: z.string() })) }),
});

export const readExpert = route({
  method: "GET",
  url: "/reviews/experts/:expertId",
  room,
  summary: "一名专家",
  access: "experts.write",
  params: expertParams,
  answer: expertView.extend({
    /** What he was invited to, newest first: history of load and of refusals. */
    history: z.array(
      z.object({
        panel: z.uuid(),
        title: z.string(),
        year: z.number().int(),
        projects: z.number().int(),
        state: z.string(),
        reason: z.string().nullable(),
        invitedAt: instantText,
      }),
    ),
  }),
});

export const createExpert = route({
  method: "POST",
  url: "/reviews/experts",
  room,
  summary: "专家入库",
  access: "experts.write",
  body: expertInput,
  status: 201,
  answer: z.object({ id: z.uuid(), number: z.string() }),
});

export const changeExpert = route({
  method: "PUT",
  url: "/reviews/experts/:expertId",
  room,
  summary: "修改专家信息",
  access: "experts.write",
  params: expertParams,
  body: expertInput.extend({ version: z.number().int() }),
  answer: z.object({ version: z.number().int() }),
});

export const setExpertState = route({
  method: "PUT",
  url: "/reviews/experts/:expertId/state",
  room,
  summary: "暂停或恢复专家",
  access: "experts.write",
  params: expertParams,
  body: z.object({ state: z.enum(["active", "paused"]), reason: sentence, version: z.number().int() }),
  answer: z.object({ version: z.number().int() }),
});

export const linkExpertAccount = route({
  method: "PUT",
  url: "/reviews/experts/:expertId/account",
  room,
  summary: "关联专家账号",
  access: "experts.write",
  params: expertParams,
  body: z.object({ account: z.uuid().nullable(), version: z.number().int() }),
  answer: z.object({ version: z.number().int() }),
});
