import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";
import type { Keeper } from "./own-shares.ts";

export interface SheetRow {
  readonly line: string;
  readonly subject: string;
  readonly title: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly wholeFen: string;
  readonly shareFen: string;
  readonly budgetedFen: string;
}

export interface Sheet {
  readonly id: string;
  readonly version: number;
  readonly documentNumber: string;
  readonly rows: readonly SheetRow[];
  readonly budgetedFen: bigint;
  readonly savedBy: string;
  readonly savedName: string;
  readonly savedAt: Date;
  readonly signedName: string | null;
  readonly signedAt: Date | null;
}

/** The version saved last of a region's year. */
export const latestSheet = async (tx: Tx, actor: Actor, region: string, year: number): Promise<Sheet | undefined> =>
  (
    await sql<Sheet>`
      select b.id, b.version, b.document_number as "documentNumber", b.rows, b.budgeted_fen as "budgetedFen", b.saved_by as "savedBy",
        b.saved_name as "savedName", b.saved_at as "savedAt", s.signed_name as "signedName", s.signed_at as "signedAt"
      from budget_share b left join budget_share_signature s on s.province = b.province and s.sheet = b.id
      where b.province = ${actor.province} and b.region = ${region} and b.year = ${year} order by b.version desc limit 1`.execute(
      tx,
    )
  ).rows[0];

export const insertSheet = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { region, city, county }: Keeper,
  sheet: Pick<Sheet, "version" | "documentNumber" | "rows"> & { readonly year: number },
): Promise<void> => {
  const sum = (name: "shareFen" | "budgetedFen") => sheet.rows.reduce((total, row) => total + BigInt(row[name]), 0n);
  const rows = JSON.stringify(sheet.rows);
  const digest = createHash("sha256")
    .update(JSON.stringify([region, sheet.year, sheet.documentNumber, rows]))
    .digest("hex");
  await sql`
    insert into budget_share (province, id, region, city, county, year, version, document_number, rows, share_fen, budgeted_fen, content_sha256,
      saved_by, saved_name, saved_at)
    values (${actor.province}, ${newId()}, ${region}, ${city}, ${county}, ${sheet.year}, ${sheet.version}, ${sheet.documentNumber}, ${rows}::jsonb,
      ${sum("shareFen")}, ${sum("budgetedFen")}, ${digest}, ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
};

/** False when somebody has signed this version already. */
export const insertSignature = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { city, county }: Keeper,
  sheetId: string,
): Promise<boolean> =>
  (
    await sql`
      insert into budget_share_signature (province, sheet, city, county, signed_by, signed_name, signed_at)
      values (${actor.province}, ${sheetId}::uuid, ${city}, ${county}, ${actor.userId}, ${actor.name}, ${at})
      on conflict do nothing returning sheet`.execute(tx)
  ).rows.length === 1;

/** Drafts of one region's year are taken one after the other. */
export const lockSheets = async (tx: Tx, province: string, region: string, year: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`allotments/shares/${province}/${region}/${year}`}, 0))`.execute(tx);
};
