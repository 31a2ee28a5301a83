import { z } from "zod";
import { dateText, fenText, instantText, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { documentNumber, enteredFen, funds, room } from "./shared.ts";

/** budget-approved 人代会批准预算之日; expected-execution 上年度预计执行数. Both under the year of the money. */
export const yearEventKinds = ["budget-approved", "expected-execution"] as const;

const yearEvent = z.object({
  id: z.uuid(),
  fund: z.enum(funds),
  year: z.number().int(),
  kind: z.enum(yearEventKinds),
  region: z.string(),
  regionName: z.string(),
  happenedOn: dateText,
  amountFen: fenText.nullable(),
  documentNumber: z.string(),
  corrections: z.number().int(),
  by: z.string(),
  recordedAt: instantText,
});

export const listYearEvents = route({
  method: "GET",
  url: "/allotments/year-events",
  room,
  summary: "年度事项：批准预算之日、上年预计执行数（现行的）",
  access: "notices.read",
  query: z.object({ year: yearNumber.optional() }),
  answer: z.object({ items: z.array(yearEvent) }),
});

export const recordYearEvent = route({
  method: "POST",
  url: "/allotments/year-events",
  room,
  summary: "登记年度事项；更正是新的一行",
  access: "notices.draft",
  body: z.object({
    fund: z.enum(funds).default("qiangyi-2024"),
    year: yearNumber,
    kind: z.enum(yearEventKinds),
    region: regionCode.optional(),
    happenedOn: dateText,
    amountFen: enteredFen.optional(),
    documentNumber,
  }),
  status: 201,
  answer: z.object({ id: z.uuid(), corrections: z.number().int() }),
});
