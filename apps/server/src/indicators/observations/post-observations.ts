import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import { placesOfSubjects } from "../subjects.ts";
import type { ApprovedValue } from "./approved-value.ts";

/**
 * The one way into the store. A period that has a value already gets a further version, the one before stays; the rollups of the year follow in the
 * same statement. The definition is the one in force on the last day of the period.
 */
export const postObservations = async (tx: Tx, actor: Actor, rows: readonly ApprovedValue[]): Promise<void> => {
  if (rows.length === 0) return;
  await sql`select lock_observations(${actor.province})`.execute(tx);
  const places = await placesOfSubjects(
    tx,
    actor,
    rows.map(({ subject }) => subject),
  );
  const posted = rows.map((row) => {
    const place = places.get(row.subject);
    if (place === undefined) throw new Error(`no subject ${row.subject} within the scope of ${actor.userId}`);
    return { ...row, city: place.city, county: place.county, institution: place.institution };
  });
  await sql`
    insert into observation (province, subject, indicator, period, version, city, county, institution, value, label, numerator, denominator, definition,
      reported_on, due_on, approved_on, report, source, reason, recorded_by, recorded_name)
    select ${actor.province}, row.subject, row.indicator, row.period,
      coalesce((select max(version) from observation before where before.province = ${actor.province} and before.subject = row.subject
        and before.indicator = row.indicator and before.period = row.period), 0) + 1,
      row.city, row.county, row.institution, trim_scale(row.value), row.label, trim_scale(row.numerator), trim_scale(row.denominator),
      coalesce((select max(version) from indicator_definition def where def.province = ${actor.province} and def.indicator = row.indicator
        and def.effective_from <= period_ends_on(row.period)), 1),
      row."reportedOn", row."dueOn", row."approvedOn", row.report, row.source, row.reason, ${actor.userId}, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(posted)}::jsonb) as row (subject text, indicator text, period text, city text, county text, institution text,
      value numeric, label text, numerator numeric, denominator numeric, "reportedOn" date, "dueOn" date, "approvedOn" date, report uuid, source text,
      reason text)
    order by row.subject, row.indicator, row.period`.execute(tx);
};
