import type { Route, RouteAnswer } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, type Call, type Download, handle, type Rooms } from "../platform/index.ts";

type ValueOf<R extends Route> = R["download"] extends true ? Download : RouteAnswer<R>;
type Run<R extends Route, F extends Refusal> = (call: Call<R>) => Promise<Result<ValueOf<R>, F>>;

/**
 * A route of the provincial desk. Auditors below the province hold the permission to read plans too, but a proposal
 * of the province is not theirs (qiangyi-2024.art6.b): they read what was published, as everyone below the province does.
 */
export function handleAtDesk<const R extends Route>(rooms: Rooms, contract: R, run: Run<R, never>): void;
export function handleAtDesk<const R extends Route, F extends Refusal>(
  rooms: Rooms,
  contract: R,
  run: Run<R, F>,
  answers: Answers<F>,
): void;
export function handleAtDesk<const R extends Route, F extends Refusal>(
  rooms: Rooms,
  contract: R,
  run: Run<R, F>,
  answers?: Answers<F>,
): void {
  const guarded: Run<R, F | NotAtDesk> = async (call) =>
    call.actor.level === "province" ? await run(call) : refuse({ code: "FORBIDDEN_SCOPE" });
  handle(rooms, contract, guarded, { ...answers, FORBIDDEN_SCOPE: notAtDesk } as unknown as Answers<F | NotAtDesk>);
}

type NotAtDesk = Refusal<"FORBIDDEN_SCOPE">;

const notAtDesk = [403, "建议方案由省级办理，您的账号不在省级", "方案发布后，在“应补明细”查看本级的部分"] as const;
