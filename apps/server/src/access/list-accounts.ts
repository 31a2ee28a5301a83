import { listAccounts } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { sql } from "kysely";
import { handle, type Rooms } from "../platform/index.ts";
import { accountsIn, heldRoles } from "./accounts.store.ts";
import { shownAccounts } from "./shown-account.ts";

/** Accounts of the actor's scope by login name, which is unique and therefore the key of the pages. */
export const listAccountsRoute = (rooms: Rooms): void =>
  handle(rooms, listAccounts, async ({ tx, actor, clock, query: { after, limit, text, role, state } }) => {
    const now = clock.now();
    let query = accountsIn(tx)
      .selectFrom("account")
      .selectAll()
      .select(heldRoles.as("roles"))
      .where("province", "=", actor.province)
      .where(sql<boolean>`sees(province, city, county, institution)`)
      .orderBy("login_name")
      .limit(limit + 1);
    if (after !== undefined) query = query.where("login_name", ">", after);
    if (text) query = query.where(sql<boolean>`strpos(name || ' ' || login_name, ${text.toLowerCase()}) > 0`);
    if (role) query = query.where(sql<boolean>`${role} = any(${heldRoles})`);
    if (state === "locked") query = query.where("locked_until", ">", now);
    else if (state !== undefined) query = query.where("state", "=", state);
    const rows = await query.execute();
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? (page.at(-1)?.login_name ?? null) : null;
    return ok({ items: await shownAccounts(tx, actor, page, now), next, total: null });
  });
