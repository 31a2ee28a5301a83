import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Selectable } from "kysely";
import { type Actor, newId, type Tx, within } from "../platform/index.ts";
import { institutionPlace } from "../registry/index.ts";
import { pagesOf } from "./pages.ts";
import { paymentsIn } from "./requests/requests.store.ts";
import type { PaymentTables } from "./tables.ts";
import { pageTitle } from "./unit-pages.ts";

export type SuspensionRefusal =
  | Refusal<"unit-not-found">
  | Refusal<"page-not-found">
  | Refusal<"suspension-not-found">
  | Refusal<"other-setter">;

export type StoredSuspension = Selectable<PaymentTables["payment_suspension"]>;
type Department = StoredSuspension["set_department"];

/** The department of the level that set it, and nobody else (5g-2022.art19.b). */
export const isSetter = (actor: Actor, { set_level, set_department }: StoredSuspension, department: Department): boolean =>
  actor.level === set_level && department === set_department;

interface Suspending {
  readonly institution: string;
  readonly earmark?: string | undefined;
  readonly reason: string;
  readonly documentNumber: string;
  readonly department: Department;
}

/** 暂停拨付 of a unit or of one of its account pages: from here on its payments are refused with PAYMENT_SUSPENDED. */
export const suspendUnit = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { institution, earmark, reason, documentNumber, department }: Suspending,
): Promise<Result<{ readonly id: string; readonly institutionName: string; readonly scope: string }, SuspensionRefusal>> => {
  const place = await institutionPlace(tx, actor, institution);
  if (!place) return refuse({ code: "unit-not-found" });
  const page =
    earmark === undefined ? undefined : (await pagesOf(tx, actor, institution)).find(({ earmarkId }) => earmarkId === earmark);
  if (earmark !== undefined && !page) return refuse({ code: "page-not-found" });
  const id = newId();
  await paymentsIn(tx)
    .insertInto("payment_suspension")
    .values({
      province: actor.province,
      id,
      city: place.city,
      county: place.county,
      institution,
      institution_name: place.name,
      earmark: earmark ?? null,
      reason,
      document_number: documentNumber,
      set_level: actor.level,
      set_department: department,
      set_by: actor.userId,
      set_name: actor.name,
      set_at: at,
      lifted_by: null,
      lifted_name: null,
      lifted_at: null,
      lifted_reason: null,
    })
    .execute();
  return ok({ id, institutionName: place.name, scope: page ? pageTitle(page) : "全部账页" });
};

interface Lifting {
  readonly id: string;
  readonly reason: string;
  readonly department: Department;
}

export const liftUnitSuspension = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { id, reason, department }: Lifting,
): Promise<Result<string, SuspensionRefusal>> => {
  const row = await paymentsIn(tx)
    .selectFrom("payment_suspension")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where("lifted_at", "is", null)
    .where(within(actor, "payment_suspension"))
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuse({ code: "suspension-not-found" });
  if (!isSetter(actor, row, department)) return refuse({ code: "other-setter" });
  await paymentsIn(tx)
    .updateTable("payment_suspension")
    .set({ lifted_by: actor.userId, lifted_name: actor.name, lifted_at: at, lifted_reason: reason })
    .where("province", "=", row.province)
    .where("id", "=", row.id)
    .execute();
  return ok(row.id);
};
