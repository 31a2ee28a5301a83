import type { Rooms } from "../../platform/index.ts";
import { assessRoutes } from "./assess.ts";
import { handleAwardsRoutes } from "./handle-awards.ts";
import { listAwardsRoute } from "./list-awards.ts";
import { payRoute } from "./pay.ts";
import { planFundsRoutes } from "./plan-funds.ts";
import { showRoute } from "./show.ts";

/** 中心经费: what the province and Taiyuan pay because of the four national centres' assessments and awards. */
export const centreMoneyRoutes = (rooms: Rooms): void => {
  showRoute(rooms);
  assessRoutes(rooms);
  planFundsRoutes(rooms);
  payRoute(rooms);
  listAwardsRoute(rooms);
  handleAwardsRoutes(rooms);
};
