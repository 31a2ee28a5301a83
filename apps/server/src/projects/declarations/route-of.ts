import type { CheckLevel, DeclaringInstitution } from "@qiangyi/projects";
import type { StoredProject } from "../project.store.ts";
import type { OpenCall } from "./declarations.store.ts";

type Place = Pick<StoredProject, "route" | "seat" | "city" | "county">;

const levelsBelow: Readonly<Record<string, readonly CheckLevel[]>> = {
  province: [],
  city: ["city"],
  county: ["county", "city"],
  township: ["county", "city"],
};

/**
 * The authorities that check a declaration, lowest first (晋财规社〔2024〕1号 第六条): a county's hospital begins at its county, a city's at
 * its city, one of the province at the province. A call that goes to the organiser alone leaves out the others, who then never see it
 * (晋财社〔2022〕32号 第八条).
 */
export const routeOf = (
  { organiser, city, definition }: Pick<OpenCall, "organiser" | "city" | "definition">,
  { affiliation, region }: Pick<DeclaringInstitution, "affiliation" | "region">,
): Place => {
  const below = definition.route === "organiser-only" ? [] : (levelsBelow[affiliation] ?? []);
  const route = [...below.filter((level) => level !== organiser), organiser];
  return {
    route,
    seat: region,
    city: organiser === "city" ? city : route.includes("city") ? `${region.slice(0, 4)}00` : null,
    county: route.includes("county") ? region : null,
  };
};
