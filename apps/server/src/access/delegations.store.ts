import type { PlainDate } from "@qiangyi/kernel";
import { type Selectable, sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import type { LentRole } from "./account.ts";
import { accountsIn, heldRoles } from "./accounts.store.ts";
import type { AccountTable, DelegationTable } from "./tables.ts";

export type StoredDelegation = Selectable<DelegationTable>;

/**
 * Roles that colleagues handed to the account in the row, with their days; the reader compares them with his clock. They lapse when the
 * giver loses the role or leaves.
 */
export const lentRoles = sql<LentRole[]>`coalesce((
  select jsonb_agg(jsonb_build_object('role', d.role, 'userId', d.from_account, 'name', d.from_name,
    'startsOn', d.starts_on, 'endsOn', d.ends_on) order by d.created_at, d.id)
  from role_delegation d
  join account giver on giver.province = d.province and giver.id = d.from_account and giver.state = 'active'
  join account_role own on own.province = d.province and own.account_id = d.from_account and own.role = d.role
  where d.province = account.province and d.to_account = account.id and d.ended_at is null), '[]')`;

/** Roles handed to the account on any day of the period; without an end, on any later day. */
export const rolesLentTo = async (
  tx: Tx,
  { province, id }: Pick<AccountTable, "province" | "id">,
  { from, to }: { readonly from: PlainDate; readonly to?: PlainDate },
): Promise<readonly string[]> => {
  const { rows } = await sql<{ role: string }>`
    select lent as role from delegated_roles(${province}, ${id}::uuid, ${from}::date, ${to ?? "infinity"}::date) as lent`.execute(
    tx,
  );
  return rows.map(({ role }) => role);
};

interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly loginName: string;
  readonly roles: string[];
}

/** People in use at the actor's very place, himself left out. */
export const colleaguesOf = async (tx: Tx, actor: Actor): Promise<Colleague[]> =>
  accountsIn(tx)
    .selectFrom("account")
    .select(["id", "name", "login_name as loginName", heldRoles.as("roles")])
    .where("province", "=", actor.province)
    .where("level", "=", actor.level as AccountTable["level"])
    .where(
      sql<boolean>`(city, county, institution) is not distinct from (${actor.city}::text, ${actor.county}::text, ${actor.institution}::text)`,
    )
    .where("state", "=", "active")
    .where(sql<boolean>`id::text <> ${actor.userId}`)
    .orderBy("name")
    .orderBy("id")
    .execute();

/** Roles that the actor holds himself; what came to him by delegation is not among them. */
export const ownRolesOf = async (tx: Tx, actor: Actor): Promise<readonly string[]> => {
  const { rows } = await sql<{ role: string }>`
    select role from account_role where province = ${actor.province} and account_id::text = ${actor.userId} order by role`.execute(
    tx,
  );
  return rows.map(({ role }) => role);
};

/** Newest first: what the actor gave and what he was given. */
export const delegationsOf = async (tx: Tx, actor: Actor): Promise<StoredDelegation[]> =>
  accountsIn(tx)
    .selectFrom("role_delegation")
    .selectAll()
    .where("province", "=", actor.province)
    .where(sql<boolean>`${actor.userId} in (from_account::text, to_account::text)`)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute();

/** One of the actor's own, locked. */
export const lockDelegation = async (tx: Tx, actor: Actor, id: string): Promise<StoredDelegation | undefined> =>
  accountsIn(tx)
    .selectFrom("role_delegation")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where(sql<boolean>`${actor.userId} in (from_account::text, to_account::text)`)
    .forUpdate()
    .executeTakeFirst();

export const insertDelegation = async (tx: Tx, delegation: StoredDelegation): Promise<void> => {
  await accountsIn(tx).insertInto("role_delegation").values(delegation).execute();
};

export const endStoredDelegation = async (
  tx: Tx,
  { province, id }: StoredDelegation,
  ended: Pick<StoredDelegation, "ended_by" | "ended_name" | "ended_at">,
): Promise<void> => {
  await accountsIn(tx).updateTable("role_delegation").set(ended).where("province", "=", province).where("id", "=", id).execute();
};
