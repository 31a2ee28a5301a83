import { stopClock } from "@qiangyi/api";
import { date, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { clocksFor } from "./list-clocks.ts";
import { insertStop } from "./stops.store.ts";

type StopRefusal =
  | Refusal<"clock-not-found">
  | Refusal<"clock-stops-by-itself", { readonly by: string }>
  | Refusal<"clock-of-another-office">
  | Refusal<"already-stopped">
  | Refusal<"day-outside-clock", { readonly from: string }>;

const answers: Answers<StopRefusal> = {
  "clock-not-found": [404, "找不到这个期限，或它不在您的管理范围"],
  "clock-stops-by-itself": [409, ({ by }) => `这个期限随业务办结：${by}`, "请到相应页面办理"],
  "clock-of-another-office": [403, "只有负有责任的单位能登记办结"],
  "already-stopped": [409, "这个期限已经办结"],
  "day-outside-clock": [422, ({ from }) => `日期应在起算日${from}与今天之间`, "请核对公开的日期"],
};

/** 登记公开: what the office has made public is said with its address and day. */
export const stopClockRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    stopClock,
    async ({ tx, actor, params, body, clock }) => {
      const today = clock.today();
      const found = (await clocksFor(tx, actor, today)).find(({ id }) => id === params.clockId);
      if (!found) return refuse({ code: "clock-not-found" });
      if (found.rule !== "disclosure") return refuse({ code: "clock-stops-by-itself", by: found.stopsWhen });
      if (found.stopped) return refuse({ code: "already-stopped" });
      if (!found.canStop) return refuse({ code: "clock-of-another-office" });
      const stoppedOn = date(body.stoppedOn);
      if (stoppedOn < found.started.on || stoppedOn > today) return refuse({ code: "day-outside-clock", from: found.started.on });
      await insertStop(tx, actor, { clock: found.id, stoppedOn, evidence: body.evidence, at: clock.now() });
      return ok({ id: found.id });
    },
    answers,
  );
