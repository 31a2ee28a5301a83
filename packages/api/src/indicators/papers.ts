import { z } from "zod";
import { dateText } from "../common.ts";
import { route } from "../route.ts";

/** 季度报告 of a hospital, a city's plan or the province, as a Word file. */
export const downloadQuarterlyReport = route({
  method: "GET",
  url: "/boards/quarterly-report",
  room: "indicators",
  summary: "指标季度报告（Word）：承诺了什么、现在怎样、与上季相比变了什么、什么迟了",
  access: "indicators.read",
  query: z.object({
    /** A subject of targets; left out: every subject that the reader may see. */
    subject: z.string().min(1).max(64).optional(),
    quarter: z.string().regex(/^(19|20|21)\d\d-Q[1-4]$/, "季度写作2026-Q1"),
    /** Approved by this day: the last of the quarter when left out. The quarter before is judged the same number of days after its end. */
    asOf: dateText.optional(),
  }),
  download: true,
});
