import { confirmTargetEvent, withdrawTargetEvent } from "@qiangyi/api";
import { date, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, handle, type Rooms, type Tx, within } from "../../platform/index.ts";
import type { IndicatorTables } from "../tables.ts";
import { type ConfirmRefusal, type EventState, mayConfirm, mayWithdraw, type WithdrawRefusal } from "./event.ts";

type NotFound = Refusal<"event-not-found">;
type DayRefusal = Refusal<"day-outside-event", { readonly from: string }>;

const checking = {
  "event-not-found": [404, "找不到这个事项，或它不在您的管理范围", "从事项列表进入"],
  "not-a-checker": [403, "没有审核指标的权限", "请由上级卫生健康部门办理"],
  "event-withdrawn": [409, "这个事项已经撤销"],
  "not-the-upper-level": [403, "须由登记单位的上级办理", "请上级卫生健康部门办理"],
} as const;

const confirmAnswers: Answers<NotFound | ConfirmRefusal> = {
  ...checking,
  "already-confirmed": [409, "这个事项已经确认"],
  "own-event": [403, "自己登记的事项须由另一人确认", "请上级的另一位同事确认"],
};
const withdrawAnswers: Answers<NotFound | WithdrawRefusal | DayRefusal> = {
  ...checking,
  "day-outside-event": [422, ({ from }) => `日期应在${from}至今天之间`],
};

export const confirmEventRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    confirmTargetEvent,
    async ({ tx, actor, params: { id }, clock }): Promise<Result<{ id: string }, NotFound | ConfirmRefusal>> => {
      const event = await lockedEvent(tx, actor, id);
      if (event === undefined) return refuse({ code: "event-not-found" });
      const refusal = mayConfirm(actor, event);
      if (refusal !== undefined) return refuse({ code: refusal });
      await tx
        .withTables<IndicatorTables>()
        .updateTable("target_event")
        .set({
          confirmed_by: actor.userId,
          confirmed_name: actor.name,
          confirmed_on: clock.today(),
          changed_at: clock.now(),
        })
        .where("province", "=", actor.province)
        .where("id", "=", id)
        .execute();
      return ok({ id });
    },
    confirmAnswers,
  );

  handle(
    rooms,
    withdrawTargetEvent,
    async ({
      tx,
      actor,
      params: { id },
      body: { withdrawnOn, reason },
      clock,
    }): Promise<Result<{ id: string }, NotFound | WithdrawRefusal | DayRefusal>> => {
      const event = await lockedEvent(tx, actor, id);
      if (event === undefined) return refuse({ code: "event-not-found" });
      const refusal = mayWithdraw(actor, event);
      if (refusal !== undefined) return refuse({ code: refusal });
      if (withdrawnOn < event.happenedOn || withdrawnOn > clock.today())
        return refuse({ code: "day-outside-event", from: event.happenedOn });
      await tx
        .withTables<IndicatorTables>()
        .updateTable("target_event")
        .set({
          withdrawn_on: date(withdrawnOn),
          withdrawal_reason: reason,
          withdrawal_by: actor.userId,
          withdrawal_name: actor.name,
          withdrawal_recorded_on: clock.today(),
          changed_at: clock.now(),
        })
        .where("province", "=", actor.province)
        .where("id", "=", id)
        .execute();
      return ok({ id });
    },
    withdrawAnswers,
  );
};

/** The item as it stands, kept from others until this request is done. */
const lockedEvent = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<(EventState & { readonly happenedOn: string }) | undefined> => {
  const row = await tx
    .withTables<IndicatorTables>()
    .selectFrom("target_event")
    .select(["recorded_by", "recorded_level", "confirmed_on", "withdrawn_on", "happened_on"])
    .where(within(actor, "target_event"))
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      recordedBy: row.recorded_by,
      recordedLevel: row.recorded_level,
      confirmedOn: row.confirmed_on,
      withdrawnOn: row.withdrawn_on,
      happenedOn: row.happened_on,
    }
  );
};
