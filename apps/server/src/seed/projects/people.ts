import { roles } from "@qiangyi/api";
import { sql } from "kysely";
import { type Actor, homeProvince, systemActor, type Tx } from "../../platform/index.ts";

/** A demonstration account as the one who acts. */
export type People = (loginName: string) => Actor;

export const demoPeople = async (tx: Tx): Promise<People> => {
  const { rows } = await sql<
    Pick<Actor, "name" | "city" | "county" | "institution"> & Record<"id" | "login_name" | "level" | "role", string>
  >`
    select a.id, a.login_name, a.name, a.level, a.city, a.county, a.institution, r.role
    from account a join account_role r on r.province = a.province and r.account_id = a.id
    where a.province = ${homeProvince} and a.is_demo and a.state = 'active'`.execute(tx);
  const people = new Map(rows.map((row) => [row.login_name, acting(row.role, row.id, row)]));
  return (loginName) => {
    const found = people.get(loginName);
    if (!found) throw new Error(`the demonstration has no account ${loginName}`);
    return found;
  };
};

const acting = (
  roleId: string,
  userId: string,
  {
    name,
    level,
    city,
    county,
    institution,
  }: Pick<Actor, "name" | "city" | "county" | "institution"> & { readonly level: string },
): Actor => ({
  ...systemActor,
  userId,
  name,
  level: level as Actor["level"],
  city,
  county,
  institution,
  roles: [roleId],
  permissions: new Set(roles.find(({ id }) => id === roleId)?.holds),
});

export interface Unit {
  readonly clerk: Actor;
  readonly head: Actor;
}

/** Clerk and head of an institution: its accounts where the demonstration has some, else two made-up persons without any. */
export const unitOf =
  (people: People) =>
  (institution: string): Unit => {
    const suffix = suffixes[institution];
    if (suffix !== undefined) return { clerk: people(`unit_applicant${suffix}`), head: people(`unit_leader${suffix}`) };
    const region = institution.slice(0, 6);
    const place = {
      level: "unit",
      city: `${region.slice(0, 4)}00`,
      county: region.endsWith("00") ? null : region,
      institution,
    };
    return {
      clerk: acting("unit_applicant", `demo-clerk-${institution}`, { ...place, name: "经办演九" }),
      head: acting("unit_leader", `demo-head-${institution}`, { ...place, name: "院长示七" }),
    };
  };

/** The county's health bureau: its account where the demonstration has one, else a made-up person without any. */
export const countyOffice = (people: People, region: string): Actor => {
  if (region === "140121") return people("county_health_bureau");
  if (region === "141024") return people("county_health_bureau_141024");
  const place = { level: "county", city: `${region.slice(0, 4)}00`, county: region, institution: null, name: "科员示三" };
  return acting("county_health_bureau", `demo-county-${region}`, place);
};

/** The county's finance bureau, likewise. */
export const countyFinance = (people: People, region: string): Actor => {
  if (region === "140121") return people("county_finance_bureau");
  if (region === "141024") return people("county_finance_bureau_141024");
  const place = { level: "county", city: `${region.slice(0, 4)}00`, county: region, institution: null, name: "财政演四" };
  return acting("county_finance_bureau", `demo-finance-${region}`, place);
};

const suffixes: Readonly<Record<string, string>> = {
  "140121-001": "",
  "141024-001": "_141024",
  "140100-001": "_140100_2",
  "140121-007": "_140121_3",
};
