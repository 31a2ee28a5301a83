import type { Rooms } from "../platform/index.ts";
import { importFlow } from "../registers/index.ts";
import { exportInstitutionsRoute } from "./export-institutions.ts";
import { institutionImport } from "./institution-import.ts";
import { recordRegionDecisionRoute } from "./record-region-decision.ts";
import { showInstitutionsRoutes } from "./show-institutions.ts";
import { showRegionsRoutes } from "./show-regions.ts";
import { writeInstitutionsRoutes } from "./write-institutions.ts";

export { findInstitutionsByText, findRegionsByText } from "./find-by-text.ts";
export { institutionsAsOf, institutionsOn } from "./institutions-as-of.ts";
export {
  type InstitutionChoice,
  type InstitutionTies,
  institutionChoices,
  institutionNames,
  institutionPlace,
  institutionsOf,
  institutionTies,
  type RegionChoice,
  regionChoices,
} from "./institutions-for-rooms.ts";
export { loadNamedInstitutions, type NamedInstitution } from "./load-named-institutions.ts";
export { loadRegions } from "./load-regions.ts";
export { officeInFull, officeName, type Party, regionName, supervisionOfficeName } from "./office-names.ts";
export { seedDemoInstitutions } from "./seed-demo-institutions.ts";

/** Regions and institutions: who is where, since when, and whose it is. */
export const registryRoutes = (rooms: Rooms): void => {
  showRegionsRoutes(rooms);
  recordRegionDecisionRoute(rooms);
  showInstitutionsRoutes(rooms);
  writeInstitutionsRoutes(rooms);
  exportInstitutionsRoute(rooms);
  importFlow(rooms, institutionImport);
};
