import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery, positiveFen } from "../common.ts";
import { route } from "../route.ts";

const room = "allotments";
const sentence = z.string().trim().min(2, "请写明，至少两个字").max(1000);
const queryParams = z.object({ queryId: z.uuid() });

export const queryOutcomes = { released: "无误，解除冻结", corrected: "已更正，解除冻结", returned: "退回上级" } as const;
export const queryOutcome = z.enum(["released", "corrected", "returned"]);
export const querySides = { finance: "财政", health: "卫生健康", unit: "单位" } as const;
export const querySide = z.enum(["finance", "health", "unit"]);

const fundQuery = z.object({
  id: z.uuid(),
  noticeId: z.uuid(),
  number: z.string(),
  rowNo: z.number().int(),
  year: z.number().int(),
  line: z.string(),
  lineName: z.string(),
  title: z.string(),
  project: z.string().nullable(),
  book: z.string(),
  bookName: z.string(),
  upperBook: z.string(),
  upperName: z.string(),
  rowFen: fenText,
  amountFen: fenText,
  /** What of it lies frozen in the books; nothing where the row was never received. */
  frozenFen: fenText,
  isWhole: z.boolean(),
  reason: z.string(),
  side: querySide,
  raisedBy: z.string(),
  discoveredAt: instantText,
  raisedAt: instantText,
  /** From discovery to report. */
  reportMinutes: z.number().int(),
  /** The same working day counts as at once; later is late (qiangyi-2024.art8.4.b). */
  isReportLate: z.boolean(),
  state: z.enum(["open", "closed"]),
  /** All offices that must know have it. */
  isComplete: z.boolean(),
  closedAt: instantText.nullable(),
  outcome: queryOutcome.nullable(),
});
export type FundQuery = z.infer<typeof fundQuery>;

const delivery = z.object({
  party: z.enum(["finance", "health"]),
  region: z.string(),
  office: z.string(),
  /** copy: told as well, without being asked for. */
  role: z.enum(["required", "copy"]),
  deliveredAt: instantText.nullable(),
  readAt: instantText.nullable(),
  readBy: z.string().nullable(),
  isMine: z.boolean(),
});

export const listQueries = route({
  method: "GET",
  url: "/allotments/queries",
  room,
  summary: "资金存疑",
  access: "notices.read",
  query: pageQuery.extend({ state: z.enum(["open", "closed", "all"]).default("all") }),
  answer: page(fundQuery),
});

export const readQuery = route({
  method: "GET",
  url: "/allotments/queries/:queryId",
  room,
  summary: "一笔存疑：冻结、送达与经过",
  access: "notices.read",
  params: queryParams,
  answer: fundQuery.extend({
    conclusion: z.string().nullable(),
    closedBy: z.string().nullable(),
    returnedFen: fenText,
    deliveries: z.array(delivery),
    /** Required offices without a delivery. */
    missing: z.array(z.string()),
    differences: z.array(z.object({ label: z.string(), expected: z.string(), found: z.string() })),
    trail: z.array(z.object({ at: instantText, by: z.string(), act: z.string(), text: z.string() })),
    canClose: z.boolean(),
    /** 文号 under which a correction or return is posted: the query's own number. */
    documentNumber: z.string(),
  }),
});

/** The rows that the caller may raise a query on, with what of each still lies in its book. */
export const queryableRows = route({
  method: "GET",
  url: "/allotments/queryable-rows",
  room,
  summary: "可以提出存疑的资金",
  access: "queries.raise",
  query: z.object({ noticeId: z.uuid().optional() }),
  answer: z.object({
    items: z.array(
      z.object({
        noticeId: z.uuid(),
        number: z.string(),
        rowNo: z.number().int(),
        lineName: z.string(),
        title: z.string(),
        bookName: z.string(),
        receivedOn: dateText.nullable(),
        thisFen: fenText,
        heldFen: fenText,
      }),
    ),
  }),
});

export const raiseQuery = route({
  method: "POST",
  url: "/allotments/queries",
  room,
  summary: "提出资金存疑：冻结并立即报告",
  access: "queries.raise",
  body: z.object({
    noticeId: z.uuid(),
    rowNo: z.number().int().min(1),
    /** Left out: the amount cannot be told apart, so the whole row is in doubt. */
    amountFen: positiveFen.optional(),
    reason: sentence,
    discoveredAt: instantText.optional(),
  }),
  status: 201,
  answer: z.object({ id: z.uuid(), frozenFen: fenText, reportMinutes: z.number().int() }),
});

export const readQueryDelivery = route({
  method: "POST",
  url: "/allotments/queries/:queryId/read",
  room,
  summary: "阅知存疑报告",
  access: "notices.read",
  params: queryParams,
  answer: z.object({ readAt: instantText }),
});

export const closeQuery = route({
  method: "POST",
  url: "/allotments/queries/:queryId/conclusion",
  room,
  summary: "上级财政处理存疑",
  access: "queries.close",
  params: queryParams,
  body: z.object({
    outcome: queryOutcome,
    conclusion: sentence,
    /** With `returned`: how much goes back; all of it, where left out. The rest is released. */
    returnedFen: positiveFen.optional(),
  }),
  answer: z.object({ releasedFen: fenText, returnedFen: fenText }),
});
