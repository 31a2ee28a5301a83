-- 验收: every inspection is kept, also one that ends with an order to mend or with a failure; each with its group and its files.
alter table project_step drop constraint project_step_moves;
alter table project_step add constraint project_step_moves check (from_state <> to_state or action in ('renew', 'mend', 'reportMended'));
alter table project_step drop constraint project_step_reason;
alter table project_step add constraint project_step_reason check (
  action not in ('return', 'notRecommend', 'reject', 'terminate', 'suspend', 'mend', 'reportMended', 'failAcceptance') or length(btrim(coalesce(opinion, ''))) >= 2);

alter table project_acceptance add column seq integer not null default 1, add column result text not null default 'passed',
  add column mend_by date, add column mend_order text;
alter table project_acceptance alter column seq drop default, alter column result drop default;
alter table project_acceptance drop constraint project_acceptance_pkey;
alter table project_acceptance add primary key (province, project, seq),
  add constraint project_acceptance_seq check (seq >= 1),
  add constraint project_acceptance_document_once unique (province, project, document_number),
  add constraint project_acceptance_result check (result in ('passed', 'mend', 'failed')),
  add constraint project_acceptance_order check ((result = 'mend') = (mend_by is not null) and (result = 'mend') = coalesce(length(btrim(mend_order)) >= 2, false)),
  add constraint project_acceptance_mend_after check (mend_by > accepted_on);
create unique index project_acceptance_passed_once on project_acceptance (province, project) where result = 'passed';

create table project_acceptance_file (
  province   text    not null,
  project    uuid    not null,
  seq        integer not null,
  file       uuid    not null,
  name       text    not null,
  media_type text    not null,
  size_bytes bigint  not null,
  sha256     text    not null,
  primary key (province, project, seq, file),
  constraint project_acceptance_file_of_acceptance foreign key (province, project, seq) references project_acceptance (province, project, seq),
  constraint project_acceptance_file_stored foreign key (province, file) references stored_file (province, id)
);
-- What was accepted before had one file; the row policies would show the migration nothing.
alter table project_acceptance no force row level security;
alter table stored_file no force row level security;
insert into project_acceptance_file
  select a.province, a.project, a.seq, f.id, f.name, f.content_type, f.size_bytes, f.sha256
  from project_acceptance a join stored_file f on f.province = a.province and f.id = a.attachment;
alter table stored_file force row level security;
alter table project_acceptance force row level security;
alter table project_acceptance drop column attachment;
alter table project_acceptance_file enable row level security;
alter table project_acceptance_file force row level security;
create policy with_project on project_acceptance_file using (exists (
  select from project p where p.province = project_acceptance_file.province and p.id = project_acceptance_file.project));
revoke update, delete on project_acceptance_file from qiangyi_app;
create trigger project_acceptance_file_append_only before update or delete on project_acceptance_file for each row execute function refuse_change();

create table project_acceptance_member (
  province text    not null,
  project  uuid    not null,
  seq      integer not null,
  position integer not null,
  name     text    not null,
  unit     text    not null,
  post     text    not null,
  result   text    not null,
  opinion  text    not null,
  primary key (province, project, seq, position),
  constraint project_acceptance_member_of_acceptance foreign key (province, project, seq) references project_acceptance (province, project, seq),
  constraint project_acceptance_member_once unique (province, project, seq, name, unit),
  constraint project_acceptance_member_named check (length(btrim(name)) >= 2 and length(btrim(unit)) >= 2),
  constraint project_acceptance_member_result check (result in ('passed', 'mend', 'failed')),
  constraint project_acceptance_member_reason check (result = 'passed' or length(btrim(opinion)) >= 2)
);
alter table project_acceptance_member enable row level security;
alter table project_acceptance_member force row level security;
create policy with_project on project_acceptance_member using (exists (
  select from project p where p.province = project_acceptance_member.province and p.id = project_acceptance_member.project));
revoke update, delete on project_acceptance_member from qiangyi_app;
create trigger project_acceptance_member_append_only before update or delete on project_acceptance_member for each row execute function refuse_change();

-- 变更: the head of the unit signs its exact content before anybody judges it, as he signs the declaration.
alter table project_change add column signed_by text, add column signed_by_name text, add column signed_at timestamptz,
  add column content_sha256 text, add column sent_back text,
  -- From before heads signed changes; what is asked now never has it.
  add column is_older_than_signing boolean not null default false;
alter table project_change no force row level security;
update project_change set is_older_than_signing = true where state <> 'requested';
alter table project_change drop constraint project_change_state, drop constraint project_change_judged, drop constraint project_change_by_another;
-- What nobody has judged yet waits for the signature like a new one.
update project_change set state = 'to_sign' where state = 'requested';
alter table project_change force row level security;
alter table project_change
  add constraint project_change_state check (state in ('to_sign', 'sent_back', 'requested', 'with_finance', 'granted', 'refused', 'withdrawn')),
  add constraint project_change_judged check (state in ('to_sign', 'sent_back', 'requested', 'withdrawn') or organiser_by is not null),
  add constraint project_change_signed check (is_older_than_signing or state in ('to_sign', 'sent_back', 'withdrawn')
    or coalesce(signed_by is not null and signed_at is not null and content_sha256 ~ '^[0-9a-f]{64}$', false)),
  add constraint project_change_sent_back_with_reason check (state <> 'sent_back' or coalesce(length(btrim(sent_back)) >= 2, false)),
  add constraint project_change_by_another check (signed_by is distinct from requested_by
    and organiser_by is distinct from requested_by and (organiser_by is null or organiser_by is distinct from signed_by)
    and finance_by is distinct from requested_by and (finance_by is null or finance_by <> organiser_by and finance_by is distinct from signed_by));
drop index project_change_open_once;
create unique index project_change_open_once on project_change (province, project) where state in ('to_sign', 'requested', 'with_finance');
create function project_change_is_fixed() returns trigger language plpgsql as $$
begin
  if (new.project, new.kind, new.reason, new.before, new.after, new.falls, new.total_difference_fen, new.support_difference_fen, new.requested_by, new.requested_at)
      is distinct from (old.project, old.kind, old.reason, old.before, old.after, old.falls, old.total_difference_fen, old.support_difference_fen, old.requested_by, old.requested_at)
    or old.content_sha256 is not null and (new.content_sha256, new.signed_by, new.signed_at) is distinct from (old.content_sha256, old.signed_by, old.signed_at) then
    raise exception 'what is asked and signed is fixed' using errcode = '23514', constraint = 'project_change_is_fixed', table = 'project_change';
  end if;
  return new;
end $$;
create trigger project_change_is_fixed before update on project_change for each row execute function project_change_is_fixed();

-- 百名带头人的中期、终期考核 (linfen-2020.hundredleaders): which of the two it is follows from its day; two findings, each with its evidence.
create table leader_assessment (
  province    text        not null,
  id          uuid        not null,
  project     uuid        not null,
  city        text        not null,
  county      text,
  institution text        not null,
  assessed_on date        not null,
  is_final    boolean     not null generated always as (assessed_on > date '2025-12-31') stored,
  in_province boolean     not null,
  in_country  boolean     not null,
  -- [{"criterion": "inProvince", "kind": "office", "text": "…"}]
  evidence    jsonb       not null,
  -- [{"name": "…", "unit": "…"}]: who confirmed it.
  experts     jsonb       not null,
  opinion     text        not null,
  document_number text    not null,
  by_user     text        not null,
  by_name     text        not null,
  at          timestamptz not null,
  primary key (province, id),
  constraint leader_assessment_of_project foreign key (province, project) references project (province, id),
  constraint leader_assessment_evidence check ((not in_province or evidence @> '[{"criterion": "inProvince"}]')
    and (not in_country or evidence @> '[{"criterion": "inCountry"}]')),
  constraint leader_assessment_experts check (jsonb_array_length(experts) >= 1),
  constraint leader_assessment_opinion check (length(btrim(opinion)) >= 2),
  constraint leader_assessment_document check (document_number ~ '^[一-龥]{2,10}〔[0-9]{4}〕[0-9]+号$'),
  constraint leader_assessment_not_ahead check (assessed_on <= (at at time zone 'Asia/Shanghai')::date)
);
create index leader_assessment_of on leader_assessment (province, project, assessed_on, at);
alter table leader_assessment enable row level security;
alter table leader_assessment force row level security;
create policy in_scope on leader_assessment using (sees(province, city, county, institution));
revoke update, delete on leader_assessment from qiangyi_app;
create trigger leader_assessment_append_only before update or delete on leader_assessment for each row execute function refuse_change();
