import { liftSuspension, listSuspendablePages, listSuspensions, type RouteAnswer, suspendPayments } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Selectable } from "kysely";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx, within } from "../platform/index.ts";
import { lineName } from "../policy/index.ts";
import { institutionNames, institutionPlace } from "../registry/index.ts";
import { type AccountPage, pagesOf } from "./pages.ts";
import { paymentsIn } from "./requests/requests.store.ts";
import type { PaymentTables } from "./tables.ts";

type SuspensionRefusal =
  | Refusal<"unit-not-found">
  | Refusal<"page-not-found">
  | Refusal<"suspension-not-found">
  | Refusal<"other-setter">;
const answers: Answers<SuspensionRefusal> = {
  "unit-not-found": [404, "找不到这个单位，或不在您的管理范围"],
  "page-not-found": [404, "这个单位没有这个项目账页", "请重新选择范围"],
  "suspension-not-found": [404, "没有这条暂停，或已经恢复"],
  "other-setter": [403, "只有作出暂停的部门可以恢复"],
};

type StoredSuspension = Selectable<PaymentTables["payment_suspension"]>;

/** Set by a finance bureau for what lies in its place, lifted by the level that set it (5g-2022.art19.b). */
export const suspensionRoutes = (rooms: Rooms): void => {
  handle(rooms, listSuspensions, async ({ tx, actor }): Promise<Result<RouteAnswer<typeof listSuspensions>, never>> => {
    const suspensions = await paymentsIn(tx)
      .selectFrom("payment_suspension")
      .selectAll()
      .where("province", "=", actor.province)
      .where(within(actor, "payment_suspension"))
      .orderBy("id", "desc")
      .limit(200)
      .execute();
    const refusals = await paymentsIn(tx)
      .selectFrom("payment_refusal")
      .selectAll()
      .where("province", "=", actor.province)
      .where(within(actor, "payment_refusal"))
      .orderBy("id", "desc")
      .limit(200)
      .execute();
    const names = await institutionNames(
      tx,
      actor,
      refusals.map(({ institution }) => institution),
    );
    const titles = await pageTitles(tx, actor, suspensions);
    return ok({
      suspensions: suspensions.map((row) => ({
        id: row.id,
        institution: row.institution,
        institutionName: row.institution_name,
        earmark: row.earmark,
        scope: row.earmark === null ? "全部账页" : (titles.get(`${row.institution} ${row.earmark}`) ?? `账页${row.earmark}`),
        reason: row.reason,
        documentNumber: row.document_number,
        setBy: row.set_name,
        setAt: row.set_at.toISOString(),
        liftedBy: row.lifted_name,
        liftedAt: row.lifted_at?.toISOString() ?? null,
        mayLift: row.lifted_at === null && actor.permissions.has("payments.pay") && isSetter(actor, row),
      })),
      refusals: refusals.map((row) => ({
        id: row.id,
        code: row.code,
        clause: row.clause,
        sentence: row.sentence,
        purpose: row.purpose,
        amountFen: String(row.amount_fen),
        institutionName: names.get(row.institution) ?? row.institution,
        by: row.by_name,
        at: row.at.toISOString(),
      })),
    });
  });

  handle(
    rooms,
    listSuspendablePages,
    async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listSuspendablePages>, SuspensionRefusal>> => {
      if (!(await institutionPlace(tx, actor, query.institution))) return refuse({ code: "unit-not-found" });
      const pages = await pagesOf(tx, actor, query.institution);
      return ok({ pages: pages.map((page) => ({ earmark: page.earmarkId, title: titleOf(page) })) });
    },
    answers,
  );

  handle(
    rooms,
    suspendPayments,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof suspendPayments>, SuspensionRefusal>> => {
      const place = await institutionPlace(tx, actor, body.institution);
      if (!place) return refuse({ code: "unit-not-found" });
      const { earmark } = body;
      if (earmark !== undefined && !(await pagesOf(tx, actor, body.institution)).some(({ earmarkId }) => earmarkId === earmark))
        return refuse({ code: "page-not-found" });
      const id = newId();
      await paymentsIn(tx)
        .insertInto("payment_suspension")
        .values({
          province: actor.province,
          id,
          city: place.city,
          county: place.county,
          institution: body.institution,
          institution_name: place.name,
          earmark: earmark ?? null,
          reason: body.reason,
          document_number: body.documentNumber,
          set_level: actor.level,
          set_by: actor.userId,
          set_name: actor.name,
          set_at: clock.now(),
          lifted_by: null,
          lifted_name: null,
          lifted_at: null,
          lifted_reason: null,
        })
        .execute();
      return ok({ id });
    },
    answers,
  );

  handle(
    rooms,
    liftSuspension,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof liftSuspension>, SuspensionRefusal>> => {
      const row = await paymentsIn(tx)
        .selectFrom("payment_suspension")
        .selectAll()
        .where("province", "=", actor.province)
        .where("id", "=", params.suspensionId)
        .where("lifted_at", "is", null)
        .where(within(actor, "payment_suspension"))
        .forUpdate()
        .executeTakeFirst();
      if (!row) return refuse({ code: "suspension-not-found" });
      if (!isSetter(actor, row)) return refuse({ code: "other-setter" });
      await paymentsIn(tx)
        .updateTable("payment_suspension")
        .set({ lifted_by: actor.userId, lifted_name: actor.name, lifted_at: clock.now(), lifted_reason: body.reason })
        .where("province", "=", row.province)
        .where("id", "=", row.id)
        .execute();
      return ok({ id: row.id });
    },
    answers,
  );
};

const titleOf = ({ year, line, title }: AccountPage): string =>
  title === lineName(line) ? `${year}年${title}` : `${year}年${lineName(line)}：${title}`;

/** Names of the pages that suspensions are limited to, by unit and page. */
const pageTitles = async (
  tx: Tx,
  actor: Actor,
  suspensions: readonly StoredSuspension[],
): Promise<ReadonlyMap<string, string>> => {
  const units = new Set(suspensions.flatMap(({ institution, earmark }) => (earmark === null ? [] : [institution])));
  const titles = new Map<string, string>();
  for (const unit of units)
    for (const page of await pagesOf(tx, actor, unit)) titles.set(`${unit} ${page.earmarkId}`, titleOf(page));
  return titles;
};

const isSetter = (actor: Actor, { set_level }: StoredSuspension): boolean => actor.level === set_level;
