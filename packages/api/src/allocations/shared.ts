import { z } from "zod";
import { dateText, fenText, instantText } from "../common.ts";

export const room = "allocations";

/** Id of a funding line of 第七条; the server refuses one that it does not know. */
export const lineId = z.string().min(1).max(60);
/** Money that is entered: never negative. */
export const enteredFen = fenText.refine((text) => !text.startsWith("-"), "金额不能为负");
export const documentNumber = z.string().trim().min(1, "请填写文号").max(100);
export const sentence = z.string().trim().max(500);
export const planYear = z.coerce.number().int().min(2000).max(2199);
export const planParams = z.object({ planId: z.uuid() });

/** Who recorded a row and when. */
export const recorded = z.object({ recordedBy: z.string(), recordedAt: instantText });

export const counts = z.object({
  results: z.number().int(),
  payable: z.number().int(),
  refused: z.number().int(),
  decisions: z.number().int(),
  manual: z.number().int(),
});

/** Sums of one group: what the clauses give, what the plan proposes (manual amounts in), what waits, what is to be returned. */
export const sums = z.object({ dueFen: fenText, proposedFen: fenText, heldFen: fenText, recoveryFen: fenText });

export const decisionRecord = recorded.extend({
  id: z.string(),
  line: z.string(),
  subject: z.string(),
  year: z.number().int(),
  amountFen: fenText,
  reading: z.string().nullable(),
  decidedBy: z.string(),
  decidedOn: dateText,
  reason: z.string(),
  documentNumber: z.string().nullable(),
});
