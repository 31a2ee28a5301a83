import type { Affiliation } from "../contract.ts";

export type AuditLevel = "county" | "city" | "province";

/** 第六条: the health authorities that check an application, upwards from the unit's own level. */
export const auditRoute = (affiliation: Affiliation): readonly AuditLevel[] => routes[affiliation];

const routes: Readonly<Record<Affiliation, readonly AuditLevel[]>> = {
  province: ["province"],
  city: ["city", "province"],
  county: ["county", "city", "province"],
  township: ["county", "city", "province"],
};
