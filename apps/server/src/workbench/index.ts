import type { Rooms } from "../platform/index.ts";
import { searchRoute } from "./search.ts";
import { workbenchRoute } from "./tasks.ts";

/** What waits for a person, and the search over all rooms. Holds nothing of its own: every row comes from the room that keeps it. */
export const workbenchRoutes = (rooms: Rooms): void => {
  workbenchRoute(rooms);
  searchRoute(rooms);
};
