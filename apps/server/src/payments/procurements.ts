import { acceptProcurement, listProcurements, type Procurement, type RouteAnswer, recordProcurement } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Answers, handle, newId, type Rooms, violatedConstraint, within } from "../platform/index.ts";
import { pagesOf } from "./pages.ts";
import { paymentsIn } from "./requests/requests.store.ts";

type ProcurementRefusal =
  | Refusal<"unit-only">
  | Refusal<"page-not-found">
  | Refusal<"filing-number-used">
  | Refusal<"contract-missing">
  | Refusal<"procurement-not-found">
  | Refusal<"already-accepted">;

const answers: Answers<ProcurementRefusal> = {
  "unit-only": [403, "采购记录由使用资金的单位登记"],
  "page-not-found": [422, "本单位没有这个项目账页"],
  "filing-number-used": [409, "这个采购备案号已经登记"],
  "contract-missing": [422, "合同号与合同金额须一并填写；验收须先有合同"],
  "procurement-not-found": [404, "没有这条采购记录"],
  "already-accepted": [409, "已经登记过验收"],
};

/** 采购合同台账 (qiangyi-2024.art10.2.d): a purchase belongs to one project page. */
export const procurementRoutes = (rooms: Rooms): void => {
  handle(rooms, listProcurements, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listProcurements>, never>> => {
    const rows = await paymentsIn(tx)
      .selectFrom("procurement_record")
      .selectAll()
      .select(
        sql<bigint>`coalesce((select sum(p.amount_fen - p.refunded_fen) from payment_request p where p.province = procurement_record.province
            and p.procurement = procurement_record.id and p.state in ('submitted', 'approved', 'paid')), 0)::bigint`.as(
          "used_fen",
        ),
      )
      .where("province", "=", actor.province)
      .where(within(actor, "procurement_record"))
      .$if(query.earmark !== undefined, (of) => of.where("earmark", "=", query.earmark ?? ""))
      .orderBy("id", "desc")
      .limit(500)
      .execute();
    return ok({
      items: rows.map(
        (row): Procurement => ({
          id: row.id,
          earmark: row.earmark,
          method: row.method,
          filingNumber: row.filing_number,
          item: row.item,
          noticeNumber: row.notice_number,
          resultDocument: row.result_document,
          contractNumber: row.contract_number,
          contractFen: row.contract_fen === null ? null : String(row.contract_fen),
          supplier: row.supplier,
          signedOn: row.signed_on,
          acceptedOn: row.accepted_on,
          usedFen: String(row.used_fen),
        }),
      ),
    });
  });

  handle(
    rooms,
    recordProcurement,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof recordProcurement>, ProcurementRefusal>> => {
      const { province, city, county, institution } = actor;
      if (institution === null) return refuse({ code: "unit-only" });
      const pages = await pagesOf(tx, actor, institution);
      if (!pages.some(({ earmarkId, project }) => earmarkId === body.earmark && project !== null))
        return refuse({ code: "page-not-found" });
      const contract = blank(body.contractNumber);
      if ((contract === null) !== (body.contractFen === undefined) || (body.acceptedOn !== undefined && contract === null))
        return refuse({ code: "contract-missing" });
      const id = newId();
      try {
        await paymentsIn(tx)
          .insertInto("procurement_record")
          .values({
            province,
            id,
            city,
            county,
            institution,
            earmark: body.earmark,
            method: body.method,
            filing_number: body.filingNumber,
            item: body.item,
            notice_number: blank(body.noticeNumber),
            result_document: blank(body.resultDocument),
            contract_number: contract,
            contract_fen: body.contractFen === undefined ? null : BigInt(body.contractFen),
            supplier: blank(body.supplier),
            signed_on: body.signedOn ?? null,
            accepted_on: body.acceptedOn ?? null,
            acceptance_note: null,
            recorded_by: actor.userId,
            recorded_name: actor.name,
            recorded_at: clock.now(),
          })
          .execute();
      } catch (error) {
        if (violatedConstraint(error) === "procurement_record_filed_once") return refuse({ code: "filing-number-used" });
        throw error;
      }
      return ok({ id });
    },
    answers,
  );

  handle(
    rooms,
    acceptProcurement,
    async ({ tx, actor, params, body }): Promise<Result<RouteAnswer<typeof acceptProcurement>, ProcurementRefusal>> => {
      const row = await paymentsIn(tx)
        .selectFrom("procurement_record")
        .selectAll()
        .where("province", "=", actor.province)
        .where("id", "=", params.procurementId)
        .where(within(actor, "procurement_record"))
        .forUpdate()
        .executeTakeFirst();
      if (!row) return refuse({ code: "procurement-not-found" });
      if (row.contract_number === null) return refuse({ code: "contract-missing" });
      if (row.accepted_on !== null) return refuse({ code: "already-accepted" });
      await paymentsIn(tx)
        .updateTable("procurement_record")
        .set({ accepted_on: body.acceptedOn, acceptance_note: blank(body.note) })
        .where("province", "=", row.province)
        .where("id", "=", row.id)
        .execute();
      return ok({ id: row.id });
    },
    answers,
  );
};

const blank = (text: string | undefined): string | null => (text === undefined || text === "" ? null : text);
