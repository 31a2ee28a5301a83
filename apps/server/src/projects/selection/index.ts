import type { Rooms } from "../../platform/index.ts";
import { concludeNoticeRoute } from "./conclude-notice.ts";
import { decideSelectionRoute } from "./decide-selection.ts";
import { objectionRoutes } from "./objections.ts";
import { proposeSelectionRoutes } from "./propose-selection.ts";
import { noticeRoutes } from "./publish-notice.ts";
import { argumentRoutes } from "./record-argument.ts";

export { selectionTasks } from "./tasks.ts";

/** 论证、遴选、公示、异议. */
export const selectionRoutes = (rooms: Rooms): void => {
  argumentRoutes(rooms);
  proposeSelectionRoutes(rooms);
  decideSelectionRoute(rooms);
  noticeRoutes(rooms);
  objectionRoutes(rooms);
  concludeNoticeRoute(rooms);
};
