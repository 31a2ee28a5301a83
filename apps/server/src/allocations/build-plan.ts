import { buildPlan } from "@qiangyi/api";
import { ok, type PlainDate } from "@qiangyi/kernel";
import { newId, type Rooms } from "../platform/index.ts";
import { compute } from "./compute.ts";
import { handleAtDesk } from "./desk.ts";
import { gatherInput, revisionsNow } from "./sources.ts";
import { createPlan } from "./store-plan.ts";

/** 生成建议方案: only 省卫生健康委 may (qiangyi-2024.art6.b), which is what the permission of the route says. */
export const buildPlanRoute = (rooms: Rooms): void =>
  handleAtDesk(rooms, buildPlan, async ({ tx, actor, body, clock }) => {
    const decisionDate = (body.decisionDate ?? clock.today()) as PlainDate;
    // Counters first: what changes while the facts are read makes the plan stale instead of passing unnoticed.
    const revisions = await revisionsNow(tx, actor.province, decisionDate);
    const { input, outside } = await gatherInput(tx, actor, body.year, decisionDate);
    const computed = compute(input, null);
    const id = newId();
    const title = body.title ?? `${body.year}年资金分配建议方案`;
    await createPlan(tx, { id, kind: "plan", basePlanId: null, year: body.year, title, decisionDate }, computed, {
      actor,
      at: clock.now(),
      revisions,
      standards: null,
      outside,
    });
    return ok({ id });
  });
