import { sql } from "kysely";
import { type Database, homeProvince, systemActor, type Tx } from "../../apps/server/src/platform/index.ts";

export interface Amount {
  readonly institutions: number;
  /** Months of each indicator, from January 2021 on. */
  readonly months: number;
}

const indicators = 60;

/** The first hospital has the 18 promises of the first centre, so that its page evaluates something. */
export const benchHospital = "BENCH-0001";

/**
 * So many institutions × 60 indicators × months of approved observations, written by SQL, one indicator at a time. The trigger that keeps the rollups
 * runs as for any other row: what is measured is how they are read.
 */
export const fillIndicators =
  ({ institutions, months }: Amount) =>
  async (database: Database): Promise<void> => {
    const codes = await database.transaction(systemActor, async (tx) => {
      await insertInstitutions(tx, institutions);
      await insertTargets(tx);
      return await benchIndicators(tx);
    });
    for (const code of codes) await database.transaction(systemActor, (tx) => insertObservations(tx, code, months));
  };

const insertInstitutions = (tx: Tx, institutions: number) =>
  sql`with counties as (select code, row_number() over (order by code) - 1 as nth, count(*) over () as all_counties from region where parent like '14__00' and parent <> '140000')
  insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
  select ${homeProvince}, 'BENCH-' || lpad(n::text, 4, '0'), 1, '演示测速医院' || n, 'public', 'county', 'secondary', 'general', c.code,
    left(c.code, 4) || '00', c.code, 'bench' || n, '演示测速医院' || n, now()
  from generate_series(1, ${institutions}::int) n join counties c on c.nth = n % c.all_counties`.execute(tx);

const insertTargets = (tx: Tx) =>
  sql`insert into target_version (province, target, version, terms, wording, clause, indicator, subject, subject_name, city, county, institution, document,
      document_date, effective_from, recorded_by, recorded_name, recorded_on, recorded_at)
  select t.province, 'bench.' || t.target, 1, jsonb_set(t.terms, '{by}', '2027'), t.wording, t.clause, t.indicator, i.id, i.name, i.city, i.county, i.id,
    t.document, t.document_date, t.effective_from, 'bench', '演示', t.recorded_on, now()
  from target_version t join institution i on i.id = ${benchHospital}
  where t.subject = '140000-C01' and t.version = 1`.execute(tx);

/** Those of the dictionary that add up, and as many more as it takes. */
const benchIndicators = async (tx: Tx): Promise<string[]> => {
  await sql`
    insert into indicator (province, code, title, unit, direction, kind, per, category, cycle, part_of_whole, source, recorded_by, recorded_name, recorded_at)
    select ${homeProvince}, 'bench_' || n, '演示测速指标' || n, case when n % 3 = 0 then '例' else '%' end, 'up', case when n % 3 = 0 then 'amount' else 'ratio' end,
      case when n % 3 = 0 then 1 else 100 end, '测速', 'month', n % 3 <> 0, '测速', 'bench', '演示', now()
    from generate_series(1, ${indicators} - (select count(*)::int from indicator where kind in ('amount', 'ratio'))) n`.execute(
    tx,
  );
  await sql`
    insert into indicator_definition (province, indicator, version, effective_from, formula, numerator, denominator, recorded_by, recorded_name, recorded_at)
    select province, code, 1, '2020-01-01', '测速', case when kind = 'ratio' then '分子' end, case when kind = 'ratio' then '分母' end, 'bench', '演示', now()
    from indicator where code like 'bench!_%' escape '!'`.execute(tx);
  const { rows } = await sql<{ code: string }>`
    select code from indicator where kind in ('amount', 'ratio') order by code limit ${indicators}`.execute(tx);
  return rows.map(({ code }) => code);
};

const insertObservations = (tx: Tx, code: string, months: number) =>
  sql`insert into observation (province, subject, indicator, period, version, city, county, institution, value, numerator, denominator, definition,
      reported_on, due_on, approved_on, source, recorded_by, recorded_name)
  select i.province, i.id, k.code, to_char(m.first, 'YYYY-MM'), 1, i.city, i.county, i.id,
    case when k.kind = 'amount' then 1000 + h.noise end, case when k.kind = 'ratio' then 100 + h.noise % 300 end,
    case when k.kind = 'ratio' then 1000 + h.noise end, 1, (m.first + interval '1 month 7 days')::date, (m.first + interval '1 month 9 days')::date,
    (m.first + interval '1 month 17 days')::date, 'loaded', 'bench', '演示'
  from institution i cross join indicator k
    cross join lateral (select (date '2021-01-01' + n * interval '1 month')::date as first from generate_series(0, ${months}::int - 1) n) m
    cross join lateral (select abs(hashtext(i.id || k.code || m.first)) % 900 as noise) h
  where i.id like 'BENCH-%' and k.code = ${code}`.execute(tx);
