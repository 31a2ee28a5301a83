import { z } from "zod";
import { dateText, fenText, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { room } from "./shared.ts";

const coverage = z.object({
  region: regionCode,
  name: z.string(),
  /** Projects of the fund in the place, and those of them that a concluded inspection of the year looked at. */
  projects: z.number().int(),
  inspected: z.number().int(),
  byFinance: z.number().int(),
  byHealth: z.number().int(),
  /** In the sample of a plan of the year. */
  planned: z.number().int(),
  /** Percent with one decimal; null where there is no project. */
  percent: z.string().nullable(),
  openFindings: z.number().int(),
  overdue: z.number().int(),
});
export type InspectionCoverage = z.infer<typeof coverage>;

const safety = z.object({
  region: regionCode,
  name: z.string(),
  cityName: z.string(),
  /** Payments that the checks or a suspension refused in the year. */
  blocked: z.number().int(),
  blockedFen: fenText,
  suspensions: z.number().int(),
  openFindings: z.number().int(),
  overdue: z.number().int(),
  outstandingFen: fenText,
});
export type CountySafety = z.infer<typeof safety>;

/** Coverage by place (cities for the province, counties for a city), and 资金安全 of every county, outstanding recovery first. */
export const findingsBoard = route({
  method: "GET",
  url: "/findings/board",
  room,
  summary: "监督检查：检查覆盖率、未办结问题、超期整改、审计事项、各县资金安全",
  access: "findings.read",
  query: z.object({ year: yearNumber.optional() }),
  answer: z.object({
    year: z.number().int(),
    today: dateText,
    total: coverage,
    places: z.array(coverage),
    openAuditMatters: z.number().int(),
    outstandingFen: fenText,
    safety: z.array(safety),
    /** What this reader may begin. */
    may: z.object({ plan: z.boolean(), inspect: z.boolean(), raise: z.boolean(), recordAudit: z.boolean() }),
  }),
});

/** The account pages of a unit, for a finding or a measure limited to one of them, with the payments that a recovery may be limited to. */
export const listFindingPages = route({
  method: "GET",
  url: "/findings/pages",
  room,
  summary: "一个单位的项目账页与已付款项，供登记问题、采取措施时选择",
  access: "findings.raise",
  query: z.object({ institution: z.string().min(1).max(60) }),
  answer: z.object({
    pages: z.array(
      z.object({
        earmark: z.string(),
        title: z.string(),
        project: z.string().nullable(),
        paidFen: fenText,
        availableFen: fenText,
        payments: z.array(
          z.object({ id: z.uuid(), number: z.string(), purpose: z.string(), paidOn: dateText, amountFen: fenText }),
        ),
      }),
    ),
  }),
});
