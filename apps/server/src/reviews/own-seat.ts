import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Answers, Tx } from "../platform/index.ts";
import { expertOfAccount, reviewsIn, type StoredExpert } from "./experts.store.ts";
import { findPanel, type StoredPanel, type StoredSeat } from "./panels.store.ts";

export type SeatRefusal =
  | Refusal<"seat-not-found">
  | Refusal<"CONFLICT_OF_INTEREST", { readonly reason: string }>
  | Refusal<"PLEDGE_REQUIRED">
  | Refusal<"panel-void">;

export const seatAnswers = {
  "seat-not-found": [404, "没有给您的这项评审"],
  CONFLICT_OF_INTEREST: [
    403,
    ({ reason }: { readonly reason: string }) => `须回避，不能参加本组评审：${reason}`,
    "如情况有误，请联系评审组织部门",
  ],
  PLEDGE_REQUIRED: [403, "接受邀请并签署评审承诺后，才能阅读材料和评分", "请在“我的评审”中签署承诺"],
  "panel-void": [409, "该评审组已经作废，没有需要您办理的事项"],
} as const satisfies Answers<SeatRefusal>;

export interface OwnSeat {
  readonly expert: StoredExpert;
  readonly seat: StoredSeat;
  readonly panel: StoredPanel;
}

/** The seat of the actor on a panel, locked where it is going to change. Whoever has none learns nothing about the panel. */
export const ownSeat = async (
  tx: Tx,
  actor: Actor,
  panelId: string,
  { lock = false } = {},
): Promise<Result<OwnSeat, SeatRefusal>> => {
  const expert = await expertOfAccount(tx, actor);
  if (!expert) return refuse({ code: "seat-not-found" });
  const query = reviewsIn(tx)
    .selectFrom("review_seat")
    .selectAll()
    .where("province", "=", actor.province)
    .where("panel", "=", panelId)
    .where("expert", "=", expert.id);
  const seat = await (lock ? query.forUpdate() : query).executeTakeFirst();
  const panel = seat && (await findPanel(tx, actor, panelId));
  if (!seat || !panel) return refuse({ code: "seat-not-found" });
  if (seat.state === "conflict") return refuse({ code: "CONFLICT_OF_INTEREST", reason: seat.reason ?? "" });
  if (seat.state === "declined") return refuse({ code: "seat-not-found" });
  if (panel.state === "void") return refuse({ code: "panel-void" });
  return ok({ expert, seat, panel });
};

/** The same, for those who may read: accepted and pledged. */
export const pledgedSeat = async (tx: Tx, actor: Actor, panelId: string): Promise<Result<OwnSeat, SeatRefusal>> => {
  const own = await ownSeat(tx, actor, panelId);
  return own.ok && (own.value.seat.state !== "accepted" || own.value.seat.pledged_at === null)
    ? refuse({ code: "PLEDGE_REQUIRED" })
    : own;
};
