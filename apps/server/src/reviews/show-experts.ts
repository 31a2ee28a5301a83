import { type ExpertView, listExpertAccounts, listExpertFields, listExperts, readExpert } from "@qiangyi/api";
import { ok, type Refusal, refuse, yearOf } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type ExpertAccount, expertAccounts } from "../access/index.ts";
import { type Actor, type Clock, handle, type Rooms, type Tx } from "../platform/index.ts";
import { regionChoices } from "../registry/index.ts";
import { fieldsOfPool, findExpert, listPool, loadsOf, reviewsIn, type StoredExpert } from "./experts.store.ts";

export const showExpertsRoutes = (rooms: Rooms): void => {
  handle(rooms, listExperts, async ({ tx, actor, clock, query }) => {
    const rows = await listPool(tx, actor, { ...query, limit: query.limit + 1 });
    const items = await shownExperts(tx, actor, clock, rows.slice(0, query.limit));
    return ok({ items, next: rows.length > query.limit ? (items.at(-1)?.number ?? null) : null, total: null });
  });

  handle(rooms, listExpertFields, async ({ tx, actor }) => ok({ items: await fieldsOfPool(tx, actor) }));

  handle(rooms, listExpertAccounts, async ({ tx, actor }) => {
    const taken = new Set(
      (
        await reviewsIn(tx)
          .selectFrom("expert")
          .select("account")
          .where("province", "=", actor.province)
          .where("account", "is not", null)
          .execute()
      ).map(({ account }) => account),
    );
    return ok({ items: (await expertAccounts(tx, actor.province)).filter(({ id }) => !taken.has(id)) });
  });

  handle(
    rooms,
    readExpert,
    async ({ tx, actor, clock, params }) => {
      const held = await findExpert(tx, actor, params.expertId);
      const [shown] = held ? await shownExperts(tx, actor, clock, [held]) : [];
      if (!shown) return refuse({ code: "expert-not-found" } satisfies Refusal<"expert-not-found">);
      return ok({ ...shown, history: await historyOf(tx, actor, shown.id) });
    },
    { "expert-not-found": [404, "专家库中没有这名专家"] },
  );
};

const shownExperts = async (tx: Tx, actor: Actor, clock: Clock, rows: readonly StoredExpert[]): Promise<ExpertView[]> => {
  const loads = await loadsOf(tx, actor.province, yearOf(clock.today()));
  const regions = new Map((await regionChoices(tx, actor)).map(({ code, name }) => [code, name]));
  const accounts = new Map((await expertAccounts(tx, actor.province)).map((account) => [account.id, account]));
  return rows.map((row) => shown(row, loads.get(row.id) ?? 0, regions.get(row.region) ?? row.region, accounts));
};

const shown = (
  row: StoredExpert,
  load: number,
  regionName: string,
  accounts: ReadonlyMap<string, ExpertAccount>,
): ExpertView => ({
  id: row.id,
  number: row.number,
  organiser: row.city === null ? "province" : "city",
  name: row.name,
  title: row.title,
  titleLevel: row.title_level,
  institution: row.institution,
  unitName: row.unit_name,
  groupName: row.group_name,
  region: row.region,
  regionName,
  fields: row.fields,
  employments: row.employments,
  relations: row.relations,
  maxLoad: row.max_load,
  load,
  state: row.state,
  stateReason: row.state_reason,
  account: row.account === null ? null : (accounts.get(row.account) ?? { id: row.account, name: "已停用", loginName: "" }),
  version: row.version,
  changedBy: row.changed_name,
  changedAt: row.changed_at.toISOString(),
});

const historyOf = async (tx: Tx, { province }: Actor, expert: string) => {
  const { rows } = await sql<{
    panel: string;
    title: string;
    year: number;
    projects: number;
    state: string;
    reason: string | null;
    invitedAt: Date;
  }>`
    select s.panel, p.title, p.year, s.state, s.reason, s.invited_at as "invitedAt",
      (select count(*)::int from review_panel_project j where j.province = s.province and j.panel = s.panel) as projects
    from review_seat s join review_panel p on p.province = s.province and p.id = s.panel
    where s.province = ${province} and s.expert = ${expert} order by s.invited_at desc, s.panel limit 100`.execute(tx);
  return rows.map((row) => ({ ...row, invitedAt: row.invitedAt.toISOString() }));
};
