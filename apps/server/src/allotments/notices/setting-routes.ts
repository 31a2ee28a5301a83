import { listYearEvents, recordYearEvent } from "@qiangyi/api";
import { fen, ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { handle, type Rooms, regionOfActor } from "../../platform/index.ts";
import { regionName } from "../../registry/index.ts";
import { insertYearEvent, yearEvents } from "./settings.store.ts";

type SettingRefusal = Refusal<"FORBIDDEN_SCOPE"> | Refusal<"amount-misplaced">;

/** The dates and figures that a year's money hangs on, each with its document. */
export const settingRoutes = (rooms: Rooms): void => {
  handle(rooms, listYearEvents, async ({ tx, actor, query }) =>
    ok({
      items: (await yearEvents(tx, actor.province, query.year)).map(({ amount, recordedName, ...event }) => ({
        ...event,
        fund: event.fund as "qiangyi-2024",
        regionName: regionName(event.region),
        amountFen: amount === null ? null : String(amount),
        by: recordedName,
        recordedAt: event.recordedAt.toISOString(),
      })),
    }),
  );

  handle<typeof recordYearEvent, SettingRefusal>(
    rooms,
    recordYearEvent,
    async ({ tx, actor, clock, body }) => {
      const own = regionOfActor(actor);
      const region = body.region ?? own;
      if (own === undefined || region === undefined || region !== own) return refuse({ code: "FORBIDDEN_SCOPE" });
      if ((body.kind === "expected-execution") !== (body.amountFen !== undefined)) return refuse({ code: "amount-misplaced" });
      if (body.kind === "expected-execution" && actor.level !== "province") return refuse({ code: "FORBIDDEN_SCOPE" });
      const { fund, year, kind, documentNumber } = body;
      const before = (await yearEvents(tx, actor.province, year)).find(
        (event) => event.fund === fund && event.kind === kind && event.region === region,
      );
      const corrections = before ? before.corrections + 1 : 0;
      const id = await insertYearEvent(tx, actor, clock.now(), {
        fund,
        year,
        kind,
        region,
        documentNumber,
        corrections,
        happenedOn: body.happenedOn as PlainDate,
        amount: body.amountFen === undefined ? null : fen(BigInt(body.amountFen)),
      });
      return ok({ id, corrections });
    },
    settingAnswers,
  );
};

const settingAnswers = {
  FORBIDDEN_SCOPE: [403, "只能登记本级的年度事项，上年预计执行数由省财政厅登记"],
  "amount-misplaced": [422, "预计执行数须填金额，批准预算之日不填金额"],
} as const;
