import type { PlainDate } from "@qiangyi/kernel";
import type { RegisterTarget, YearValue } from "@qiangyi/policy/targets";
import { registerTargets } from "@qiangyi/policy/targets";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

/** A promise in the version by which it is judged on a day. */
export interface TargetInForce {
  readonly target: string;
  readonly version: number;
  /** Terms of the engine, with the path in force. */
  readonly terms: RegisterTarget;
  readonly wording: string;
  readonly clause: string;
  readonly indicator: string;
  readonly indicatorTitle: string;
  readonly kind: string;
  readonly sourceRegister: string | null;
  readonly subject: string;
  readonly subjectName: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly document: string;
}

export interface TargetFilter {
  readonly targets?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  readonly subjects?: readonly string[] | undefined;
  readonly indicator?: string | undefined;
  readonly document?: string | undefined;
  readonly asOf: PlainDate;
  /** Promises are public; their results are not. With this only those whose results the actor may see. */
  readonly inScope?: boolean | undefined;
}

interface Row extends Omit<TargetInForce, "terms"> {
  readonly terms: RegisterTarget;
  readonly baseline: YearValue | null;
  readonly milestones: readonly YearValue[] | null;
}

/**
 * A period is judged by the version in force on its last day, or on the as-of day while that is earlier; an amendment that was not on record on the
 * as-of day is left out, so that an old report stays what it was. In the order of the documents.
 */
export const targetsOf = async (tx: Tx, actor: Actor, filter: TargetFilter): Promise<TargetInForce[]> => {
  const { asOf, targets, subject, subjects, indicator, document, inScope = false } = filter;
  const { rows } = await sql<Row>`
    select t.target, t.version, t.terms, t.wording, t.clause, t.indicator, i.title as "indicatorTitle", i.kind, d.source_register as "sourceRegister",
      t.subject, t.subject_name as "subjectName", t.city, t.county, t.institution, t.document, p.baseline, p.milestones
    from target_version t join indicator i on i.province = t.province and i.code = t.indicator
      cross join lateral (select source_register from indicator_definition d where d.province = t.province and d.indicator = t.indicator
        order by d.effective_from <= ${asOf} desc, case when d.effective_from <= ${asOf} then d.version else -d.version end desc limit 1) d
      left join lateral (select baseline, milestones from target_path p where p.province = t.province and p.target = t.target
        and p.effective_from <= ${asOf} and p.recorded_on <= ${asOf} order by p.effective_from desc, p.id desc limit 1) p on true
    where t.province = ${actor.province}
      and (t.version = 1 or (t.recorded_on <= ${asOf} and t.effective_from <= least(${asOf}::date, target_day(t.terms))))
      and not exists (select from target_version later where later.province = t.province and later.target = t.target and later.version > t.version
        and later.recorded_on <= ${asOf} and later.effective_from <= least(${asOf}::date, target_day(t.terms)))
      ${inScope ? sql`and ${within(actor, "t")}` : sql``}
      ${targets === undefined ? sql`` : sql`and t.target = any(${[...targets]}::text[])`}
      ${subject === undefined ? sql`` : sql`and t.subject = ${subject}`}
      ${subjects === undefined ? sql`` : sql`and t.subject = any(${[...subjects]}::text[])`}
      ${indicator === undefined ? sql`` : sql`and t.indicator = ${indicator}`}
      ${document === undefined ? sql`` : sql`and t.document = ${document}`}`.execute(tx);
  return rows.map(withPath).toSorted((a, b) => placeInDocuments(a.target) - placeInDocuments(b.target));
};

const withPath = ({ baseline, milestones, ...row }: Row): TargetInForce => ({
  ...row,
  terms: baseline === null && !milestones?.length ? row.terms : { ...row.terms, baseline, milestones: milestones ?? [] },
});

const order: ReadonlyMap<string, number> = new Map(registerTargets.map(({ id }, at) => [id, at]));
const placeInDocuments = (target: string): number => order.get(target) ?? order.size;
