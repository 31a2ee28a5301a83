import { closeReportYear, type RouteAnswer, readReportSchedule, recordReportSchedule } from "@qiangyi/api";
import { date, endOfYear, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, newId, type Rooms, violatedConstraint } from "../../platform/index.ts";
import { reportsIn } from "./reports.store.ts";
import { scheduleOf } from "./schedule.ts";

type ScheduleRefusal = Refusal<"SCHEDULE_REPEATED">;
const scheduleAnswers: Answers<ScheduleRefusal> = {
  SCHEDULE_REPEATED: [409, "这个周期自这一天起的期限已经登记过", "请换一个起始日期"],
};

type CloseRefusal =
  | Refusal<"YEAR_NOT_OVER", { readonly year: number }>
  | Refusal<"YEAR_CLOSED_ALREADY", { readonly year: number }>;
const closeAnswers: Answers<CloseRefusal> = {
  YEAR_NOT_OVER: [409, ({ year }) => `${year}年还没有结束，不能关账`],
  YEAR_CLOSED_ALREADY: [409, ({ year }) => `${year}年已经关账`],
};

/** 报送期限 and 关账: data with a source, not code. */
export const scheduleRoutes = (rooms: Rooms): void => {
  handle(rooms, readReportSchedule, async ({ tx, actor, clock }) => {
    const { entries } = await scheduleOf(tx, actor, clock.today());
    const closed = await reportsIn(tx)
      .selectFrom("indicator_closed_year")
      .select(["year", "closed_on", "document", "recorded_name"])
      .where("province", "=", actor.province)
      .orderBy("year", "desc")
      .execute();
    return ok({
      items: [...entries],
      closedYears: closed.map(({ year, closed_on, document, recorded_name }) => ({
        year,
        closedOn: closed_on,
        document,
        by: recorded_name,
      })),
      mayDefine: actor.level === "province" && actor.permissions.has("indicators.define"),
    });
  });

  handle(
    rooms,
    recordReportSchedule,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof recordReportSchedule>, ScheduleRefusal>> => {
      const id = newId();
      try {
        await reportsIn(tx)
          .insertInto("indicator_report_schedule")
          .values({
            province: actor.province,
            id,
            cycle: body.cycle,
            effective_from: date(body.effectiveFrom),
            due_days: body.dueDays,
            source: body.source,
            recorded_by: actor.userId,
            recorded_name: actor.name,
            recorded_at: clock.now(),
          })
          .execute();
      } catch (error) {
        if (violatedConstraint(error) === "indicator_report_schedule_once") return refuse({ code: "SCHEDULE_REPEATED" });
        throw error;
      }
      return ok({ id });
    },
    scheduleAnswers,
  );

  handle(
    rooms,
    closeReportYear,
    async ({ tx, actor, clock, body }): Promise<Result<{ year: number }, CloseRefusal>> => {
      const { year, document } = body;
      if (endOfYear(year) >= clock.today()) return refuse({ code: "YEAR_NOT_OVER", year });
      try {
        await reportsIn(tx)
          .insertInto("indicator_closed_year")
          .values({
            province: actor.province,
            year,
            closed_on: clock.today(),
            document,
            recorded_by: actor.userId,
            recorded_name: actor.name,
            recorded_at: clock.now(),
          })
          .execute();
      } catch (error) {
        if (violatedConstraint(error) === "indicator_closed_year_pkey") return refuse({ code: "YEAR_CLOSED_ALREADY", year });
        throw error;
      }
      return ok({ year });
    },
    closeAnswers,
  );
};
