import type { Clock, Database } from "../platform/index.ts";

/** Reference data that every installation has; loading it again changes nothing. */
export const loadReferenceData = async (_database: Database, _clock: Clock): Promise<void> => {};

/** The fictional province year of the demonstration. */
export const seedDemo = async (_database: Database, _clock: Clock, _say: (text: string) => void): Promise<void> => {};
