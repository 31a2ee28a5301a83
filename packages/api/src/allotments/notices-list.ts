import { z } from "zod";
import { dateText, fenText, instantText, pageQuery, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { noticeKinds, noticeStates, noticeWording, rowTarget } from "./notice-words.ts";
import { noticeParams } from "./notices-drafts.ts";
import { funds, room } from "./shared.ts";

const noticeSummary = z.object({
  id: z.uuid(),
  kind: z.enum(noticeKinds),
  fund: z.enum(funds),
  year: z.number().int(),
  number: z.string().nullable(),
  title: z.string(),
  state: z.enum(noticeStates),
  issuer: z.string(),
  issuerName: z.string(),
  rowCount: z.number().int(),
  totalFen: fenText,
  issuedOn: dateText.nullable(),
  draftedBy: z.string(),
  draftedAt: instantText,
});
export type NoticeSummary = z.infer<typeof noticeSummary>;

export const listAllotmentNotices = route({
  method: "GET",
  url: "/allotments/notices",
  room,
  summary: "下达文件",
  access: "notices.read",
  query: pageQuery.extend({
    year: yearNumber.optional(),
    kind: z.enum(noticeKinds).optional(),
    state: z.enum(noticeStates).optional(),
    level: z.enum(["province", "city", "county"]).optional(),
  }),
  answer: z.object({ items: z.array(noticeSummary), next: z.string().nullable(), total: z.number().int().nullable() }),
});

const signature = z.object({
  party: z.enum(["finance", "health"]),
  name: z.string(),
  on: dateText,
  at: instantText,
  isCurrent: z.boolean(),
});

export const allotmentRow = z.object({
  rowNo: z.number().int(),
  line: z.string(),
  lineName: z.string(),
  /** The clause that the line carries out. */
  clause: z.string().nullable(),
  title: z.string(),
  project: z.string().nullable(),
  receiver: z.string(),
  receiverName: z.string(),
  city: z.string().nullable(),
  county: z.string().nullable(),
  destinationName: z.string(),
  quantity: z.number().int().nullable(),
  standardFen: fenText.nullable(),
  allocatedFen: fenText,
  earlierFen: fenText,
  thisFen: fenText,
  functionClass: z.string(),
  planLineNo: z.number().int().nullable(),
  decisionId: z.string().nullable(),
  targets: z.array(rowTarget),
  note: z.string().nullable(),
  /** What became of it; null where the reader does not see it. */
  receipt: z.object({ state: z.string(), on: dateText, name: z.string() }).nullable(),
  distributedFen: fenText,
});
export type AllotmentRow = z.infer<typeof allotmentRow>;

export const readAllotmentNotice = route({
  method: "GET",
  url: "/allotments/notices/:noticeId",
  room,
  summary: "一份下达文件：文头、签署、抄送、来文、经过",
  access: "notices.read",
  params: noticeParams,
  answer: noticeSummary.extend({
    proposalId: z.string().nullable(),
    trackTag: z.string().nullable(),
    wording: noticeWording,
    contentSha256: z.string(),
    signatures: z.array(signature),
    copies: z.array(
      z.object({
        office: z.string(),
        name: z.string(),
        deliveredAt: instantText,
        readBy: z.string().nullable(),
        readAt: instantText.nullable(),
      }),
    ),
    /** From the source down to this one. */
    chain: z.array(z.object({ id: z.uuid(), number: z.string().nullable(), issuerName: z.string() })),
    settlements: z.array(
      z.object({ name: z.string(), line: z.string().nullable(), earlyFen: fenText, finalFen: fenText, settleFen: fenText }),
    ),
    trail: z.array(z.object({ label: z.string(), by: z.string(), at: instantText, note: z.string().nullable() })),
    /** What the reader may do with it as it stands. */
    may: z.array(z.enum(["edit", "sign", "countersign", "issue", "cancel"])),
  }),
});

export const listAllotmentRows = route({
  method: "GET",
  url: "/allotments/notices/:noticeId/rows",
  room,
  summary: "附件各行，按市、县和单位排列",
  access: "notices.read",
  params: noticeParams,
  answer: z.object({ rows: z.array(allotmentRow), allocatedFen: fenText, earlierFen: fenText, thisFen: fenText }),
});

const copy = z.object({
  noticeId: z.uuid(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(noticeKinds),
  year: z.number().int(),
  issuerName: z.string(),
  office: z.string(),
  officeName: z.string(),
  totalFen: fenText,
  issuedOn: dateText,
  deliveredAt: instantText,
  readBy: z.string().nullable(),
  readAt: instantText.nullable(),
});

export const listCopies = route({
  method: "GET",
  url: "/allotments/copies",
  room,
  summary: "抄送监管处的文件",
  access: "copies.read",
  query: pageQuery.extend({ unread: z.enum(["true", "false"]).optional(), year: yearNumber.optional() }),
  answer: z.object({ items: z.array(copy), next: z.string().nullable(), total: z.number().int().nullable() }),
});

export const readCopy = route({
  method: "POST",
  url: "/allotments/copies/:noticeId/read",
  room,
  summary: "登记收阅时间",
  access: "copies.read",
  params: noticeParams,
  body: z.object({}),
  answer: z.object({ readAt: instantText }),
});
