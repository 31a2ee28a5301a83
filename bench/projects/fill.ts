import { type ProgrammeId, programmeOf, templateOf } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Database, homeProvince, newId, systemActor, type Tx } from "../../apps/server/src/platform/index.ts";

/** Years of which the demonstration's own story knows nothing. */
const years = [2031, 2032, 2033, 2034];
const programmes: readonly ProgrammeId[] = [
  "5g-pilot",
  "provincial-key-specialty",
  "provincial-discipline",
  "tcm-specialty",
  "township-centre",
  "appropriate-technique",
  "expert-workshop",
];

/**
 * So many declarations over calls, units, regions and states, with numbers, search texts and a trail of four steps each. Written by SQL: what is
 * measured is how they are read, and the triggers that keep totals run as for any other row.
 */
export const fillProjects =
  (wanted: number) =>
  async (database: Database): Promise<void> => {
    await database.transaction(systemActor, async (tx) => {
      for (const year of years) for (const programme of programmes) await insertCall(tx, programme, year);
    });
    // A counter that is kept by trigger grows a version for each row of a transaction: many small ones, as in life.
    for (let from = 0; from < wanted; from += perTransaction) {
      await database.transaction(systemActor, async (tx) => {
        await insertProjects(tx, from, Math.min(from + perTransaction, wanted) - 1);
        await insertSteps(tx, from, from + perTransaction - 1);
      });
    }
  };

const insertCall = (tx: Tx, programme: ProgrammeId, year: number) =>
  sql`insert into call (province, id, organiser, city, programme, year, batch, title, document_number, opens_on, closes_on, reference_on, definition, state,
      created_by, created_at, changed_by, changed_at, published_by, published_at)
    values (${homeProvince}, ${newId()}, 'province', null, ${programme}, ${year}, 'bench', ${`${year}年度${programmeOf(programme).title}申报通知`}, '演示卫函〔2026〕1号',
      '2026-01-01', '2026-03-31', '2026-03-31', ${JSON.stringify(templateOf(programme, year))}::jsonb, 'published', 'bench', now(), 'bench', now(), 'bench', now())`.execute(
    tx,
  );

/** Most are still on their way, a tenth is in the library; who lies where follows from the unit, as the product would route it. */
const insertProjects = (tx: Tx, from: number, to: number) =>
  sql`with calls as (select c.*, row_number() over (order by id) - 1 as nth, count(*) over () as all_calls from call c where batch = 'bench'),
    units as (select i.*, row_number() over (order by id) - 1 as nth, count(*) over () as all_units from institution i where ownership = 'public' and affiliation <> 'province'),
    numbers as (select n from generate_series(${from}::int, ${to}::int) as n)
  insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, total_fen, support_fen,
    signed_round, submitted_at, review_conclusion, review_score, search_text, created_by, created_at, changed_by, changed_at)
  select c.province, gen_random_uuid(), c.id, c.programme, c.year, 'BENCH-' || lpad(n::text, 6, '0'),
    (array['心血管内科','神经外科','呼吸内科','骨科','儿科','妇产科','急诊医学','重症医学','康复医学','肿瘤科'])[1 + n % 10] || '能力建设' || n,
    s.state, case when i.county is null then '{city,province}'::text[] else '{county,city,province}'::text[] end,
    i.id, i.region, i.city, i.county, 3000000 + n * 1000, 2000000 + n * 700, 1, at, conclusion, case when conclusion is null then null else 8000 + n % 1500 end,
    lower((array['心血管内科','神经外科','呼吸内科','骨科','儿科','妇产科','急诊医学','重症医学','康复医学','肿瘤科'])[1 + n % 10] || '能力建设' || n || ' ' || i.name || ' ' || c.title || ' bench-' || lpad(n::text, 6, '0')),
    'clerk-' || i.id, at, 'clerk-' || i.id, at
  from numbers
    join calls c on c.nth = (n * 7) % c.all_calls
    join units i on i.nth = (n * 13) % i.all_units
    cross join lateral (select (array['submitted','submitted','county_passed','city_passed','city_passed','form_passed','reviewed','returned','rejected','in_library'])[1 + (n / 10 + n) % 10] as drawn) d
    cross join lateral (select case when d.drawn = 'county_passed' and i.county is null then 'city_passed' else d.drawn end as state) s
    cross join lateral (select case when s.state in ('reviewed', 'in_library') then 'recommended' end as conclusion) r
    cross join lateral (select timestamptz '2026-01-05 09:00+08' + (n * interval '11 minutes') as at) t`.execute(tx);

const perTransaction = 250;
const numberOf = (nth: number): string => `BENCH-${String(nth).padStart(6, "0")}`;
const yes = { passes: true, reason: "经核对属实" };
const verdicts = JSON.stringify({ truthfulness: yes, compliance: yes, feasibility: yes });

const insertSteps = (tx: Tx, from: number, to: number) =>
  sql`insert into project_step (province, project, seq, action, from_state, to_state, level, by_user, by_name, round, at, verdicts)
  select p.province, p.id, s.seq, s.action, s.from_state, s.to_state, s.level, s.level || '-' || coalesce(p.county, p.city, ''), '演示', 1, p.changed_at - (5 - s.seq) * interval '1 day',
    case when s.action = 'pass' then ${verdicts}::jsonb end
  from project p cross join (values (1, 'submit', 'draft', 'to_sign', 'unit'), (2, 'sign', 'to_sign', 'submitted', 'head'),
    (3, 'pass', 'submitted', 'city_passed', 'city'), (4, 'pass', 'city_passed', 'form_passed', 'province')) as s (seq, action, from_state, to_state, level)
  where p.number between ${numberOf(from)} and ${numberOf(to)}`.execute(tx);
