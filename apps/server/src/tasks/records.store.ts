import type { PlainDate } from "@qiangyi/kernel";
import type { Cadence } from "@qiangyi/policy/tasks";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

/** The explicit scope beside the row policy: the province all, a city what it takes part in. */
export const mine = ({ province, level, city }: Actor, table: string) => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  if (level === "province" || level === "system") return sql<boolean>`${column("province")} = ${province}`;
  return level === "city"
    ? sql<boolean>`${column("province")} = ${province} and ${column("city")} = ${city}`
    : sql<boolean>`false`;
};

export interface Assignment {
  readonly task: string;
  readonly part: string;
  readonly seq: number;
  readonly unit: string;
  readonly person: string;
  readonly startsOn: PlainDate;
  readonly dueOn: PlainDate | null;
  readonly target: string;
  readonly everyMonths: Cadence;
}

interface Asked {
  readonly asOf: PlainDate;
  /** Left out: all in sight. */
  readonly task?: string;
}

const ofTask = (table: string, task: string | undefined) =>
  task === undefined ? sql<boolean>`true` : sql<boolean>`${sql.ref(`${table}.task`)} = ${task}`;

/** Who answers for each part on a day. */
export const assignmentsAsOf = async (tx: Tx, actor: Actor, { asOf, task }: Asked): Promise<readonly Assignment[]> => {
  const { rows } = await sql<Assignment>`
    select distinct on (a.task, a.part) a.task, a.part, a.seq, a.unit, a.person, a.starts_on as "startsOn", a.due_on as "dueOn", a.target,
      a.every_months as "everyMonths"
    from task_assignment a where ${mine(actor, "a")} and ${ofTask("a", task)} and a.on_day <= ${asOf}
    order by a.task, a.part, a.seq desc`.execute(tx);
  return rows;
};

export interface ReportedPeriod {
  readonly task: string;
  readonly part: string;
  readonly unit: string;
  readonly period: string;
  readonly periodEnd: PlainDate;
  readonly progress: number;
  readonly onDay: PlainDate;
}

/** The latest report of each unit, and every period of the last thirteen months: what a light is judged by, however many years are kept. */
export const reportedPeriodsAsOf = async (tx: Tx, actor: Actor, { asOf, task }: Asked): Promise<readonly ReportedPeriod[]> => {
  const columns = sql`r.task, r.part, r.unit, r.period, r.period_end as "periodEnd", r.progress, r.on_day as "onDay"`;
  const scope = sql`${mine(actor, "r")} and ${ofTask("r", task)} and r.on_day <= ${asOf}`;
  const { rows } = await sql<ReportedPeriod>`
    (select distinct on (r.task, r.part, r.unit) ${columns} from task_report r where ${scope}
      order by r.task, r.part, r.unit, r.period_end desc, r.version desc)
    union
    (select distinct on (r.task, r.part, r.unit, r.period) ${columns} from task_report r
      where ${scope} and r.period_end >= ${asOf}::date - interval '13 months'
      order by r.task, r.part, r.unit, r.period, r.version desc)`.execute(tx);
  return rows;
};

export interface ClosureMark {
  readonly task: string;
  readonly part: string;
  readonly askedOn: PlainDate;
  /** As it stood on the day that was asked about. */
  readonly standing: "waiting" | "closed" | "returned" | "reopened";
  readonly decidedOn: PlainDate | null;
}

export const closuresAsOf = async (tx: Tx, actor: Actor, { asOf, task }: Asked): Promise<readonly ClosureMark[]> => {
  const { rows } = await sql<ClosureMark>`
    select distinct on (c.task, c.part) c.task, c.part, c.asked_on as "askedOn", c.decided_on as "decidedOn",
      case when c.decision is null or c.decided_on > ${asOf} then 'waiting' when c.decision = 'returned' then 'returned'
        when c.reopened_on <= ${asOf} then 'reopened' else 'closed' end as standing
    from task_closure c where ${mine(actor, "c")} and ${ofTask("c", task)} and c.asked_on <= ${asOf}
    order by c.task, c.part, c.asked_at desc, c.id desc`.execute(tx);
  return rows;
};

/** The day of the last act on each task. */
export const lastActsAsOf = async (tx: Tx, actor: Actor, { asOf, task }: Asked): Promise<ReadonlyMap<string, PlainDate>> => {
  const { rows } = await sql<{ task: string; day: PlainDate }>`
    select a.task, max(a.on_day) as day from task_act a where ${mine(actor, "a")} and ${ofTask("a", task)} and a.on_day <= ${asOf}
    group by a.task`.execute(tx);
  return new Map(rows.map(({ task: code, day }) => [code, day]));
};
