import type { Clock, Database } from "../platform/index.ts";

/** Lines for the console at start: the address, and the one-time link or the demonstration accounts. */
export const openAccess = async (_database: Database, _clock: Clock, address: string, _isDemo: boolean): Promise<string[]> => [
  `强医通已就绪：${address}`,
];
