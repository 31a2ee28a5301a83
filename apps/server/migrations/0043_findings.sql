-- 监督检查与问题整改 (qiangyi-2024 第十一条、第十二条, 5g-2022 第十九条、第二十条). What was found and done stays; only the state of a finding moves.

create table finding_number (
  province text    not null,
  kind     text    not null,
  year     integer not null,
  last     integer not null,
  primary key (province, kind, year),
  constraint finding_number_kind check (kind in ('inspection', 'finding', 'audit', 'case'))
);
alter table finding_number enable row level security;
alter table finding_number force row level security;
create policy of_province on finding_number using (province = current_setting('qiangyi.province', true));

-- 检查计划: one for each department of a place and year; its sample grows, with a reason.
create table inspection_plan (
  province       text        not null,
  id             uuid        not null,
  year           integer     not null,
  city           text, -- null: the province's
  county         text,
  department     text        not null,
  title          text        not null,
  target_percent integer     not null,
  by_user        text        not null,
  by_name        text        not null,
  at             timestamptz not null,
  primary key (province, id),
  constraint inspection_plan_place check (county is null or city is not null),
  constraint inspection_plan_department check (department in ('finance', 'health')),
  constraint inspection_plan_title check (length(btrim(title)) >= 2),
  constraint inspection_plan_target check (target_percent between 1 and 100)
);
create unique index inspection_plan_once on inspection_plan (province, year, department, coalesce(city, ''), coalesce(county, ''));

create table inspection_sample (
  province text        not null,
  plan     uuid        not null,
  project  uuid        not null,
  reason   text, -- null: of the first draw
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, plan, project),
  constraint inspection_sample_of_plan foreign key (province, plan) references inspection_plan (province, id),
  constraint inspection_sample_of_project foreign key (province, project) references project (province, id)
);

-- 检查: its projects count as inspected once it is concluded.
create table inspection (
  province       text        not null,
  id             uuid        not null,
  number         text        not null,
  year           integer     not null,
  plan           uuid,
  city           text,
  county         text,
  department     text        not null,
  title          text        not null,
  starts_on      date        not null,
  ends_on        date        not null,
  inspectors     text[]      not null,
  by_user        text        not null,
  by_name        text        not null,
  at             timestamptz not null,
  conclusion     text,
  concluded_by   text,
  concluded_name text,
  concluded_at   timestamptz,
  primary key (province, id),
  constraint inspection_number_once unique (province, number),
  constraint inspection_of_plan foreign key (province, plan) references inspection_plan (province, id),
  constraint inspection_place check (county is null or city is not null),
  constraint inspection_department check (department in ('finance', 'health')),
  constraint inspection_days check (ends_on >= starts_on),
  constraint inspection_inspectors check (cardinality(inspectors) >= 2),
  constraint inspection_concluded check (
    (conclusion is null) = (concluded_at is null) and (conclusion is null) = (concluded_by is null) and (conclusion is null) = (concluded_name is null)
    and (conclusion is null or length(btrim(conclusion)) >= 2))
);
create index inspection_listed on inspection (province, id desc);

create table inspection_project (
  province    text not null,
  inspection  uuid not null,
  project     uuid not null,
  city        text,
  county      text,
  institution text not null,
  primary key (province, inspection, project),
  constraint inspection_project_of foreign key (province, inspection) references inspection (province, id),
  constraint inspection_project_known foreign key (province, project) references project (province, id)
);
create index inspection_project_by_project on inspection_project (province, project);

-- 问题: a question until a second person has confirmed it.
create table finding (
  province         text        not null,
  id               uuid        not null,
  number           text        not null,
  year             integer     not null,
  source           text        not null,
  inspection       uuid,
  project          uuid,
  project_title    text,
  institution      text,
  institution_name text,
  earmark          text, -- the account page
  page_title       text,
  city             text,
  county           text,
  title            text        not null,
  facts            text        not null,
  clause           text        not null,
  amount_fen       bigint,
  grade            text        not null,
  raised_level     text        not null,
  raised_office    text        not null,
  raised_by        text        not null,
  raised_name      text        not null,
  raised_at        timestamptz not null,
  state            text        not null,
  version          integer     not null default 1,
  primary key (province, id),
  constraint finding_number_unique unique (province, number),
  constraint finding_of_inspection foreign key (province, inspection) references inspection (province, id),
  constraint finding_of_project foreign key (province, project) references project (province, id),
  constraint finding_place check (county is null or city is not null),
  constraint finding_source check (source in ('inspection', 'audit', 'raised') and (source = 'inspection') = (inspection is not null)),
  constraint finding_said check (length(btrim(title)) >= 2 and length(btrim(facts)) >= 2 and length(btrim(clause)) >= 1),
  constraint finding_amount check (amount_fen > 0),
  constraint finding_grade check (grade in ('high', 'medium', 'low')),
  constraint finding_page_of_unit check (earmark is null or institution is not null),
  constraint finding_raised_level check (raised_level in ('province', 'city', 'county')),
  constraint finding_raised_office check (raised_office in ('finance', 'health', 'supervision', 'audit', 'discipline')),
  constraint finding_state check (state in ('raised', 'dismissed', 'withdrawn', 'correcting', 'answered', 'settled'))
);
create index finding_listed on finding (province, id desc);
create index finding_by_project on finding (province, project) where project is not null;
create index finding_by_unit on finding (province, institution) where institution is not null;

-- Only the state moves, and only along its table.
create function keep_finding() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - array['state', 'version']) is distinct from (to_jsonb(old) - array['state', 'version'])
    or (old.state, new.state) not in (('raised', 'dismissed'), ('raised', 'withdrawn'), ('raised', 'correcting'), ('correcting', 'answered'),
      ('answered', 'correcting'), ('answered', 'settled')) then
    raise exception 'a finding stays as it was raised and moves along its states' using errcode = '23514', constraint = 'finding_kept', table = 'finding';
  end if;
  return new;
end $$;
create trigger finding_kept before update on finding for each row execute function keep_finding();
revoke delete on finding from qiangyi_app;

create table finding_step (
  province   text        not null,
  finding    uuid        not null,
  seq        integer     not null,
  act        text        not null,
  note       text        not null,
  files      uuid[]      not null default '{}',
  to_state   text        not null,
  by_user    text        not null,
  by_name    text        not null,
  by_office  text        not null,
  at         timestamptz not null,
  primary key (province, finding, seq),
  constraint finding_step_of foreign key (province, finding) references finding (province, id),
  constraint finding_step_act check (act in ('raise', 'confirm', 'dismiss', 'withdraw', 'answer', 'return', 'verify', 'circular', 'suspend', 'recover', 'lift')),
  constraint finding_step_said check (length(btrim(note)) >= 2),
  constraint finding_answer_proved check (act <> 'answer' or cardinality(files) > 0)
);

-- Nobody judges what he raised or answered himself.
create function refuse_own_finding() returns trigger language plpgsql as $$
begin
  if (new.act in ('confirm', 'dismiss') and exists (select from finding f
      where f.province = new.province and f.id = new.finding and f.raised_by = new.by_user))
    or (new.act in ('verify', 'return') and exists (select from finding_step s
      where s.province = new.province and s.finding = new.finding and s.act = 'answer' and s.by_user = new.by_user)) then
    raise exception 'nobody judges his own entry' using errcode = '23514', constraint = 'finding_judged_by_another', table = 'finding_step';
  end if;
  return new;
end $$;
create trigger finding_judged_by_another before insert on finding_step for each row execute function refuse_own_finding();

create table finding_file (
  province   text        not null,
  finding    uuid        not null,
  file       uuid        not null,
  name       text        not null,
  media_type text        not null,
  size_bytes bigint      not null,
  sha256     text        not null,
  by_user    text        not null,
  by_name    text        not null,
  by_office  text        not null,
  at         timestamptz not null,
  primary key (province, finding, file),
  constraint finding_file_of foreign key (province, finding) references finding (province, id),
  constraint finding_file_stored foreign key (province, file) references stored_file (province, id),
  constraint finding_file_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);

-- 整改: opened with the confirmation; whose it is, until when, and which department verifies it.
create table finding_correction (
  province          text    not null,
  finding           uuid    not null,
  owner_department  text,
  owner_city        text,
  owner_county      text,
  owner_institution text,
  owner_name        text    not null,
  keeper_level      text    not null,
  keeper_department text    not null,
  keeper_name       text    not null,
  opened_on         date    not null,
  due_on            date    not null,
  due_source        text    not null,
  primary key (province, finding),
  constraint finding_correction_of foreign key (province, finding) references finding (province, id),
  constraint finding_correction_owner check ((owner_institution is null) <> (owner_department is null) and coalesce(owner_department, 'health') in ('finance', 'health')),
  constraint finding_correction_keeper check (keeper_level in ('province', 'city', 'county') and keeper_department in ('finance', 'health')),
  constraint finding_correction_due check (due_on >= opened_on)
);

-- 通报、暂停拨付、收回资金. A suspension is kept by the payments room; here stands what it was set for.
create table finding_measure (
  province         text        not null,
  id               uuid        not null,
  finding          uuid        not null,
  kind             text        not null,
  document_number  text        not null,
  reason           text        not null,
  set_level        text        not null,
  set_department   text        not null,
  set_region       text        not null,
  by_user          text        not null,
  by_name          text        not null,
  at               timestamptz not null,
  set_on           date        not null,
  title            text,
  body             text,
  suspension       uuid,
  city             text, -- of the unit
  county           text,
  institution      text,
  institution_name text,
  earmark          text,
  scope            text,
  recovery_of      text,
  payment          uuid,
  amount_fen       bigint,
  due_on           date,
  primary key (province, id),
  constraint finding_measure_of foreign key (province, finding) references finding (province, id),
  constraint finding_measure_document check (length(btrim(document_number)) >= 2 and length(btrim(reason)) >= 2),
  constraint finding_measure_setter check (set_level in ('province', 'city', 'county') and set_department in ('finance', 'health')),
  constraint finding_measure_kind check (case kind
    when 'circular' then num_nonnulls(title, body) = 2 and num_nonnulls(suspension, institution, earmark, recovery_of, amount_fen, due_on) = 0
    when 'suspension' then num_nonnulls(suspension, institution, scope) = 3 and num_nonnulls(title, recovery_of, amount_fen, due_on) = 0
    when 'recovery' then num_nonnulls(institution, earmark, scope, recovery_of, amount_fen, due_on) = 6 and num_nonnulls(title, suspension) = 0
    else false end),
  constraint finding_measure_recovery check (amount_fen > 0 and recovery_of in ('paid', 'unspent') and (payment is null or recovery_of = 'paid') and due_on >= set_on)
);
create index finding_measure_by_finding on finding_measure (province, finding);
create index finding_measure_by_page on finding_measure (province, institution, earmark) where kind = 'recovery';

create table finding_addressee (
  province    text    not null,
  measure     uuid    not null,
  seq         integer not null,
  finding     uuid    not null,
  department  text,
  city        text,
  county      text,
  institution text,
  name        text    not null,
  primary key (province, measure, seq),
  constraint finding_addressee_of foreign key (province, measure) references finding_measure (province, id),
  constraint finding_addressee_party check ((institution is null) <> (department is null) and coalesce(department, 'health') in ('finance', 'health'))
);
create table finding_reading (
  province text        not null,
  measure  uuid        not null,
  seq      integer     not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, measure, seq),
  constraint finding_reading_of foreign key (province, measure, seq) references finding_addressee (province, measure, seq)
);
create table finding_lifting (
  province  text        not null,
  measure   uuid        not null,
  reason    text        not null,
  by_user   text        not null,
  by_name   text        not null,
  by_office text        not null,
  at        timestamptz not null,
  primary key (province, measure),
  constraint finding_lifting_of foreign key (province, measure) references finding_measure (province, id),
  constraint finding_lifting_reason check (length(btrim(reason)) >= 2)
);

-- 审计沟通事项, recorded by the two departments of the province (5g-2022.art19.a).
create table audit_matter (
  province    text        not null,
  id          uuid        not null,
  number      text        not null,
  authority   text        not null,
  matter      text        not null,
  happened_on date        not null,
  shared      text        not null,
  by_user     text        not null,
  by_name     text        not null,
  by_office   text        not null,
  at          timestamptz not null,
  primary key (province, id),
  constraint audit_matter_number_once unique (province, number),
  constraint audit_matter_said check (length(btrim(authority)) >= 2 and length(btrim(matter)) >= 2 and length(btrim(shared)) >= 2)
);
create table audit_matter_finding (
  province text        not null,
  matter   uuid        not null,
  finding  uuid        not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, matter, finding),
  constraint audit_matter_finding_of foreign key (province, matter) references audit_matter (province, id),
  constraint audit_matter_finding_known foreign key (province, finding) references finding (province, id)
);
create table audit_matter_closing (
  province   text        not null,
  matter     uuid        not null,
  conclusion text        not null,
  by_user    text        not null,
  by_name    text        not null,
  by_office  text        not null,
  at         timestamptz not null,
  primary key (province, matter),
  constraint audit_matter_closing_of foreign key (province, matter) references audit_matter (province, id),
  constraint audit_matter_closing_said check (length(btrim(conclusion)) >= 2)
);

-- 责任追究: a case on a confirmed finding. Its acts are steps; the case itself never changes.
create table accountability_case (
  province     text        not null,
  id           uuid        not null,
  number       text        not null,
  finding      uuid        not null,
  subject_kind text        not null,
  subject      text        not null,
  violation    text        not null,
  laws         text[]      not null,
  facts        text        not null,
  log_entries  bigint[]    not null, -- entries of the audit log that prove who approved what
  city         text,
  county       text,
  by_user      text        not null,
  by_name      text        not null,
  by_office    text        not null,
  at           timestamptz not null,
  primary key (province, id),
  constraint accountability_case_number_once unique (province, number),
  constraint accountability_case_of_finding foreign key (province, finding) references finding (province, id),
  constraint accountability_case_subject check (subject_kind in ('person', 'department') and length(btrim(subject)) >= 2),
  constraint accountability_case_violation check (violation in ('against-rules', 'unqualified', 'above-standard', 'abuse-of-power', 'neglect', 'favouritism', 'other')),
  constraint accountability_case_laws check (cardinality(laws) > 0),
  constraint accountability_case_facts check (length(btrim(facts)) >= 2)
);
create table accountability_step (
  province  text        not null,
  case_id   uuid        not null,
  seq       integer     not null,
  act       text        not null,
  note      text        not null,
  authority text,
  document  text,
  done_on   date,
  by_user   text        not null,
  by_name   text        not null,
  by_office text        not null,
  at        timestamptz not null,
  primary key (province, case_id, seq),
  constraint accountability_step_of foreign key (province, case_id) references accountability_case (province, id),
  constraint accountability_step_act check (act in ('open', 'refer', 'conclude', 'transfer')),
  constraint accountability_step_said check (length(btrim(note)) >= 2),
  -- 移送: authority, date and document, or it has not happened.
  constraint accountability_transfer_recorded check (act not in ('refer', 'transfer') or num_nonnulls(authority, document, done_on) = 3)
);
-- After the transfer nothing is added to the case.
create function refuse_locked_case() returns trigger language plpgsql as $$
begin
  if exists (select from accountability_step s where s.province = new.province and s.case_id = new.case_id and s.act = 'transfer') then
    raise exception 'a transferred case is locked' using errcode = '23514', constraint = 'accountability_case_locked', table = 'accountability_step';
  end if;
  return new;
end $$;
create trigger accountability_case_locked before insert on accountability_step for each row execute function refuse_locked_case();

do $$
declare name text;
begin
  foreach name in array array['inspection_plan', 'inspection_sample', 'inspection', 'inspection_project', 'finding', 'finding_step', 'finding_file',
    'finding_correction', 'finding_measure', 'finding_addressee', 'finding_reading', 'finding_lifting', 'audit_matter', 'audit_matter_finding',
    'audit_matter_closing', 'accountability_case', 'accountability_step'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  foreach name in array array['inspection_plan', 'inspection_sample', 'inspection_project', 'finding_step', 'finding_file', 'finding_correction', 'finding_measure',
    'finding_addressee', 'finding_reading', 'finding_lifting', 'audit_matter', 'audit_matter_finding', 'audit_matter_closing', 'accountability_case', 'accountability_step'] loop
    execute format('revoke update, delete on %I from qiangyi_app', name);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_append_only', name);
  end loop;
  foreach name in array array['finding_step', 'finding_file', 'finding_correction'] loop
    execute format('create policy with_finding on %1$I using (exists (select from finding f where f.province = %1$I.province and f.id = %1$I.finding))', name);
  end loop;
end $$;

-- Plans are the business of their place and of those above it.
create policy in_scope on inspection_plan using (sees(province, city, county, null));
create policy with_plan on inspection_sample using (exists (
  select from inspection_plan p where p.province = inspection_sample.province and p.id = inspection_sample.plan));
create policy in_scope on inspection_project using (sees(province, city, county, institution));
-- Whose projects were looked at reads the inspection once it is concluded.
create policy in_scope on inspection using (sees(province, city, county, null) or (concluded_at is not null and exists (
  select from inspection_project p where p.province = inspection.province and p.inspection = inspection.id)));
create function keep_inspection() returns trigger language plpgsql as $$
begin
  if old.concluded_at is not null or (to_jsonb(new) - array['conclusion', 'concluded_by', 'concluded_name', 'concluded_at'])
    is distinct from (to_jsonb(old) - array['conclusion', 'concluded_by', 'concluded_name', 'concluded_at']) then
    raise exception 'an inspection is concluded once and not changed otherwise' using errcode = '23514', constraint = 'inspection_kept', table = 'inspection';
  end if;
  return new;
end $$;
create trigger inspection_kept before update on inspection for each row execute function keep_inspection();
revoke delete on inspection from qiangyi_app;

-- A question that nobody has confirmed is not shown below the level that asked it: it accuses nobody.
create function stands_at(level text) returns boolean language sql stable parallel safe as $$
  select case current_setting('qiangyi.level', true)
    when 'system' then true
    when 'province' then true
    when 'city' then level in ('city', 'county')
    when 'county' then level = 'county'
    else false end
$$;
create policy in_scope on finding using (sees(province, city, county, institution)
  and (state in ('correcting', 'answered', 'settled') or stands_at(raised_level)));
create policy of_whom_it_concerns on finding_addressee using (sees(province, city, county, institution) or exists (
  select from finding f where f.province = finding_addressee.province and f.id = finding_addressee.finding));
create policy with_finding_or_addressee on finding_measure using (
  exists (select from finding f where f.province = finding_measure.province and f.id = finding_measure.finding)
  or exists (select from finding_addressee a where a.province = finding_measure.province and a.measure = finding_measure.id));
create policy with_addressee on finding_reading using (exists (
  select from finding_addressee a where a.province = finding_reading.province and a.measure = finding_reading.measure and a.seq = finding_reading.seq));
create policy with_measure on finding_lifting using (exists (
  select from finding_measure m where m.province = finding_lifting.province and m.id = finding_lifting.measure));
create policy with_finding on audit_matter_finding using (exists (
  select from finding f where f.province = audit_matter_finding.province and f.id = audit_matter_finding.finding));
create policy of_province_or_linked on audit_matter using (province = current_setting('qiangyi.province', true)
  and (coalesce(current_setting('qiangyi.level', true), '') in ('system', 'province') or exists (
    select from audit_matter_finding l where l.province = audit_matter.province and l.matter = audit_matter.id)));
create policy with_matter on audit_matter_closing using (exists (
  select from audit_matter m where m.province = audit_matter_closing.province and m.id = audit_matter_closing.matter));
create policy in_scope on accountability_case using (sees(province, city, county, null));
create policy with_case on accountability_step using (exists (
  select from accountability_case c where c.province = accountability_step.province and c.id = accountability_step.case_id));

-- 卫生健康部门 may stop payments too (5g-2022.art19.b); only the department that did lifts it.
alter table payment_suspension add column set_department text not null default 'finance';
alter table payment_suspension add constraint payment_suspension_department check (set_department in ('finance', 'health'));
