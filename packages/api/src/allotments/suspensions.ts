import { z } from "zod";
import { dateText, instantText, regionCode } from "../common.ts";
import { route } from "../route.ts";

const room = "allotments";
const sentence = z.string().trim().min(2, "请写明，至少两个字").max(500);

export const suspensionStates = { open: "暂停中", ended: "已到期", lifted: "已恢复" } as const;

const suspension = z.object({
  id: z.uuid(),
  line: z.string(),
  lineName: z.string(),
  /** Code of the place in which the line is stopped; the province's own for all of it. */
  region: regionCode,
  regionName: z.string(),
  reason: z.string(),
  documentNumber: z.string(),
  startsOn: dateText,
  /** Its last day; null: until it is lifted. */
  endsOn: dateText.nullable(),
  setBy: z.string(),
  setByOffice: z.string(),
  setAt: instantText,
  state: z.enum(["open", "ended", "lifted"]),
  liftedBy: z.string().nullable(),
  liftedAt: instantText.nullable(),
  liftedReason: z.string().nullable(),
  mayLift: z.boolean(),
});
export type LineSuspension = z.infer<typeof suspension>;

/** 暂停拨付 of lines, the newest first. With a unit, those that reach it; with a region, those that concern anybody in it. */
export const listLineSuspensions = route({
  method: "GET",
  url: "/line-suspensions",
  room,
  summary: "按支持项目暂停拨付的记录",
  access: "notices.read",
  query: z.object({
    line: z.string().max(60).optional(),
    region: regionCode.optional(),
    institution: z.string().max(60).optional(),
    state: z.enum(["open", "all"]).default("all"),
  }),
  answer: z.object({
    items: z.array(suspension),
    /** What may be stopped by the reader; null where he may stop nothing. */
    choices: z
      .object({
        lines: z.array(z.object({ value: z.string(), label: z.string() })),
        regions: z.array(z.object({ value: regionCode, label: z.string() })),
      })
      .nullable(),
  }),
});

export const suspendLine = route({
  method: "POST",
  url: "/line-suspensions",
  room,
  summary: "暂停拨付一个支持项目（全省、一市或一县）",
  access: "payments.pay",
  body: z.object({
    line: z.string().min(1, "请选择支持项目").max(60),
    region: regionCode,
    reason: sentence,
    documentNumber: z.string().trim().min(2, "请填写依据文号").max(100),
    endsOn: dateText.optional(),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const liftLineSuspension = route({
  method: "POST",
  url: "/line-suspensions/:suspensionId/lifting",
  room,
  summary: "恢复拨付一个支持项目",
  access: "payments.pay",
  params: z.object({ suspensionId: z.uuid() }),
  body: z.object({ reason: sentence }),
  answer: z.object({ id: z.uuid() }),
});
