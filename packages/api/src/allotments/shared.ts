import { z } from "zod";

export const room = "allotments";

export const reasonText = z.string().trim().max(500);
export const documentNumber = z.string().trim().min(2, "请填写文号").max(100);
/** Money that is entered: never negative. */
export const enteredFen = z.string().regex(/^(0|[1-9]\d{0,17})$/, "应为不小于零的金额");

/** Regulations whose money goes down by notices. */
export const funds = ["qiangyi-2024", "5g-2022"] as const;
export type Fund = (typeof funds)[number];
export const fundNames: Readonly<Record<Fund, string>> = { "qiangyi-2024": "强医工程补助资金", "5g-2022": "5G试点项目资金" };

/** Something that stands in the way, with its code and clause; all of them are listed at once. */
export const obstacle = z.object({
  code: z.string(),
  text: z.string(),
  clause: z.string().nullable(),
  /** The rows or lines that it concerns; empty for the whole. */
  places: z.array(z.string()),
});
export type Obstacle = z.infer<typeof obstacle>;
