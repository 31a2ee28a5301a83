import type { explainPlanLine, RouteAnswer, readPlan, whatIfOptions } from "@qiangyi/api";

/** What the pages and parts of a plan hand to each other. */
export type PlanDetails = RouteAnswer<typeof readPlan>;
export type Explanation = RouteAnswer<typeof explainPlanLine>;
export type WhatIfOptions = RouteAnswer<typeof whatIfOptions>;
