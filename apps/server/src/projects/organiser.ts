import type { Actor } from "../platform/index.ts";
import type { StoredProject } from "./project.store.ts";

/** The last level of the route organises the call; a provincial account organises no city's programme (and the reverse). */
export const isOrganiserOf = (actor: Actor, { route, city }: Pick<StoredProject, "route" | "city">): boolean =>
  route.at(-1) === "city" ? actor.level === "city" && actor.city === city : actor.level === "province";
