import type { Tx } from "../platform/index.ts";
import { type Actor, type Clock, systemActor } from "../platform/index.ts";
import { demoInstitutions } from "./demo-institutions.ts";
import { replaceMembership, writeInstitution } from "./institutions.store.ts";
import { institutionsOf } from "./institutions-for-rooms.ts";

/** The demonstration's institutions; those that are there already stay as people have changed them. Returns how many are new. */
export const seedDemoInstitutions = async (tx: Tx, clock: Clock, seed: number, actor: Actor = systemActor): Promise<number> => {
  const known = new Set((await institutionsOf(tx, actor)).map(({ id }) => id));
  const missing = demoInstitutions(seed).filter(({ id }) => !known.has(id));
  for (const { id, record } of missing) {
    // Written without the checks of a form: the test beside the generator proves that they would find nothing.
    await writeInstitution(tx, actor, {
      id,
      version: 1,
      record,
      warnings: [],
      warningReason: null,
      change: "demo",
      reason: "演示数据",
      at: clock.now(),
    });
    if (record.membership) await replaceMembership(tx, actor.province, id, record.membership, clock.today());
  }
  return missing.length;
};
