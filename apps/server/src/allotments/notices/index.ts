import type { Rooms } from "../../platform/index.ts";
import { copyRoutes } from "./copy-routes.ts";
import { draftRoutes } from "./draft-routes.ts";
import { earlyEntriesRoutes } from "./early-entries.ts";
import { importRoutes } from "./import-notice.ts";
import { printNoticeRoute } from "./print-notice.ts";
import { settingRoutes } from "./setting-routes.ts";
import { showNoticesRoutes } from "./show-notices.ts";

/** 下达文件 of the province: early and final, from the draft to the release with its number, its copies and its place in the books. */
export const noticesRoutes = (rooms: Rooms): void => {
  showNoticesRoutes(rooms);
  draftRoutes(rooms);
  earlyEntriesRoutes(rooms);
  importRoutes(rooms);
  copyRoutes(rooms);
  printNoticeRoute(rooms);
  settingRoutes(rooms);
};
