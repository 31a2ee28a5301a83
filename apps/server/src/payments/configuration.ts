import {
  confirmRelease,
  listProcurementRules,
  listReleases,
  type RouteAnswer,
  recordProcurementRules,
  releasePlan,
} from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { categoryLabel, expenseCategories } from "@qiangyi/policy";
import { type Answers, handle, newId, type Rooms, violatedConstraint } from "../platform/index.ts";
import { institutionNames } from "../registry/index.ts";
import { rulesInForce } from "./configuration.store.ts";
import { paymentsIn } from "./requests/requests.store.ts";

/** What the text leaves to others: the year's procurement catalogue and limits, the 5G pilot's plan and performance requirements. */
export const configurationRoutes = (rooms: Rooms): void => {
  procurementRuleRoutes(rooms);
  releaseRoutes(rooms);
};

type RuleRefusal = Refusal<"unknown-category">;
const ruleAnswers: Answers<RuleRefusal> = { "unknown-category": [422, "目录中有未列的支出类别"] };

const procurementRuleRoutes = (rooms: Rooms): void => {
  handle(rooms, listProcurementRules, async ({ tx, actor }): Promise<Result<RouteAnswer<typeof listProcurementRules>, never>> => {
    const rows = await rulesInForce(tx, actor.province);
    return ok({
      items: rows.map((row) => ({
        year: row.year,
        thresholdFen: String(row.threshold_fen),
        catalogue: row.catalogue.map((value) => ({ value, label: categoryLabel(value) })),
        source: row.source,
        by: row.recorded_name,
        at: row.recorded_at.toISOString(),
      })),
      categories: Object.entries(expenseCategories).map(([value, label]) => ({ value, label })),
    });
  });
  handle(
    rooms,
    recordProcurementRules,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof recordProcurementRules>, RuleRefusal>> => {
      if (body.catalogue.some((category) => !Object.hasOwn(expenseCategories, category)))
        return refuse({ code: "unknown-category" });
      const before = (await rulesInForce(tx, actor.province)).find(({ year }) => year === body.year);
      const id = newId();
      await paymentsIn(tx)
        .insertInto("procurement_rule")
        .values({
          province: actor.province,
          id,
          year: body.year,
          corrections: before === undefined ? 0 : before.corrections + 1,
          threshold_fen: BigInt(body.thresholdFen),
          catalogue: body.catalogue,
          source: body.source,
          recorded_by: actor.userId,
          recorded_name: actor.name,
          recorded_at: clock.now(),
        })
        .execute();
      return ok({ id });
    },
    ruleAnswers,
  );
};

type ReleaseRefusal =
  | Refusal<"province-only">
  | Refusal<"released-already">
  | Refusal<"release-not-found">
  | Refusal<"unit-only">;
const releaseAnswers: Answers<ReleaseRefusal> = {
  "province-only": [403, "实施方案和绩效管理要求由省卫生健康委下达"],
  "released-already": [409, "这个文号已经下达过"],
  "release-not-found": [404, "没有这份文件"],
  "unit-only": [403, "由承担单位确认"],
};

const releaseRoutes = (rooms: Rooms): void => {
  handle(rooms, listReleases, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listReleases>, never>> => {
    const rows = await paymentsIn(tx)
      .selectFrom("implementation_release")
      .selectAll()
      .where("province", "=", actor.province)
      .$if(query.year !== undefined, (of) => of.where("year", "=", query.year ?? 0))
      .orderBy("year", "desc")
      .orderBy("id", "desc")
      .execute();
    const confirmed = await paymentsIn(tx)
      .selectFrom("implementation_confirmation")
      .selectAll()
      .where("province", "=", actor.province)
      .orderBy("confirmed_at")
      .execute();
    const names = await institutionNames(
      tx,
      actor,
      confirmed.map(({ institution }) => institution),
    );
    return ok({
      items: rows.map((row) => {
        const own = confirmed.filter(({ release_id }) => release_id === row.id);
        return {
          id: row.id,
          fund: row.fund,
          year: row.year,
          kind: row.kind,
          title: row.title,
          documentNumber: row.document_number,
          releasedBy: row.released_name,
          releasedAt: row.released_at.toISOString(),
          confirmed: own.map(({ institution, confirmed_name, confirmed_at }) => ({
            institution,
            name: names.get(institution) ?? institution,
            by: confirmed_name,
            at: confirmed_at.toISOString(),
          })),
          mayConfirm:
            actor.permissions.has("payments.request") && !own.some(({ institution }) => institution === actor.institution),
        };
      }),
    });
  });
  handle(
    rooms,
    releasePlan,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof releasePlan>, ReleaseRefusal>> => {
      if (actor.level !== "province") return refuse({ code: "province-only" });
      const id = newId();
      try {
        await paymentsIn(tx)
          .insertInto("implementation_release")
          .values({
            province: actor.province,
            id,
            fund: body.fund,
            year: body.year,
            kind: body.kind,
            title: body.title,
            document_number: body.documentNumber,
            released_by: actor.userId,
            released_name: actor.name,
            released_at: clock.now(),
          })
          .execute();
      } catch (error) {
        if (violatedConstraint(error) === "implementation_release_once") return refuse({ code: "released-already" });
        throw error;
      }
      return ok({ id });
    },
    releaseAnswers,
  );
  handle(
    rooms,
    confirmRelease,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof confirmRelease>, ReleaseRefusal>> => {
      const { province, city, county, institution } = actor;
      if (institution === null) return refuse({ code: "unit-only" });
      const release = await paymentsIn(tx)
        .selectFrom("implementation_release")
        .select("id")
        .where("province", "=", province)
        .where("id", "=", params.releaseId)
        .executeTakeFirst();
      if (!release) return refuse({ code: "release-not-found" });
      await paymentsIn(tx)
        .insertInto("implementation_confirmation")
        .values({
          province,
          release_id: release.id,
          institution,
          city,
          county,
          confirmed_by: actor.userId,
          confirmed_name: actor.name,
          confirmed_at: clock.now(),
        })
        .onConflict((at) => at.doNothing())
        .execute();
      return ok({ id: release.id });
    },
    releaseAnswers,
  );
};
