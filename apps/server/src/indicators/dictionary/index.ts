import type { Rooms } from "../../platform/index.ts";
import { defineIndicatorRoutes } from "./define-indicator.ts";
import { recordListRoute } from "./record-list.ts";
import { showDictionaryRoutes } from "./show-dictionary.ts";

export { dictionaryOf } from "./dictionary.store.ts";
export { loadCoreSystems } from "./load-core-systems.ts";
export { loadDictionary } from "./load-dictionary.ts";

/** 指标词典: what is measured and how. */
export const dictionaryRoutes = (rooms: Rooms): void => {
  showDictionaryRoutes(rooms);
  defineIndicatorRoutes(rooms);
  recordListRoute(rooms);
};
