import type { Clock, Tx } from "../platform/index.ts";
import { loadCoreSystems, loadDictionary } from "./dictionary/index.ts";
import { loadTargets } from "./targets/index.ts";

/** The dictionary and the promises of the documents, with the institutions that they name. Loading again adds only what is new. */
export const loadIndicators = async (tx: Tx, clock: Clock): Promise<void> => {
  await loadDictionary(tx, clock);
  await loadTargets(tx, clock);
  await loadCoreSystems(tx, clock);
};
