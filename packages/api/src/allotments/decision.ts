import { z } from "zod";
import { dateText, fenText, instantText } from "../common.ts";
import { route } from "../route.ts";
import { documentNumber, enteredFen, funds, obstacle, reasonText, room } from "./shared.ts";

/** An allocation plan of the fourteen lines, or a request of the 5G pilot. */
export const proposalKinds = ["plan", "request"] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** submit 报送, countersign 会签, approve 审定, return 退回, withdraw 撤回, change 改动后审定 (another version takes its place). */
export const decisionActs = ["submit", "withdraw", "return", "approve", "countersign", "change"] as const;
export type DecisionAct = (typeof decisionActs)[number];

export const standings = ["open", "submitted", "countersigned", "approved", "returned", "withdrawn", "changed"] as const;
export type Standing = (typeof standings)[number];

const params = z.object({ proposalId: z.uuid() });

const proposalHead = z.object({
  id: z.uuid(),
  kind: z.enum(proposalKinds),
  fund: z.enum(funds),
  year: z.number().int(),
  title: z.string(),
  version: z.number().int().nullable(),
  totalFen: fenText,
  lineCount: z.number().int(),
  standing: z.enum(standings),
  documentNumber: z.string().nullable(),
  lastAct: z.object({ name: z.string(), on: dateText }).nullable(),
  successorId: z.uuid().nullable(),
});
export type ProposalHead = z.infer<typeof proposalHead>;

export const listProposals = route({
  method: "GET",
  url: "/allotments/proposals",
  room,
  summary: "分配建议及其审定情况",
  access: "plans.read",
  query: z.object({ year: z.coerce.number().int().min(2000).max(2199).optional() }),
  answer: z.object({ items: z.array(proposalHead) }),
});

const trailEntry = z.object({
  step: z.number().int(),
  act: z.enum(decisionActs),
  reason: z.string().nullable(),
  documentNumber: z.string().nullable(),
  contentSha256: z.string(),
  totalFen: fenText,
  by: z.string(),
  role: z.string(),
  on: dateText,
  at: instantText,
});

export const proposalLine = z.object({
  lineNo: z.number().int(),
  line: z.string(),
  lineName: z.string(),
  subject: z.string(),
  title: z.string(),
  place: z.string(),
  institutionName: z.string().nullable(),
  dueFen: fenText,
  proposedFen: fenText,
  /** The recorded decision behind an amount that is not what the rules give. */
  decisionId: z.string().nullable(),
  decisionReason: z.string().nullable(),
});

export const readProposal = route({
  method: "GET",
  url: "/allotments/proposals/:proposalId",
  room,
  summary: "审定的内容：按支持项目与预算、上年比较，全部明细，办理经过",
  access: "plans.read",
  params,
  answer: proposalHead.extend({
    contentSha256: z.string(),
    budgetFen: fenText.nullable(),
    /** Budget less proposal. */
    differenceFen: fenText.nullable(),
    groups: z.array(
      z.object({
        line: z.string(),
        name: z.string(),
        clause: z.string().nullable(),
        count: z.number().int(),
        proposedFen: fenText,
        budgetFen: fenText.nullable(),
        differenceFen: fenText.nullable(),
        /** What notices gave to the line in the year before. */
        lastYearFen: fenText,
      }),
    ),
    lines: z.array(proposalLine),
    obstacles: z.array(obstacle),
    trail: z.array(trailEntry),
    /** What the reader may do now. */
    may: z.array(z.enum(decisionActs)),
  }),
});

const acted = z.object({ standing: z.enum(standings), step: z.number().int(), contentSha256: z.string() });

export const submitProposal = route({
  method: "POST",
  url: "/allotments/proposals/:proposalId/submission",
  room,
  summary: "省卫生健康委报送分配建议",
  access: "plans.submit",
  params,
  body: z.object({ note: reasonText.optional() }),
  status: 201,
  answer: acted,
});

export const withdrawProposal = route({
  method: "POST",
  url: "/allotments/proposals/:proposalId/withdrawal",
  room,
  summary: "审定前撤回分配建议",
  access: "plans.submit",
  params,
  body: z.object({ reason: reasonText }),
  status: 201,
  answer: acted,
});

export const countersignProposal = route({
  method: "POST",
  url: "/allotments/proposals/:proposalId/countersignature",
  room,
  summary: "规财处会签分配建议",
  access: "plans.countersign",
  params,
  body: z.object({ note: reasonText.optional() }),
  status: 201,
  answer: acted,
});

export const returnProposal = route({
  method: "POST",
  url: "/allotments/proposals/:proposalId/return",
  room,
  summary: "省财政厅退回分配建议，须写明理由",
  access: "plans.decide",
  params,
  body: z.object({ reason: reasonText }),
  status: 201,
  answer: acted,
});

export const approveProposal = route({
  method: "POST",
  url: "/allotments/proposals/:proposalId/approval",
  room,
  summary: "省财政厅审定；改动明细的，成为新的版本并随即审定",
  access: "plans.decide",
  params,
  body: z.object({
    documentNumber,
    note: reasonText.optional(),
    /** Lines that 省财政厅 sets itself, each with its reason. */
    changes: z
      .array(z.object({ lineNo: z.number().int().min(0), amountFen: enteredFen, reason: reasonText }))
      .max(2000)
      .default([]),
  }),
  status: 201,
  answer: acted.extend({ proposalId: z.uuid(), version: z.number().int().nullable() }),
});
