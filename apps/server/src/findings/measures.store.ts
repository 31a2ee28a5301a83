import type { Fen } from "@qiangyi/kernel";
import { fen } from "@qiangyi/kernel";
import { type Selectable, sql } from "kysely";
import { takenBack, unitBook } from "../ledger/index.ts";
import { cameBack, liftedSuspensions } from "../payments/index.ts";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { findingsIn } from "./findings.store.ts";
import { type Counted, countReturns } from "./recoveries.ts";
import type { FindingTables } from "./tables.ts";

export type StoredMeasure = Selectable<FindingTables["finding_measure"]>;

export interface Lifted {
  readonly name: string;
  readonly office: string;
  readonly at: Date;
  readonly reason: string;
}

/** A measure with what became of it: lifted here, or in the payments room where a suspension is kept. */
export interface Measure extends StoredMeasure {
  readonly lifted: Lifted | undefined;
}

export const measuresOf = async (tx: Tx, actor: Actor, findings: readonly string[]): Promise<readonly Measure[]> => {
  if (findings.length === 0) return [];
  const rows = await findingsIn(tx)
    .selectFrom("finding_measure")
    .selectAll()
    .where("province", "=", actor.province)
    .where("finding", "in", [...findings])
    .orderBy("id")
    .execute();
  return withLiftings(tx, actor, rows);
};

export const withLiftings = async (tx: Tx, actor: Actor, rows: readonly StoredMeasure[]): Promise<readonly Measure[]> => {
  if (rows.length === 0) return [];
  const liftings = await findingsIn(tx)
    .selectFrom("finding_lifting")
    .selectAll()
    .where("province", "=", actor.province)
    .where(
      "measure",
      "in",
      rows.map(({ id }) => id),
    )
    .execute();
  const suspensions = await liftedSuspensions(
    tx,
    actor,
    rows.flatMap(({ suspension }) => suspension ?? []),
  );
  return rows.map((row) => {
    const own = liftings.find(({ measure }) => measure === row.id);
    const there = row.suspension === null ? undefined : suspensions.get(row.suspension);
    const lifted = own
      ? { name: own.by_name, office: own.by_office, at: own.at, reason: own.reason }
      : there && { name: there.liftedBy, office: "", at: there.liftedAt, reason: there.liftedReason };
    return { ...row, lifted };
  });
};

/** All recoveries within the actor's sight, lifted ones too: they have their share of what came back before. */
export const recoveriesInSight = async (tx: Tx, actor: Actor): Promise<readonly Measure[]> => {
  const rows = await findingsIn(tx)
    .selectFrom("finding_measure")
    .selectAll()
    .where("kind", "=", "recovery")
    .where(within(actor, "finding_measure"))
    .orderBy("id")
    .execute();
  return withLiftings(tx, actor, rows);
};

/** What of each recovery has come back, by the records of payments and books; others on the same page are counted with it. */
export const returnsOf = async (tx: Tx, actor: Actor, wanted: readonly Measure[]): Promise<ReadonlyMap<string, Counted>> => {
  const counted = new Map<string, Counted>();
  if (wanted.length === 0) return counted;
  const pages = new Map(wanted.map((one) => [pageKey(one), one]));
  const all = await onThesePages(tx, actor, [...pages.values()]);
  for (const [key, { institution, earmark, recovery_of }] of pages) {
    const own = all.filter((one) => pageKey(one) === key);
    const since = new Date(Math.min(...own.map(({ at }) => at.getTime())));
    const returns =
      recovery_of === "paid"
        ? await cameBack(tx, actor, { institution: institution ?? "", earmark: earmark ?? "", since })
        : await takenBack(tx, actor, { book: unitBook(institution ?? "").id, earmark: Number(earmark), since });
    const recoveries = own.map(({ id, amount_fen, at, lifted, payment }) => ({
      id,
      amount: fen(amount_fen ?? 0n),
      setAt: at,
      liftedAt: lifted?.at,
      payment,
    }));
    for (const [id, one] of countReturns(recoveries, returns)) counted.set(id, one);
  }
  return counted;
};

const pageKey = ({ institution, earmark, recovery_of }: StoredMeasure): string =>
  JSON.stringify([institution, earmark, recovery_of]);

const onThesePages = async (tx: Tx, actor: Actor, pages: readonly StoredMeasure[]): Promise<readonly Measure[]> => {
  const { rows } = await sql<StoredMeasure>`
    select * from finding_measure where province = ${actor.province} and kind = 'recovery'
      and institution = any(${pages.map(({ institution }) => institution ?? "")}::text[])`.execute(tx);
  return withLiftings(tx, actor, rows);
};

export const outstandingOf = (counted: ReadonlyMap<string, Counted>, id: string): Fen => counted.get(id)?.outstanding ?? fen(0n);
