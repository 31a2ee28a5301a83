import { z } from "zod";
import { dateText, fenText, instantText, positiveFen } from "../common.ts";
import { route } from "../route.ts";
import { projectParams } from "./shared.ts";

const room = "projects";
const access = "projects.checkFunds";

const commitment = z.object({
  amountFen: fenText,
  documentNumber: z.string(),
  /** Null for what was recorded before dates were asked for. */
  dateOn: dateText.nullable(),
  byName: z.string(),
  at: instantText,
});

const burden = z.object({
  project: z.object({ id: z.uuid(), number: z.string(), title: z.string() }),
  institution: z.object({ id: z.string(), name: z.string() }),
  year: z.number().int(),
  /** Where the declaration stands, in words: it is not shown itself. */
  stateText: z.string(),
  /** What the declaration asks of the county, what it committed and paid, and what is missing. */
  neededFen: fenText,
  committedFen: fenText,
  paidFen: fenText,
  gapFen: fenText,
  /** No longer of a declaration that was turned down or has ended: then nothing is missing. */
  isAsked: z.boolean(),
  commitment: commitment.nullable(),
  /** A commitment that the confirmed list or a payment rests on can be raised, not lowered and not withdrawn. */
  isUsed: z.boolean(),
  mayRecord: z.boolean(),
});
export type CountyBurden = z.infer<typeof burden>;

/** 县级资金承诺 (晋财社〔2022〕32号 第二条): what the pilot asks of one's own county. */
export const listCountyBurdens = route({
  method: "GET",
  url: "/projects/county-commitments",
  room,
  summary: "5G试点由本县财政负担的资金：需要、承诺、已支付和缺口",
  access,
  answer: z.object({ items: z.array(burden) }),
});

export const commitCountyMoney = route({
  method: "POST",
  url: "/projects/:projectId/county-commitment",
  room,
  summary: "县财政局书面承诺试点项目的县级资金：文号、日期、金额",
  access,
  params: projectParams,
  body: z.object({
    amountFen: positiveFen,
    documentNumber: z.string().trim().min(2, "请填写承诺文件的文号").max(200, "文号不能超过200个字"),
    dateOn: dateText,
  }),
  answer: z.null(),
});

export const withdrawCountyMoney = route({
  method: "POST",
  url: "/projects/:projectId/county-commitment/withdrawal",
  room,
  summary: "撤回尚未使用的县级资金承诺，写明理由",
  access,
  params: projectParams,
  body: z.object({ reason: z.string().trim().min(2, "请写明撤回的理由").max(200, "理由不能超过200个字") }),
  answer: z.null(),
});
