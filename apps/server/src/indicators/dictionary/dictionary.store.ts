import type { IndicatorView } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

/** Indicators with the definition in force on a day (of one that begins later: its first), by category and code. */
export const dictionaryOf = async (
  tx: Tx,
  { province }: Pick<Actor, "province">,
  { onDate, codes }: { readonly onDate: PlainDate; readonly codes?: readonly string[] | undefined },
): Promise<IndicatorView[]> => {
  const { rows } = await sql<IndicatorView>`
    select i.code, i.title, i.unit, d.direction, i.kind, i.per::text as per, i.scale, d.category, d.cycle, i.part_of_whole as "partOfWhole",
      case when d.plausible_min is not null or d.plausible_max is not null
        then jsonb_build_object('min', d.plausible_min::text, 'max', d.plausible_max::text) end as plausible,
      i.printed_in_ten_thousands as "printedInTenThousands", d.source, d.source_register as "sourceRegister", d.asked_of as "askedOf",
      d.formula, d.numerator, d.denominator, d.version as definition, d.list_name as "listName"
    from indicator i cross join lateral (
      select * from indicator_definition d where d.province = i.province and d.indicator = i.code
      order by d.effective_from <= ${onDate} desc, case when d.effective_from <= ${onDate} then d.version else -d.version end desc limit 1) d
    where i.province = ${province} ${codes === undefined ? sql`` : sql`and i.code = any(${[...new Set(codes)]}::text[])`}
    order by d.category, i.code`.execute(tx);
  return rows;
};
