-- Every request runs under this role: it owns nothing, so it can neither drop a trigger nor switch off a row policy.
do $$
begin
  if not exists (select from pg_roles where rolname = 'qiangyi_app') then
    create role qiangyi_app nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of the cluster was migrated at the same moment
end $$;
-- Making a role does not by itself allow to act as it (PostgreSQL 16 and later).
do $$ begin execute format('grant qiangyi_app to %I', current_user); end $$;
grant usage on schema public to qiangyi_app;
alter default privileges in schema public grant select, insert, update, delete on tables to qiangyi_app;
alter default privileges in schema public grant usage, select on sequences to qiangyi_app;

create extension if not exists pg_trgm;

-- Scope of the actor (settings of the transaction, see platform/database.ts) over a row's place. Default deny: without settings nothing is seen.
create function sees(row_province text, row_city text, row_county text, row_institution text) returns boolean
language sql stable parallel safe as $$
  select row_province = current_setting('qiangyi.province', true) and case current_setting('qiangyi.level', true)
    when 'system' then true
    when 'province' then true
    when 'city' then row_city = current_setting('qiangyi.city', true)
    when 'county' then row_county = current_setting('qiangyi.county', true)
    when 'unit' then row_institution = current_setting('qiangyi.institution', true)
    else false end
$$;

-- Rows that are evidence are never edited: mistakes are corrected by a later row.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '23514', constraint = tg_table_name || '_append_only', table = tg_table_name;
end $$;

-- One business request, one effect: the answer of a finished request is given again to its repetition.
create table idempotency_key (
  province     text        not null,
  user_id      text        not null,
  key          text        not null,
  request_hash text        not null,
  status       integer     not null,
  body         jsonb,
  created_at   timestamptz not null default now(),
  primary key (province, user_id, key),
  constraint idempotency_key_length check (length(key) between 8 and 200)
);
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy own_keys on idempotency_key using (user_id = current_setting('qiangyi.user', true));

-- Attachments and loaded texts, in the database so that several servers see the same files and one backup holds everything.
create table stored_file (
  province     text        not null,
  id           uuid        not null,
  name         text        not null,
  content_type text        not null,
  size_bytes   bigint      not null,
  sha256       text        not null,
  content      bytea       not null,
  uploaded_by  text        not null,
  uploaded_at  timestamptz not null,
  city         text,
  county       text,
  institution  text,
  primary key (province, id),
  constraint stored_file_size check (size_bytes = octet_length(content) and size_bytes <= 52428800),
  constraint stored_file_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);
create index stored_file_sha256_idx on stored_file (province, sha256);
alter table stored_file enable row level security;
alter table stored_file force row level security;
create policy in_scope on stored_file using (sees(province, city, county, institution) or uploaded_by = current_setting('qiangyi.user', true));
create trigger stored_file_append_only before update on stored_file for each row execute function refuse_change();
