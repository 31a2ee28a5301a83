import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery } from "../common.ts";
import { route } from "../route.ts";
import { programmeId, projectParams, projectState } from "./shared.ts";

const room = "projects";
const reason = z.string().trim().min(2, "请写明理由，至少两个字").max(2_000);
const callParams = z.object({ callId: z.uuid() });
const selectionParams = z.object({ selectionId: z.uuid() });
const noticeParams = z.object({ noticeId: z.uuid() });
const person = z.object({ name: z.string(), at: instantText });

export const argumentPoint = z.enum(["necessity", "feasibility", "standardisation"]);

/** 论证 of one project: the conclusion in force for each point, and all that came before. */
export const projectArguments = z.object({
  inForce: z.array(z.object({ point: argumentPoint, passes: z.boolean(), reason: z.string(), by: person })),
  earlier: z.array(z.object({ point: argumentPoint, passes: z.boolean(), reason: z.string(), by: person })),
  missing: z.array(z.string()),
});

export const readArguments = route({
  method: "GET",
  url: "/projects/:projectId/arguments",
  room,
  summary: "项目论证：必要性、可行性、规范性",
  access: "projects.read",
  params: projectParams,
  answer: projectArguments,
});

export const recordArgument = route({
  method: "POST",
  url: "/projects/:projectId/arguments",
  room,
  summary: "登记一项论证结论",
  access: "projects.select",
  params: projectParams,
  body: z.object({ point: argumentPoint, passes: z.boolean(), reason }),
  answer: projectArguments,
  status: 201,
});

/** One reviewed project in the order of the review. Scores in hundredths of a point. */
export const selectionRow = z.object({
  project: z.object({ id: z.uuid(), number: z.string(), title: z.string(), state: projectState, isKey: z.boolean() }),
  institution: z.object({ id: z.string(), name: z.string() }),
  rank: z.number().int(),
  score: z.number().int().nullable(),
  adjustedScore: z.number().int().nullable(),
  conclusion: z.enum(["recommended", "revise", "not-recommended"]),
  /** Points of the argument without a positive conclusion. */
  missingArguments: z.array(z.string()),
  askedFen: fenText,
  isChosen: z.boolean(),
  supportFen: fenText,
  departs: z.boolean(),
  reason: z.string().nullable(),
  clause: z.string().nullable(),
});

export const selection = z.object({
  id: z.uuid(),
  state: z.enum(["proposed", "returned", "decided"]),
  rows: z.array(selectionRow),
  chosen: z.number().int(),
  totalFen: fenText,
  minutesNumber: z.string().nullable(),
  minutesOn: dateText.nullable(),
  opinion: z.string().nullable(),
  proposed: person,
  decided: person.nullable(),
  noticeId: z.uuid().nullable(),
});

/** What the selection of a call stands on: reviewed projects in rank order, and the selections proposed so far. */
export const readSelection = route({
  method: "GET",
  url: "/projects/calls/:callId/selection",
  room,
  summary: "遴选：评审排序、论证、拟选名单",
  access: "projects.select",
  params: callParams,
  answer: z.object({
    call: z.object({ id: z.uuid(), title: z.string(), programme: programmeId, year: z.number().int() }),
    /** How many may be chosen; null: no limit in the call. */
    quota: z.number().int().nullable(),
    /** Projects of the call that still wait for their review. */
    unreviewed: z.number().int(),
    candidates: z.array(selectionRow),
    selections: z.array(selection),
  }),
});

export const proposeSelection = route({
  method: "POST",
  url: "/projects/calls/:callId/selection",
  room,
  summary: "提出拟选名单（与排序不一致的逐项写明理由和条款）",
  access: "projects.select",
  params: callParams,
  body: z.object({
    rows: z
      .array(
        z.object({
          project: z.uuid(),
          isChosen: z.boolean(),
          supportFen: fenText.default("0"),
          reason: z.string().trim().max(2_000).optional(),
          clause: z.string().trim().max(80).optional(),
        }),
      )
      .min(1)
      .max(2_000),
  }),
  answer: selection,
  status: 201,
});

export const decideSelection = route({
  method: "POST",
  url: "/projects/selections/:selectionId/decision",
  room,
  summary: "审定或退回拟选名单（会议纪要号必填，提出人不得审定）",
  access: "projects.select",
  params: selectionParams,
  body: z.discriminatedUnion("decision", [
    z.object({
      decision: z.literal("decide"),
      minutesNumber: z.string().trim().min(2, "请填写会议纪要号").max(60),
      minutesOn: dateText,
    }),
    z.object({ decision: z.literal("return"), opinion: reason }),
  ]),
  answer: selection,
});

/** A row that the public reads: no person's number, no account, no contact. */
export const noticeRow = z.object({
  number: z.string(),
  title: z.string(),
  institution: z.string(),
  place: z.string(),
  supportFen: fenText,
  rank: z.number().int(),
  isChosen: z.boolean(),
  /** Why the choice departs from the rank, and the clause. */
  departure: z.object({ reason: z.string(), clause: z.string() }).nullable(),
});

const noticeSummary = z.object({
  id: z.uuid(),
  title: z.string(),
  programme: programmeId,
  year: z.number().int(),
  publishedOn: dateText,
  workingDays: z.number().int(),
  closesOn: dateText,
  state: z.enum(["open", "superseded", "concluded"]),
  chosen: z.number().int(),
  totalFen: fenText,
});

export const publicNotice = noticeSummary.extend({
  callId: z.uuid(),
  rows: z.array(noticeRow),
  basis: z.string(),
  contact: z.string(),
  sha256: z.string(),
  supersedes: z.uuid().nullable(),
  /** Whether an objection can still be handed in. */
  acceptsObjections: z.boolean(),
});

export const publishNotice = route({
  method: "POST",
  url: "/projects/selections/:selectionId/notice",
  room,
  summary: "由审定结果生成并发布公示",
  access: "projects.select",
  params: selectionParams,
  body: z.object({
    publishedOn: dateText,
    contact: z.string().trim().min(6, "请写明受理部门和联系方式").max(200),
    /** A second notice after an objection that was upheld leaves these projects out. */
    without: z.array(z.uuid()).max(200).default([]),
  }),
  answer: publicNotice,
  status: 201,
});

export const listNotices = route({
  method: "GET",
  url: "/projects/notices",
  room,
  summary: "公示列表（公开）",
  access: "public",
  query: pageQuery.extend({
    state: z.enum(["open", "superseded", "concluded"]).optional(),
    year: z.coerce.number().int().optional(),
  }),
  answer: page(noticeSummary),
});

export const readNotice = route({
  method: "GET",
  url: "/projects/notices/:noticeId",
  room,
  summary: "一份公示（公开）",
  access: "public",
  params: noticeParams,
  answer: publicNotice,
});

export const raiseObjection = route({
  method: "POST",
  url: "/projects/notices/:noticeId/objections",
  room,
  summary: "对公示提出异议（任何人；可不署名）",
  access: "public",
  params: noticeParams,
  body: z.object({
    projectNumber: z.string().max(30).optional(),
    content: z.string().trim().min(10, "请写明事实和理由，至少十个字").max(5_000, "不超过5000字"),
    sender: z.string().trim().max(50).optional(),
    contact: z.string().trim().max(100).optional(),
  }),
  answer: z.object({ number: z.string(), dueOn: dateText }),
  status: 201,
});

export const objection = z.object({
  id: z.uuid(),
  number: z.string(),
  project: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  receivedOn: dateText,
  dueOn: dateText,
  content: z.string(),
  /** 张* and the last four characters, unless unmasked for this reader. */
  sender: z.string().nullable(),
  contact: z.string().nullable(),
  state: z.enum(["open", "upheld", "dismissed"]),
  finding: z.string().nullable(),
  closed: person.nullable(),
});

export const listObjections = route({
  method: "GET",
  url: "/projects/notices/:noticeId/objections",
  room,
  summary: "公示收到的异议",
  access: "projects.select",
  params: noticeParams,
  answer: z.object({ items: z.array(objection) }),
});

export const closeObjection = route({
  method: "POST",
  url: "/projects/objections/:objectionId/finding",
  room,
  summary: "异议核查结论：成立或不成立",
  access: "projects.select",
  params: z.object({ objectionId: z.uuid() }),
  body: z.object({ outcome: z.enum(["upheld", "dismissed"]), finding: reason }),
  answer: objection,
});

/** Ends the notice and stores everything that it named in the library; refused while the clock runs or an objection is open. */
export const concludeNotice = route({
  method: "POST",
  url: "/projects/notices/:noticeId/conclusion",
  room,
  summary: "公示期满无未决异议，项目入库",
  access: "projects.select",
  params: noticeParams,
  body: z.object({ documentNumber: z.string().regex(/^[一-龥]{2,10}〔\d{4}〕\d+号$/, "文号写作“晋卫函〔2026〕12号”") }),
  answer: z.object({ stored: z.number().int() }),
});
