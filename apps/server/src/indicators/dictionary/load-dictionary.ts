import { dictionaryIndicators } from "@qiangyi/policy/targets";
import { sql } from "kysely";
import { type Clock, systemActor, type Tx } from "../../platform/index.ts";

/** The first definition of what the documents measure holds for every year that they speak of. */
const beginning = "2020-01-01";

/** The indicators of the documents. One that is there stays: later definitions are recorded by the province. */
export const loadDictionary = async (tx: Tx, clock: Clock): Promise<void> => {
  const { province, userId, name } = systemActor;
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(dictionaryIndicators)}::jsonb) as row (code text, title text, unit text, direction text, kind text,
        per numeric, scale jsonb, category text, cycle text, "isPartOfWhole" boolean, plausible jsonb, "isPrintedInTenThousands" boolean, source text,
        "sourceRegister" text, "askedOf" jsonb, formula text, numerator text, denominator text, "listName" text)
    ), added as (
      insert into indicator (province, code, title, unit, direction, kind, per, scale, category, cycle, part_of_whole, plausible_min, plausible_max,
        printed_in_ten_thousands, source, source_register, asked_of, recorded_by, recorded_name, recorded_at)
      select ${province}, code, title, unit, direction, kind, per,
        case when jsonb_typeof(scale) = 'array' then array(select jsonb_array_elements_text(scale)) end, category, cycle, "isPartOfWhole",
        (plausible ->> 'min')::numeric, (plausible ->> 'max')::numeric, "isPrintedInTenThousands", source, "sourceRegister",
        array(select jsonb_array_elements_text("askedOf")), ${userId}, ${name}, ${clock.now()}
      from given on conflict (province, code) do nothing returning code
    )
    insert into indicator_definition (province, indicator, version, effective_from, formula, numerator, denominator, list_name, recorded_by,
      recorded_name, recorded_at)
    select ${province}, code, 1, ${beginning}, formula, numerator, denominator, "listName", ${userId}, ${name}, ${clock.now()}
    from given join added using (code)`.execute(tx);
};
