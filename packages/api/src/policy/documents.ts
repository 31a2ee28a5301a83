import { z } from "zod";
import { dateText, fenText } from "../common.ts";
import { route } from "../route.ts";

export const opennessValues = ["主动公开", "依申请公开", "不予公开"] as const;
export const documentParams = z.object({ document: z.string().max(60) });

const citedDocument = z.object({
  number: z.string().nullable(),
  title: z.string(),
  clauses: z.array(z.string()),
  /** Set when the cited document is in the register itself, so that it can be opened. */
  document: z.string().nullable(),
});

/** Whether a document is in force on a day; expiring from 180 days before its end. Unknown is an answer of its own. */
export const validityState = z.object({
  state: z.enum(["not-yet", "in-force", "expiring", "expired", "undated"]),
  text: z.string(),
  daysLeft: z.number().int().nullable(),
});

const documentSummary = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  type: z.enum(["fund-regulation", "plan"]),
  issuers: z.array(z.string()),
  issued: dateText.nullable(),
  issuedNote: z.string().nullable(),
  effectiveFrom: dateText.nullable(),
  effectiveFromRule: z.string().nullable(),
  effectiveTo: dateText.nullable(),
  effectiveToRule: z.string().nullable(),
  validity: validityState,
  openness: z.enum(opennessValues),
  clauseCount: z.number().int(),
  openQuestionCount: z.number().int(),
  /** Version of the official text that is shown; null while none has been loaded. */
  textVersion: z.number().int().nullable(),
});
export type PolicyDocumentSummary = z.infer<typeof documentSummary>;

/** A figure of a clause as people read it: 补助金额 3000 万元. */
const figure = z.object({ name: z.string(), label: z.string(), text: z.string() });

const clauseSummary = z.object({
  id: z.string(),
  ref: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  gist: z.string(),
  actors: z.array(z.string()),
  figures: z.array(figure),
  openQuestion: z.boolean(),
  /** How many places of the product carry it out; the clause's page names them. */
  actsIn: z.number().int(),
  /** The passage reads differently in the newest version and nobody has confirmed the gist yet. */
  needsReview: z.boolean(),
});
export type ClauseSummary = z.infer<typeof clauseSummary>;

export const textPart = z.object({
  position: z.number().int(),
  kind: z.enum(["title", "notice", "preface", "chapter", "article", "item", "tail", "residue"]),
  ref: z.string(),
  label: z.string(),
  body: z.string(),
});
export type PolicyTextPart = z.infer<typeof textPart>;

export const policyDocuments = route({
  method: "GET",
  url: "/policy/documents",
  room: "policy",
  summary: "列出政策文件",
  access: "public",
  answer: z.object({ today: dateText, documents: z.array(documentSummary) }),
});

export const policyDocument = route({
  method: "GET",
  url: "/policy/documents/:document",
  room: "policy",
  summary: "读取一份政策文件：文号、印发与施行日期、依据、逐条要点和已载入的原文",
  access: "public",
  params: documentParams,
  answer: documentSummary.extend({
    approvedBy: z.string().nullable(),
    addressees: z.array(z.string()),
    copyTo: z.array(z.string()),
    /** The offices that 抄送 stands for, one per city; empty where the document names its recipients itself. */
    copyOffices: z.array(z.string()),
    basis: z.array(citedDocument),
    background: z.array(citedDocument),
    reliesOn: z.array(citedDocument),
    defects: z.array(z.object({ place: z.string(), printed: z.string(), readAs: z.string() })),
    purpose: z.string().nullable(),
    articles: z.array(
      z.object({ name: z.string(), passages: z.array(z.object({ ref: z.string(), clauses: z.array(clauseSummary) })) }),
    ),
    text: z
      .object({
        id: z.uuid(),
        version: z.number().int(),
        title: z.string(),
        publishedOn: dateText,
        parts: z.array(textPart),
      })
      .nullable(),
  }),
});

/** Where a clause is carried out: a funding line, a reading, a register, a rule of conduct, a page. */
const place = z.object({
  kind: z.enum(["funding-line", "reading", "setting", "register", "conduct", "page"]),
  name: z.string(),
  role: z.string(),
  href: z.string().nullable(),
});
export type ActsAt = z.infer<typeof place>;

export const policyClause = route({
  method: "GET",
  url: "/policy/clauses/:clause",
  room: "policy",
  summary: "读取一个条款：要点、数字、责任方、依据、在系统中的作用、口径和原文",
  access: "public",
  params: z.object({ clause: z.string().max(120) }),
  answer: clauseSummary.extend({
    document: z.object({ id: z.string(), number: z.string(), title: z.string() }),
    article: z.string(),
    leads: z.array(z.string()),
    leadMode: z.string().nullable(),
    basis: z.array(citedDocument),
    links: z.array(z.object({ id: z.string(), name: z.string(), document: z.string().nullable() })),
    places: z.array(place),
    previous: z.string().nullable(),
    next: z.string().nullable(),
    officialText: z.array(textPart),
    textVersion: z.number().int().nullable(),
    review: z.object({ change: z.string(), version: z.number().int() }).nullable(),
  }),
});

const parameterRow = z.object({
  clause: z.string(),
  name: z.string(),
  label: z.string(),
  text: z.string(),
  unit: z.string().nullable(),
  effectiveFrom: dateText.nullable(),
  effectiveTo: dateText.nullable(),
  basisDocument: z.string(),
  basisArticle: z.string(),
});
export type PolicyParameterRow = z.infer<typeof parameterRow>;

export const policyParameters = route({
  method: "GET",
  url: "/policy/parameters",
  room: "policy",
  summary: "列出条款中的数字，各带出处和有效期",
  access: "public",
  query: z.object({ document: z.string().max(60).optional() }),
  answer: z.object({ rows: z.array(parameterRow) }),
});

export const policyFundingLines = route({
  method: "GET",
  url: "/policy/funding-lines",
  room: "policy",
  summary: "列出强医工程资金的14个支持项目，可按政策背景筛选",
  access: "public",
  query: z.object({ background: z.string().max(200).optional() }),
  answer: z.object({
    fund: z.string(),
    backgrounds: z.array(z.string()),
    lines: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        shortName: z.string(),
        group: z.string(),
        order: z.number().int(),
        ref: z.string(),
        clause: z.string(),
        mode: z.string(),
        modeClause: z.string().nullable(),
        frequency: z.string(),
        mainUse: z.string(),
        payee: z.string(),
        backgrounds: z.array(z.string()),
        standards: z.array(
          z.object({
            effectiveFrom: dateText,
            effectiveTo: dateText,
            basis: z.string(),
            amounts: z.array(z.object({ label: z.string(), amountFen: fenText })),
          }),
        ),
        quantities: z.array(
          z.object({ label: z.string(), kind: z.string(), target: z.number().int(), per: z.string(), clause: z.string() }),
        ),
      }),
    ),
  }),
});
