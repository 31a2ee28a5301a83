import type { Rooms, Tx, WriteEvent } from "../platform/index.ts";

export const auditRoutes = (_rooms: Rooms): void => {};

/** Appends one entry to the audit log, inside the transaction that it tells of. */
export const recordWrite = async (_tx: Tx, _event: WriteEvent): Promise<void> => {};
