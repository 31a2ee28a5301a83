import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { programmeId, projectParams, projectState, projectSummary } from "./shared.ts";

/** What each authority concludes for itself (晋财规社〔2024〕1号 第六条). */
export const verdictKinds = { truthfulness: "真实性", compliance: "合规性", feasibility: "可行性" } as const;
export type VerdictKind = keyof typeof verdictKinds;
export const verdictKindIds = Object.keys(verdictKinds) as readonly VerdictKind[];

/** Each may still be missing on its way in: the refusal names which (AUDIT_INCOMPLETE). */
export const checkVerdict = z.object({ passes: z.boolean(), reason: z.string().trim().max(1000, "理由不能超过1000个字") });
export type CheckVerdict = z.infer<typeof checkVerdict>;
export const checkVerdicts = z.object({
  truthfulness: checkVerdict.nullish(),
  compliance: checkVerdict.nullish(),
  feasibility: checkVerdict.nullish(),
});
export type CheckVerdicts = z.infer<typeof checkVerdicts>;

export const checkLevel = z.enum(["county", "city", "province"]);

/** 会审筹资 of one level: not asked, waiting for finance, or concluded. */
export const fundCheckState = z.enum(["not-needed", "waiting", "positive", "negative"]);

const opinion = z.string().trim().max(2000, "意见不能超过2000个字");

/** Boxes of the check page: what waits here, what is still below, what was returned to units, and everything I acted on. */
export const checkBoxes = { waiting: "待我审核", below: "下级办理中", returned: "退回补正中", handled: "已办" } as const;
export type CheckBox = keyof typeof checkBoxes;
const checkBox = z.enum(Object.keys(checkBoxes) as [CheckBox, ...CheckBox[]]);

export const checkItem = projectSummary.extend({
  /** Round of signatures that is being judged. */
  round: z.number().int(),
  route: z.array(checkLevel),
  seatName: z.string(),
  /** When it came to where it is now. */
  arrivedAt: instantText,
  ageDays: z.number().int(),
  /** Last day of this check or of the correction; null where the call sets none. */
  dueOn: dateText.nullable(),
  isOverdue: z.boolean(),
  isRead: z.boolean(),
  returnedTimes: z.number().int(),
  fundCheck: fundCheckState,
  /** Box "handled": what I did last, and when. */
  handled: z.object({ label: z.string(), at: instantText }).nullable(),
});
export type CheckItem = z.infer<typeof checkItem>;

export const listChecks = route({
  method: "GET",
  url: "/projects/checks",
  room: "projects",
  summary: "审核：待我审核、下级办理中、退回补正中、已办",
  access: "projects.read",
  query: pageQuery.extend({
    box: checkBox.default("waiting"),
    year: yearNumber.optional(),
    call: z.uuid().optional(),
    programme: programmeId.optional(),
    city: regionCode.optional(),
    county: regionCode.optional(),
    institution: z.string().max(64).optional(),
    /** Only what is past its last day, or ends within three days. */
    due: z.enum(["overdue", "soon"]).optional(),
    /** Part of title, number or name of the unit. */
    q: z.string().trim().max(100).optional(),
    sort: z.enum(["arrived", "-arrived", "amount", "-amount"]).default("arrived"),
  }),
  answer: page(checkItem),
});

export const countChecks = route({
  method: "GET",
  url: "/projects/checks/counts",
  room: "projects",
  summary: "审核：各类件数",
  access: "projects.read",
  answer: z.object({
    waiting: z.number().int(),
    below: z.number().int(),
    returned: z.number().int(),
    /** Calls that have anything in the boxes, for the filter. */
    calls: z.array(z.object({ id: z.uuid(), title: z.string(), waiting: z.number().int() })),
  }),
});

/** What came back from one step: the project's new state and version. */
const stepTaken = z.object({ state: projectState, version: z.number().int() });
const stepBody = z.object({ version: z.number().int() });

export const passProject = route({
  method: "POST",
  url: "/projects/checks/:projectId/pass",
  room: "projects",
  summary: "审核通过：真实性、合规性、可行性三项结论",
  access: "projects.check",
  params: projectParams,
  body: stepBody.extend({ verdicts: checkVerdicts, opinion: opinion.default("") }),
  answer: stepTaken,
});

export const returnProject = route({
  method: "POST",
  url: "/projects/checks/:projectId/return",
  room: "projects",
  summary: "退回补正：期限与次数按申报通知",
  access: "projects.check",
  params: projectParams,
  body: stepBody.extend({ opinion, verdicts: checkVerdicts.optional() }),
  answer: stepTaken.extend({ correctBy: dateText.nullable() }),
});

export const notRecommendProject = route({
  method: "POST",
  url: "/projects/checks/:projectId/not-recommend",
  room: "projects",
  summary: "不予推荐，理由必填",
  access: "projects.check",
  params: projectParams,
  body: stepBody.extend({ opinion, verdicts: checkVerdicts.optional() }),
  answer: stepTaken,
});

export const withdrawProject = route({
  method: "POST",
  url: "/projects/checks/:projectId/withdrawal",
  room: "projects",
  summary: "撤回申报：上级打开之前",
  access: "projects.sign",
  params: projectParams,
  body: stepBody.extend({ opinion }),
  answer: stepTaken,
});

/** One verdict, one opinion, many projects: stated for all, judged and recorded for each. */
export const checkInBatch = route({
  method: "POST",
  url: "/projects/checks/batch",
  room: "projects",
  summary: "批量审核通过或退回补正，逐件给出结果",
  access: "projects.check",
  body: z.object({
    action: z.enum(["pass", "return"]),
    rows: z
      .array(z.object({ projectId: z.uuid(), version: z.number().int() }))
      .min(1, "请先选择项目")
      .max(200, "一次最多200件"),
    verdicts: checkVerdicts.optional(),
    opinion: opinion.default(""),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        projectId: z.uuid(),
        number: z.string().nullable(),
        title: z.string(),
        isDone: z.boolean(),
        state: projectState.nullable(),
        /** Why it was not done. */
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  }),
});

/** 会审筹资: whether the unit's own money is there. What governments are to add is only pointed out, never demanded. */
export const concludeFundCheck = route({
  method: "POST",
  url: "/projects/checks/:projectId/fund-check",
  room: "projects",
  summary: "会审筹资结论",
  access: "projects.checkFunds",
  params: projectParams,
  body: stepBody.extend({
    passes: z.boolean(),
    /** Own money of the unit that was seen on proof. */
    confirmedFen: fenText,
    reason: z.string().trim().min(2, "请写明核对依据").max(1000, "核对依据不能超过1000个字"),
  }),
  answer: z.object({ state: fundCheckState }),
});

/** Where money of a project may come from beside the fund of its call. */
export const fundingSources = {
  central: "中央补助",
  city: "市级财政",
  county: "县级财政",
  own: "单位自筹",
  other: "其他",
} as const;
export type FundingSource = keyof typeof fundingSources;

/** Own-level money of one source; the last entry of a source counts. The fund's own amount is not entered and cannot be changed here. */
export const recordFunding = route({
  method: "POST",
  url: "/projects/:projectId/funding",
  room: "projects",
  summary: "统筹资金表：登记本级安排的资金",
  access: "projects.checkFunds",
  params: projectParams,
  body: z.object({
    source: z.enum(Object.keys(fundingSources) as [FundingSource, ...FundingSource[]]),
    amountFen: fenText.refine((text) => !text.startsWith("-"), "金额不能小于0"),
    basis: z.string().trim().min(2, "请写明资金依据，如文号").max(200, "依据不能超过200个字"),
  }),
  answer: z.null(),
});

export const flagKeyProject = route({
  method: "POST",
  url: "/projects/:projectId/key",
  room: "projects",
  summary: "标注或取消重点项目，写明理由",
  access: "projects.select",
  params: projectParams,
  body: z.object({ isKey: z.boolean(), reason: z.string().trim().min(2, "请写明理由").max(500, "理由不能超过500个字") }),
  answer: z.null(),
});

const trailEntry = z.object({
  kind: z.enum(["step", "read", "fund-check", "key", "change", "assessment"]),
  at: instantText,
  label: z.string(),
  /** Office at whose desk it happened. */
  office: z.string(),
  byName: z.string(),
  /** Whom the person stood in for: 代某某. */
  forName: z.string().nullable(),
  round: z.number().int().nullable(),
  toState: projectState.nullable(),
  verdicts: checkVerdicts.nullable(),
  opinion: z.string().nullable(),
  basis: z.string().nullable(),
  correctBy: dateText.nullable(),
  amountFen: fenText.nullable(),
  isPositive: z.boolean().nullable(),
});
export type TrailEntry = z.infer<typeof trailEntry>;

const shownAttachment = z.object({
  id: z.uuid(),
  material: z.string(),
  name: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  /** New in this round, or also in the one before. */
  isNew: z.boolean(),
});

export const projectPage = z.object({
  project: checkItem,
  /** What happens next and who must act; null when nothing is to be done. */
  next: z.object({ office: z.string(), step: z.string(), dueOn: dateText.nullable(), note: z.string().nullable() }).nullable(),
  /** Steps that the reader may take now. */
  actions: z.array(
    z.object({ action: z.string(), label: z.string(), clause: z.string().nullable(), forName: z.string().nullable() }),
  ),
  /** How often it may still be returned here, and how many days a correction has. */
  correction: z.object({ days: z.number().int(), times: z.number().int() }),
  mayCheckFunds: z.boolean(),
  mayRecordFunding: z.boolean(),
  mayMarkKey: z.boolean(),
  mayAssignTasks: z.boolean(),
  /** Hints that a person should verify (提示核实); they block nothing. */
  hints: z.array(z.object({ sentence: z.string(), clause: z.string().nullable() })),
  content: z.object({
    /** Sections of the form as the call defines them (CallDefinition of packages/projects). */
    definition: z.unknown(),
    answers: z.record(z.string(), z.unknown()),
    /** Answers of the round before where they differ; a new question has null. */
    before: z.record(z.string(), z.unknown()),
    attachments: z.array(shownAttachment),
    /** Files of the round before that are gone. */
    removed: z.array(z.object({ material: z.string(), name: z.string() })),
    round: z.number().int(),
    /** The signature over this content; null for the unit's unsigned draft. */
    signed: z.object({ byName: z.string(), at: instantText, sha256: z.string() }).nullable(),
  }),
  trail: z.array(trailEntry),
  /** 统筹资金表 (第四条（二）): need, money from above, own-level money, uncovered need; beside each, what the books say was paid of it. */
  funding: z.object({
    needFen: fenText,
    upperFen: fenText,
    upperPaidFen: fenText,
    rows: z.array(
      z.object({
        source: z.string(),
        label: z.string(),
        /** What the budget expects of the source. */
        neededFen: fenText,
        amountFen: fenText,
        paidFen: fenText,
        /** Expected and not committed; nothing of what is not a government's. */
        gapFen: fenText.nullable(),
        /** Null where nobody has committed anything. */
        committed: z.object({ office: z.string(), basis: z.string(), byName: z.string(), at: instantText }).nullable(),
      }),
    ),
    paidFen: fenText,
    gapFen: fenText,
  }),
});
export type ProjectPage = z.infer<typeof projectPage>;

/** Opening it at the level whose turn it is counts as reading: from then on the unit cannot withdraw. */
export const readProject = route({
  method: "GET",
  url: "/projects/:projectId",
  room: "projects",
  summary: "项目：内容、流程轨迹、统筹资金表与可办事项",
  access: "projects.read",
  params: projectParams,
  answer: projectPage,
});

/** Tasks of a project, each with its responsible health authority and level (第四条（一）). */
export const projectTask = z.object({
  id: z.uuid(),
  project: z.object({ id: z.uuid(), title: z.string() }),
  title: z.string(),
  level: checkLevel,
  region: regionCode,
  regionName: z.string(),
  role: z.string(),
  roleTitle: z.string(),
  dueOn: dateText,
  isOverdue: z.boolean(),
  assignedBy: z.string(),
  assignedAt: instantText,
  done: z.object({ byName: z.string(), at: instantText, note: z.string() }).nullable(),
  mayFinish: z.boolean(),
});
export type ProjectTask = z.infer<typeof projectTask>;

export const listProjectTasks = route({
  method: "GET",
  url: "/projects/tasks",
  room: "projects",
  summary: "项目任务：本地区、本级及以下",
  access: "projects.read",
  query: pageQuery.extend({ project: z.uuid().optional(), state: z.enum(["open", "done"]).optional() }),
  answer: page(projectTask),
});

export const assignProjectTask = route({
  method: "POST",
  url: "/projects/:projectId/tasks",
  room: "projects",
  summary: "分派项目任务给负责的卫生健康部门",
  access: "projects.check",
  params: projectParams,
  body: z.object({
    title: z.string().trim().min(2, "请写明任务").max(200, "任务不能超过200个字"),
    level: checkLevel,
    /** Responsible office, as a role. */
    role: z.string().max(50),
    dueOn: dateText,
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const finishProjectTask = route({
  method: "POST",
  url: "/projects/tasks/:taskId/finish",
  room: "projects",
  summary: "办结项目任务",
  access: "projects.check",
  params: z.object({ taskId: z.uuid() }),
  body: z.object({ note: z.string().trim().min(2, "请写明完成情况").max(1000, "完成情况不能超过1000个字") }),
  answer: z.null(),
});
