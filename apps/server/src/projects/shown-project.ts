import type { ProjectSummary } from "@qiangyi/api";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { institutionNames } from "../registry/index.ts";
import { waitsFor } from "./position.ts";
import type { StoredProject } from "./project.store.ts";

/** Rows as lists show them, with the names of calls and institutions fetched once for the page. */
export const shownProjects = async (tx: Tx, actor: Actor, rows: readonly StoredProject[]): Promise<ProjectSummary[]> => {
  if (rows.length === 0) return [];
  const [names, calls] = await Promise.all([
    institutionNames(
      tx,
      actor,
      rows.map(({ institution }) => institution),
    ),
    callTitles(tx, actor.province, rows),
  ]);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    call: { id: row.call, title: calls.get(row.call) ?? "" },
    programme: row.programme,
    year: row.year,
    state: row.state,
    waitsFor: waitsFor(row),
    institution: { id: row.institution, name: names.get(row.institution) ?? row.institution },
    seat: row.seat,
    totalFen: String(row.total_fen),
    supportFen: String(row.support_fen),
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    correctBy: row.correct_by,
    reservedUntil: row.reserved_until,
    isKey: row.is_key,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
    version: row.version,
  }));
};

const callTitles = async (tx: Tx, province: string, rows: readonly StoredProject[]): Promise<ReadonlyMap<string, string>> => {
  const { rows: calls } = await sql<{ id: string; title: string }>`
    select id, title from call where province = ${province} and id = any(${[...new Set(rows.map(({ call }) => call))]}::uuid[])`.execute(
    tx,
  );
  return new Map(calls.map(({ id, title }) => [id, title]));
};
