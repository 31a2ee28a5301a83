import { policyOpenness } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { handle, type Rooms } from "../platform/index.ts";
import { recordedValues } from "./decisions.store.ts";
import { describeDecision } from "./describe-decision.ts";
import { visibleDocuments } from "./openness.ts";

/** What visitors without an account may read, and the decisions that made it so. */
export const opennessRoutes = (rooms: Rooms): void =>
  handle(rooms, policyOpenness, async ({ tx, actor, clock }) => {
    const day = clock.today();
    const recorded = await recordedValues(tx, "openness");
    const visible = await visibleDocuments(tx, actor, day);
    return ok({
      documents: visible.map(({ document, openness }) => {
        const own = recorded.filter(({ key }) => key === document.id);
        return {
          id: document.id,
          title: document.title,
          number: document.number,
          openness,
          decisions: own.map((entry) => describeDecision(entry, own, day, actor, String)),
        };
      }),
    });
  });
