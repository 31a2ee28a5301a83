import type { Clock, Tx } from "../../platform/index.ts";

export const loadDictionary = async (_tx: Tx, _clock: Clock): Promise<void> => {};
