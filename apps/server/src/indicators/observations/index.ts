export type { ApprovedValue, StoredObservation } from "./approved-value.ts";
export { observationsFor } from "./observations-for.ts";
export { postObservations } from "./post-observations.ts";
export { type RegionYear, regionYears, type SubjectYear, subjectYears } from "./year-rollups.ts";
