import type { Route, RouteAnswer } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, type Call, type Download, handle, type Rooms } from "../platform/index.ts";

type ValueOf<R extends Route> = R["download"] extends true ? Download : RouteAnswer<R>;
type Run<R extends Route, F extends Refusal> = (call: Call<R>) => Promise<Result<ValueOf<R>, F>>;

/**
 * A route of the provincial desk. Auditors below the province hold the permission to read plans too, and bureaus of every level draft
 * notices, but what is done here is the province's alone.
 */
export function handleAtProvince<const R extends Route>(rooms: Rooms, contract: R, run: Run<R, never>): void;
export function handleAtProvince<const R extends Route, F extends Refusal>(
  rooms: Rooms,
  contract: R,
  run: Run<R, F>,
  answers: Answers<F>,
): void;
export function handleAtProvince<const R extends Route, F extends Refusal>(
  rooms: Rooms,
  contract: R,
  run: Run<R, F>,
  answers?: Answers<F>,
): void {
  const guarded: Run<R, F | NotAtProvince> = async (call) =>
    call.actor.level === "province" ? await run(call) : refuse({ code: "FORBIDDEN_SCOPE" });
  handle(rooms, contract, guarded, { ...answers, FORBIDDEN_SCOPE: notAtProvince } as unknown as Answers<F | NotAtProvince>);
}

type NotAtProvince = Refusal<"FORBIDDEN_SCOPE">;

const notAtProvince = [403, "这件事由省级办理，您的账号不在省级"] as const;
