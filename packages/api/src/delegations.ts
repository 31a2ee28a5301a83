import { z } from "zod";
import { dateText, instantText } from "./common.ts";
import { route } from "./route.ts";

/** Longest delegation, both days counted. */
export const longestDelegationDays = 90;

/** 委托代办: for some days another person of the same office holds a role of mine beside me. */
export const delegation = z.object({
  id: z.uuid(),
  role: z.string(),
  roleTitle: z.string(),
  fromName: z.string(),
  toName: z.string(),
  startsOn: dateText,
  endsOn: dateText,
  reason: z.string(),
  state: z.enum(["coming", "running", "over", "ended"]),
  /** Ended before its last day. */
  ended: z.object({ at: instantText, byName: z.string() }).nullable(),
});
export type Delegation = z.infer<typeof delegation>;

export const listDelegations = route({
  method: "GET",
  url: "/delegations",
  room: "access",
  summary: "委托代办：我委托的、委托给我的",
  access: "signed-in",
  answer: z.object({
    given: z.array(delegation),
    received: z.array(delegation),
    /** Roles that the reader may hand over. */
    roles: z.array(z.object({ id: z.string(), title: z.string() })),
    /** Colleagues of the same office. */
    colleagues: z.array(z.object({ id: z.string(), name: z.string(), loginName: z.string(), roles: z.array(z.string()) })),
  }),
});

export const createDelegation = route({
  method: "POST",
  url: "/delegations",
  room: "access",
  summary: "委托同一单位的人员代办，到期自动收回",
  access: "signed-in",
  body: z.object({
    to: z.uuid("请选择代办人"),
    role: z.string().min(1, "请选择委托的职责").max(50),
    startsOn: dateText,
    endsOn: dateText,
    reason: z.string().trim().min(2, "请写明委托事由").max(200, "委托事由不能超过200个字"),
  }),
  status: 201,
  answer: delegation,
});

export const endDelegation = route({
  method: "POST",
  url: "/delegations/:delegationId/end",
  room: "access",
  summary: "提前收回委托",
  access: "signed-in",
  params: z.object({ delegationId: z.uuid() }),
  answer: delegation,
});
