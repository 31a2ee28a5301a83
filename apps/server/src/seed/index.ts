import { type Clock, type Database, systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";

/** Reference data that every installation has; loading it again changes nothing. */
export const loadReferenceData = async (database: Database, _clock: Clock): Promise<void> => {
  await database.transaction(systemActor, loadRegions);
};

/** The fictional province year of the demonstration. */
export const seedDemo = async (_database: Database, _clock: Clock, _say: (text: string) => void): Promise<void> => {};
