import { capabilityPromises } from "./county-capability.ts";
import { coveragePromises } from "./coverage-promises.ts";
import { highGroundPromises } from "./high-ground.ts";
import { pilotPromises } from "./pilots.ts";
import { primaryTalentPromises } from "./primary-talent.ts";
import type { PlanPromise } from "./promise.ts";
import { remoteConsultationPromises } from "./remote-consultation.ts";
import { specialtyPromises } from "./specialties.ts";

export * from "./county-capability.ts";
export * from "./coverage-promises.ts";
export * from "./high-ground.ts";
export * from "./lights.ts";
export * from "./milestones.ts";
export * from "./pilots.ts";
export * from "./primary-talent.ts";
export * from "./promise.ts";
export { firstHorizon } from "./quota.ts";
export * from "./remote-consultation.ts";
export * from "./specialties.ts";

/** What each clause of the plan asks for, by the part of the plan it stands in. */
export const promises: readonly PlanPromise[] = [
  ...primaryTalentPromises,
  ...capabilityPromises,
  ...highGroundPromises,
  ...pilotPromises,
  ...remoteConsultationPromises,
  ...specialtyPromises,
  ...coveragePromises,
];
