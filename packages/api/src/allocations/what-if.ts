import { z } from "zod";
import { fenText } from "../common.ts";
import { route } from "../route.ts";
import { lineId, planParams, room } from "./shared.ts";

/** What a scenario changes: values of readings by key, amounts of standards by line and amount key in 分. */
export const scenarioChange = z.strictObject({
  readings: z.record(z.string().max(60), z.string().max(60)).default({}),
  standards: z.record(lineId, z.record(z.string().max(40), fenText)).default({}),
});
export type ScenarioChange = z.infer<typeof scenarioChange>;

const option = z.object({ value: z.string(), label: z.string() });

export const whatIfOptions = route({
  method: "GET",
  url: "/allocations/plans/:planId/what-if/options",
  room,
  summary: "情景可改的口径和标准，及方案采用的值",
  access: "plans.read",
  params: planParams,
  answer: z.object({
    readings: z.array(
      z.object({
        key: z.string(),
        question: z.string(),
        clauses: z.array(z.string()),
        values: z.array(option),
        /** How to write a value of a key with an open set of values; null where only the listed ones exist. */
        hint: z.string().nullable(),
        current: z.string(),
      }),
    ),
    standards: z.array(
      z.object({
        line: z.string(),
        lineName: z.string(),
        key: z.string(),
        label: z.string(),
        currentFen: fenText,
        clause: z.string(),
      }),
    ),
    years: z.array(z.number().int()),
    /** What a stored scenario has changed against its base. */
    change: scenarioChange,
  }),
});

const pair = z.object({ key: z.string(), name: z.string(), beforeFen: fenText, afterFen: fenText, changeFen: fenText });
const moved = z.object({
  line: z.string(),
  lineName: z.string(),
  year: z.number().int(),
  subject: z.string(),
  title: z.string(),
  place: z.string(),
  beforeFen: fenText,
  afterFen: fenText,
  changeFen: fenText,
});

/** A GET, because it changes nothing: the change travels as JSON text in the address. */
export const previewWhatIf = route({
  method: "GET",
  url: "/allocations/plans/:planId/what-if",
  room,
  summary: "情景试算：改口径或标准后的合计、受益与受损，不改动任何数据",
  access: "plans.read",
  params: planParams,
  query: z.object({
    change: z.string().max(8000).default("{}"),
    /** "year": the plan's year; "three": it and the two before. */
    span: z.enum(["year", "three"]).default("year"),
  }),
  answer: z.object({
    beforeFen: fenText,
    afterFen: fenText,
    changeFen: fenText,
    heldBeforeFen: fenText,
    heldAfterFen: fenText,
    decisionsBefore: z.number().int(),
    decisionsAfter: z.number().int(),
    lines: z.array(pair),
    cities: z.array(pair),
    counties: z.array(pair),
    winnerCount: z.number().int(),
    loserCount: z.number().int(),
    winners: z.array(moved),
    losers: z.array(moved),
    results: z.number().int(),
    milliseconds: z.number(),
  }),
});

export const keepScenario = route({
  method: "POST",
  url: "/allocations/plans/:planId/scenarios",
  room,
  summary: "把试算保存为情景",
  access: "plans.write",
  status: 201,
  params: planParams,
  body: z.object({ title: z.string().trim().min(1, "请填写名称").max(100), change: scenarioChange }),
  answer: z.object({ id: z.string() }),
});
