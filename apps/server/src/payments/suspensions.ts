import { liftSuspension, listSuspendablePages, listSuspensions, type RouteAnswer, suspendPayments } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, handle, type Rooms, type Tx, within } from "../platform/index.ts";
import { institutionNames, institutionPlace } from "../registry/index.ts";
import { pagesOf } from "./pages.ts";
import { paymentsIn } from "./requests/requests.store.ts";
import { isSetter, liftUnitSuspension, type StoredSuspension, type SuspensionRefusal, suspendUnit } from "./suspend-unit.ts";
import { pageTitle } from "./unit-pages.ts";

const answers: Answers<SuspensionRefusal> = {
  "unit-not-found": [404, "找不到这个单位，或不在您的管理范围"],
  "page-not-found": [404, "这个单位没有这个项目账页", "请重新选择范围"],
  "suspension-not-found": [404, "没有这条暂停，或已经恢复"],
  "other-setter": [403, "只有作出暂停的部门可以恢复"],
};

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
        mayLift: row.lifted_at === null && actor.permissions.has("payments.pay") && isSetter(actor, row, "finance"),
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
      return ok({ pages: pages.map((page) => ({ earmark: page.earmarkId, title: pageTitle(page) })) });
    },
    answers,
  );

  handle(
    rooms,
    suspendPayments,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof suspendPayments>, SuspensionRefusal>> => {
      const set = await suspendUnit(tx, actor, clock.now(), { ...body, department: "finance" });
      return set.ok ? ok({ id: set.value.id }) : set;
    },
    answers,
  );

  handle(
    rooms,
    liftSuspension,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof liftSuspension>, SuspensionRefusal>> => {
      const lifted = await liftUnitSuspension(tx, actor, clock.now(), {
        id: params.suspensionId,
        reason: body.reason,
        department: "finance",
      });
      return lifted.ok ? ok({ id: lifted.value }) : lifted;
    },
    answers,
  );
};

/** Names of the pages that suspensions are limited to, by unit and page. */
const pageTitles = async (
  tx: Tx,
  actor: Actor,
  suspensions: readonly StoredSuspension[],
): Promise<ReadonlyMap<string, string>> => {
  const units = new Set(suspensions.flatMap(({ institution, earmark }) => (earmark === null ? [] : [institution])));
  const titles = new Map<string, string>();
  for (const unit of units)
    for (const page of await pagesOf(tx, actor, unit)) titles.set(`${unit} ${page.earmarkId}`, pageTitle(page));
  return titles;
};
