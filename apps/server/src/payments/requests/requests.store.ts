import { type Fen, fen } from "@qiangyi/kernel";
import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import type { PaymentRequestTable, PaymentTables } from "../tables.ts";

export type StoredPayment = Selectable<PaymentRequestTable>;
export type StoredPaymentStep = Selectable<PaymentTables["payment_step"]>;

export const paymentsIn = (tx: Tx) => tx.withTables<PaymentTables>();

/** One submission at a time for a unit: sums against a standard, a contract or an invoice can never be passed by two together. */
export const lockUnit = async (tx: Tx, province: string, book: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payments/${province}/${book}`}, 0))`.execute(tx);
};

export const findPayment = (tx: Tx, actor: Actor, id: string): Promise<StoredPayment | undefined> =>
  paymentsIn(tx)
    .selectFrom("payment_request")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where(within(actor, "payment_request"))
    .executeTakeFirst();

/** The same, locked until the transaction ends. */
export const lockPayment = (tx: Tx, actor: Actor, id: string): Promise<StoredPayment | undefined> =>
  paymentsIn(tx)
    .selectFrom("payment_request")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where(within(actor, "payment_request"))
    .forUpdate()
    .executeTakeFirst();

/** The next number of the year; its row is locked until the transaction ends, so numbers have no twins. */
export const nextPaymentNumber = async (tx: Tx, province: string, year: number): Promise<string> => {
  const { last } = await paymentsIn(tx)
    .insertInto("payment_number")
    .values({ province, year, last: 1 })
    .onConflict((at) => at.columns(["province", "year"]).doUpdateSet((set) => ({ last: set("payment_number.last", "+", 1) })))
    .returning("last")
    .executeTakeFirstOrThrow();
  return `ZF-${year}-${String(last).padStart(6, "0")}`;
};

export const insertPayment = async (tx: Tx, row: Insertable<PaymentRequestTable>): Promise<void> => {
  await paymentsIn(tx).insertInto("payment_request").values(row).execute();
};

export const changePayment = async (
  tx: Tx,
  { province, id }: Pick<StoredPayment, "province" | "id">,
  change: Updateable<PaymentRequestTable>,
): Promise<void> => {
  await paymentsIn(tx)
    .updateTable("payment_request")
    .set((set) => ({ ...change, version: set("version", "+", 1) }))
    .where("province", "=", province)
    .where("id", "=", id)
    .execute();
};

type Act = Pick<StoredPaymentStep, "act" | "opinion" | "document">;

/** One line of the trail, written by whoever acts, in his duty at the moment. */
export const addStep = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  payment: Pick<StoredPayment, "id" | "province" | "round" | "city" | "county" | "institution">,
  act: Act,
) => {
  const { province, id, round, city, county, institution } = payment;
  await sql`insert into payment_step (province, request, seq, act, round, by_user, by_name, by_role, at, opinion, document, city, county, institution)
    select ${province}, ${id}::uuid, coalesce(max(seq), 0) + 1, ${act.act}, ${round}::integer, ${actor.userId}, ${actor.name}, ${actor.roles[0] ?? actor.level}, ${at}::timestamptz,
      ${act.opinion}, ${act.document}, ${city}, ${county}, ${institution}
    from payment_step where province = ${province} and request = ${id}::uuid`.execute(tx);
};

export const stepsOfPayment = (tx: Tx, { province, id }: StoredPayment): Promise<StoredPaymentStep[]> =>
  paymentsIn(tx)
    .selectFrom("payment_step")
    .selectAll()
    .where("province", "=", province)
    .where("request", "=", id)
    .orderBy("seq")
    .execute();

/** Paid and on its way for one project of a unit; refunds taken off, the request itself left out. */
export const spentFor = async (
  tx: Tx,
  actor: Actor,
  {
    book,
    line,
    project,
    year,
    except,
  }: { book: string; line: string; project: string; year: number | null; except: string | null },
): Promise<Fen> => {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(amount_fen - refunded_fen), 0)::bigint as amount
    from payment_request where province = ${actor.province} and book = ${book} and line = ${line} and project = ${project}
      and state in ('submitted', 'approved', 'paid') and (${year}::integer is null or year = ${year}) and (${except}::uuid is null or id <> ${except}::uuid)`.execute(
    tx,
  );
  return fen(rows[0]?.amount ?? 0n);
};

/** Points that the unit's earlier payments were for, by item, and the fees paid for them. */
export const pointsOf = async (
  tx: Tx,
  actor: Actor,
  { book, item, except }: { book: string; item: string; except: string | null },
): Promise<{ readonly points: number; readonly fees: Fen }> => {
  const { rows } = await sql<{ points: bigint; fees: bigint }>`
    select coalesce(sum((telemedicine ->> 'points')::integer), 0)::bigint as points, coalesce(sum(amount_fen - refunded_fen), 0)::bigint as fees
    from payment_request where province = ${actor.province} and book = ${book} and telemedicine ->> 'item' = ${item}
      and state in ('submitted', 'approved', 'paid') and refunded_fen < amount_fen and (${except}::uuid is null or id <> ${except}::uuid)`.execute(
    tx,
  );
  return { points: Number(rows[0]?.points ?? 0n), fees: fen(rows[0]?.fees ?? 0n) };
};

/** Another live request of the unit with the same invoice: 同票重复报销. */
export const requestWithInvoice = async (
  tx: Tx,
  actor: Actor,
  { book, invoice, except }: { book: string; invoice: string; except: string | null },
): Promise<string | undefined> => {
  const { rows } = await sql<{ number: string }>`
    select number from payment_request where province = ${actor.province} and book = ${book} and invoice_number = ${invoice}
      and state in ('submitted', 'approved', 'paid') and refunded_fen < amount_fen and (${except}::uuid is null or id <> ${except}::uuid) limit 1`.execute(
    tx,
  );
  return rows[0]?.number;
};

export const usedOfContract = async (tx: Tx, actor: Actor, procurement: string, except: string | null): Promise<Fen> => {
  const { rows } = await sql<{ used: bigint }>`
    select coalesce(sum(amount_fen - refunded_fen), 0)::bigint as used from payment_request
    where province = ${actor.province} and procurement = ${procurement}::uuid and state in ('submitted', 'approved', 'paid')
      and (${except}::uuid is null or id <> ${except}::uuid)`.execute(tx);
  return fen(rows[0]?.used ?? 0n);
};

export const openSuspension = async (
  tx: Tx,
  actor: Actor,
  institution: string,
  earmark: string,
): Promise<{ readonly reason: string; readonly document: string } | undefined> => {
  const { rows } = await sql<{ reason: string; document: string }>`
    select reason, document_number as document from payment_suspension where province = ${actor.province} and institution = ${institution}
      and lifted_at is null and (earmark is null or earmark = ${earmark}) order by set_at limit 1`.execute(tx);
  return rows[0];
};

/** What the unit still misses of plan and performance requirements of a fund and year. */
export const missingReleases = async (
  tx: Tx,
  actor: Actor,
  institution: string,
  { fund, year }: { fund: string; year: number },
): Promise<readonly string[]> => {
  const { rows } = await sql<{ kind: "plan" | "performance"; title: string; is_confirmed: boolean }>`
    select kind, title, exists (select from implementation_confirmation c
        where c.province = r.province and c.release_id = r.id and c.institution = ${institution}) as is_confirmed
    from implementation_release r where province = ${actor.province} and fund = ${fund} and year = ${year}`.execute(tx);
  const names = { plan: "实施方案", performance: "绩效管理要求" } as const;
  return (["plan", "performance"] as const).flatMap((kind) => {
    const released = rows.filter((row) => row.kind === kind);
    if (released.length === 0) return [`省卫生健康委尚未下达${year}年${names[kind]}`];
    return released.filter((row) => !row.is_confirmed).map(({ title }) => `本单位尚未确认“${title}”`);
  });
};
