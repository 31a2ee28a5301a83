import { z } from "zod";
import { dateText, fenText, page, pageQuery, regionCode } from "../common.ts";
import { route } from "../route.ts";
import { factBehind, lineStatuses } from "./plan-lines.ts";
import { lineId, planParams, planYear, room, sentence } from "./shared.ts";

/** 发布给市县: makes a frozen version readable below the province, in place of the one published before. */
export const publishPlan = route({
  method: "POST",
  url: "/allocations/plans/:planId/publication",
  room,
  summary: "把定稿的版本发布给市县和单位，各看各的部分；同年先前发布的版本即被取代",
  access: "plans.publish",
  status: 201,
  params: planParams,
  body: z.object({ note: sentence.optional() }),
  answer: z.object({ publicationId: z.string(), publishedOn: dateText, replacedVersion: z.number().int().nullable() }),
});

const publication = z.object({
  id: z.string(),
  year: z.number().int(),
  title: z.string(),
  version: z.number().int(),
  decisionDate: dateText,
  publishedOn: dateText,
  note: z.string().nullable(),
  isCurrent: z.boolean(),
});

const dueSums = z.object({ dueFen: fenText, proposedFen: fenText, heldFen: fenText, recoveryFen: fenText });

const comparison = z.object({
  lastYearFen: fenText,
  changeFen: fenText,
  allocatedFen: fenText,
  allocatedLastYearFen: fenText,
  allocatedEverFen: fenText,
});

const dueCounts = z.object({
  results: z.number().int(),
  payable: z.number().int(),
  refused: z.number().int(),
  decisions: z.number().int(),
});

const scopeQuery = { year: planYear, region: regionCode.optional() };

export const summariseDues = route({
  method: "GET",
  url: "/allocations/dues/summary",
  room,
  summary: "本级应补：已发布方案中与本级有关的合计，与上年、与已分配比较",
  access: "dues.read",
  query: z.object(scopeQuery),
  answer: z.object({
    publication: publication.nullable(),
    /** All publications of the year, the newest first. */
    history: z.array(publication),
    lines: z.array(
      z.object({ line: z.string(), name: z.string(), clause: z.string(), counts: dueCounts, sums: dueSums, comparison }),
    ),
    counts: dueCounts,
    sums: dueSums,
    comparison,
  }),
});

export const dueLine = z.object({
  lineNo: z.number().int(),
  line: z.string(),
  lineName: z.string(),
  year: z.number().int(),
  subject: z.string(),
  title: z.string(),
  place: z.string(),
  institutionName: z.string().nullable(),
  status: z.enum(lineStatuses),
  /** The part within the reader's scope. */
  sums: dueSums,
  /** The whole line, of which others may have a part. */
  wholeFen: fenText,
  isPart: z.boolean(),
  /** The line was set by hand, and only where it stands: it is not shared out among institutions. */
  isManual: z.boolean(),
  /** What the line was lessened by because it had been allocated before; null where the line stands elsewhere. */
  allocatedFen: fenText.nullable(),
  hints: z.array(z.object({ code: z.string(), title: z.string(), remedy: z.string() })),
  clauses: z.array(z.string()),
});
export type DueLineView = z.infer<typeof dueLine>;

const dueFilter = {
  ...scopeQuery,
  line: lineId.optional(),
  status: z.enum(lineStatuses).optional(),
  text: z.string().trim().max(60).optional(),
};

export const listDues = route({
  method: "GET",
  url: "/allocations/dues",
  room,
  summary: "本级应补明细",
  access: "dues.read",
  query: pageQuery.extend({
    ...dueFilter,
    /** Number of the last line of the page before. */
    after: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
  }),
  answer: page(dueLine),
});

export const explainDue = route({
  method: "GET",
  url: "/allocations/dues/:publicationId/lines/:lineNo",
  room,
  summary: "本级一条应补的说明：步骤、条款、口径和本级范围内的事实",
  access: "dues.read",
  params: z.object({ publicationId: z.uuid(), lineNo: z.coerce.number().int().min(0).max(999_999_999) }),
  answer: z.object({
    line: dueLine,
    steps: z.array(z.object({ text: z.string(), clause: z.string() })),
    facts: z.array(factBehind),
    /** Facts behind the line that belong to other places and are not shown. */
    hiddenFacts: z.number().int(),
    readings: z.array(
      z.object({ key: z.string(), question: z.string(), value: z.string(), label: z.string(), clauses: z.array(z.string()) }),
    ),
    /** The institutions of the reader's scope among those that share the line. */
    shares: z.array(z.object({ name: z.string(), amountFen: fenText })),
    decision: z
      .object({
        amountFen: fenText,
        decidedBy: z.string(),
        decidedOn: dateText,
        reason: z.string(),
        documentNumber: z.string().nullable(),
      })
      .nullable(),
    manual: z
      .object({
        amountFen: fenText,
        dueFen: fenText,
        decidedBy: z.string(),
        reason: z.string(),
        documentNumber: z.string().nullable(),
      })
      .nullable(),
    term: z.object({ from: dateText, to: dateText }).nullable(),
    projectTotalFen: fenText.nullable(),
  }),
});

export const downloadDues = route({
  method: "GET",
  url: "/allocations/dues/workbook",
  room,
  summary: "导出本级应补：合计和明细，与页面所见相同",
  access: "dues.read",
  query: z.object(dueFilter),
  download: true,
});
