import { listTargetEvents, recordTargetEvent } from "@qiangyi/api";
import { date, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx, violatedConstraint } from "../../platform/index.ts";
import type { IndicatorTables } from "../tables.ts";
import { isOwn } from "./event.ts";
import { shownEvents } from "./shown-events.ts";
import { type TargetInForce, targetsOf } from "./targets.store.ts";

type RecordRefusal =
  | Refusal<"subject-of-another">
  | Refusal<"indicator-not-counted">
  | Refusal<"kept-in-register", { readonly register: string }>
  | Refusal<"day-not-past">
  | Refusal<"event-recorded-already">;

const answers: Answers<RecordRefusal> = {
  "subject-of-another": [403, "只能为本单位（本级）登记", "请由该单位登记，或登录该单位的账号"],
  "indicator-not-counted": [422, "这个指标不按事项计数", "在指标填报里报送它的数值"],
  "kept-in-register": [409, "这个指标由台账计数，不重复登记", "到台账登记并确认，目标随之更新"],
  "day-not-past": [422, "日期不能晚于今天"],
  "event-recorded-already": [409, "同一天的同名事项已经登记过", "到列表里查看"],
};

export const recordEventRoutes = (rooms: Rooms): void => {
  handle(rooms, listTargetEvents, async ({ tx, actor, query, clock }) =>
    ok({
      items: await shownEvents(tx, actor, query),
      choices: actor.permissions.has("indicators.report") ? await choicesOf(tx, actor, clock.today()) : [],
    }),
  );

  handle(
    rooms,
    recordTargetEvent,
    async ({ tx, actor, body, clock }): Promise<Result<{ id: string }, RecordRefusal>> => {
      const { subject, indicator, name, happenedOn, document } = body;
      const today = clock.today();
      const ofSubject = await targetsOf(tx, actor, { subject, indicator, asOf: today, inScope: true });
      const [target] = ofSubject;
      if (target === undefined || !isOwn(actor, target)) return refuse({ code: "subject-of-another" });
      if (target.kind !== "events") return refuse({ code: "indicator-not-counted" });
      if (target.sourceRegister !== null) return refuse({ code: "kept-in-register", register: target.sourceRegister });
      if (happenedOn > today) return refuse({ code: "day-not-past" });
      const id = newId();
      try {
        await tx
          .withTables<IndicatorTables>()
          .insertInto("target_event")
          .values({
            province: actor.province,
            id,
            subject,
            indicator,
            city: target.city,
            county: target.county,
            institution: target.institution,
            name,
            happened_on: date(happenedOn),
            document,
            recorded_by: actor.userId,
            recorded_name: actor.name,
            recorded_level: actor.level,
            recorded_on: today,
            changed_at: clock.now(),
          })
          .execute();
      } catch (error) {
        if (violatedConstraint(error) === "target_event_once") return refuse({ code: "event-recorded-already" });
        throw error;
      }
      return ok({ id });
    },
    answers,
  );
};

const choicesOf = async (tx: Tx, actor: Actor, today: PlainDate) => {
  const counted = (await targetsOf(tx, actor, { asOf: today, inScope: true })).filter(
    (target) => target.kind === "events" && target.sourceRegister === null && isOwn(actor, target),
  );
  return [...new Map(counted.map((target) => [`${target.subject}/${target.indicator}`, target])).values()].map(choiceOf);
};

const choiceOf = ({ subject, subjectName, indicator, indicatorTitle }: TargetInForce) => ({
  subject,
  subjectName,
  indicator,
  indicatorTitle,
});
