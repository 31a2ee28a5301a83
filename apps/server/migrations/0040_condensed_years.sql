-- What an evaluation has to know of a year before it may read the year's row in place of its periods. `reported_on` and `settled_on` look at every version;
-- on a day before `settled_on` the row says more than was known, and the periods themselves are read.
alter table observation_year
  add column parts_end_on date,              -- of the latest month or quarter; null of a year that was reported whole
  add column oldest_definition integer,
  add column newest_definition integer,
  add column reported_on date,
  add column settled_on date;

alter table observation no force row level security; -- for this statement the owner looks at all provinces
update observation_year y set parts_end_on = o.parts_end_on, oldest_definition = o.oldest_definition, newest_definition = o.newest_definition,
  reported_on = o.reported_on, settled_on = o.settled_on
from (
  select province, subject, indicator, left(period, 4)::integer as year, max(ends_on) filter (where grain in ('month', 'quarter')) as parts_end_on,
    min(definition) as oldest_definition, max(definition) as newest_definition, max(reported_on) as reported_on, max(approved_on) as settled_on
  from observation group by 1, 2, 3, 4) o
where (y.province, y.subject, y.indicator, y.year) = (o.province, o.subject, o.indicator, o.year);
alter table observation force row level security;

alter table observation_year
  alter column oldest_definition set not null,
  alter column newest_definition set not null,
  alter column reported_on set not null,
  alter column settled_on set not null,
  add constraint observation_year_definitions_in_order check (oldest_definition <= newest_definition),
  add constraint observation_year_settled_after_report check (reported_on <= settled_on);

-- A board of one indicator reads its first page in order, however many institutions report.
create index observation_year_in_order on observation_year (province, indicator, year, value, subject);

create or replace function roll_up_observations() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_observations(p.province) from (select distinct province from posted order by 1) p;
  with touched as (
    select distinct province, subject, indicator, left(period, 4)::integer as year from posted
  ), standing as materialized ( -- the latest version of each period, once and key by key: what is posted has no statistics to plan by
    select o.*, t.year from touched t cross join lateral (
      select distinct on (period) *, max(ends_on) filter (where grain in ('month', 'quarter')) over () as parts_end_on,
        min(definition) over () as oldest_definition, max(definition) over () as newest_definition,
        max(reported_on) over () as newest_report, max(approved_on) over () as settled_on
      from observation
      where province = t.province and subject = t.subject and indicator = t.indicator
        and period >= t.year::text and period < (t.year + 1)::text
      order by period, version desc) o
  ), placed as (
    select s.*, i.per, i.kind, i.kind in ('amount', 'ratio') as adds_up,
      bool_or(s.grain = 'year') over of_year as has_year,
      bool_or(s.grain = 'quarter') over (partition by s.province, s.subject, s.indicator, s.year, extract(quarter from s.begins_on)) as has_quarter,
      row_number() over (of_year order by s.ends_on desc, s.period desc) as latest
    from standing s join indicator i on i.province = s.province and i.code = s.indicator
    window of_year as (partition by s.province, s.subject, s.indicator, s.year)
  ), used as (
    select * from placed where case when not adds_up then latest = 1
      when grain = 'year' then true
      when grain = 'quarter' then not has_year
      when grain = 'month' then not has_year and not has_quarter
      else false end
  ), fresh as (
    select province, indicator, year, subject, min(city) city, min(county) county, min(institution) institution,
      case when bool_and(adds_up) then sum(case grain when 'year' then 12 when 'quarter' then 3 else 1 end)::integer
        else max(extract(month from ends_on))::integer end as months,
      max(ends_on) as ends_on,
      -- Ready-made ratios of parts of a year are never combined; parts with an empty side have no ratio.
      case when min(kind) in ('ratio', 'share') then
          case when bool_and(numerator is not null and denominator is not null) then round(min(per) * sum(numerator) / nullif(sum(denominator), 0), 10)
            when count(*) = 1 then min(value) end
        else sum(value) end as value,
      min(label) as label, sum(numerator) as numerator, sum(denominator) as denominator,
      max(definition) as definition, min(definition) <> max(definition) as has_break, max(version) > 1 as is_corrected,
      max(greatest(reported_on - due_on, 0)) as late_days, max(approved_on) as approved_on, min(kind) as kind,
      max(parts_end_on) as parts_end_on, min(oldest_definition) as oldest_definition, max(newest_definition) as newest_definition,
      max(newest_report) as reported_on, max(settled_on) as settled_on
    from used group by province, indicator, year, subject
  ), former as (
    select y.* from touched t cross join lateral (
      select * from observation_year
      where province = t.province and indicator = t.indicator and year = t.year and subject = t.subject) y
  ), saved as (
    insert into observation_year as kept (province, indicator, year, subject, city, county, institution, months, ends_on, value, label, numerator,
      denominator, definition, has_break, is_corrected, late_days, approved_on, parts_end_on, oldest_definition, newest_definition, reported_on, settled_on)
    select province, indicator, year, subject, city, county, institution, months, ends_on, value, label, numerator, denominator, definition,
      has_break, is_corrected, coalesce(late_days, 0), approved_on, parts_end_on, oldest_definition, newest_definition, reported_on, settled_on from fresh
    on conflict (province, indicator, year, subject) do update set city = excluded.city, county = excluded.county, institution = excluded.institution,
      months = excluded.months, ends_on = excluded.ends_on, value = excluded.value, label = excluded.label, numerator = excluded.numerator,
      denominator = excluded.denominator, definition = excluded.definition, has_break = excluded.has_break, is_corrected = excluded.is_corrected,
      late_days = excluded.late_days, approved_on = excluded.approved_on, parts_end_on = excluded.parts_end_on,
      oldest_definition = excluded.oldest_definition, newest_definition = excluded.newest_definition, reported_on = excluded.reported_on,
      settled_on = excluded.settled_on
  ), change as ( -- what institutions add to their regions now, less what they added before
    select province, indicator, year, city, county, 1 as subjects,
      case when kind in ('amount', 'stock') then value else 0 end as value, numerator, denominator from fresh where institution is not null
    union all
    select f.province, f.indicator, f.year, f.city, f.county, -1, case when i.kind in ('amount', 'stock') then -f.value else 0 end, -f.numerator, -f.denominator
    from former f join indicator i on i.province = f.province and i.code = f.indicator where f.institution is not null
  )
  insert into region_year as kept (province, region, indicator, year, city, county, subjects, value, numerator, denominator)
  select c.province, place.region, c.indicator, c.year, place.city, place.county,
    sum(subjects), sum(coalesce(value, 0)), sum(coalesce(numerator, 0)), sum(coalesce(denominator, 0))
  from change c cross join lateral (values
    (c.province || '0000', null, null), (c.city, c.city, null), (c.county, c.city, c.county)) as place (region, city, county)
  where place.region is not null
  group by c.province, place.region, c.indicator, c.year, place.city, place.county
  order by 1, 3, 4, 2
  on conflict (province, indicator, year, region) do update set subjects = kept.subjects + excluded.subjects, value = kept.value + excluded.value,
    numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator;
  return null;
end $$;
