import type { Clock, Tx } from "../../platform/index.ts";

export const loadTargets = async (_tx: Tx, _clock: Clock): Promise<void> => {};
