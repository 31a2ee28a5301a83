import type { Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";

/** What keeps a project from being closed (结项): stages of performance that have no record, by name; undefined where nothing does. */
export type StagesMissing = (
  tx: Tx,
  project: StoredProject,
) => Promise<{ readonly stages: readonly string[]; readonly clause: string } | undefined>;
