import { CompiledQuery, sql } from "kysely";
import pg from "pg";
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
 * So many institutions × 60 indicators × months of approved observations, written by SQL, one indicator at a time, two at once. All months but December are
 * loaded as a restored backup is, past triggers and foreign keys; December, or the last month there is, comes as any other row, and with it the trigger
 * rolls the whole year up. What is measured is how rollups and observations are read.
 */
export const fillIndicators =
  ({ institutions, months }: Amount) =>
  async (database: Database, superuserUrl: string): Promise<void> => {
    const codes = await database.transaction(systemActor, async (tx) => {
      await insertInstitutions(tx, institutions);
      await insertTargets(tx);
      return await benchIndicators(tx);
    });
    const queue = codes.values();
    await Promise.all([1, 2].map(() => fillFrom(queue, months, { database, superuserUrl })));
  };

interface Doors {
  readonly database: Database;
  readonly superuserUrl: string;
}

const fillFrom = async (codes: Iterable<string>, months: number, { database, superuserUrl }: Doors): Promise<void> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query("set session_replication_role = replica");
  await client.query("set synchronous_commit = off");
  for (const code of codes) {
    await client.query(observationsOf("not is_last"), [code, months]);
    await database.transaction(systemActor, (tx) =>
      tx.executeQuery(CompiledQuery.raw(observationsOf("is_last"), [code, months])),
    );
  }
  await client.end();
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

/** $1 the indicator, $2 how many months from January 2021 on. */
const observationsOf = (which: "is_last" | "not is_last"): string => `
  insert into observation (province, subject, indicator, period, version, city, county, institution, value, numerator, denominator, definition,
    reported_on, due_on, approved_on, source, recorded_by, recorded_name)
  select i.province, i.id, k.code, m.period, 1, i.city, i.county, i.id, case when k.kind = 'amount' then 1000 + h.noise end,
    case when k.kind = 'ratio' then 100 + h.noise % 300 end, case when k.kind = 'ratio' then 1000 + h.noise end, 1, m.ended + 8, m.ended + 10, m.ended + 18,
    'loaded', 'bench', '演示'
  from institution i join indicator k on k.province = i.province and k.code = $1
    cross join (
      select n, to_char(first, 'YYYY-MM') as period, (first + interval '1 month - 1 day')::date as ended,
        n % 12 = 11 or n = $2::integer - 1 as is_last
      from generate_series(0, $2::integer - 1) n cross join lateral (select date '2021-01-01' + n * interval '1 month' as first) starts) m
    cross join lateral (select abs(hashtext(i.id || k.code || m.n)) % 900 as noise) h
  where i.id like 'BENCH-%' and ${which}
  order by i.id, m.n`;
