import type { Rooms } from "../platform/index.ts";
import { callsRoutes } from "./calls/index.ts";
import { checksRoutes } from "./checks/index.ts";
import { countyCommitmentRoutes } from "./commitments/index.ts";
import { declarationRoutes } from "./declarations/index.ts";
import type { StagesMissing } from "./library/closing.ts";
import { libraryRoutes } from "./library/index.ts";
import { overlapRoutes } from "./overlaps/list-overlaps.ts";
import { programmeRoutes } from "./programmes/index.ts";
import { selectionRoutes } from "./selection/index.ts";

/* The door of the room: its routes, and what other rooms may use. */

export { projectTasks } from "./checks/index.ts";
export { type KeepRefusal, keepAnswers, keepFile, keptContent } from "./declarations/keep-file.ts";
export { provideSecretKey, type Sealed, seal, unseal } from "./declarations/secret-box.ts";
export type { StagesMissing } from "./library/closing.ts";
export { isOnConfirmedList } from "./library/confirmed-list.ts";
export {
  type FundProject,
  type FundProjects,
  fundProjectPage,
  fundProjects,
  type PerformanceGrounds,
  performanceGrounds,
} from "./library/fund-projects.ts";
export { keyClaims } from "./library/key-claims.ts";
export { type FactOutside, factsOutsideLibrary, libraryRevision } from "./library/outside-library.ts";
export {
  type RequestedFunds,
  requestedFunds,
  requestedProjects,
} from "./library/requested-funds.ts";
export { findProject, lockProject, type StoredProject } from "./project.store.ts";
export { selectionTasks } from "./selection/index.ts";
export { workCalendars } from "./selection/working-days.ts";
export { shownProjects } from "./shown-project.ts";
export { type StepAsked, type StepRefusal, stepAnswers, takeStep } from "./take-step.ts";

/** 项目库: calls, declarations, checks up the levels, selection, the library. */
export const projectsRoutes = (rooms: Rooms, stagesMissing: StagesMissing): void => {
  callsRoutes(rooms);
  declarationRoutes(rooms);
  selectionRoutes(rooms);
  libraryRoutes(rooms, stagesMissing);
  overlapRoutes(rooms);
  countyCommitmentRoutes(rooms);
  checksRoutes(rooms);
  programmeRoutes(rooms);
};
