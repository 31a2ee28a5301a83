-- Experts stand outside the tree of regions: an account of this level sees what it is assigned and nothing else.
alter table access_role_level drop constraint access_role_level_known;
alter table access_role_level add constraint access_role_level_known check (level in ('province', 'city', 'county', 'unit', 'expert'));
alter table account drop constraint account_place_fits_level;
alter table account add constraint account_place_fits_level check (case level
  when 'province' then city is null and county is null and institution is null
  when 'expert' then city is null and county is null and institution is null
  when 'city' then city is not null and county is null and institution is null
  when 'county' then city is not null and county is not null and institution is null
  when 'unit' then city is not null and institution is not null
  else false end);
insert into access_role (id) values ('expert');
insert into access_role_level (role, level) values ('expert', 'expert');
insert into access_role_exclusion (role, other)
  select id, 'expert' from access_role where id <> 'expert' union all select 'expert', id from access_role where id <> 'expert';

-- 申报通知: a call and everything that it asks, as data. Public from its publication on.
create table call (
  province        text        not null,
  id              uuid        not null,
  organiser       text        not null,
  city            text,
  programme       text        not null,
  year            integer     not null,
  batch           text        not null default '',
  title           text        not null,
  document_number text,
  opens_on        date        not null,
  closes_on       date        not null,
  -- The day on which age and title are judged.
  reference_on    date        not null,
  definition      jsonb       not null,
  state           text        not null,
  version         integer     not null default 1,
  created_by      text        not null,
  created_at      timestamptz not null,
  changed_by      text        not null,
  changed_at      timestamptz not null,
  published_by    text,
  published_at    timestamptz,
  primary key (province, id),
  constraint call_organiser_place check (case organiser when 'province' then city is null when 'city' then city is not null else false end),
  constraint call_state check (state in ('draft', 'published', 'cancelled')),
  -- A draft that is given up was never published.
  constraint call_published_complete check (state = 'draft' or (state = 'cancelled' and published_at is null) or coalesce(published_by is not null and published_at is not null
    and document_number ~ '^[一-龥]{2,10}〔[0-9]{4}〕[0-9]+号$', false)),
  constraint call_dates_in_order check (closes_on >= opens_on),
  constraint call_title_present check (length(btrim(title)) between 4 and 200),
  constraint call_definition_object check (jsonb_typeof(definition) = 'object'),
  constraint call_version_positive check (version > 0)
);
create unique index call_once on call (province, programme, coalesce(city, ''), year, batch) where state <> 'cancelled';
create index call_by_programme on call (province, programme, year desc);
alter table call enable row level security;
alter table call force row level security;
create policy published_to_all on call for select using (published_at is not null);
create policy kept_by_organiser on call using (province = current_setting('qiangyi.province', true)
  and case current_setting('qiangyi.level', true)
    when 'system' then true
    when 'province' then organiser = 'province'
    when 'city' then organiser = 'city' and city = current_setting('qiangyi.city', true)
    else false end);
revoke delete on call from qiangyi_app;
-- What was published stays as it was published; only its end may move and it may be cancelled, each by a row below.
create function call_published_is_fixed() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.definition, new.programme, new.organiser, new.city, new.year, new.batch, new.title, new.document_number, new.opens_on, new.reference_on)
    is distinct from (old.definition, old.programme, old.organiser, old.city, old.year, old.batch, old.title, old.document_number, old.opens_on, old.reference_on) then
    raise exception 'a published call is fixed' using errcode = '23514', constraint = 'call_published_is_fixed', table = 'call';
  end if;
  return new;
end $$;
create trigger call_published_is_fixed before update on call for each row execute function call_published_is_fixed();

create table call_change (
  province   text        not null,
  call       uuid        not null,
  seq        integer     not null,
  kind       text        not null,
  closes_on  date,
  reason     text        not null,
  by_user    text        not null,
  by_name    text        not null,
  at         timestamptz not null,
  primary key (province, call, seq),
  constraint call_change_of_call foreign key (province, call) references call (province, id),
  constraint call_change_kind check (kind in ('extended', 'cancelled')),
  constraint call_change_extended_has_date check (kind <> 'extended' or closes_on is not null),
  constraint call_change_reason_present check (length(btrim(reason)) >= 2)
);
alter table call_change enable row level security;
alter table call_change force row level security;
create policy of_visible_call on call_change using (exists (select from call c where c.province = call_change.province and c.id = call_change.call));
revoke update, delete on call_change from qiangyi_app;
create trigger call_change_append_only before update or delete on call_change for each row execute function refuse_change();

-- 项目: from the first word of its declaration to its close. `city` and `county` are the authorities on its route: whoever is not
-- on the route does not see it (晋财社〔2022〕32号 第八条); `seat` is where it lies.
create table project (
  province         text        not null,
  id               uuid        not null,
  call             uuid        not null,
  programme        text        not null,
  year             integer     not null,
  number           text,
  title            text        not null,
  state            text        not null,
  state_before     text,
  route            text[]      not null,
  institution      text        not null,
  seat             text        not null,
  city             text,
  county           text,
  total_fen        bigint      not null default 0,
  support_fen      bigint      not null default 0,
  starts_on        date,
  ends_on          date,
  -- What it is for, as keys of identity ("specialty:心血管内科", "person:…hash"), for the bar on double benefit.
  identities       text[]      not null default '{}',
  returned_times   integer     not null default 0,
  correct_by       date,
  signed_round     integer     not null default 0,
  submitted_at     timestamptz,
  read_at          timestamptz,
  reserved_until   date,
  -- What the review came to; scores in hundredths of a point, absent where the call decides without them.
  review_conclusion     text,
  review_score          integer,
  review_adjusted_score integer,
  copied_from      uuid,
  is_key           boolean     not null default false,
  search_text      text        not null,
  version          integer     not null default 1,
  created_by       text        not null,
  created_at       timestamptz not null,
  changed_by       text        not null,
  changed_at       timestamptz not null,
  primary key (province, id),
  constraint project_of_call foreign key (province, call) references call (province, id),
  constraint project_number_once unique (province, number),
  constraint project_state check (state in ('draft', 'to_sign', 'submitted', 'county_passed', 'city_passed', 'form_passed', 'reviewed', 'reserved',
    'in_library', 'funded', 'implementing', 'accepted', 'closed', 'returned', 'rejected', 'suspended', 'terminated')),
  constraint project_state_before check ((state = 'suspended') = (state_before is not null)),
  constraint project_route check (route in ('{county,city,province}', '{city,province}', '{province}', '{county,city}', '{city}')),
  -- It has a number from the day on which it was signed.
  constraint project_number_when_signed check ((signed_round = 0) = (number is null)),
  constraint project_signed_before_checked check (state in ('draft', 'to_sign') or signed_round > 0),
  constraint project_amounts_not_negative check (total_fen >= 0 and support_fen between 0 and total_fen),
  constraint project_dates_in_order check (ends_on >= starts_on),
  constraint project_review_conclusion check (review_conclusion in ('recommended', 'revise', 'not-recommended')),
  constraint project_reviewed_concluded check (state not in ('reviewed', 'reserved', 'in_library', 'funded', 'implementing', 'accepted', 'closed') or review_conclusion is not null),
  constraint project_title_length check (length(title) <= 200),
  constraint project_version_positive check (version > 0)
);
create index project_by_call on project (province, call, changed_at desc, id);
create index project_by_state on project (province, state, changed_at desc, id);
create index project_by_city on project (province, city, state, changed_at desc, id);
create index project_by_county on project (province, county, state, changed_at desc, id);
create index project_by_institution on project (province, institution, changed_at desc, id);
create index project_identities on project using gin (identities);
create index project_search on project using gin (search_text gin_trgm_ops);
alter table project enable row level security;
alter table project force row level security;
-- Those above see a declaration from its first signature on, and a draft never.
create policy in_scope on project using (
  sees(province, city, county, institution)
  and (signed_round > 0 or current_setting('qiangyi.level', true) in ('unit', 'system')));
revoke delete on project from qiangyi_app;

-- One row per answer: two tabs, two clerks and ten minutes offline collide by question, not by form.
create table project_answer (
  province      text        not null,
  project       uuid        not null,
  question      text        not null,
  value         jsonb       not null,
  version       integer     not null,
  saved_by      text        not null,
  saved_by_name text        not null,
  saved_at      timestamptz not null,
  -- Answer that was taken over from last year's project and not touched since.
  copied_from   uuid,
  primary key (province, project, question),
  constraint project_answer_of_project foreign key (province, project) references project (province, id),
  constraint project_answer_version_positive check (version > 0),
  constraint project_answer_size check (octet_length(value::text) <= 1048576)
);
alter table project_answer enable row level security;
alter table project_answer force row level security;
create policy with_project on project_answer using (exists (select from project p where p.province = project_answer.province and p.id = project_answer.project));

create table project_attachment (
  province      text        not null,
  id            uuid        not null,
  project       uuid        not null,
  material      text        not null,
  file          uuid        not null,
  name          text        not null,
  media_type    text        not null,
  size_bytes    bigint      not null,
  sha256        text        not null,
  scan          text        not null,
  added_by      text        not null,
  added_by_name text        not null,
  added_at      timestamptz not null,
  removed_by    text,
  removed_at    timestamptz,
  primary key (province, id),
  constraint project_attachment_of_project foreign key (province, project) references project (province, id),
  constraint project_attachment_file foreign key (province, file) references stored_file (province, id),
  constraint project_attachment_scan check (scan in ('clean', 'not-scanned')),
  constraint project_attachment_removed check ((removed_by is null) = (removed_at is null))
);
create index project_attachment_of on project_attachment (province, project);
create index project_attachment_sha256 on project_attachment (province, sha256) where removed_at is null;
alter table project_attachment enable row level security;
alter table project_attachment force row level security;
create policy with_project on project_attachment using (exists (select from project p where p.province = project_attachment.province and p.id = project_attachment.project));
revoke delete on project_attachment from qiangyi_app;

-- What exactly was signed: the whole content as canonical JSON and its hash.
create table project_signing (
  province       text        not null,
  project        uuid        not null,
  round          integer     not null,
  content        jsonb       not null,
  sha256         text        not null,
  signed_by      text        not null,
  signed_by_name text        not null,
  signed_at      timestamptz not null,
  primary key (province, project, round),
  constraint project_signing_of_project foreign key (province, project) references project (province, id),
  constraint project_signing_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);
alter table project_signing enable row level security;
alter table project_signing force row level security;
create policy with_project on project_signing using (exists (select from project p where p.province = project_signing.province and p.id = project_signing.project));
revoke update, delete on project_signing from qiangyi_app;
create trigger project_signing_append_only before update or delete on project_signing for each row execute function refuse_change();

-- The trail (流程轨迹): every step that was ever taken, visible to everyone who sees the project, the unit included.
create table project_step (
  province    text        not null,
  project     uuid        not null,
  seq         integer     not null,
  action      text        not null,
  from_state  text        not null,
  to_state    text        not null,
  level       text        not null,
  by_user     text        not null,
  by_name     text        not null,
  -- The person for whom a delegate acted.
  for_user    text,
  for_name    text,
  -- 真实性、合规性、可行性 (第六条): {"truthfulness": {"passes": true, "reason": "…"}, …}
  verdicts    jsonb,
  opinion     text,
  -- Document or minutes that the step rests on.
  basis       text,
  correct_by  date,
  round       integer     not null,
  at          timestamptz not null,
  primary key (province, project, seq),
  constraint project_step_of_project foreign key (province, project) references project (province, id),
  constraint project_step_moves check (from_state <> to_state or action = 'renew'),
  constraint project_step_reason check (action not in ('return', 'notRecommend', 'reject', 'terminate', 'suspend') or length(btrim(coalesce(opinion, ''))) >= 2)
);
create index project_step_by_person on project_step (province, by_user, at desc);
alter table project_step enable row level security;
alter table project_step force row level security;
create policy with_project on project_step using (exists (select from project p where p.province = project_step.province and p.id = project_step.project));
revoke update, delete on project_step from qiangyi_app;
create trigger project_step_append_only before update or delete on project_step for each row execute function refuse_change();
-- No one passes what he entered in the same round: the database holds it too, whatever path a step takes.
create function project_step_by_another() returns trigger language plpgsql as $$
begin
  if new.action in ('sign', 'pass', 'return', 'notRecommend') and exists (
    select from project_step s where s.province = new.province and s.project = new.project and s.round = new.round
      and s.action in ('submit', 'sign', 'pass')
      and (s.by_user in (new.by_user, new.for_user) or s.for_user in (new.by_user, new.for_user))
  ) then
    raise exception 'step % of one round by the person of an earlier one', new.action
      using errcode = '23514', constraint = 'project_step_by_another', table = 'project_step';
  end if;
  return new;
end $$;
create trigger project_step_by_another before insert on project_step for each row execute function project_step_by_another();

-- Numbers of a year without holes that matter: taken inside the transaction of the signature.
create table project_number (
  province text    not null,
  year     integer not null,
  last     integer not null,
  primary key (province, year)
);
alter table project_number enable row level security;
alter table project_number force row level security;
create policy of_province on project_number using (province = current_setting('qiangyi.province', true));
revoke delete on project_number from qiangyi_app;
