import type { Rooms } from "../platform/index.ts";
import { registers } from "./declarations.ts";
import { evidenceRoutes } from "./evidence.ts";
import { exportEntriesRoute } from "./export-entries.ts";
import { importFlow, importRoutes } from "./imports/import-routes.ts";
import { listEntriesRoute } from "./list-entries.ts";
import { readEntryRoute } from "./read-entry.ts";
import { registerImport } from "./register-import.ts";
import { saveEntryRoutes } from "./save-entry.ts";
import { settleEntriesRoutes } from "./settle-entries.ts";
import { showRegistersRoutes } from "./show-registers.ts";

export { registers } from "./declarations.ts";
export { entriesByFactIds, type FactEntry, factsForEngine, factsRevision } from "./engine-facts.ts";
export { type EntryAsOf, entriesAsOf } from "./entries-as-of.ts";
export { importFlow, importFlows } from "./imports/import-routes.ts";
export {
  type ApplicableRow,
  type Difference,
  ImportCollision,
  type ImportTarget,
  type JudgedRow,
} from "./imports/import-target.ts";
export { rememberInstitutions } from "./institution-names.ts";
export { type LoadedEntry, loadEntries, storeLoadedFile } from "./load-entries.ts";
export type { SaveRefusal } from "./refusals.ts";
export type { Register } from "./register.ts";
export { repeatEntries } from "./repeat-entries.ts";
export { recordResult } from "./save-entry.ts";
export { findEntriesByText, registerTasks } from "./tasks.ts";

/** 台账: facts by form and by workbook, and the import flow that other rooms use for their own tables. */
export const registersRoutes = (rooms: Rooms): void => {
  showRegistersRoutes(rooms);
  listEntriesRoute(rooms);
  readEntryRoute(rooms);
  saveEntryRoutes(rooms);
  settleEntriesRoutes(rooms);
  evidenceRoutes(rooms);
  exportEntriesRoute(rooms);
  importRoutes(rooms);
  for (const register of registers) importFlow(rooms, registerImport(register));
};
