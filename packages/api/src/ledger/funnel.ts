import { z } from "zod";
import { fenText, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { bookFigures, bookLevels } from "./shared.ts";

export const funnelStages = ["arranged", "issued", "received", "atUnits", "paid"] as const;
export type FunnelStage = (typeof funnelStages)[number];

const stage = z.object({
  stage: z.enum(funnelStages),
  title: z.string(),
  /** What was counted, in words of the books. */
  basis: z.string(),
  amountFen: fenText,
  /** Of what was arranged; null where nothing was. */
  share: z.string().nullable(),
});

const lineFlow = z.object({
  line: z.string(),
  title: z.string(),
  arrangedFen: fenText,
  issuedFen: fenText,
  /** Share of this line in all that was issued. */
  issuedShare: z.string().nullable(),
  receivedFen: fenText,
  atUnitsFen: fenText,
  paidFen: fenText,
  /** Of what reached the units. */
  paidShare: z.string().nullable(),
});

/** 资金去向 of a clause: the lines that carry it out, and how far their money of each budget year has come within one's sight. */
export const showClauseMoney = route({
  method: "GET",
  url: "/ledger/clauses/:clause",
  room: "ledger",
  summary: "条款的资金去向：逐年安排、下达、接收、支付",
  access: "books.read",
  params: z.object({ clause: z.string().max(100) }),
  answer: z.object({
    regionName: z.string(),
    /** Lines that rest on the clause, with or without money. */
    lines: z.array(z.object({ line: z.string(), title: z.string() })),
    items: z.array(lineFlow.extend({ year: z.number().int() })),
  }),
});

/** 安排→下达→接收→到单位→支付 of one budget year in one region, by level and by line. */
export const showFunnel = route({
  method: "GET",
  url: "/ledger/funnel",
  room: "ledger",
  summary: "资金漏斗：安排、下达、接收、支付",
  access: "books.read",
  query: z.object({ year: yearNumber, line: z.string().max(100).optional(), region: regionCode.optional() }),
  answer: z.object({
    year: z.number().int(),
    region: z.string(),
    regionName: z.string(),
    stages: z.array(stage),
    levels: z.array(
      z.object({ level: z.enum(bookLevels), title: z.string(), books: z.number().int() }).extend(bookFigures.shape),
    ),
    total: bookFigures,
    lines: z.array(lineFlow),
    /** 在途: paid by 指标账, not yet seen by 资金账. */
    inTransitFen: fenText,
    checks: z.array(z.object({ title: z.string(), leftFen: fenText, rightFen: fenText, holds: z.boolean() })),
  }),
});
