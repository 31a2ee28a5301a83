import {
  type AuditMatter,
  closeAuditMatter,
  linkAuditMatter,
  listAuditMatters,
  type RouteAnswer,
  readAuditMatter,
  recordAuditMatter,
} from "@qiangyi/api";
import { date, ok, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type Selectable, sql } from "kysely";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx } from "../platform/index.ts";
import { findingsById, findingsIn, nextNumber } from "./findings.store.ts";
import { titleOfActor } from "./office.ts";
import { shownBy, shownFindings } from "./shown-finding.ts";
import type { FindingTables } from "./tables.ts";

type MatterRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"matter-not-found">
  | Refusal<"matter-closed">
  | Refusal<"finding-not-found">
  | Refusal<"already-linked">
  | Refusal<"in-future">;
const answers: Answers<MatterRefusal> = {
  FORBIDDEN_ROLE: [403, "审计沟通事项由省财政厅、省卫生健康委登记"],
  "matter-not-found": [404, "没有这个审计事项，或不在您的查看范围"],
  "matter-closed": [409, "这个审计事项已经办结"],
  "finding-not-found": [422, "没有这个问题，或不在您的查看范围"],
  "already-linked": [409, "这个问题已经关联"],
  "in-future": [422, "日期不能晚于今天"],
};

type StoredMatter = Selectable<FindingTables["audit_matter"]> & { readonly findings: number; readonly closed: boolean };

/** 与审计沟通: what was taken up with which authority, what was shared, and the findings that belong to it (5g-2022.art19.a). */
export const auditMatterRoutes = (rooms: Rooms): void => {
  handle(rooms, listAuditMatters, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listAuditMatters>, never>> => {
    const rows = await mattersIn(tx, actor);
    const items = rows.map(shown).filter(({ state }) => query.state === undefined || state === query.state);
    return ok({ items, mayRecord: mayRecord(actor) });
  });

  handle(
    rooms,
    readAuditMatter,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof readAuditMatter>, MatterRefusal>> => {
      const [row] = await mattersIn(tx, actor, params.matterId);
      if (!row) return refuse({ code: "matter-not-found" });
      const links = await linksOf(tx, actor, row.id);
      const closing = await findingsIn(tx)
        .selectFrom("audit_matter_closing")
        .selectAll()
        .where("province", "=", actor.province)
        .where("matter", "=", row.id)
        .executeTakeFirst();
      return ok({
        ...shown(row),
        linked: await shownFindings(tx, actor, await findingsById(tx, actor, links), clock.today()),
        closed: closing ? { ...shownBy(closing.by_name, closing.by_office, closing.at), conclusion: closing.conclusion } : null,
        may: { link: mayRecord(actor) && !row.closed, close: mayRecord(actor) && !row.closed },
      });
    },
    answers,
  );

  handle(
    rooms,
    recordAuditMatter,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof recordAuditMatter>, MatterRefusal>> => {
      if (!mayRecord(actor)) return refuse({ code: "FORBIDDEN_ROLE" });
      if (body.happenedOn > clock.today()) return refuse({ code: "in-future" });
      const findings = [...new Set(body.findings)];
      if ((await findingsById(tx, actor, findings)).length < findings.length) return refuse({ code: "finding-not-found" });
      const id = newId();
      const number = await nextNumber(tx, actor.province, "audit", yearOf(date(body.happenedOn)));
      const by = { by_user: actor.userId, by_name: actor.name, at: clock.now() };
      await findingsIn(tx)
        .insertInto("audit_matter")
        .values({
          province: actor.province,
          id,
          number,
          authority: body.authority,
          matter: body.matter,
          happened_on: body.happenedOn,
          shared: body.shared,
          by_office: await titleOfActor(tx, actor),
          ...by,
        })
        .execute();
      for (const finding of findings)
        await findingsIn(tx)
          .insertInto("audit_matter_finding")
          .values({ province: actor.province, matter: id, finding, ...by })
          .execute();
      return ok({ id, number });
    },
    answers,
  );

  handle(
    rooms,
    linkAuditMatter,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof linkAuditMatter>, MatterRefusal>> => {
      if (!mayRecord(actor)) return refuse({ code: "FORBIDDEN_ROLE" });
      const [row] = await mattersIn(tx, actor, params.matterId);
      if (!row) return refuse({ code: "matter-not-found" });
      if (row.closed) return refuse({ code: "matter-closed" });
      if ((await findingsById(tx, actor, [body.finding])).length === 0) return refuse({ code: "finding-not-found" });
      if ((await linksOf(tx, actor, row.id)).includes(body.finding)) return refuse({ code: "already-linked" });
      await findingsIn(tx)
        .insertInto("audit_matter_finding")
        .values({
          province: actor.province,
          matter: row.id,
          finding: body.finding,
          by_user: actor.userId,
          by_name: actor.name,
          at: clock.now(),
        })
        .execute();
      return ok({ id: row.id });
    },
    answers,
  );

  handle(
    rooms,
    closeAuditMatter,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof closeAuditMatter>, MatterRefusal>> => {
      if (!mayRecord(actor)) return refuse({ code: "FORBIDDEN_ROLE" });
      const [row] = await mattersIn(tx, actor, params.matterId);
      if (!row) return refuse({ code: "matter-not-found" });
      if (row.closed) return refuse({ code: "matter-closed" });
      await findingsIn(tx)
        .insertInto("audit_matter_closing")
        .values({
          province: actor.province,
          matter: row.id,
          conclusion: body.conclusion,
          by_user: actor.userId,
          by_name: actor.name,
          by_office: await titleOfActor(tx, actor),
          at: clock.now(),
        })
        .execute();
      return ok({ id: row.id });
    },
    answers,
  );
};

export const mayRecord = (actor: Actor): boolean => actor.level === "province" && actor.permissions.has("findings.audit");

/** The province reads all of them; others those with a finding that they see. */
const mattersIn = async (tx: Tx, actor: Actor, id?: string): Promise<readonly StoredMatter[]> => {
  const isProvince = actor.level === "province" || actor.level === "system";
  const { rows } = await sql<StoredMatter>`
    select m.*, c.matter is not null as closed,
      (select count(*)::integer from audit_matter_finding l where l.province = m.province and l.matter = m.id) as findings
    from audit_matter m left join audit_matter_closing c on c.province = m.province and c.matter = m.id
    where m.province = ${actor.province} and (${id ?? null}::uuid is null or m.id = ${id ?? null}::uuid)
      and (${isProvince} or exists (select from audit_matter_finding l where l.province = m.province and l.matter = m.id))
    order by c.matter is not null, m.id desc`.execute(tx);
  return rows;
};

const linksOf = async (tx: Tx, actor: Actor, matter: string): Promise<readonly string[]> => {
  const rows = await findingsIn(tx)
    .selectFrom("audit_matter_finding")
    .select("finding")
    .where("province", "=", actor.province)
    .where("matter", "=", matter)
    .execute();
  return rows.map(({ finding }) => finding);
};

export const openMatters = async (tx: Tx, actor: Actor): Promise<number> =>
  (await mattersIn(tx, actor)).filter(({ closed }) => !closed).length;

const shown = (row: StoredMatter): AuditMatter => ({
  id: row.id,
  number: row.number,
  authority: row.authority,
  matter: row.matter,
  happenedOn: row.happened_on,
  shared: row.shared,
  state: row.closed ? "closed" : "open",
  findings: row.findings,
  by: shownBy(row.by_name, row.by_office, row.at),
});
