import type { Rooms } from "../../platform/index.ts";
import { draftCallRoutes } from "./draft-call.ts";
import { precheckCallRoute } from "./precheck-call.ts";
import { publishCallRoutes } from "./publish-call.ts";
import { readCallsRoutes } from "./read-calls.ts";

export { declaringInstitution } from "./precheck-call.ts";

/** 申报通知: composed as data, published with a document number, fixed from then on. */
export const callsRoutes = (rooms: Rooms): void => {
  readCallsRoutes(rooms);
  draftCallRoutes(rooms);
  publishCallRoutes(rooms);
  precheckCallRoute(rooms);
};
