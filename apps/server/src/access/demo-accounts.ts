import { type Level, roles, roleTitleOf } from "@qiangyi/api";
import { type Clock, type Database, homeProvince, newId, systemActor, type Tx } from "../platform/index.ts";
import { regionOf } from "./account.ts";
import { accountsIn, heldRoles, insertAccount, insertRole } from "./accounts.store.ts";
import { saveHash } from "./credentials.store.ts";
import { hashPassword } from "./passwords.ts";
import { namesOfPlaces } from "./places.ts";

/** Published on the sign-in page of the demonstration; accounts with it open nothing in any other installation (sessions.ts, sign-in.ts). */
export const demoPassword = "Qiangyi-Demo-2025";

/** A unit at which the demonstration has accounts: the institution, its county (or null for one of a city) and its city. */
export interface DemoInstitution {
  readonly institution: string;
  readonly city: string;
  readonly county: string | null;
}

interface DemoPlace {
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
}

/** Taiyuan and Linfen with one county each: Linfen has its own document among the five. */
const cities = ["140100", "141000"];
const counties = ["140121", "141024"];
const defaultInstitutions: readonly DemoInstitution[] = [];

/**
 * Ready accounts for every role. Refuses outside the demonstration, and on a database that real persons already use: a
 * published password must never open their records.
 */
export const seedDemoAccounts = async (
  database: Database,
  clock: Clock,
  {
    isDemo,
    institutions = defaultInstitutions,
  }: { readonly isDemo: boolean; readonly institutions?: readonly DemoInstitution[] },
): Promise<void> => {
  if (!isDemo) throw new Error("demonstration accounts are for the demonstration only");
  const hash = await hashPassword(demoPassword);
  await database.transaction(systemActor, async (tx) => {
    if (await hasRealAccounts(tx)) throw new Error("the database holds real accounts: no demonstration accounts are made in it");
    const present = new Set(
      (await accountsIn(tx).selectFrom("account").select("login_name").execute()).map((row) => row.login_name),
    );
    for (const account of demoAccounts(institutions)) {
      if (!present.has(account.loginName)) await insertDemoAccount(tx, account, hash, clock.now());
    }
  });
};

/** Accounts that administrators of a running demonstration have opened are its own; those of a first run are not. */
const hasRealAccounts = async (tx: Tx): Promise<boolean> => {
  const row = await accountsIn(tx)
    .selectFrom("account")
    .select("id")
    .where("is_demo", "=", false)
    .where("created_by", "=", systemActor.userId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

interface DemoAccount extends DemoPlace {
  readonly loginName: string;
  readonly name: string;
  readonly role: string;
  readonly level: Level;
}

/** One account per role and place; the first of a role is named after the role, so that it is found without a table. */
const demoAccounts = (institutions: readonly DemoInstitution[]): DemoAccount[] =>
  roles.flatMap((role, roleAt) => {
    const level = role.levels[0] ?? "province";
    const places = placesAt(level, institutions);
    return [...places, ...secondPersons(role.id, places)].map((place, at) => ({
      ...place,
      level,
      role: role.id,
      loginName: at === 0 ? role.id : `${role.id}_${suffixOf(place, at)}`,
      name: `${surnames[(roleAt * 3 + at) % surnames.length]}${givenNames[(roleAt * 5 + at * 2) % givenNames.length]}`,
    }));
  });

/**
 * Linfen organises programmes of its own: whoever proposes a selection there needs another one who decides it. Nobody issues a notice
 * that he drafted, nor approves an evaluation of the plan that he wrote: every finance bureau and the department of health have two.
 */
const secondPersons = (role: string, places: readonly DemoPlace[]): readonly DemoPlace[] => {
  if (role === "city_health_bureau") return [{ city: "141000", county: null, institution: null }];
  return role === "prov_health_dept" || role === "prov_finance_social" || role.endsWith("_finance_bureau") ? places : [];
};

const suffixOf = ({ city, county }: DemoPlace, at: number): string =>
  city === null ? String(at + 1) : `${county ?? city}${at > 1 ? `_${at}` : ""}`;

/** Enough experts for a panel of five with declined invitations and blocked conflicts. */
const demoExperts = 12;

const placesAt = (level: Level, institutions: readonly DemoInstitution[]): DemoPlace[] => {
  switch (level) {
    case "province":
      return [{ city: null, county: null, institution: null }];
    case "city":
      return cities.map((city) => ({ city, county: null, institution: null }));
    case "county":
      return counties.map((county) => ({ city: `${county.slice(0, 4)}00`, county, institution: null }));
    case "unit":
      return [...institutions];
    case "expert":
      return Array.from({ length: demoExperts }, () => ({ city: null, county: null, institution: null }));
  }
};

// Made-up persons: 演 and 示 as given names say so wherever the name is shown.
const surnames = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨"];
const givenNames = [
  "演一",
  "演二",
  "演三",
  "演四",
  "演五",
  "演六",
  "演七",
  "演八",
  "示一",
  "示二",
  "示三",
  "示四",
  "示五",
  "示六",
];

const insertDemoAccount = async (tx: Tx, demo: DemoAccount, hash: string, at: Date): Promise<void> => {
  const account = { province: homeProvince, id: newId(), level: demo.level };
  await insertAccount(tx, {
    ...account,
    login_name: demo.loginName,
    name: demo.name,
    city: demo.city,
    county: demo.county,
    institution: demo.institution,
    state: "active",
    is_demo: true,
    must_change_password: false,
    created_by: systemActor.userId,
    created_at: at,
    activated_by: systemActor.userId,
  });
  await saveHash(tx, { province: homeProvince, accountId: account.id }, hash, at);
  await insertRole(tx, { account, role: demo.role, by: systemActor.userId, at });
};

interface DemoSignIn {
  readonly password: string;
  readonly accounts: { readonly loginName: string; readonly name: string; readonly role: string; readonly place: string }[];
}

/** The table of the sign-in page and of the console, in the order of the roles. Runs as the system. */
export const demoSignIn = async (tx: Tx): Promise<DemoSignIn> => {
  const rows = await accountsIn(tx)
    .selectFrom("account")
    .selectAll()
    .select(heldRoles.as("roles"))
    .where("province", "=", homeProvince)
    .where("is_demo", "=", true)
    .where("state", "=", "active")
    .orderBy("id")
    .execute();
  const { regionName, institutionName } = await namesOfPlaces(tx, systemActor, { withInstitutions: true });
  const accounts = rows.map((row) => ({
    loginName: row.login_name,
    name: row.name,
    role: row.roles.map(roleTitleOf).join("、"),
    place: institutionName(row.institution) ?? regionName(regionOf(row)),
  }));
  return { password: demoPassword, accounts };
};
