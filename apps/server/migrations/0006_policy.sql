-- The policy register: what people decide about the text and what they load. The clauses themselves are code.

-- A decision record: who decided what, when, why. Withdrawn by a later record, never edited.
create table policy_decision (
  province         text        not null,
  id               uuid        not null,
  subject          text        not null,
  key              text        not null,
  withdraws        uuid,
  withdrawn_from   date,
  decided_by       text        not null,
  decided_on       date        not null,
  document_number  text,
  reason           text        not null,
  recorded_by      text        not null,
  recorded_by_name text        not null,
  recorded_at      timestamptz not null,
  primary key (province, id),
  constraint policy_decision_identity unique (province, id, subject, key),
  constraint policy_decision_subject check (subject in ('reading', 'setting', 'openness')),
  constraint policy_decision_reason check (length(btrim(reason)) between 5 and 2000),
  constraint policy_decision_withdrawal_dated check ((withdraws is null) = (withdrawn_from is null)),
  constraint policy_decision_withdrawn_once unique (province, withdraws),
  constraint policy_decision_withdraws_same_matter foreign key (province, withdraws, subject, key)
    references policy_decision (province, id, subject, key)
);
create index policy_decision_matter_idx on policy_decision (province, subject, key, recorded_at);

-- The value that a decision gives to a reading, an openness or a figure that only other documents hold.
create table policy_setting (
  province        text  not null,
  decision_id     uuid  not null,
  subject         text  not null,
  key             text  not null,
  value           jsonb not null,
  effective_from  date  not null,
  effective_to    date,
  source_kind     text  not null,
  source_document text,
  article         text,
  primary key (province, decision_id),
  constraint policy_setting_has_decision foreign key (province, decision_id, subject, key)
    references policy_decision (province, id, subject, key),
  constraint policy_setting_period check (effective_to is null or effective_to >= effective_from),
  constraint policy_setting_source_kind check (source_kind in ('parent-document', 'other-document', 'this-document', 'own-decision')),
  -- A figure drawn from a parent document names it (qiangyi-2024.notice.2).
  constraint policy_setting_source_named check (
    source_kind not in ('parent-document', 'other-document') or coalesce(length(btrim(source_document)), 0) > 0)
);
create index policy_setting_key_idx on policy_setting (province, subject, key, effective_from);

-- Official texts loaded by an administrator. A draft may be corrected and thrown away, a published version is for ever.
create table policy_text (
  province          text        not null,
  id                uuid        not null,
  document          text        not null,
  state             text        not null default 'draft',
  version           integer,
  file_id           uuid        not null,
  file_name         text        not null,
  format            text        not null,
  title             text        not null,
  notes             jsonb       not null default '[]',
  loaded_by         text        not null,
  loaded_by_name    text        not null,
  loaded_at         timestamptz not null,
  published_by      text,
  published_by_name text,
  published_at      timestamptz,
  primary key (province, id),
  constraint policy_text_file foreign key (province, file_id) references stored_file (province, id),
  constraint policy_text_format check (format in ('txt', 'docx', 'pdf')),
  constraint policy_text_state check (state in ('draft', 'published')),
  constraint policy_text_published_whole check (
    (state = 'published') = (version is not null and published_at is not null and published_by is not null)),
  constraint policy_text_version unique (province, document, version)
);

create table policy_text_part (
  province    text    not null,
  text_id     uuid    not null,
  position    integer not null,
  kind        text    not null,
  -- As clauses cite it: 第七条（三）5（1）; empty for title, notice and chapter headings.
  ref         text    not null,
  label       text    not null,
  body        text    not null,
  -- The body with one spelling for what people type in several; same length, so that a hit can be marked in the body.
  folded      text    not null,
  primary key (province, text_id, position),
  constraint policy_text_part_text foreign key (province, text_id) references policy_text (province, id) on delete cascade,
  constraint policy_text_part_kind check (kind in ('title', 'notice', 'preface', 'chapter', 'article', 'item', 'tail', 'residue')),
  constraint policy_text_part_folded check (length(folded) = length(body))
);
create index policy_text_part_folded_idx on policy_text_part using gin (folded gin_trgm_ops);

create function refuse_published_text() returns trigger language plpgsql as $$
declare
  published boolean;
begin
  if tg_table_name = 'policy_text' then
    published := old.state = 'published';
  else
    select exists (select from policy_text t where t.state = 'published'
      and (t.province, t.id) in ((case when tg_op = 'INSERT' then new.province else old.province end,
                                  case when tg_op = 'INSERT' then new.text_id else old.text_id end),
                                 (case when tg_op = 'DELETE' then old.province else new.province end,
                                  case when tg_op = 'DELETE' then old.text_id else new.text_id end))) into published;
  end if;
  if published then
    raise exception 'a published version of an official text cannot be changed'
      using errcode = '23514', constraint = 'policy_text_immutable', table = tg_table_name;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger policy_text_immutable before update or delete on policy_text for each row execute function refuse_published_text();
create trigger policy_text_part_immutable before insert or update or delete on policy_text_part
  for each row execute function refuse_published_text();

-- Gists whose passage reads differently in a newly published version; a person compares and confirms.
create table policy_gist_review (
  province         text        not null,
  text_id          uuid        not null,
  clause           text        not null,
  ref              text        not null,
  change           text        not null,
  reviewed_by      text,
  reviewed_by_name text,
  reviewed_at      timestamptz,
  note             text,
  primary key (province, text_id, clause),
  constraint policy_gist_review_text foreign key (province, text_id) references policy_text (province, id),
  constraint policy_gist_review_change check (change in ('changed', 'removed', 'added')),
  constraint policy_gist_review_whole check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (note is null))
);

-- One copy of the document for each supervision office of the provincial finance department (qiangyi-2024.notice.4).
create table policy_copy_delivery (
  province             text not null,
  document             text not null,
  city                 text not null,
  office               text not null,
  delivered_on         date,
  delivery_note        text,
  acknowledged_by      text,
  acknowledged_by_name text,
  acknowledged_at      timestamptz,
  primary key (province, document, city),
  constraint policy_copy_delivery_acknowledged_whole check ((acknowledged_at is null) = (acknowledged_by is null))
);

-- An addressee has seen the document (qiangyi-2024.notice.1).
create table policy_receipt (
  province         text        not null,
  document         text        not null,
  role             text        not null,
  city             text        not null,
  county           text        not null default '',
  received_by      text        not null,
  received_by_name text        not null,
  received_at      timestamptz not null,
  primary key (province, document, role, city, county)
);

create trigger policy_decision_append_only before update or delete on policy_decision for each row execute function refuse_change();
create trigger policy_setting_append_only before update or delete on policy_setting for each row execute function refuse_change();
create trigger policy_receipt_append_only before update or delete on policy_receipt for each row execute function refuse_change();
revoke update, delete on policy_decision, policy_setting, policy_receipt from qiangyi_app;
revoke delete on policy_gist_review, policy_copy_delivery from qiangyi_app;

alter table policy_decision enable row level security;
alter table policy_decision force row level security;
create policy anyone_reads on policy_decision for select using (true);
create policy province_writes on policy_decision for insert with check (sees(province, null, null, null));

alter table policy_setting enable row level security;
alter table policy_setting force row level security;
create policy anyone_reads on policy_setting for select using (true);
create policy province_writes on policy_setting for insert with check (sees(province, null, null, null));

-- Drafts are the province's own affair until they are published.
alter table policy_text enable row level security;
alter table policy_text force row level security;
create policy published_is_public on policy_text for select using (state = 'published');
create policy province_works on policy_text using (sees(province, null, null, null));

alter table policy_text_part enable row level security;
alter table policy_text_part force row level security;
create policy published_is_public on policy_text_part for select
  using (exists (select from policy_text t where t.province = policy_text_part.province and t.id = policy_text_part.text_id));
create policy province_works on policy_text_part using (sees(province, null, null, null));

alter table policy_gist_review enable row level security;
alter table policy_gist_review force row level security;
create policy anyone_reads on policy_gist_review for select using (true);
create policy province_works on policy_gist_review using (sees(province, null, null, null));

alter table policy_copy_delivery enable row level security;
alter table policy_copy_delivery force row level security;
create policy in_scope on policy_copy_delivery using (sees(province, city, null, null));

alter table policy_receipt enable row level security;
alter table policy_receipt force row level security;
create policy in_scope on policy_receipt using (sees(province, city, nullif(county, ''), null));
