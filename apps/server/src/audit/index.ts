import type { Rooms } from "../platform/index.ts";
import { listAuditEntriesRoute } from "./list-entries.ts";
import { recordRefusedAccess } from "./record-refused.ts";
import { verifyAuditRoute } from "./verify-audit.ts";

export { entriesOf, entriesTouching, type FoundEntries, type ProvableEntry, type RecordedAct } from "./entries-touching.ts";
export { type AuditEvent, recordEvent, recordWrite } from "./record.ts";
export { type Anchor, type Verification, verifyChain } from "./verify-chain.ts";

/** The append-only log: who did what, when, from where, with what result. */
export const auditRoutes = (rooms: Rooms): void => {
  listAuditEntriesRoute(rooms);
  verifyAuditRoute(rooms);
  recordRefusedAccess(rooms);
};
