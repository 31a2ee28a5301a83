import { dictionaryIndicators } from "@qiangyi/policy/targets";
import { type RawBuilder, sql } from "kysely";
import { type Clock, systemActor, type Tx } from "../../platform/index.ts";

/** The first definition of what the documents measure holds for every year that they speak of. */
const beginning = "2020-01-01";

/**
 * The indicators of the documents. Of one that is there, what is said differently now is a further version of its definition with the day from which it
 * holds; what was counted before stays as it is. Where the province has recorded a definition of its own, its way of computing stands.
 */
export const loadDictionary = async (
  tx: Tx,
  clock: Clock,
  indicators: readonly object[] = dictionaryIndicators,
): Promise<void> => {
  const given = givenIndicators(indicators);
  await reviseKnown(tx, clock, given);
  await addNew(tx, clock, given);
};

const givenIndicators = (indicators: readonly object[]): RawBuilder<unknown> => sql`
  select code, title, unit, direction, kind, per, case when jsonb_typeof(scale) = 'array' then array(select jsonb_array_elements_text(scale)) end as scale,
    category, cycle, "isPartOfWhole" as part_of_whole, (plausible ->> 'min')::numeric as plausible_min, (plausible ->> 'max')::numeric as plausible_max,
    "isPrintedInTenThousands" as printed_in_ten_thousands, source, "sourceRegister" as source_register,
    array(select jsonb_array_elements_text("askedOf")) as asked_of, formula, numerator, denominator, "listName" as list_name,
    (revised ->> 'from')::date as revised_from, revised ->> 'reason' as revised_because
  from jsonb_to_recordset(${JSON.stringify(indicators)}::jsonb) as row (code text, title text, unit text, direction text, kind text, per numeric, scale jsonb,
    category text, cycle text, "isPartOfWhole" boolean, plausible jsonb, "isPrintedInTenThousands" boolean, source text, "sourceRegister" text,
    "askedOf" jsonb, formula text, numerator text, denominator text, "listName" text, revised jsonb)`;

const addNew = async (tx: Tx, clock: Clock, given: RawBuilder<unknown>): Promise<void> => {
  const { province, userId, name } = systemActor;
  await sql`
    with given as (${given}), added as (
      insert into indicator (province, code, title, unit, direction, kind, per, scale, category, cycle, part_of_whole, plausible_min, plausible_max,
        printed_in_ten_thousands, source, source_register, asked_of, recorded_by, recorded_name, recorded_at)
      select ${province}, code, title, unit, direction, kind, per, scale, category, cycle, part_of_whole, plausible_min, plausible_max,
        printed_in_ten_thousands, source, source_register, asked_of, ${userId}, ${name}, ${clock.now()}
      from given on conflict (province, code) do nothing returning code
    )
    insert into indicator_definition (province, indicator, version, effective_from, formula, numerator, denominator, list_name, direction, category,
      cycle, source, source_register, asked_of, plausible_min, plausible_max, recorded_by, recorded_name, recorded_at)
    select ${province}, code, 1, ${beginning}, formula, numerator, denominator, list_name, direction, category, cycle, source, source_register,
      asked_of, plausible_min, plausible_max, ${userId}, ${name}, ${clock.now()}
    from given join added using (code)`.execute(tx);
};

/** Compared with the latest version, so that loading again finds no difference. */
const reviseKnown = async (tx: Tx, clock: Clock, given: RawBuilder<unknown>): Promise<void> => {
  const { province, userId, name } = systemActor;
  await sql`
    with given as (${given}), known as (
      select distinct on (indicator) *, bool_or(recorded_by <> ${userId}) over (partition by indicator) as is_own
      from indicator_definition where province = ${province} order by indicator, version desc
    ), wanted as (
      select g.code, g.direction, g.category, g.cycle, g.source, g.source_register, g.asked_of, g.plausible_min, g.plausible_max,
        case when k.is_own then k.formula else g.formula end as formula, case when k.is_own then k.numerator else g.numerator end as numerator,
        case when k.is_own then k.denominator else g.denominator end as denominator,
        case when k.is_own then k.list_name else g.list_name end as list_name,
        k.version + 1 as version, greatest(coalesce(g.revised_from, ${clock.today()}::date), k.effective_from) as effective_from,
        coalesce(g.revised_because, '随平台更新的词典文字') as reason
      from given g join known k on k.indicator = g.code
    )
    insert into indicator_definition (province, indicator, version, effective_from, formula, numerator, denominator, list_name, direction, category,
      cycle, source, source_register, asked_of, plausible_min, plausible_max, reason, recorded_by, recorded_name, recorded_at)
    select ${province}, w.code, w.version, w.effective_from, w.formula, w.numerator, w.denominator, w.list_name, w.direction, w.category, w.cycle, w.source,
      w.source_register, w.asked_of, w.plausible_min, w.plausible_max, w.reason, ${userId}, ${name}, ${clock.now()}
    from wanted w join known k on k.indicator = w.code
    where (w.formula, w.numerator, w.denominator, w.list_name, w.direction, w.category, w.cycle, w.source, w.source_register, w.asked_of, w.plausible_min,
        w.plausible_max)
      is distinct from (k.formula, k.numerator, k.denominator, k.list_name, k.direction, k.category, k.cycle, k.source, k.source_register, k.asked_of,
        k.plausible_min, k.plausible_max)`.execute(tx);
};
