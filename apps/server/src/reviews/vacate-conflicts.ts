import type { Actor, Clock, Tx } from "../platform/index.ts";
import { conflictsOnPanel } from "./candidates.ts";
import { findCall } from "./declared.store.ts";
import { findExpert, reviewsIn } from "./experts.store.ts";
import { findPanel } from "./panels.store.ts";

/**
 * A tie that becomes known after the draw ends every seat that it forbids, as long as nothing was locked on it: from then on the expert reads and
 * scores nothing there, and the seat is filled again in the order of the draw. A locked sheet stays; the organiser decides about such a panel.
 */
export const vacateConflicts = async (tx: Tx, actor: Actor, clock: Clock, expertId: string): Promise<void> => {
  const expert = await findExpert(tx, actor, expertId);
  if (!expert) return;
  const seats = await reviewsIn(tx)
    .selectFrom("review_seat")
    .select(["panel"])
    .where("province", "=", actor.province)
    .where("expert", "=", expertId)
    .where("state", "in", ["invited", "accepted"])
    .execute();
  for (const { panel: id } of seats) {
    const panel = await findPanel(tx, actor, id);
    const call = panel?.state === "drawn" ? await findCall(tx, actor, panel.call) : undefined;
    if (!panel || !call) continue;
    const [conflict] = await conflictsOnPanel(tx, actor, expert, panel, { call, today: clock.today() });
    if (!conflict || (await hasLocked(tx, actor, id, expertId))) continue;
    await reviewsIn(tx)
      .updateTable("review_seat")
      .set({ state: "conflict", reason: conflict.sentence, answered_at: clock.now() })
      .where("province", "=", actor.province)
      .where("panel", "=", id)
      .where("expert", "=", expertId)
      .execute();
  }
};

const hasLocked = async (tx: Tx, { province }: Actor, panel: string, expert: string): Promise<boolean> =>
  (await reviewsIn(tx)
    .selectFrom("review_score")
    .select("project")
    .where("province", "=", province)
    .where("panel", "=", panel)
    .where("expert", "=", expert)
    .where("state", "=", "locked")
    .limit(1)
    .executeTakeFirst()) !== undefined;
