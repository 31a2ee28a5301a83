import type { Route, RouteAnswer } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Answers, Download } from "./outcome.ts";
import type { Rooms } from "./rooms.ts";
import { type Call, handle } from "./routes.ts";

type ValueOf<R extends Route> = R["download"] extends true ? Download : RouteAnswer<R>;
type Run<R extends Route, F extends Refusal> = (call: Call<R>) => Promise<Result<ValueOf<R>, F>>;
type NotAtProvince = Refusal<"FORBIDDEN_SCOPE">;

/** `handle` for the routes of a desk of the province. */
export interface ProvinceDesk {
  <const R extends Route>(rooms: Rooms, contract: R, run: Run<R, never>): void;
  <const R extends Route, F extends Refusal>(rooms: Rooms, contract: R, run: Run<R, F>, answers: Answers<F>): void;
}

/**
 * What is done here is the province's alone, although people below it hold the permission too: auditors read plans, bureaus of every level
 * draft notices. They are told `elsewhere`.
 */
export const provinceDesk =
  (elsewhere: Answers<NotAtProvince>["FORBIDDEN_SCOPE"]): ProvinceDesk =>
  <const R extends Route, F extends Refusal>(rooms: Rooms, contract: R, run: Run<R, F>, answers?: Answers<F>): void => {
    const guarded: Run<R, F | NotAtProvince> = async (call) =>
      call.actor.level === "province" ? await run(call) : refuse({ code: "FORBIDDEN_SCOPE" });
    handle(rooms, contract, guarded, { ...answers, FORBIDDEN_SCOPE: elsewhere } as unknown as Answers<F | NotAtProvince>);
  };
