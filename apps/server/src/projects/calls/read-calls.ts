import { listCalls, type RouteAnswer, readCall } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { callAnswers, organises } from "./call.ts";
import { changesOf, findCall, pageOfCalls } from "./calls.store.ts";
import { shownCall } from "./shown-call.ts";

const answers: Answers<Refusal<"call-not-found">> = { "call-not-found": callAnswers["call-not-found"] };

export const readCallsRoutes = (rooms: Rooms): void => {
  handle(rooms, listCalls, async ({ tx, actor, clock, query: { limit, after, ...filter } }) => {
    const today = clock.today();
    const page = await pageOfCalls(tx, actor, filter, { today, limit, after });
    return ok({ ...page, items: page.items.map((call) => shownCall(call, today)) });
  });

  handle(
    rooms,
    readCall,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof readCall>, Refusal<"call-not-found">>> => {
      const call = await findCall(tx, actor, params.callId);
      if (!call) return refuse({ code: "call-not-found" });
      return ok({
        ...shownCall(call, clock.today()),
        definition: { ...call.definition },
        changes: (await changesOf(tx, call)).map(({ byName, at, ...change }) => ({
          ...change,
          by: byName,
          at: at.toISOString(),
        })),
        publishedAt: call.publishedAt?.toISOString() ?? null,
        isOwn: actor.permissions.has("calls.write") && organises(actor, call.programme),
      });
    },
    answers,
  );
};
