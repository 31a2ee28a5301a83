-- 指标与目标: what is measured, what was promised, and what was approved of it.
-- A subject is an institution (its id) or a region (its six-digit code); beside it stands whose it is, for the row policy.

-- A period is YYYY, YYYY-Qn, YYYY-MM or a day. These say the same as the engine's parsePeriod; a text of no such form has none of the three.
create function period_grain(period text) returns text language sql immutable parallel safe as $$
  select case
    when period ~ '^\d{4}$' then 'year'
    when period ~ '^\d{4}-Q[1-4]$' then 'quarter'
    when period ~ '^\d{4}-(0[1-9]|1[0-2])$' then 'month'
    when period ~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$' then 'day' end
$$;
create function period_begins_on(period text) returns date language sql immutable parallel safe as $$
  select case period_grain(period)
    when 'year' then make_date(left(period, 4)::integer, 1, 1)
    when 'quarter' then make_date(left(period, 4)::integer, right(period, 1)::integer * 3 - 2, 1)
    when 'month' then make_date(left(period, 4)::integer, right(period, 2)::integer, 1)
    when 'day' then make_date(left(period, 4)::integer, substr(period, 6, 2)::integer, right(period, 2)::integer) end
$$;
create function period_ends_on(period text) returns date language sql immutable parallel safe as $$
  select case period_grain(period)
    when 'year' then make_date(left(period, 4)::integer, 12, 31)
    when 'quarter' then (period_begins_on(period) + interval '3 months' - interval '1 day')::date
    when 'month' then (period_begins_on(period) + interval '1 month' - interval '1 day')::date
    when 'day' then period_begins_on(period) end
$$;

-- The dictionary. What an indicator is called and how it is counted up stays; how it is computed is a definition, below.
create table indicator (
  province               text        not null,
  code                   text        not null,
  title                  text        not null,
  unit                   text        not null, -- '' where it has none
  direction              text        not null,
  kind                   text        not null,
  per                    numeric     not null default 1, -- 100 for a share in per cent and for 每百名
  scale                  text[],               -- labels from lowest to best, of levels and grades
  category               text        not null,
  cycle                  text        not null,
  part_of_whole          boolean     not null default false,
  plausible_min          numeric,
  plausible_max          numeric,
  printed_in_ten_thousands boolean   not null default false,
  source                 text        not null,
  source_register        text,                 -- confirmed facts of this register count as its events
  asked_of               text[]      not null default '{}', -- kinds of institutions; empty: whoever has a target
  recorded_by            text        not null,
  recorded_name          text        not null,
  recorded_at            timestamptz not null,
  primary key (province, code),
  constraint indicator_title_once unique (province, title),
  constraint indicator_code_form check (code ~ '^[a-z][a-z0-9_]{1,59}$'),
  constraint indicator_title_present check (length(btrim(title)) >= 2),
  constraint indicator_direction_known check (direction in ('up', 'down', 'monitor', 'qualitative')),
  constraint indicator_kind_known check (kind in ('amount', 'ratio', 'stock', 'share', 'level', 'rank', 'grade', 'events')),
  constraint indicator_cycle_known check (cycle in ('month', 'quarter', 'year', 'day')),
  constraint indicator_scale_fits_kind check ((scale is not null) = (kind in ('level', 'grade'))),
  constraint indicator_per_positive check (per > 0),
  constraint indicator_plausible_order check (plausible_max >= plausible_min),
  constraint indicator_asked_of_known check (asked_of <@ array['tertiary', 'secondary', 'primary', 'province', 'city', 'county'])
);
alter table indicator enable row level security;
alter table indicator force row level security;
create policy of_province on indicator for select using (province = current_setting('qiangyi.province', true));
create policy defined_by_the_province on indicator for insert
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province'));
create trigger indicator_append_only before update or delete on indicator for each row execute function refuse_change();
revoke update, delete on indicator from qiangyi_app;

create table indicator_definition (
  province       text        not null,
  indicator      text        not null,
  version        integer     not null,
  effective_from date        not null,
  formula        text        not null,
  numerator      text,
  denominator    text,
  is_break       boolean     not null default false, -- values before are not compared with values after
  list_name      text,                               -- list that it counts by
  reason         text,
  document       text,
  recorded_by    text        not null,
  recorded_name  text        not null,
  recorded_at    timestamptz not null,
  primary key (province, indicator, version),
  constraint indicator_definition_of_indicator foreign key (province, indicator) references indicator (province, code),
  constraint indicator_definition_version_positive check (version > 0),
  constraint indicator_definition_formula_present check (length(btrim(formula)) >= 2),
  constraint indicator_definition_parts_together check ((numerator is null) = (denominator is null)),
  constraint indicator_definition_later_has_reason check (version = 1 or length(btrim(coalesce(reason, ''))) >= 4)
);
alter table indicator_definition enable row level security;
alter table indicator_definition force row level security;
create policy of_province on indicator_definition for select using (province = current_setting('qiangyi.province', true));
create policy defined_by_the_province on indicator_definition for insert
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province'));
create trigger indicator_definition_append_only before update or delete on indicator_definition for each row execute function refuse_change();
revoke update, delete on indicator_definition from qiangyi_app;

-- 疑难危重病种, 核心技术: what coverage is counted by, of the province or of one hospital.
create table indicator_list (
  province       text        not null,
  id             uuid        not null,
  name           text        not null,
  version        integer     not null,
  institution    text,
  effective_from date        not null,
  items          text[]      not null,
  source         text        not null,
  recorded_by    text        not null,
  recorded_name  text        not null,
  recorded_at    timestamptz not null,
  primary key (province, id),
  constraint indicator_list_institution_known foreign key (province, institution) references institution (province, id),
  constraint indicator_list_version_positive check (version > 0),
  constraint indicator_list_has_items check (cardinality(items) > 0),
  constraint indicator_list_source_present check (length(btrim(source)) >= 2)
);
create unique index indicator_list_version_once on indicator_list (province, name, coalesce(institution, ''), version);
alter table indicator_list enable row level security;
alter table indicator_list force row level security;
create policy of_province on indicator_list for select using (province = current_setting('qiangyi.province', true));
create policy defined_by_the_province on indicator_list for insert
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province'));
create trigger indicator_list_append_only before update or delete on indicator_list for each row execute function refuse_change();
revoke update, delete on indicator_list from qiangyi_app;

-- Promises are public. Version 1 is what the document says; a later one stands on a later document.
create table target_version (
  province       text        not null,
  target         text        not null,
  version        integer     not null,
  terms          jsonb       not null,
  wording        text        not null,
  clause         text        not null,
  indicator      text        not null,
  subject        text        not null,
  subject_name   text        not null, -- as printed
  city           text,
  county         text,
  institution    text,
  document       text        not null,
  document_date  date        not null,
  effective_from date        not null,
  reason         text,
  recorded_by    text        not null,
  recorded_name  text        not null,
  recorded_on    date        not null,
  recorded_at    timestamptz not null,
  primary key (province, target, version),
  constraint target_version_indicator_known foreign key (province, indicator) references indicator (province, code),
  constraint target_version_institution_known foreign key (province, institution) references institution (province, id),
  constraint target_version_positive check (version > 0),
  constraint target_version_terms_object check (jsonb_typeof(terms) = 'object'),
  constraint target_version_later_has_reason check (version = 1 or length(btrim(coalesce(reason, ''))) >= 4),
  constraint target_version_since_its_document check (effective_from >= document_date)
);
-- The day by which: the last of a target year, or the day itself.
create function target_day(terms jsonb) returns date language sql immutable parallel safe as $$
  select case when jsonb_typeof(terms -> 'by') = 'number' then make_date((terms ->> 'by')::integer, 12, 31)
    else make_date(left(terms ->> 'by', 4)::integer, substr(terms ->> 'by', 6, 2)::integer, right(terms ->> 'by', 2)::integer) end
$$;
create index target_version_of_subject on target_version (province, subject, indicator);
alter table target_version enable row level security;
alter table target_version force row level security;
create policy public_to_read on target_version for select using (province = current_setting('qiangyi.province', true));
create policy amended_by_the_province on target_version for insert
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province'));
create trigger target_version_append_only before update or delete on target_version for each row execute function refuse_change();
revoke update, delete on target_version from qiangyi_app;

-- An amendment is later than what it amends; the database holds it, because every past judgement rests on it.
create function refuse_earlier_amendment() returns trigger language plpgsql as $$
begin
  if exists (select from target_version t where t.province = new.province and t.target = new.target
      and (t.version >= new.version or t.document_date >= new.document_date or t.effective_from >= new.effective_from)) then
    raise exception 'an amendment needs a later document'
      using errcode = '23514', constraint = 'target_version_by_later_document', table = 'target_version';
  end if;
  return new;
end $$;
create trigger target_version_by_later_document before insert on target_version for each row execute function refuse_earlier_amendment();

-- Baseline and 阶段目标 as approved. They move signals, never a verdict; the latest one in force replaces those before it.
create table target_path (
  province       text        not null,
  target         text        not null,
  id             uuid        not null,
  baseline       jsonb,
  milestones     jsonb       not null default '[]',
  effective_from date        not null,
  document       text        not null,
  approved_by    text        not null,
  approved_name  text        not null,
  recorded_on    date        not null,
  recorded_at    timestamptz not null,
  primary key (province, target, id),
  constraint target_path_says_something check (baseline is not null or milestones <> '[]'),
  constraint target_path_document_present check (length(btrim(document)) >= 2)
);
alter table target_path enable row level security;
alter table target_path force row level security;
create policy public_to_read on target_path for select using (province = current_setting('qiangyi.province', true));
create policy approved_by_the_province on target_path for insert
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province'));
create trigger target_path_append_only before update or delete on target_path for each row execute function refuse_change();
revoke update, delete on target_path from qiangyi_app;

-- Dated items that stocks and increments count: approvals, accepted centres. Confirmed by a second person of the upper level; only then they count.
create table target_event (
  province            text        not null,
  id                  uuid        not null,
  subject             text        not null,
  indicator           text        not null,
  city                text,
  county              text,
  institution         text,
  name                text        not null,
  happened_on         date        not null,
  document            text        not null,
  file                uuid,
  recorded_by         text        not null,
  recorded_name       text        not null,
  recorded_level      text        not null,
  recorded_on         date        not null,
  confirmed_by        text,
  confirmed_name      text,
  confirmed_on        date,
  withdrawn_on        date,       -- from this day on it no longer holds
  withdrawal_reason   text,
  withdrawal_by       text,
  withdrawal_name     text,
  withdrawal_recorded_on date,
  changed_at          timestamptz not null,
  primary key (province, id),
  constraint target_event_indicator_known foreign key (province, indicator) references indicator (province, code),
  constraint target_event_file_exists foreign key (province, file) references stored_file (province, id),
  constraint target_event_name_present check (length(btrim(name)) >= 2),
  constraint target_event_document_present check (length(btrim(document)) >= 2),
  constraint target_event_recorded_after_it_happened check (happened_on <= recorded_on),
  constraint target_event_confirmed_whole check (num_nonnulls(confirmed_by, confirmed_name, confirmed_on) in (0, 3)),
  constraint target_event_confirmed_by_another check (confirmed_by <> recorded_by),
  constraint target_event_withdrawn_whole
    check (num_nonnulls(withdrawn_on, withdrawal_reason, withdrawal_by, withdrawal_name, withdrawal_recorded_on) in (0, 5)),
  constraint target_event_withdrawn_later check (withdrawn_on >= happened_on)
);
create unique index target_event_once on target_event (province, subject, indicator, name, happened_on) where withdrawn_on is null;
create index target_event_waiting on target_event (province, recorded_on) where confirmed_on is null;
alter table target_event enable row level security;
alter table target_event force row level security;
create policy in_scope on target_event using (sees(province, city, county, institution));
revoke delete on target_event from qiangyi_app;
-- What was said of an event stands; confirming and withdrawing are each said once.
create function keep_target_event() returns trigger language plpgsql as $$
begin
  if (old.province, old.id, old.subject, old.indicator, old.name, old.happened_on, old.document, old.recorded_by, old.recorded_on)
      is distinct from (new.province, new.id, new.subject, new.indicator, new.name, new.happened_on, new.document, new.recorded_by, new.recorded_on)
    or (old.confirmed_on is not null and old.confirmed_on is distinct from new.confirmed_on)
    or (old.withdrawn_on is not null and old.withdrawn_on is distinct from new.withdrawn_on) then
    raise exception 'what was said of an event stands' using errcode = '23514', constraint = 'target_event_stands', table = 'target_event';
  end if;
  return new;
end $$;
create trigger target_event_stands before update on target_event for each row execute function keep_target_event();

-- Approved values and nothing else. A correction is a further version; the one before stays.
create table observation (
  province      text        not null,
  subject       text        not null,
  indicator     text        not null,
  period        text        collate "C" not null,
  version       integer     not null,
  city          text,
  county        text,
  institution   text,
  begins_on     date        not null generated always as (period_begins_on(period)) stored,
  ends_on       date        not null generated always as (period_ends_on(period)) stored,
  grain         text        not null generated always as (period_grain(period)) stored,
  value         numeric,
  label         text,       -- of levels and grades
  numerator     numeric,
  denominator   numeric,
  definition    integer     not null,
  reported_on   date        not null,
  due_on        date,
  approved_on   date        not null,
  report        uuid,
  source        text        not null,
  reason        text,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null default now(),
  primary key (province, subject, indicator, period, version),
  constraint observation_indicator_known foreign key (province, indicator) references indicator (province, code),
  constraint observation_version_positive check (version > 0),
  constraint observation_source_known check (source in ('report', 'correction', 'loaded')),
  constraint observation_says_one_thing check (
    (value is not null)::integer + (label is not null)::integer + (numerator is not null or denominator is not null)::integer = 1),
  constraint observation_parts_not_negative check (numerator >= 0 and denominator >= 0),
  constraint observation_approved_after_report check (reported_on <= approved_on),
  constraint observation_correction_has_reason check (version = 1 or length(btrim(coalesce(reason, ''))) >= 4)
);
create index observation_of_report on observation (province, report) where report is not null;
alter table observation enable row level security;
alter table observation force row level security;
create policy in_scope on observation using (sees(province, city, county, institution));
create trigger observation_append_only before update or delete on observation for each row execute function refuse_change();
revoke update, delete on observation from qiangyi_app;

-- One row for each subject, indicator and year: what boards read, so that they cost the same however long the history is. The year replaces its
-- quarters and they their months; of a stock the latest counts. Sums are exact; `value` of a ratio is for order and display, ten decimals.
create table observation_year (
  province    text    not null,
  indicator   text    not null,
  year        integer not null,
  subject     text    not null,
  city        text,
  county      text,
  institution text,
  months      integer not null, -- that the parts cover; of a stock the month it is of
  ends_on     date    not null,
  value       numeric,
  label       text,
  numerator   numeric,
  denominator numeric,
  definition  integer not null,
  has_break   boolean not null, -- its parts follow different definitions
  is_corrected boolean not null,
  late_days   integer not null,
  approved_on date    not null, -- of the latest part
  primary key (province, indicator, year, subject),
  constraint observation_year_months_range check (months between 1 and 12)
);
create index observation_year_of_subject on observation_year (province, subject, indicator, year);
alter table observation_year enable row level security;
create policy in_scope on observation_year for select using (sees(province, city, county, institution));
revoke insert, update, delete on observation_year from qiangyi_app;

-- The institutions of a region together. A ratio of a region is the ratio of the sums, never a mean of ratios.
create table region_year (
  province    text    not null,
  region      text    not null,
  indicator   text    not null,
  year        integer not null,
  city        text,
  county      text,
  subjects    integer not null,
  value       numeric not null,
  numerator   numeric not null,
  denominator numeric not null,
  primary key (province, indicator, year, region),
  constraint region_year_subjects_not_negative check (subjects >= 0)
);
create index region_year_of_region on region_year (province, region, indicator, year);
alter table region_year enable row level security;
create policy in_scope on region_year for select using (sees(province, city, county, null));
revoke insert, update, delete on region_year from qiangyi_app;

-- One writer of observations per province at a time, so that no rollup misses what another transaction is about to add.
create function lock_observations(of_province text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('observations/' || of_province, 0))
$$;

create function roll_up_observations() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_observations(p.province) from (select distinct province from posted order by 1) p;
  with touched as (
    select distinct province, subject, indicator, left(period, 4)::integer as year from posted
  ), standing as materialized ( -- the latest version of each period, once and key by key: what is posted has no statistics to plan by
    select o.*, t.year from touched t cross join lateral (
      select distinct on (period) * from observation
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
      max(greatest(reported_on - due_on, 0)) as late_days, max(approved_on) as approved_on, min(kind) as kind
    from used group by province, indicator, year, subject
  ), former as (
    select y.* from touched t cross join lateral (
      select * from observation_year
      where province = t.province and indicator = t.indicator and year = t.year and subject = t.subject) y
  ), saved as (
    insert into observation_year as kept (province, indicator, year, subject, city, county, institution, months, ends_on, value, label, numerator,
      denominator, definition, has_break, is_corrected, late_days, approved_on)
    select province, indicator, year, subject, city, county, institution, months, ends_on, value, label, numerator, denominator, definition,
      has_break, is_corrected, coalesce(late_days, 0), approved_on from fresh
    on conflict (province, indicator, year, subject) do update set city = excluded.city, county = excluded.county, institution = excluded.institution,
      months = excluded.months, ends_on = excluded.ends_on, value = excluded.value, label = excluded.label, numerator = excluded.numerator,
      denominator = excluded.denominator, definition = excluded.definition, has_break = excluded.has_break, is_corrected = excluded.is_corrected,
      late_days = excluded.late_days, approved_on = excluded.approved_on
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
create trigger observation_rolled_up after insert on observation
  referencing new table as posted for each statement execute function roll_up_observations();
