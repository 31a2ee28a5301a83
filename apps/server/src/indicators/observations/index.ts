export type { ApprovedValue, StoredObservation } from "./approved-value.ts";
export { type KeptYear, keptYears, type Series } from "./kept-years.ts";
export { observationsFor } from "./observations-for.ts";
export { breaksOf, type ObservedValue, observationsOfYears, type YearsOfSeries } from "./observations-of-years.ts";
export { postObservations } from "./post-observations.ts";
export { countsOfBetter, type RankedYear, type RankingAsked, type RankingPlace, rankedYears } from "./ranked-years.ts";
export { type RegionYear, regionYears, type SubjectYear, subjectYears } from "./year-rollups.ts";
