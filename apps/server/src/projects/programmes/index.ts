import type { Rooms } from "../../platform/index.ts";
import { assessLeadersRoutes } from "./assess-leaders.ts";
import { closePoolRoute } from "./close-pool.ts";
import { marksRoutes } from "./marks.ts";
import { nameResponsibleRoutes } from "./name-responsible.ts";
import { readProgrammeRoute } from "./read-programme.ts";
import { sharesRoute } from "./shares.ts";

/** 临汾十百千工程: what its programmes have reached and what is kept for them. */
export const programmeRoutes = (rooms: Rooms): void => {
  readProgrammeRoute(rooms);
  closePoolRoute(rooms);
  nameResponsibleRoutes(rooms);
  assessLeadersRoutes(rooms);
  sharesRoute(rooms);
  marksRoutes(rooms);
};
