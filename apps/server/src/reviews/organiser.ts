import type { Actor } from "../platform/index.ts";

/** A review is organised where its call is: at the province, or at the city whose programme it is. */
export const organises = ({ level, city }: Actor, of: { readonly city: string | null }): boolean =>
  level === "system" || (level === "province" ? of.city === null : level === "city" && of.city !== null && of.city === city);

/** Whose pool of experts this actor keeps: null is the province's. */
export const poolOf = ({ level, city }: Actor): string | null => (level === "city" ? city : null);
