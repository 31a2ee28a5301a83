import { z } from "zod";
import { dateText, fenText, instantText, positiveFen, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { draftEntry } from "./draft-entries.ts";
import { enteredFen, obstacle, room } from "./shared.ts";

const draftParams = z.object({ noticeId: z.uuid() });
const noticeNumber = z
  .string()
  .trim()
  .regex(/^[\u4e00-\u9fa5]{2,10}〔\d{4}〕[1-9]\d*号$/, "文号应如“临财社〔2025〕12号”");
const sentence = z.string().trim().min(2, "请写明，至少两个字").max(500);

/** What a bureau or unit received, passed on, holds and what was paid of it, by line and project. The sums of a row agree by construction of the books. */
export const listHoldings = route({
  method: "GET",
  url: "/allotments/holdings",
  room,
  summary: "本级资金：收到、已分解、在账、已付",
  access: "notices.read",
  query: z.object({ year: yearNumber }),
  answer: z.object({
    book: z.string().nullable(),
    bookName: z.string(),
    items: z.array(
      z.object({
        line: z.string(),
        lineName: z.string(),
        project: z.string().nullable(),
        title: z.string().nullable(),
        receivedFen: fenText,
        /** Own appropriation, carried over, recovered: what did not come from above. */
        ownFen: fenText,
        inTransitFen: fenText,
        distributedFen: fenText,
        heldFen: fenText,
        frozenFen: fenText,
        paidFen: fenText,
        closedFen: fenText,
      }),
    ),
  }),
});

/** Received notices with something left to pass on. */
export const listDistributable = route({
  method: "GET",
  url: "/allotments/distributable",
  room,
  summary: "待分解下达的文件",
  access: "notices.read",
  query: z.object({ year: yearNumber }),
  answer: z.object({
    items: z.array(
      z.object({
        noticeId: z.uuid(),
        number: z.string(),
        title: z.string(),
        kind: z.enum(["early", "final", "distribution"]),
        issuerName: z.string(),
        receivedOn: dateText.nullable(),
        dueOn: dateText.nullable(),
        thisFen: fenText,
        unverifiedFen: fenText,
        distributedFen: fenText,
        frozenFen: fenText,
        recalledFen: fenText,
        remainingFen: fenText,
        drafts: z.array(z.object({ noticeId: z.uuid(), title: z.string(), totalFen: fenText, draftedBy: z.string() })),
        issued: z.array(z.object({ noticeId: z.uuid(), number: z.string(), issuedOn: dateText, totalFen: fenText })),
      }),
    ),
    canDraft: z.boolean(),
  }),
});

export const startDistribution = route({
  method: "POST",
  url: "/allotments/notices/:noticeId/distributions",
  room,
  summary: "起草分解下达文件：按上级文件预填",
  access: "notices.draft",
  params: draftParams,
  status: 201,
  answer: z.object({ noticeId: z.uuid() }),
});

const source = z.object({
  rowNo: z.number().int(),
  line: z.string(),
  lineName: z.string(),
  title: z.string(),
  project: z.string().nullable(),
  destinationName: z.string(),
  /** fixed: the plan says where it goes and how much; free: the region distributes it. */
  mode: z.enum(["fixed", "free"]),
  isVerified: z.boolean(),
  thisFen: fenText,
  distributedFen: fenText,
  frozenFen: fenText,
  recalledFen: fenText,
  /** What this document may pass on of it. */
  availableFen: fenText,
  /** Of what was issued early and still lies here without a project: what would be moved to this one. */
  poolFen: fenText,
  receiver: z.string().nullable(),
});

const receiver = z.object({ book: z.string(), name: z.string(), kind: z.enum(["county", "unit"]) });
const cell = z.object({ upstreamRow: z.number().int(), receiver: z.string(), amountFen: fenText });

export const readDistribution = route({
  method: "GET",
  url: "/allotments/distributions/:noticeId",
  room,
  summary: "一份分解下达文件：来源、去向与核对",
  access: "notices.read",
  params: draftParams,
  answer: z.object({
    noticeId: z.uuid(),
    state: z.enum(["draft", "issued", "cancelled"]),
    number: z.string().nullable(),
    title: z.string(),
    note: z.string().nullable(),
    year: z.number().int(),
    fund: z.string(),
    issuer: z.string(),
    issuerName: z.string(),
    issuedOn: dateText.nullable(),
    draftedBy: z.string(),
    issuedBy: z.string().nullable(),
    upstream: z.object({
      noticeId: z.uuid(),
      number: z.string(),
      title: z.string(),
      kind: z.enum(["early", "final", "distribution"]),
      receivedOn: dateText.nullable(),
      dueOn: dateText.nullable(),
    }),
    /** Digest of the content as read; a change names it, so that two clerks do not overwrite each other. */
    base: z.string(),
    sources: z.array(source),
    receivers: z.array(receiver),
    fixed: z.array(z.object({ upstreamRow: z.number().int(), receiver: z.string(), thisFen: fenText, poolFen: fenText })),
    cells: z.array(cell),
    /** Of a draft in the reader's hands: every place with its version. */
    entries: z.array(draftEntry),
    totalFen: fenText,
    /** Everything that stands in the way of issuing it, at once. */
    obstacles: z.array(obstacle),
    signatures: z.array(
      z.object({ party: z.enum(["finance", "health"]), name: z.string(), at: instantText, isCurrent: z.boolean() }),
    ),
    copies: z.array(
      z.object({ office: z.string(), name: z.string(), deliveredAt: instantText.nullable(), readAt: instantText.nullable() }),
    ),
    /** What became of each row of an issued notice. */
    rows: z.array(
      z.object({
        rowNo: z.number().int(),
        upstreamRow: z.number().int().nullable(),
        receiver: z.string(),
        receiverName: z.string(),
        lineName: z.string(),
        title: z.string(),
        thisFen: fenText,
        poolFen: fenText,
        state: z.enum(["draft", "pending", "mismatch", "verified", "returned"]),
        receivedOn: dateText.nullable(),
        returnedFen: fenText,
      }),
    ),
    nextNumber: z.string(),
    canEdit: z.boolean(),
    canSign: z.boolean(),
    canIssue: z.boolean(),
  }),
});

export const saveDistribution = route({
  method: "PUT",
  url: "/allotments/distributions/:noticeId",
  room,
  summary: "保存分解方案",
  access: "notices.draft",
  params: draftParams,
  body: z.object({
    base: z.string(),
    title: z.string().trim().min(4, "请填写标题").max(200),
    note: z.string().trim().max(500).nullable(),
    /** Rows of the upstream notice whose destination is fixed and that go with this document. */
    fixedRows: z.array(z.number().int().min(1)).max(2000),
    cells: z
      .array(z.object({ upstreamRow: z.number().int().min(1), receiver: z.string().max(80), amountFen: enteredFen }))
      .max(20_000),
  }),
  answer: z.object({ base: z.string(), totalFen: fenText, obstacles: z.array(obstacle) }),
});

export const signDistribution = route({
  method: "POST",
  url: "/allotments/distributions/:noticeId/signature",
  room,
  summary: "同级卫生健康部门会签",
  access: "notices.countersign",
  params: draftParams,
  body: z.object({ base: z.string() }),
  status: 201,
  answer: z.object({ signedAt: instantText }),
});

export const issueDistribution = route({
  method: "POST",
  url: "/allotments/distributions/:noticeId/issue",
  room,
  summary: "签发分解下达文件（E2），抄送监管处",
  access: "notices.issue",
  params: draftParams,
  body: z.object({
    base: z.string(),
    number: noticeNumber,
    /** Supervision offices that get a copy; all that must, where it is left out. */
    copies: z.array(regionCode).max(20).optional(),
  }),
  answer: z.object({ number: z.string(), issuedFen: fenText, reassignedFen: fenText, copies: z.number().int() }),
});

export const cancelDistribution = route({
  method: "POST",
  url: "/allotments/distributions/:noticeId/cancellation",
  room,
  summary: "撤销未签发的分解草稿",
  access: "notices.draft",
  params: draftParams,
  body: z.object({}),
  answer: z.object({ state: z.literal("cancelled") }),
});

const undistributedRow = z.object({
  noticeId: z.uuid(),
  number: z.string(),
  rowNo: z.number().int(),
  lineName: z.string(),
  title: z.string(),
  book: z.string(),
  bookName: z.string(),
  receivedOn: dateText,
  limitOn: dateText,
  /** The document that sets the limit, or the default reading. */
  limitBasis: z.string(),
  daysLate: z.number().int(),
  thisFen: fenText,
  remainingFen: fenText,
  recalledFen: fenText,
  explanation: z.string().nullable(),
  state: z.enum(["running", "late", "explained", "accepted", "recalled"]),
  canExplain: z.boolean(),
  canDecide: z.boolean(),
});

/** 到期未分配 (5g-2022.art14.c): what is left undistributed after its limit. */
export const listUndistributed = route({
  method: "GET",
  url: "/allotments/undistributed",
  room,
  summary: "到期未分配资金与收回清单",
  access: "notices.read",
  query: z.object({ year: yearNumber }),
  answer: z.object({ items: z.array(undistributedRow), lateFen: fenText }),
});

export const actOnUndistributed = route({
  method: "POST",
  url: "/allotments/undistributed/:noticeId/:rowNo/acts",
  room,
  summary: "说明未分配原因；省财政厅定期限、认可或收回",
  access: "notices.read",
  params: z.object({ noticeId: z.uuid(), rowNo: z.coerce.number().int().min(1) }),
  body: z.discriminatedUnion("act", [
    z.object({ act: z.literal("explain"), reason: sentence }),
    z.object({ act: z.literal("limit"), reason: sentence, limitOn: dateText }),
    z.object({ act: z.literal("accept"), reason: sentence }),
    z.object({ act: z.literal("reject"), reason: sentence }),
    z.object({ act: z.literal("recall"), reason: sentence, number: z.string().trim().min(4, "请填写收回文号").max(100) }),
  ]),
  answer: z.object({ state: undistributedRow.shape.state, recalledFen: fenText }),
});

/** 追减: what was issued by the caller's bureau under one notice, with where of each row money still lies unpaid. */
export const listReducible = route({
  method: "GET",
  url: "/allotments/notices/:noticeId/reducible-rows",
  room,
  summary: "可追减的资金：逐级未支付余额",
  access: "notices.read",
  params: draftParams,
  answer: z.object({
    items: z.array(
      z.object({
        noticeId: z.uuid(),
        number: z.string(),
        rowNo: z.number().int(),
        lineName: z.string(),
        title: z.string(),
        thisFen: fenText,
        reducedFen: fenText,
        /** From the receiver down: what each book that got some of it still holds unpaid. */
        books: z.array(z.object({ book: z.string(), name: z.string(), depth: z.number().int(), unpaidFen: fenText })),
      }),
    ),
  }),
});

export const draftReduction = route({
  method: "POST",
  url: "/allotments/reductions",
  room,
  summary: "起草追减文件",
  access: "notices.draft",
  body: z.object({
    title: z.string().trim().min(4, "请填写标题").max(200),
    reason: sentence,
    rows: z
      .array(
        z.object({
          noticeId: z.uuid(),
          rowNo: z.number().int().min(1),
          /** The book out of which it is taken: the receiver itself, or one further down. */
          book: z.string().max(80),
          amountFen: positiveFen,
        }),
      )
      .min(1, "请选择要追减的资金")
      .max(500),
  }),
  status: 201,
  answer: z.object({ noticeId: z.uuid() }),
});

export const readReduction = route({
  method: "GET",
  url: "/allotments/reductions/:noticeId",
  room,
  summary: "一份追减文件",
  access: "notices.read",
  params: draftParams,
  answer: z.object({
    noticeId: z.uuid(),
    state: z.enum(["draft", "issued", "cancelled"]),
    number: z.string().nullable(),
    title: z.string(),
    reason: z.string(),
    year: z.number().int(),
    issuerName: z.string(),
    issuedOn: dateText.nullable(),
    draftedBy: z.string(),
    issuedBy: z.string().nullable(),
    base: z.string(),
    rows: z.array(
      z.object({
        rowNo: z.number().int(),
        number: z.string(),
        ofRow: z.number().int(),
        lineName: z.string(),
        title: z.string(),
        /** The joints that the money goes up, from the lowest. */
        path: z.array(z.string()),
        beforeFen: fenText,
        reducedFen: fenText,
        afterFen: fenText,
        unpaidFen: fenText,
      }),
    ),
    totalFen: fenText,
    signatures: z.array(
      z.object({ party: z.enum(["finance", "health"]), name: z.string(), at: instantText, isCurrent: z.boolean() }),
    ),
    nextNumber: z.string(),
    canSign: z.boolean(),
    canIssue: z.boolean(),
  }),
});

export const signReduction = route({
  method: "POST",
  url: "/allotments/reductions/:noticeId/signature",
  room,
  summary: "会签追减文件",
  access: "notices.countersign",
  params: draftParams,
  body: z.object({ base: z.string() }),
  status: 201,
  answer: z.object({ signedAt: instantText }),
});

export const issueReduction = route({
  method: "POST",
  url: "/allotments/reductions/:noticeId/issue",
  room,
  summary: "签发追减文件（E5，自下而上逐级）",
  access: "notices.issue",
  params: draftParams,
  body: z.object({ base: z.string(), number: noticeNumber }),
  answer: z.object({ number: z.string(), reducedFen: fenText, joints: z.number().int() }),
});
