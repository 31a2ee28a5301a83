import type { AskedKind } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Place, regionOfActor, type Tx, within } from "../../platform/index.ts";
import type { Desk } from "./tables.ts";

/** Who reports: an institution, or a region through the health authority of its level. */
export interface ReportingSubject extends Place {
  readonly id: string;
  readonly name: string;
  readonly kind: "institution" | "region";
  /** As which kind it is asked what has no target of its own. */
  readonly askedAs: AskedKind | null;
  /** Desks that its reports pass, from below. */
  readonly route: readonly Desk[];
  /** Where it is shown: of a provincial hospital the province. */
  readonly region: string;
}

interface Row extends Place {
  readonly id: string;
  readonly name: string;
  readonly kind: "institution" | "region";
  readonly rank: string;
  readonly tier: string | null;
  readonly region: string;
}

/** The subject for which somebody fills reports: his unit, or his region. */
export const ownSubject = (actor: Actor): string | undefined => actor.institution ?? regionOfActor(actor);

/** Those within the actor's scope, in the order of the regions; only those named where ids are given. */
export const reportingSubjects = async (
  tx: Tx,
  actor: Actor,
  { ids, onDate }: { readonly ids?: readonly string[]; readonly onDate: PlainDate },
): Promise<ReportingSubject[]> => {
  const named = (column: string) => (ids === undefined ? sql`` : sql`and ${sql.ref(column)} = any(${[...ids]}::text[])`);
  const { rows } = await sql<Row>`
    select i.id, i.name, 'institution' as kind, i.affiliation as rank, i.tier, i.region, i.city, i.county, i.id as institution
    from institution i where ${within(actor, "i", "id")} ${named("i.id")}
      and (i.valid_from is null or i.valid_from <= ${onDate}) and (i.valid_to is null or i.valid_to >= ${onDate})
    union all
    select r.code, r.name, 'region', 'region', null, r.code,
      case when r.code not like '%0000' then left(r.code, 4) || '00' end, case when r.code not like '%00' then r.code end, null
    from region r where r.province = ${actor.province} ${named("r.code")} and ${regionsOf(actor)}
      and (r.valid_from is null or r.valid_from <= ${onDate}) and (r.valid_to is null or r.valid_to >= ${onDate})
    order by kind, region, id`.execute(tx);
  return rows.map(({ rank, tier, ...row }) => ({
    ...row,
    region: rank === "province" ? `${actor.province}0000` : row.region,
    askedAs:
      row.kind === "region"
        ? levelOf(row.region)
        : tier === "tertiary" || tier === "secondary" || tier === "primary"
          ? tier
          : null,
    route: row.kind === "region" ? routeOfRegion(row.region) : routeOfInstitution(rank),
  }));
};

const regionsOf = (actor: Actor) => {
  if (actor.level === "province" || actor.level === "system") return sql`true`;
  if (actor.level === "city") return sql`left(r.code, 4) = ${(actor.city ?? "").slice(0, 4)}`;
  return actor.level === "county" ? sql`r.code = ${actor.county ?? ""}` : sql`false`;
};

const levelOf = (region: string): Desk => (region.endsWith("0000") ? "province" : region.endsWith("00") ? "city" : "county");

/** The next higher authority approves; for the province another person of its own. */
const routeOfRegion = (region: string): readonly Desk[] => (levelOf(region) === "county" ? ["city"] : ["province"]);

/** 医院 → 县 → 市 → 省, from the level whose hospital it is. */
const routeOfInstitution = (affiliation: string): readonly Desk[] => {
  if (affiliation === "province") return ["province"];
  return affiliation === "city" ? ["city", "province"] : ["county", "city", "province"];
};

/** The region whose authority sits at a desk. */
export const regionOfDesk = (desk: Desk, { city, county }: Place, province: string): string =>
  (desk === "county" ? county : desk === "city" ? city : null) ?? `${province}0000`;
