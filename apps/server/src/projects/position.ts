import {
  handlersOf,
  nextLevelOf,
  type ProjectAction,
  type ProjectActor,
  type ProjectPosition,
  roundOf,
  transitions,
} from "@qiangyi/projects";
import type { Actor } from "../platform/index.ts";
import type { StoredProject, StoredStep } from "./project.store.ts";

/** What the table of steps asks about a project: where it is, and whose hands it went through in this round. `authors` wrote its content. */
export const positionOf = (
  project: StoredProject,
  steps: readonly StoredStep[],
  authors: readonly string[] = [],
): ProjectPosition => ({
  state: project.state,
  route: project.route,
  ...(project.state_before !== null && { stateBefore: project.state_before }),
  isRead: project.read_at !== null,
  handledBy: [
    // The clerk who wrote last is always one of them: nobody signs or checks his own text.
    ...new Set([
      project.created_by,
      project.changed_by,
      ...authors,
      ...handlersOf(
        steps.map(({ action, round, by_user, for_user }) => ({ action, round, byUser: by_user, forUser: for_user })),
        currentRound(project),
      ),
    ]),
  ],
});

export const currentRound = ({ state, signed_round }: Pick<StoredProject, "state" | "signed_round">): number =>
  roundOf({ state, signedRound: signed_round });

/** Whether the actor's place is the one that has the turn; row-level security has already judged what he sees. */
export const actorOn = (actor: Actor, project: StoredProject, action?: ProjectAction): ProjectActor => {
  const level = actor.level === "unit" || actor.level === "county" || actor.level === "city" ? actor.level : "province";
  const delegator = action === undefined ? undefined : delegatorOf(actor, action);
  return {
    userId: actor.userId,
    ...(delegator !== undefined && { forUserId: delegator.userId }),
    level,
    isInPlace: standsAt(actor, project),
    duties: actor.permissions,
  };
};

const standsAt = ({ level, province, city, county, institution }: Actor, project: StoredProject): boolean => {
  if (province !== project.province) return false;
  if (level === "unit") return institution === project.institution;
  if (level === "county") return county !== null && county === project.county;
  if (level === "city") return city !== null && city === project.city;
  return level === "province";
};

/** The person for whom the actor would take this step: the duty came to him by delegation (委托代办). */
export const delegatorOf = (actor: Actor, action: ProjectAction): { userId: string; name: string } | undefined => {
  const duty = transitions.find((row) => row.action === action)?.duty;
  return duty === undefined ? undefined : actor.delegatedFrom?.get(duty);
};

/** Whose turn it is, as screens say it. */
export const waitsFor = (project: Pick<StoredProject, "state" | "route">): "unit" | "county" | "city" | "province" | null => {
  if (project.state === "draft" || project.state === "returned" || project.state === "to_sign" || project.state === "funded")
    return "unit";
  const next = nextLevelOf(project);
  if (next !== undefined) return next;
  return project.state === "closed" || project.state === "rejected" || project.state === "terminated"
    ? null
    : (project.route.at(-1) ?? "province");
};
