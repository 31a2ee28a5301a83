-- The level whose check is due, kept by the database from state and route, so that lists and counts of what waits find it by an index.
alter table project add column waits_at text generated always as (case state
  when 'submitted' then route[1]
  when 'county_passed' then route[array_position(route, 'county') + 1]
  when 'city_passed' then route[array_position(route, 'city') + 1]
  end) stored;
create index project_waiting on project (province, waits_at, changed_at, id) where waits_at is not null;
create index project_waiting_of_city on project (province, city, waits_at, changed_at, id) where waits_at is not null;
create index project_waiting_of_county on project (province, county, waits_at, changed_at, id) where waits_at is not null;
create index project_returned on project (province, changed_at, id) where state = 'returned';

-- How many wait at each level or are returned, by call and place: kept where a state changes, so that no list has to count.
create table project_waiting_count (
  province text    not null,
  call     uuid    not null,
  seat     text    not null,
  city     text,
  county   text,
  bucket   text    not null,
  projects integer not null,
  constraint project_waiting_count_once unique nulls not distinct (province, call, seat, city, county, bucket),
  constraint project_waiting_count_bucket check (bucket in ('county', 'city', 'province', 'returned')),
  constraint project_waiting_count_not_negative check (projects >= 0)
);
create index project_waiting_count_of on project_waiting_count (province, bucket, city, county);
alter table project_waiting_count enable row level security;
alter table project_waiting_count force row level security;
create policy in_scope on project_waiting_count using (sees(province, city, county, null));

create function count_waiting_project(of_project project, difference integer) returns void language plpgsql as $$
declare
  bucket_now text := case when of_project.state = 'returned' then 'returned' else of_project.waits_at end;
begin
  if bucket_now is null then return; end if;
  insert into project_waiting_count (province, call, seat, city, county, bucket, projects)
    values (of_project.province, of_project.call, of_project.seat, of_project.city, of_project.county, bucket_now, greatest(difference, 0))
    on conflict on constraint project_waiting_count_once do update set projects = project_waiting_count.projects + difference;
end $$;
create function keep_waiting_count() returns trigger language plpgsql as $$
declare
  level text := current_setting('qiangyi.level', true);
begin
  if tg_op = 'UPDATE' and (old.state, old.call, old.seat, old.city, old.county, old.route) is not distinct from (new.state, new.call, new.seat, new.city, new.county, new.route) then
    return null;
  end if;
  -- A unit that signs counts at a level whose figures it does not see.
  perform set_config('qiangyi.level', 'system', true);
  if tg_op = 'UPDATE' then perform count_waiting_project(old, -1); end if;
  perform count_waiting_project(new, 1);
  perform set_config('qiangyi.level', coalesce(level, ''), true);
  return null;
end $$;
create trigger keep_waiting_count after insert or update on project for each row execute function keep_waiting_count();

-- A level passes a project on by three affirmative conclusions, each with its reason (qiangyi-2024.art6.a).
create function states_three_verdicts(verdicts jsonb) returns boolean language sql immutable parallel safe as $$
  select coalesce(bool_and(coalesce(verdicts -> name ->> 'passes' = 'true' and length(btrim(verdicts -> name ->> 'reason')) >= 2, false)), false)
  from unnest(array['truthfulness', 'compliance', 'feasibility']) as name
$$;
alter table project_step add constraint project_step_three_verdicts check (action <> 'pass' or states_three_verdicts(verdicts));
create index project_step_for_person on project_step (province, for_user, at desc) where for_user is not null;

-- 会审筹资: what finance of the level found about the unit's own money. The last conclusion of a round and level counts, none is lost.
create table project_fund_check (
  province      text        not null,
  project       uuid        not null,
  round         integer     not null,
  level         text        not null,
  seq           integer     not null,
  passes        boolean     not null,
  confirmed_fen bigint      not null,
  reason        text        not null,
  by_user       text        not null,
  by_name       text        not null,
  for_user      text,
  for_name      text,
  at            timestamptz not null,
  primary key (province, project, round, level, seq),
  constraint project_fund_check_of_project foreign key (province, project) references project (province, id),
  constraint project_fund_check_level check (level in ('county', 'city')),
  constraint project_fund_check_not_negative check (confirmed_fen >= 0),
  constraint project_fund_check_reason check (length(btrim(reason)) >= 2)
);
create index project_fund_check_by_person on project_fund_check (province, by_user, at desc);
create index project_fund_check_for_person on project_fund_check (province, for_user, at desc) where for_user is not null;

-- Who opened a project first at the level whose turn it was.
create table project_reading (
  province text        not null,
  project  uuid        not null,
  round    integer     not null,
  level    text        not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, project, round, level),
  constraint project_reading_of_project foreign key (province, project) references project (province, id)
);

-- 统筹资金 (qiangyi-2024.art4.2.a): own-level money beside the fund. The last entry of a source counts; the fund's own amount is not here.
create table project_funding (
  province   text        not null,
  project    uuid        not null,
  source     text        not null,
  seq        integer     not null,
  amount_fen bigint      not null,
  basis      text        not null,
  level      text        not null,
  region     text        not null,
  by_user    text        not null,
  by_name    text        not null,
  at         timestamptz not null,
  primary key (province, project, source, seq),
  constraint project_funding_of_project foreign key (province, project) references project (province, id),
  constraint project_funding_source check (source in ('central', 'city', 'county', 'own', 'other')),
  -- Money of a level is entered by that level.
  constraint project_funding_level check (level in ('city', 'county') and (source not in ('city', 'county') or source = level)),
  constraint project_funding_not_negative check (amount_fen >= 0),
  constraint project_funding_basis check (length(btrim(basis)) >= 2)
);

-- 重点项目 (qiangyi-2024.art4.2.b): the text does not define them, so each mark has its reason.
create table project_key_mark (
  province text        not null,
  project  uuid        not null,
  seq      integer     not null,
  is_key   boolean     not null,
  reason   text        not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, project, seq),
  constraint project_key_mark_of_project foreign key (province, project) references project (province, id),
  constraint project_key_mark_reason check (length(btrim(reason)) >= 2)
);

do $$ declare name text; begin
  foreach name in array array['project_fund_check', 'project_reading', 'project_funding', 'project_key_mark'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy with_project on %1$I using (exists (select from project p where p.province = %1$I.province and p.id = %1$I.project))', name);
    execute format('revoke update, delete on %I from qiangyi_app', name);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_append_only', name);
  end loop;
end $$;

-- Whether this person wrote the content, signed it, or passed or checked it at another desk in the same round.
create function had_project_in_hand(of_province text, of_project uuid, of_round integer, person text) returns boolean
language sql stable as $$
  select person is not null and (
    exists (select from project p where p.province = of_province and p.id = of_project and p.created_by = person)
    or exists (select from project_answer a where a.province = of_province and a.project = of_project and a.saved_by = person)
    or exists (select from project_attachment a where a.province = of_province and a.project = of_project and a.removed_at is null and a.added_by = person)
    or exists (select from project_step s where s.province = of_province and s.project = of_project and s.round = of_round
      and person in (s.by_user, s.for_user) and (s.action in ('submit', 'sign') or s.action = 'pass' and not exists (
        -- A change that sends it back begins the checks anew.
        select from project_step r where r.province = s.province and r.project = s.project and r.action = 'recheck' and r.seq > s.seq))))
$$;

-- No one judges what he entered, nor through or as a delegate (SELF_APPROVAL); a fund check and a health check of one round have two persons.
create or replace function project_step_by_another() returns trigger language plpgsql as $$
begin
  if new.action in ('sign', 'sendBack', 'pass', 'return', 'notRecommend') and (
    had_project_in_hand(new.province, new.project, new.round, new.by_user)
    or had_project_in_hand(new.province, new.project, new.round, new.for_user)
    or exists (select from project_fund_check f where f.province = new.province and f.project = new.project and f.round = new.round
      and (new.by_user in (f.by_user, f.for_user) or new.for_user in (f.by_user, f.for_user)))
  ) then
    raise exception 'step % of one round by the person of an earlier one', new.action
      using errcode = '23514', constraint = 'project_step_by_another', table = 'project_step';
  end if;
  return new;
end $$;
create function project_fund_check_by_another() returns trigger language plpgsql as $$
begin
  if had_project_in_hand(new.province, new.project, new.round, new.by_user)
    or had_project_in_hand(new.province, new.project, new.round, new.for_user) then
    raise exception 'fund check by a person who had the project in hand'
      using errcode = '23514', constraint = 'project_fund_check_by_another', table = 'project_fund_check';
  end if;
  return new;
end $$;
create trigger project_fund_check_by_another before insert on project_fund_check for each row execute function project_fund_check_by_another();

-- Tasks of a project: each has a responsible health authority and its level (qiangyi-2024.art4.1.c).
create table project_task (
  province         text        not null,
  id               uuid        not null,
  project          uuid        not null,
  title            text        not null,
  level            text        not null,
  role             text        not null,
  city             text,
  county           text,
  due_on           date        not null,
  assigned_by      text        not null,
  assigned_by_name text        not null,
  assigned_at      timestamptz not null,
  done_by          text,
  done_by_name     text,
  done_at          timestamptz,
  note             text,
  primary key (province, id),
  constraint project_task_of_project foreign key (province, project) references project (province, id),
  constraint project_task_role check (role in ('prov_health_dept', 'city_health_bureau', 'county_health_bureau')),
  constraint project_task_place check (case level
    when 'province' then role = 'prov_health_dept' and city is null and county is null
    when 'city' then role = 'city_health_bureau' and city is not null and county is null
    when 'county' then role = 'county_health_bureau' and city is not null and county is not null
    else false end),
  constraint project_task_title check (length(btrim(title)) >= 2),
  constraint project_task_done_whole check ((done_at is null) = (done_by is null) and (done_at is null) = (note is null))
);
create index project_task_of on project_task (province, project);
create index project_task_open on project_task (province, city, county, due_on, id) where done_at is null;
alter table project_task enable row level security;
alter table project_task force row level security;
create policy in_scope on project_task using (sees(province, city, county, null));
revoke delete on project_task from qiangyi_app;
create function project_task_done_once() returns trigger language plpgsql as $$
begin
  if old.done_at is not null or (new.project, new.title, new.level, new.role, new.city, new.county, new.due_on, new.assigned_by)
    is distinct from (old.project, old.title, old.level, old.role, old.city, old.county, old.due_on, old.assigned_by) then
    raise exception 'a task is finished once and not changed' using errcode = '23514', constraint = 'project_task_done_once', table = 'project_task';
  end if;
  return new;
end $$;
create trigger project_task_done_once before update on project_task for each row execute function project_task_done_once();

-- 委托代办: for some days a colleague of the same place holds a role beside its holder.
create table role_delegation (
  province     text        not null,
  id           uuid        not null,
  role         text        not null,
  level        text        not null,
  from_account uuid        not null,
  from_name    text        not null,
  to_account   uuid        not null,
  to_name      text        not null,
  starts_on    date        not null,
  ends_on      date        not null,
  reason       text        not null,
  created_at   timestamptz not null,
  ended_by     text,
  ended_name   text,
  ended_at     timestamptz,
  primary key (province, id),
  constraint role_delegation_from foreign key (province, from_account, level) references account (province, id, level),
  constraint role_delegation_to foreign key (province, to_account, level) references account (province, id, level),
  constraint role_delegation_fits_level foreign key (role, level) references access_role_level (role, level),
  constraint role_delegation_to_another check (from_account <> to_account),
  constraint role_delegation_of_business check (role not in ('sys_admin', 'sec_admin', 'audit_admin', 'expert')),
  constraint role_delegation_days check (ends_on >= starts_on and ends_on - starts_on < 90),
  constraint role_delegation_reason check (length(btrim(reason)) >= 2),
  constraint role_delegation_ended_whole check ((ended_at is null) = (ended_by is null))
);
create index role_delegation_to_idx on role_delegation (province, to_account) where ended_at is null;
create index role_delegation_from_idx on role_delegation (province, from_account, ends_on desc);
alter table role_delegation enable row level security;
alter table role_delegation force row level security;
-- Whoever sees an account sees what it holds for a time, as with its roles: the separation of duties is judged over all of it.
create policy with_account on role_delegation for select
  using (exists (select from account a where a.province = role_delegation.province and a.id in (role_delegation.from_account, role_delegation.to_account)));
create policy given_by_oneself on role_delegation for insert with check (province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.user', true) = from_account::text);
-- Its giver takes it back, its holder may lay it down.
create policy ended_by_party on role_delegation for update using (province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.user', true) in (from_account::text, to_account::text));
revoke delete on role_delegation from qiangyi_app;

-- Two bureaus stand at one place: a duty stays inside the office that has it.
create function office_of_role(role text) returns text language sql immutable parallel safe as $$
  select case
    when role in ('prov_health_dept', 'prov_health_finance', 'city_health_bureau', 'county_health_bureau') then 'health'
    when role in ('prov_finance_social', 'city_finance_bureau', 'county_finance_bureau', 'regional_supervision') then 'finance'
    when role like 'unit\_%' then 'unit'
    else role end
$$;

create function role_delegation_guard() returns trigger language plpgsql as $$
declare
  giver account;
  taker account;
begin
  if tg_op = 'UPDATE' then
    if old.ended_at is not null or (new.role, new.from_account, new.to_account, new.starts_on, new.ends_on, new.reason)
      is distinct from (old.role, old.from_account, old.to_account, old.starts_on, old.ends_on, old.reason) then
      raise exception 'a delegation can only be ended, and once' using errcode = '23514', constraint = 'role_delegation_ends_once', table = 'role_delegation';
    end if;
    return new;
  end if;
  -- Two delegations and a grant to one person are judged one after the other, each seeing the other's result.
  perform pg_advisory_xact_lock(hashtextextended('duties/' || new.province || '/' || new.to_account, 0));
  select * into giver from account where province = new.province and id = new.from_account;
  select * into taker from account where province = new.province and id = new.to_account;
  if taker.state is distinct from 'active' or (giver.city, giver.county, giver.institution) is distinct from (taker.city, taker.county, taker.institution) then
    raise exception 'a delegate is an active colleague of the same place'
      using errcode = '23514', constraint = 'role_delegation_same_place', table = 'role_delegation';
  end if;
  if exists (select from account_role held where held.province = new.province and held.account_id = new.to_account
    and office_of_role(held.role) <> office_of_role(new.role)) then
    raise exception 'a delegate is of the same office'
      using errcode = '23514', constraint = 'role_delegation_same_office', table = 'role_delegation';
  end if;
  -- What came by delegation is not handed on.
  if not exists (select from account_role where province = new.province and account_id = new.from_account and role = new.role) then
    raise exception 'only a role of one''s own is handed over'
      using errcode = '23514', constraint = 'role_delegation_of_own_role', table = 'role_delegation';
  end if;
  if exists (select from account_role held join access_role_exclusion x on x.role = new.role and x.other = held.role
      where held.province = new.province and held.account_id = new.to_account)
    or exists (select from delegated_roles(new.province, new.to_account, new.starts_on, new.ends_on) as lent join access_role_exclusion x on x.role = new.role and x.other = lent)
  then
    raise exception 'role % excludes a role of the delegate', new.role
      using errcode = '23514', constraint = 'role_delegation_exclusive', table = 'role_delegation';
  end if;
  return new;
end $$;

-- Roles that a person holds by delegation on some day of the period.
create function delegated_roles(of_province text, person uuid, from_day date, to_day date) returns setof text
language sql stable as $$
  select role from role_delegation where province = of_province and to_account = person and ended_at is null and starts_on <= to_day and ends_on >= from_day
$$;
create trigger role_delegation_guard before insert or update on role_delegation for each row execute function role_delegation_guard();

-- A role may not be granted either to one who holds an exclusive one by delegation, today or later.
create function account_role_beside_delegation() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('duties/' || new.province || '/' || new.account_id, 0));
  if exists (select from delegated_roles(new.province, new.account_id, (new.granted_at at time zone 'Asia/Shanghai')::date, 'infinity') as lent
    join access_role_exclusion x on x.role = new.role and x.other = lent) then
    raise exception 'role % excludes a role delegated to %', new.role, new.account_id
      using errcode = '23514', constraint = 'account_role_exclusive', table = 'account_role';
  end if;
  return new;
end $$;
create trigger account_role_beside_delegation before insert on account_role for each row execute function account_role_beside_delegation();
