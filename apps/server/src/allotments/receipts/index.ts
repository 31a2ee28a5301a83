import type { Rooms } from "../../platform/index.ts";
import { incorporationRoutes } from "./incorporation.ts";
import { returnRowsRoute } from "./return-rows.ts";
import { showReceiptsRoutes } from "./show-receipts.ts";
import { verifyReceiptRoute } from "./verify-receipt.ts";

/** 接收: what the level above issued is checked against the notice and the rules before anything else is done with it. */
export const receiptsRoutes = (rooms: Rooms): void => {
  showReceiptsRoutes(rooms);
  verifyReceiptRoute(rooms);
  returnRowsRoute(rooms);
  incorporationRoutes(rooms);
};
