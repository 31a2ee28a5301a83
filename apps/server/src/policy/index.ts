import type { Rooms } from "../platform/index.ts";
import { deliveryRoutes } from "./deliveries.ts";
import { inboxRoutes } from "./inbox.ts";
import { documentRoutes } from "./list-documents.ts";
import { fundingLineRoutes } from "./list-funding-lines.ts";
import { opennessRoutes } from "./list-openness.ts";
import { parameterRoutes } from "./list-parameters.ts";
import { loadTextRoutes } from "./load-text.ts";
import { publishTextRoutes } from "./publish-text.ts";
import { clauseRoutes } from "./read-clause.ts";
import { readTextRoutes } from "./read-texts.ts";
import { readingRoutes } from "./readings.ts";
import { settingRoutes } from "./record-setting.ts";
import { reviewRoutes } from "./review-gists.ts";
import { searchRoutes } from "./search.ts";
import { withdrawalRoutes } from "./withdraw-decision.ts";

/* The door of the room: its routes, and what other rooms may use. */

export { registerCopiedDocuments } from "./deliveries.ts";
export { readingsInForce, settingInForce } from "./in-force.ts";
export { policyInboxOf } from "./inbox.ts";
export { isLine, lineClause, lineName, lineOrder, linesRestingOn } from "./line-names.ts";
export { findPolicyByText } from "./search.ts";

export const policyRoutes = (rooms: Rooms): void => {
  documentRoutes(rooms);
  clauseRoutes(rooms);
  parameterRoutes(rooms);
  fundingLineRoutes(rooms);
  readingRoutes(rooms);
  withdrawalRoutes(rooms);
  settingRoutes(rooms);
  opennessRoutes(rooms);
  deliveryRoutes(rooms);
  inboxRoutes(rooms);
  searchRoutes(rooms);
  readTextRoutes(rooms);
  loadTextRoutes(rooms);
  publishTextRoutes(rooms);
  reviewRoutes(rooms);
};
