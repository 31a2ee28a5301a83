import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

export interface ConfirmedEvent {
  readonly subject: string;
  readonly indicator: string;
  readonly name: string;
  readonly happenedOn: PlainDate;
  /** Null as well where the withdrawal came on record after the as-of day. */
  readonly withdrawnOn: PlainDate | null;
}

interface Asked {
  readonly subjects: readonly string[];
  readonly indicators: readonly string[];
  readonly asOf: PlainDate;
}

/** Items that count on the as-of day, as far as they were confirmed by then. */
export const confirmedEvents = async (tx: Tx, actor: Actor, { subjects, indicators, asOf }: Asked): Promise<ConfirmedEvent[]> => {
  const { rows } = await sql<ConfirmedEvent>`
    select e.subject, e.indicator, e.name, e.happened_on as "happenedOn",
      case when e.withdrawal_recorded_on <= ${asOf} then e.withdrawn_on end as "withdrawnOn"
    from target_event e
    where ${within(actor, "e")} and e.subject = any(${[...new Set(subjects)]}::text[]) and e.indicator = any(${[...new Set(indicators)]}::text[])
      and e.confirmed_on <= ${asOf} and e.happened_on <= ${asOf}
    order by e.subject, e.indicator, e.happened_on, e.name`.execute(tx);
  return rows;
};
