import { verifyAudit } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { handleAlone, type Rooms, systemActor } from "../platform/index.ts";
import { verifyChain } from "./verify-chain.ts";

/** The chain is one for the province, so an auditor of a city verifies all of it, though the answer shows no entry's content. */
export const verifyAuditRoute = (rooms: Rooms): void =>
  handleAlone(rooms, verifyAudit, async ({ actor, clock, query: { sequence, hash } }) => {
    const anchor = sequence !== undefined && hash !== undefined ? { sequence, hash } : undefined;
    const verification = await rooms.database.transaction({ ...systemActor, province: actor.province }, (tx) =>
      verifyChain(tx, actor.province, anchor),
    );
    return ok({ ...verification, isIntact: verification.broken === null, checkedAt: clock.now().toISOString() });
  });
