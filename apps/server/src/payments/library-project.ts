import type { Actor, Tx } from "../platform/index.ts";
import { findProject, type StoredProject } from "../projects/index.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Pages of the library's projects carry the project's id; other claims are approved with their plan. */
export const mayBeOfLibrary = (project: string): boolean => uuid.test(project);

export const libraryProject = async (tx: Tx, actor: Actor, project: string): Promise<StoredProject | undefined> =>
  mayBeOfLibrary(project) ? findProject(tx, actor, project) : undefined;
