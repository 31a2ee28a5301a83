import type { ReconciliationSide } from "@qiangyi/api";
import type { Actor, Place } from "../platform/index.ts";

/** Each side speaks for itself: the unit brings its own book and its bank's, the bureau of the same place brings finance's. */
export const maySend = (actor: Actor, place: Place): readonly ReconciliationSide[] => {
  if (!actor.permissions.has("reconciliations.write")) return [];
  if (actor.level === "unit") return actor.institution === place.institution ? ["unit", "bank"] : [];
  const isSamePlace = actor.city === place.city && actor.county === place.county;
  return isSamePlace ? ["finance"] : [];
};
