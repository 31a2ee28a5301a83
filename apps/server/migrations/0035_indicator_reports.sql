-- 指标填报: what a unit reports for a period, on its way up until it is approved. Approved values go to `observation`; what lies here is how they came about.

-- When a report is due. Periods that begin on the day or later; the latest record for a period is in force. None is ever changed.
create table indicator_report_schedule (
  province       text        not null,
  id             uuid        not null,
  cycle          text        not null,
  effective_from date        not null,
  due_days       integer     not null,
  source         text        not null,
  recorded_by    text        not null,
  recorded_name  text        not null,
  recorded_at    timestamptz not null,
  primary key (province, id),
  constraint indicator_report_schedule_once unique (province, cycle, effective_from),
  constraint indicator_report_schedule_cycle check (cycle in ('month', 'quarter', 'year')),
  constraint indicator_report_schedule_days check (due_days between 1 and 180),
  constraint indicator_report_schedule_source check (length(btrim(source)) >= 4)
);
alter table indicator_report_schedule enable row level security;
alter table indicator_report_schedule force row level security;
create policy of_province on indicator_report_schedule for select using (province = current_setting('qiangyi.province', true));
create policy kept_by_the_province on indicator_report_schedule for insert
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province'));
create trigger indicator_report_schedule_append_only before update or delete on indicator_report_schedule for each row execute function refuse_change();
revoke update, delete on indicator_report_schedule from qiangyi_app;

-- 关账: from then on a late report or a correction of the year needs the authority's consent in writing.
create table indicator_closed_year (
  province      text        not null,
  year          integer     not null,
  closed_on     date        not null,
  document      text        not null,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, year),
  constraint indicator_closed_year_is_over check (closed_on > make_date(year, 12, 31)),
  constraint indicator_closed_year_document check (length(btrim(document)) >= 4)
);
alter table indicator_closed_year enable row level security;
alter table indicator_closed_year force row level security;
create policy of_province on indicator_closed_year for select using (province = current_setting('qiangyi.province', true));
create policy kept_by_the_province on indicator_closed_year for insert
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province'));
create trigger indicator_closed_year_append_only before update or delete on indicator_closed_year for each row execute function refuse_change();
revoke update, delete on indicator_closed_year from qiangyi_app;

create table indicator_report (
  province           text        not null,
  id                 uuid        not null,
  subject            text        not null,
  city               text,
  county             text,
  institution        text,
  cycle              text        not null,
  period             text        collate "C" not null,
  begins_on          date        not null generated always as (period_begins_on(period)) stored,
  ends_on            date        not null generated always as (period_ends_on(period)) stored,
  due_on             date,                  -- none for a correction, nor for a period from before reports had to be handed in
  state              text        not null default 'draft',
  route              text[]      not null,  -- desks that it passes, from below
  desk               text,                  -- on which of them it lies
  corrects           uuid,
  reason             text,                  -- of a correction
  is_after_close     boolean     not null default false,
  permitted_by       text,                  -- who consented to a change of a closed year
  round              integer     not null default 0, -- grows with each submission
  asked              integer     not null,
  filled             integer     not null default 0,
  people             text[]      not null default '{}', -- everybody who entered or handed in anything of it
  opened_by          text        not null,
  opened_name        text        not null,
  opened_at          timestamptz not null,
  submitted_by       text,
  submitted_name     text,
  submitted_on       date,                  -- the latest time
  first_submitted_on date,                  -- what lateness counts by
  read_by            text,
  read_at            timestamptz,
  returned_because   text,
  approved_by        text,
  approved_name      text,
  approved_on        date,
  version            integer     not null default 1,
  primary key (province, id),
  constraint indicator_report_cycle check (cycle in ('month', 'quarter', 'year')),
  constraint indicator_report_period_of_cycle check (period_grain(period) = cycle),
  constraint indicator_report_state check (state in ('draft', 'ready', 'submitted', 'county-passed', 'city-passed', 'approved', 'returned')),
  constraint indicator_report_route check (cardinality(route) > 0 and route <@ array['county', 'city', 'province']),
  constraint indicator_report_desk check ((desk is not null) = (state in ('submitted', 'county-passed', 'city-passed')) and coalesce(desk = any(route), true)),
  constraint indicator_report_after_its_period check (first_submitted_on is null or first_submitted_on > ends_on),
  constraint indicator_report_correction_reasoned check ((corrects is null) = (reason is null) and (reason is null or length(btrim(reason)) >= 4)),
  constraint indicator_report_correction_is_not_due check (corrects is null or due_on is null),
  constraint indicator_report_submitted_whole check (state not in ('submitted', 'county-passed', 'city-passed', 'approved') or
    num_nulls(submitted_by, submitted_name, submitted_on, first_submitted_on) = 0),
  constraint indicator_report_approved_whole check ((state = 'approved') = (approved_by is not null)
    and num_nonnulls(approved_by, approved_name, approved_on) in (0, 3)),
  constraint indicator_report_approver_took_no_part check (approved_by is null or approved_by <> all(people)),
  constraint indicator_report_closed_year_permitted check (state <> 'approved' or not is_after_close or permitted_by is not null),
  constraint indicator_report_permitter_took_no_part check (permitted_by is null or permitted_by <> all(people)),
  constraint indicator_report_counts check (filled between 0 and asked),
  constraint indicator_report_corrects_report foreign key (province, corrects) references indicator_report (province, id)
);
create unique index indicator_report_once on indicator_report (province, subject, period) where corrects is null;
create unique index indicator_report_one_correction_at_a_time on indicator_report (province, corrects) where state <> 'approved';
create index indicator_report_on_desk on indicator_report (province, desk, city, county) where desk is not null;
create index indicator_report_by_period on indicator_report (province, cycle, period);
create index indicator_report_by_institution on indicator_report (province, institution, period);
alter table indicator_report enable row level security;
alter table indicator_report force row level security;
create policy in_scope on indicator_report using (sees(province, city, county, institution));
revoke delete on indicator_report from qiangyi_app;
-- What was approved is locked: it is mended by a correction.
create function keep_approved_report() returns trigger language plpgsql as $$
begin
  if old.state = 'approved' then
    raise exception 'the report is approved' using errcode = '23514', constraint = 'indicator_report_locked', table = 'indicator_report';
  end if;
  return new;
end $$;
create trigger indicator_report_locked before update on indicator_report for each row execute function keep_approved_report();

create table indicator_report_value (
  province     text        not null,
  report       uuid        not null,
  indicator    text        not null,
  city         text,
  county       text,
  institution  text,
  value        numeric,
  label        text,
  numerator    numeric,
  denominator  numeric,
  note         text        not null default '',
  held         text,                          -- why it is held until somebody confirms it
  is_confirmed boolean     not null default false,
  version      integer     not null default 1,
  entered_by   text        not null,
  entered_name text        not null,
  entered_at   timestamptz not null,
  primary key (province, report, indicator),
  constraint indicator_report_value_says_one_thing check (
    (value is not null)::integer + (label is not null)::integer + (numerator is not null or denominator is not null)::integer <= 1),
  constraint indicator_report_value_not_negative check (coalesce(value, 0) >= 0 and coalesce(numerator, 0) >= 0 and coalesce(denominator, 0) >= 0),
  constraint indicator_report_value_note_length check (length(note) <= 500),
  constraint indicator_report_value_of_report foreign key (province, report) references indicator_report (province, id),
  constraint indicator_report_value_of_indicator foreign key (province, indicator) references indicator (province, code)
);
alter table indicator_report_value enable row level security;
alter table indicator_report_value force row level security;
create policy in_scope on indicator_report_value using (sees(province, city, county, institution));
revoke delete on indicator_report_value from qiangyi_app;
create table indicator_report_file (
  province    text        not null,
  report      uuid        not null,
  file        uuid        not null,
  indicator   text,
  city        text,
  county      text,
  institution text,
  name        text        not null,
  media_type  text        not null,
  size_bytes  bigint      not null,
  sha256      text        not null,
  added_by    text        not null,
  added_name  text        not null,
  added_at    timestamptz not null,
  removed_by  text,
  removed_at  timestamptz,
  primary key (province, report, file),
  constraint indicator_report_file_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint indicator_report_file_removed_whole check ((removed_by is null) = (removed_at is null)),
  constraint indicator_report_file_of_report foreign key (province, report) references indicator_report (province, id),
  constraint indicator_report_file_stored foreign key (province, file) references stored_file (province, id)
);
create unique index indicator_report_file_once on indicator_report_file (province, report, coalesce(indicator, ''), sha256) where removed_at is null;
alter table indicator_report_file enable row level security;
alter table indicator_report_file force row level security;
create policy in_scope on indicator_report_file using (sees(province, city, county, institution));
revoke delete on indicator_report_file from qiangyi_app;
-- Between handing in and return nothing of a report changes, whoever writes.
create function keep_report_shut() returns trigger language plpgsql as $$
begin
  if not exists (select from indicator_report r where r.province = new.province and r.id = new.report and r.state in ('draft', 'returned')) then
    raise exception 'the report is not open' using errcode = '23514', constraint = 'indicator_report_shut', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger indicator_report_value_shut before insert or update on indicator_report_value for each row execute function keep_report_shut();
create trigger indicator_report_file_shut before insert or update on indicator_report_file for each row execute function keep_report_shut();

-- The trail, readable to everyone who sees the report.
create table indicator_report_step (
  province    text        not null,
  report      uuid        not null,
  seq         integer     not null,
  act         text        not null,
  round       integer     not null,
  city        text,
  county      text,
  institution text,
  by_user     text        not null,
  by_name     text        not null,
  by_office   text        not null,
  at          timestamptz not null,
  opinion     text,
  content     jsonb,               -- of a submission: the values as they were handed in
  primary key (province, report, seq),
  constraint indicator_report_step_act check (act in ('open', 'correct', 'ready', 'take-back', 'refuse', 'submit', 'withdraw', 'read', 'pass', 'permit', 'approve', 'return')),
  constraint indicator_report_step_reasoned check (act not in ('refuse', 'return', 'permit', 'correct') or length(btrim(coalesce(opinion, ''))) >= 2),
  constraint indicator_report_step_submission_has_content check ((act = 'submit') = (content is not null)),
  constraint indicator_report_step_of_report foreign key (province, report) references indicator_report (province, id)
);
alter table indicator_report_step enable row level security;
alter table indicator_report_step force row level security;
create policy in_scope on indicator_report_step using (sees(province, city, county, institution));
create trigger indicator_report_step_append_only before update or delete on indicator_report_step for each row execute function refuse_change();
revoke update, delete on indicator_report_step from qiangyi_app;
