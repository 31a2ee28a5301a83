import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery } from "../common.ts";
import { route } from "../route.ts";
import { documentNumber, programmeId, projectParams, projectState, projectSummary } from "./shared.ts";

const room = "projects";
const reason = z.string().trim().min(2, "请写明理由，至少两个字").max(2_000);
const person = z.object({ name: z.string(), at: instantText });

export const listProjects = route({
  method: "GET",
  url: "/projects/library",
  room,
  summary: "项目库：按状态、批次、地区、机构查询",
  access: "projects.read",
  query: pageQuery.extend({
    text: z.string().trim().max(100).optional(),
    state: projectState.optional(),
    /** Everything that is in the library, whatever it has come to since. */
    phase: z.enum(["declared", "library", "ended"]).optional(),
    programme: programmeId.optional(),
    year: z.coerce.number().int().optional(),
    call: z.uuid().optional(),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    institution: z.string().max(64).optional(),
    /** Newest change first, or largest amount first. */
    sort: z.enum(["-changed", "-amount", "number"]).default("-changed"),
  }),
  answer: page(projectSummary),
});

export const exportProjects = route({
  method: "GET",
  url: "/projects/library/export",
  room,
  summary: "项目库导出为工作簿",
  access: "projects.read",
  query: z.object({
    text: z.string().trim().max(100).optional(),
    state: projectState.optional(),
    phase: z.enum(["declared", "library", "ended"]).optional(),
    programme: programmeId.optional(),
    year: z.coerce.number().int().optional(),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  }),
  download: true,
});

const change = z.object({
  id: z.uuid(),
  kind: z.enum(["content", "budget", "period", "unit"]),
  reason: z.string(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  falls: z.array(z.enum(["checks", "review", "selection", "finance"])),
  totalDifferenceFen: fenText,
  supportDifferenceFen: fenText,
  sentence: z.string(),
  state: z.enum(["to_sign", "sent_back", "requested", "with_finance", "granted", "refused", "withdrawn"]),
  requested: person,
  /** The head of the unit, over exactly this content. */
  signed: person.extend({ sha256: z.string() }).nullable(),
  /** Why the head sent it back to the clerk. */
  sentBack: z.string().nullable(),
  organiser: person.nullable(),
  finance: person.nullable(),
  opinion: z.string().nullable(),
  basis: z.string().nullable(),
});
export type ProjectChange = z.infer<typeof change>;

const acceptanceResult = z.enum(["passed", "mend", "failed"]);
const light = z.enum(["good", "warning", "bad", "neutral"]);

const acceptanceMember = z.object({
  name: z.string().trim().max(30),
  unit: z.string().trim().max(100),
  post: z.string().trim().max(60).default(""),
  result: acceptanceResult,
  opinion: z.string().trim().max(1_000).default(""),
});

const acceptance = z.object({
  seq: z.number().int(),
  acceptedOn: dateText,
  documentNumber: z.string(),
  result: acceptanceResult,
  conclusion: z.string(),
  comparison: z.string().nullable(),
  /** The order to mend, how it stands, and what the unit reported. */
  mend: z
    .object({
      by: dateText,
      order: z.string(),
      light,
      text: z.string(),
      reported: person.extend({ opinion: z.string() }).nullable(),
    })
    .nullable(),
  members: z.array(acceptanceMember.extend({ post: z.string(), opinion: z.string() })),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), sizeBytes: z.number().int(), sha256: z.string() })),
  by: person,
});
export type ProjectAcceptance = z.infer<typeof acceptance>;

/** What the library knows of one project beside its content and its trail. */
export const libraryRecord = z.object({
  state: projectState,
  /** What this actor may do now, from the table of steps. */
  steps: z.array(z.object({ action: z.string(), label: z.string(), needs: z.array(z.enum(["opinion", "verdicts", "basis"])) })),
  reservedUntil: dateText.nullable(),
  /** 建设期: one year from the approved start (5g-2022.art5.a); light and sentence as of today. */
  term: z.object({ startsOn: dateText, endsOn: dateText, light, text: z.string() }).nullable(),
  versions: z.array(
    z.object({ version: z.number().int(), totalFen: fenText, supportFen: fenText, by: person, changeId: z.uuid().nullable() }),
  ),
  changes: z.array(change),
  /** Every inspection, the newest first. */
  acceptances: z.array(acceptance),
  /** Whether this actor may hold one now. */
  mayAccept: z.boolean(),
  /** Entries of registers that the result became. */
  facts: z.array(z.object({ register: z.string(), title: z.string(), entryId: z.uuid(), entryNo: z.string() })),
});

export const readLibraryRecord = route({
  method: "GET",
  url: "/projects/:projectId/library",
  room,
  summary: "项目的库内情况：储备期、版本、变更、验收",
  access: "projects.read",
  params: projectParams,
  answer: libraryRecord,
});

/** Steps of the library that need no more than an opinion or a basis. */
export const moveProject = route({
  method: "POST",
  url: "/projects/:projectId/steps",
  room,
  summary: "库内流程：续期、安排资金、开工、整改报验、结项、暂停、恢复、终止",
  access: "projects.read",
  params: projectParams,
  body: z.object({
    action: z.enum(["renew", "fund", "start", "reportMended", "close", "suspend", "resume", "terminate"]),
    version: z.number().int(),
    opinion: z.string().trim().max(2_000).optional(),
    basis: z.string().trim().max(100).optional(),
  }),
  answer: libraryRecord,
});

const changeBody = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("content"), answers: z.record(z.string().max(80), z.unknown()), reason }),
  z.object({ kind: z.literal("budget"), budget: z.unknown(), reason }),
  z.object({ kind: z.literal("period"), startsOn: dateText, endsOn: dateText, reason }),
  z.object({ kind: z.literal("unit"), institution: z.string().max(64), reason }),
]);

/** Before anything is asked: which approvals fall, and what it does to the money. */
export const previewChange = route({
  method: "POST",
  url: "/projects/:projectId/changes/preview",
  room,
  summary: "变更的影响：哪些审批失效，资金怎样变",
  access: "projects.declare",
  params: projectParams,
  body: changeBody,
  answer: change.pick({
    kind: true,
    before: true,
    after: true,
    falls: true,
    totalDifferenceFen: true,
    supportDifferenceFen: true,
    sentence: true,
  }),
});

export const requestChange = route({
  method: "POST",
  url: "/projects/:projectId/changes",
  room,
  summary: "申请变更（内容、预算、期限、单位），先由本单位负责人签批",
  access: "projects.declare",
  params: projectParams,
  body: changeBody,
  answer: change,
  status: 201,
});

const changeParams = z.object({ changeId: z.uuid() });

export const readChangeContent = route({
  method: "GET",
  url: "/projects/changes/:changeId/content",
  room,
  summary: "变更申请的签批内容与校验值",
  access: "projects.read",
  params: changeParams,
  answer: z.object({ content: z.unknown(), sha256: z.string() }),
});

/** Nobody above the unit judges what its head has not signed. */
export const signChange = route({
  method: "POST",
  url: "/projects/changes/:changeId/signature",
  room,
  summary: "单位负责人签批变更申请",
  access: "projects.sign",
  params: changeParams,
  body: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  answer: change,
});

export const sendBackChange = route({
  method: "POST",
  url: "/projects/changes/:changeId/sending-back",
  room,
  summary: "单位负责人把变更申请退回经办",
  access: "projects.sign",
  params: changeParams,
  body: z.object({ opinion: reason }),
  answer: change,
});

/** The organiser first; 省财政厅 after it where the money changes. */
export const judgeChange = route({
  method: "POST",
  url: "/projects/changes/:changeId/judgement",
  room,
  summary: "审批变更",
  access: "signed-in",
  params: changeParams,
  body: z.object({ outcome: z.enum(["grant", "refuse"]), opinion: reason, basis: z.string().trim().max(100).optional() }),
  answer: change,
});

export const withdrawChange = route({
  method: "POST",
  url: "/projects/changes/:changeId/withdrawal",
  room,
  summary: "撤回变更申请",
  access: "projects.declare",
  params: changeParams,
  body: z.object({}),
  answer: change,
});

/** Reports, pictures, lists of attendance: each is kept first, the acceptance names them. */
export const addAcceptanceFile = route({
  method: "POST",
  url: "/projects/:projectId/acceptance-files",
  room,
  summary: "上传验收材料",
  access: "projects.select",
  params: projectParams,
  upload: { maxBytes: 20 * 1_048_576 },
  answer: z.object({ id: z.uuid(), name: z.string(), sizeBytes: z.number().int() }),
  status: 201,
});

export const acceptProject = route({
  method: "POST",
  url: "/projects/:projectId/acceptance",
  room,
  summary: "验收：通过、限期整改、不通过（须有文件、成员和材料；通过的结果自动成为台账事实）",
  access: "projects.select",
  params: projectParams,
  body: z.object({
    version: z.number().int(),
    acceptedOn: dateText,
    documentNumber,
    result: acceptanceResult,
    conclusion: reason,
    comparison: z.string().trim().max(2_000).optional(),
    mendBy: dateText.optional(),
    order: z.string().trim().max(2_000).optional(),
    members: z.array(acceptanceMember).max(30, "至多30名成员"),
    files: z.array(z.uuid()).max(20, "至多20个文件"),
  }),
  answer: libraryRecord,
  status: 201,
});

export const downloadAcceptanceFile = route({
  method: "GET",
  url: "/projects/:projectId/acceptance-files/:file",
  room,
  summary: "下载验收材料",
  access: "projects.read",
  params: projectParams.extend({ file: z.uuid() }),
  download: true,
});

/** Names as they were when the row was written: the confirmed list is public, the projects behind it are not. */
const planRow = z.object({
  project: z.object({ id: z.uuid(), number: z.string(), title: z.string() }),
  institution: z.object({ id: z.string(), name: z.string() }),
  part: z.enum(["tertiary-hospital", "county-group", "township-centre"]),
  amountFen: fenText,
  targets: z.string(),
});

const planTarget = z.object({
  name: z.string().trim().min(2).max(60),
  unit: z.string().trim().min(1).max(10),
  base: z.number().nullable(),
  planned: z.number().nullable(),
  actual: z.number().nullable(),
});

export const supportPlan = z.object({
  id: z.uuid(),
  programme: programmeId,
  year: z.number().int(),
  version: z.number().int(),
  state: z.enum(["draft", "confirmed"]),
  documentNumber: z.string().nullable(),
  confirmed: person.nullable(),
  targets: z.array(planTarget),
  rows: z.array(planRow),
  totalFen: fenText,
});

/** 项目支持计划和三类名单 (晋财社〔2022〕32号 第三、十条), newest version first; anyone reads confirmed ones. */
export const listSupportPlans = route({
  method: "GET",
  url: "/projects/support-plans",
  room,
  summary: "项目支持计划和名单",
  access: "public",
  query: z.object({ programme: programmeId.default("5g-pilot"), year: z.coerce.number().int().optional() }),
  answer: z.object({ items: z.array(supportPlan) }),
});

export const saveSupportPlan = route({
  method: "PUT",
  url: "/projects/support-plans/:programme/:year",
  room,
  summary: "编制项目支持计划（草稿）",
  access: "projects.select",
  params: z.object({ programme: programmeId, year: z.coerce.number().int() }),
  body: z.object({
    targets: z.array(planTarget).max(50),
    rows: z
      .array(
        z.object({
          project: z.uuid(),
          part: planRow.shape.part,
          amountFen: fenText,
          targets: z.string().trim().min(2, "请写明目标").max(500),
        }),
      )
      .max(2_000),
  }),
  answer: supportPlan,
});

export const confirmSupportPlan = route({
  method: "POST",
  url: "/projects/support-plans/:programme/:year/confirmation",
  room,
  summary: "确定名单和支持计划",
  access: "projects.select",
  params: z.object({ programme: programmeId, year: z.coerce.number().int() }),
  body: z.object({ documentNumber }),
  answer: supportPlan,
});

export const fundRequest = z.object({
  id: z.uuid(),
  programme: programmeId,
  year: z.number().int(),
  documentNumber: z.string(),
  reason: z.string(),
  totalFen: fenText,
  submitted: person,
  rows: z.array(z.object({ project: planRow.shape.project, institution: planRow.shape.institution, amountFen: fenText })),
});

export const listFundRequests = route({
  method: "GET",
  url: "/projects/fund-requests",
  room,
  summary: "向省财政厅申报支持资金",
  access: "plans.read",
  query: z.object({ programme: programmeId.default("5g-pilot"), year: z.coerce.number().int().optional() }),
  answer: z.object({ items: z.array(fundRequest) }),
});

export const submitFundRequest = route({
  method: "POST",
  url: "/projects/fund-requests",
  room,
  summary: "提交资金申报（只能列支持计划内的入库项目）",
  access: "projects.select",
  body: z.object({
    programme: programmeId,
    year: z.number().int(),
    reason,
    documentNumber,
    rows: z
      .array(z.object({ project: z.uuid().optional(), institution: z.string().max(64).optional(), amountFen: fenText }))
      .max(2_000),
  }),
  answer: fundRequest,
  status: 201,
});
