/**
 * Figures of the fund regulation that these functions use. They repeat the register, which a test compares, so that a
 * calculation does not load 1,163 clauses.
 */
export const reviewCostPercent = 1;
export const earlyIssuePercent = 90;
export const planDays = 20;
export const issueDays = 30;
export const countyDistributionDays = 30;
