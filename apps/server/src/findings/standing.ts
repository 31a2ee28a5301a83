import { type Actor, regionOfActor } from "../platform/index.ts";
import type { StoredCorrection, StoredFinding, StoredStep } from "./findings.store.ts";
import { departmentOf, levelOf, regionOfPlace } from "./office.ts";
import type { DepartmentLevel } from "./tables.ts";
import type { Standing } from "./transitions.ts";

const rank: Record<DepartmentLevel, number> = { county: 1, city: 2, province: 3 };

/** What somebody is to a finding within his sight. */
export const standingOf = (
  actor: Actor,
  finding: StoredFinding,
  correction: StoredCorrection | undefined,
  steps: readonly StoredStep[],
): Standing => {
  const [department, level] = [departmentOf(actor), levelOf(actor)];
  const mayConfirm = actor.permissions.has("findings.confirm") && department !== undefined && level !== undefined;
  return {
    judge: mayConfirm && rank[level] >= rank[finding.raised_level],
    raiser: finding.raised_by === actor.userId,
    owner: correction !== undefined && actor.permissions.has("findings.answer") && owns(actor, correction),
    keeper: mayConfirm && correction?.keeper_level === level && correction.keeper_department === department,
    answerer: steps.some(({ act, by_user }) => act === "answer" && by_user === actor.userId),
  };
};

/** The unit, or the office of the very place. */
export const owns = (actor: Actor, correction: StoredCorrection): boolean => {
  if (correction.owner_institution !== null) return actor.institution === correction.owner_institution;
  const region = regionOfPlace(correction.province, { city: correction.owner_city, county: correction.owner_county });
  return actor.institution === null && departmentOf(actor) === correction.owner_department && regionOfActor(actor) === region;
};
