-- Marks that the organiser of a programme sets on an institution where the text gives no criterion (部分实力较强的二级医院, 部分市级二级医院,
-- exceptions outside the focus), each with its reason. A mark ends by a reason too; its row stays.
create table institution_mark (
  province      text        not null,
  id            uuid        not null,
  organiser     text        not null,
  -- Of the institution: who may see the mark.
  city          text,
  county        text,
  institution   text        not null,
  mark          text        not null,
  -- Of one programme, or of all that the organiser keeps.
  programme     text,
  reason        text        not null,
  set_by        text        not null,
  set_by_name   text        not null,
  set_at        timestamptz not null,
  ended_reason  text,
  ended_by_name text,
  ended_at      timestamptz,
  primary key (province, id),
  constraint institution_mark_of_institution foreign key (province, institution) references institution (province, id),
  constraint institution_mark_organiser check (organiser in ('province', 'city')),
  constraint institution_mark_known check (mark in ('strong', 'city-list', 'exception', 'non-focus-note')),
  constraint institution_mark_reason_present check (length(btrim(reason)) >= 2),
  constraint institution_mark_end_has_reason check ((ended_at is null) = (ended_reason is null) and (ended_at is null) = (ended_by_name is null)
    and (ended_reason is null or length(btrim(ended_reason)) >= 2))
);
create unique index institution_mark_once on institution_mark (province, organiser, institution, mark, coalesce(programme, '')) where ended_at is null;
alter table institution_mark enable row level security;
alter table institution_mark force row level security;
create policy in_scope on institution_mark using (sees(province, city, county, institution))
  with check (sees(province, city, county, institution) and current_setting('qiangyi.level', true) in ('system', organiser));
revoke delete on institution_mark from qiangyi_app;
create function institution_mark_only_ends() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or (new.province, new.id, new.organiser, new.institution, new.mark, new.programme, new.reason, new.set_by, new.set_at)
    is distinct from (old.province, old.id, old.organiser, old.institution, old.mark, old.programme, old.reason, old.set_by, old.set_at) then
    raise exception 'a mark only ends' using errcode = '23514', constraint = 'institution_mark_only_ends', table = 'institution_mark';
  end if;
  return new;
end $$;
create trigger institution_mark_only_ends before update on institution_mark for each row execute function institution_mark_only_ends();

-- 专人负责: of a specialty under construction, or of a hospital with chosen staff. A row says who begins; the one before ends the day before,
-- so that the history can have no gap.
create table responsible_person (
  province    text        not null,
  id          uuid        not null,
  programme   text        not null,
  city        text        not null,
  county      text,
  institution text        not null,
  -- Null: for all persons of the programme at this institution.
  project     uuid,
  name        text        not null,
  post        text        not null,
  starts_on   date        not null,
  set_by_name text        not null,
  set_at      timestamptz not null,
  primary key (province, id),
  constraint responsible_person_of_institution foreign key (province, institution) references institution (province, id),
  constraint responsible_person_of_project foreign key (province, project) references project (province, id),
  constraint responsible_person_named check (length(btrim(name)) between 2 and 30),
  constraint responsible_person_one_a_day unique nulls not distinct (province, programme, institution, project, starts_on)
);
alter table responsible_person enable row level security;
alter table responsible_person force row level security;
create policy in_scope on responsible_person using (sees(province, city, county, institution));
revoke update, delete on responsible_person from qiangyi_app;
create trigger responsible_person_append_only before update or delete on responsible_person for each row execute function refuse_change();

-- 备选池 of a call: closed with exactly as many as the clause names; what happens afterwards is told here, row by row.
create table candidate_pool_event (
  province text        not null,
  call     uuid        not null,
  seq      integer     not null,
  kind     text        not null,
  project  uuid,
  -- The candidate in whose place this one comes.
  replaces uuid,
  reason   text        not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, call, seq),
  constraint candidate_pool_event_of_call foreign key (province, call) references call (province, id),
  constraint candidate_pool_event_of_project foreign key (province, project) references project (province, id),
  constraint candidate_pool_event_kind check (case kind
    when 'closed' then project is null and replaces is null
    when 'added' then project is not null and replaces is null
    when 'withdrawn' then project is not null and replaces is null
    when 'replaced' then project is not null and replaces is not null
    else false end),
  constraint candidate_pool_event_reason_present check (length(btrim(reason)) >= 2)
);
alter table candidate_pool_event enable row level security;
alter table candidate_pool_event force row level security;
create policy of_organised_call on candidate_pool_event using (exists (
  select from call c where c.province = candidate_pool_event.province and c.id = candidate_pool_event.call))
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province', 'city'));
revoke update, delete on candidate_pool_event from qiangyi_app;
create trigger candidate_pool_event_append_only before update or delete on candidate_pool_event for each row execute function refuse_change();

-- Yearly figures that a programme watches without a verdict: 大病不出市, 小病不出县. Hundredths of a percent; county null: the city as a whole.
create table programme_share (
  province     text        not null,
  programme    text        not null,
  city         text        not null,
  county       text,
  year         integer     not null,
  basis_points integer     not null,
  source       text        not null,
  set_by_name  text        not null,
  set_at       timestamptz not null,
  constraint programme_share_once unique nulls not distinct (province, programme, city, county, year),
  constraint programme_share_range check (basis_points between 0 and 10000),
  constraint programme_share_source_present check (length(btrim(source)) >= 2)
);
alter table programme_share enable row level security;
alter table programme_share force row level security;
create policy in_scope on programme_share using (sees(province, city, county, null));
