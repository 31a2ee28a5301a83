import type { Rooms } from "../platform/index.ts";
import { boardRoutes } from "./boards/index.ts";
import { centreMoneyRoutes } from "./centre-money/index.ts";
import { dictionaryRoutes } from "./dictionary/index.ts";
import { evaluationRoutes } from "./evaluations/index.ts";
import { exchangeRoutes } from "./exchange/index.ts";
import { paperRoutes } from "./papers/index.ts";
import { promiseRoutes } from "./promises/index.ts";
import { reportRoutes } from "./reports/index.ts";
import { targetRoutes } from "./targets/index.ts";

export { evaluationTasks } from "./evaluations/index.ts";
export { loadIndicators } from "./load-indicators.ts";
export { type ApprovedValue, observationsFor, postObservations } from "./observations/index.ts";
export { reportTasks } from "./reports/index.ts";
export { evaluate, targetsOf } from "./targets/index.ts";

/** 指标与目标: the dictionary, the promises, what was reported and approved, boards, machine routes, and the money that hangs on targets. */
export const indicatorRoutes = (rooms: Rooms): void => {
  dictionaryRoutes(rooms);
  targetRoutes(rooms);
  reportRoutes(rooms);
  exchangeRoutes(rooms);
  boardRoutes(rooms);
  paperRoutes(rooms);
  promiseRoutes(rooms);
  evaluationRoutes(rooms);
  centreMoneyRoutes(rooms);
};
