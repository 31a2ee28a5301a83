import type { Level } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Tx } from "../platform/index.ts";
import { institutionsOf, regionChoices } from "../registry/index.ts";

export interface Place {
  readonly level: Level;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
}

export type PlaceRefusal = Refusal<"region-unknown"> | Refusal<"region-of-another-level"> | Refusal<"institution-unknown">;

interface PlaceAsked {
  readonly level: Level;
  readonly regionCode?: string | undefined;
  readonly institution?: string | undefined;
}

/** Where an account is to stand, filled up from the registry: a county's city, an institution's county and city. */
export const placeOf = async (
  tx: Tx,
  actor: Actor,
  { level, regionCode, institution }: PlaceAsked,
): Promise<Result<Place, PlaceRefusal>> => {
  if (level === "province" || level === "expert") return ok({ level, city: null, county: null, institution: null });
  if (level !== "unit") return regionPlace(tx, actor, level, regionCode);
  const [found] = (await institutionsOf(tx, actor)).filter(({ id }) => id === institution);
  if (!found) return refuse({ code: "institution-unknown" });
  const parents = await parentsOf(tx, actor);
  // An institution of a city stands on the city itself, one of the province may stand on any.
  const parent = parents.get(found.region);
  if (parent === undefined) return refuse({ code: "region-unknown" });
  const isCity = parent === null || parents.get(parent) === null;
  return ok({ level, city: isCity ? found.region : parent, county: isCity ? null : found.region, institution: found.id });
};

const regionPlace = async (
  tx: Tx,
  actor: Actor,
  level: "city" | "county",
  code: string | undefined,
): Promise<Result<Place, PlaceRefusal>> => {
  const parents = await parentsOf(tx, actor);
  const parent = code === undefined ? undefined : parents.get(code);
  if (code === undefined || parent === undefined) return refuse({ code: "region-unknown" });
  if (parent === null || (parents.get(parent) === null) !== (level === "city"))
    return refuse({ code: "region-of-another-level" });
  return ok(
    level === "city"
      ? { level, city: code, county: null, institution: null }
      : { level, city: parent, county: code, institution: null },
  );
};

const parentsOf = async (tx: Tx, actor: Actor): Promise<ReadonlyMap<string, string | null>> =>
  new Map((await regionChoices(tx, actor)).map(({ code, parent }) => [code, parent ?? null]));

/** Names of regions and institutions for screens; a code that the registry does not know stands for itself. */
export const namesOfPlaces = async (tx: Tx, actor: Actor, { withInstitutions = actor.institution !== null } = {}) => {
  const regions = new Map((await regionChoices(tx, actor)).map(({ code, name }) => [code, name]));
  const institutions = new Map(withInstitutions ? (await institutionsOf(tx, actor)).map(({ id, name }) => [id, name]) : []);
  return {
    regionName: (code: string): string => regions.get(code) ?? code,
    institutionName: (id: string | null): string | null => (id === null ? null : (institutions.get(id) ?? id)),
  };
};
