import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../platform/index.ts";
import { mine } from "./records.store.ts";

export interface ReportTexts {
  readonly task: string;
  readonly part: string;
  readonly unit: string;
  readonly done: string;
  readonly problems: string;
  readonly nextStep: string;
  readonly needs: string;
  readonly files: readonly string[];
}

/** What the latest report of each answering unit says, by task. */
export const latestReportTexts = async (tx: Tx, actor: Actor): Promise<ReadonlyMap<string, readonly ReportTexts[]>> => {
  const { rows } = await sql<ReportTexts>`
    select distinct on (r.task, r.part) r.task, r.part, r.unit, r.done, r.problems, r.next_step as "nextStep", r.needs,
      coalesce((select array_agg(f.name order by f.at, f.id) from task_file f where f.province = r.province and f.id = any(r.files)), '{}') as files
    from task_report r where ${mine(actor, "r")}
    order by r.task, r.part, r.period_end desc, r.version desc`.execute(tx);
  const byTask = new Map<string, ReportTexts[]>();
  for (const row of rows) byTask.set(row.task, [...(byTask.get(row.task) ?? []), row]);
  return byTask;
};

export interface StoredReport extends Omit<ReportTexts, "task"> {
  readonly id: string;
  readonly period: string;
  readonly periodEnd: PlainDate;
  readonly version: number;
  readonly progress: number;
  readonly sourceDocument: string | null;
  readonly onDay: PlainDate;
  readonly byName: string;
  readonly at: Date;
}

/** The newest first; every version. */
export const reportsOf = async (tx: Tx, actor: Actor, task: string): Promise<readonly StoredReport[]> => {
  const { rows } = await sql<StoredReport>`
    select r.id, r.part, r.unit, r.period, r.period_end as "periodEnd", r.version, r.progress, r.done, r.problems, r.next_step as "nextStep", r.needs,
      r.files::text[] as files, r.source_document as "sourceDocument", r.on_day as "onDay", r.by_name as "byName", r.at
    from task_report r where ${mine(actor, "r")} and r.task = ${task}
    order by r.period_end desc, r.unit, r.version desc limit 400`.execute(tx);
  return rows;
};

export interface FiledReport {
  readonly task: string;
  readonly part: string;
  readonly city: string | null;
  readonly period: string;
  readonly periodEnd: PlainDate;
  readonly unit: string;
  readonly progress: number;
  readonly done: string;
  readonly problems: string;
  readonly nextStep: string;
  readonly needs: string;
  readonly files: readonly string[];
  readonly sourceDocument: string | null;
  readonly onDay: PlainDate;
  readonly at: Date;
}

/** The part is locked: versions of one period follow one another. */
export const insertReport = async (tx: Tx, actor: Actor, report: FiledReport): Promise<{ id: string; version: number }> => {
  const id = newId();
  const { rows } = await sql<{ version: number }>`
    insert into task_report (province, id, task, part, city, period, period_end, unit, version, progress, done, problems, next_step, needs, files,
      source_document, on_day, by_user, by_name, at)
    select ${actor.province}, ${id}, ${report.task}, ${report.part}, ${report.city}, ${report.period}, ${report.periodEnd}::date, ${report.unit},
      coalesce(max(version), 0) + 1, ${report.progress}, ${report.done}, ${report.problems}, ${report.nextStep}, ${report.needs},
      ${[...report.files]}::uuid[], ${report.sourceDocument}, ${report.onDay}::date, ${actor.userId}, ${actor.name}, ${report.at}
    from task_report where province = ${actor.province} and task = ${report.task} and part = ${report.part} and unit = ${report.unit}
      and period = ${report.period}
    returning version`.execute(tx);
  return { id, version: rows[0]?.version ?? 1 };
};
