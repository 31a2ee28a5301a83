-- 台账: one table for every register, because a register is declared as data. What a row means is in `data`, described by the fields of its register.
create table register_entry (
  province        text        not null,
  id              uuid        not null,
  register        text        not null,
  entry_no        text        not null,  -- id of the fact in the engine and on paper; never reused
  state           text        not null,
  data            jsonb       not null,
  unique_key      text        not null,  -- the fields that may not repeat
  repeat_key      text,                  -- the fields whose repetition is only pointed out
  occurred_on     date,
  sort_on         date        not null,  -- claims without a date come first
  year            integer,
  city            text,
  county          text,
  institution     text,
  document_number text,
  document_date   date,
  attachment      uuid,
  note            text,                  -- why the last change was made
  search_text     text        not null,
  version         integer     not null default 1,
  created_by      text        not null,
  created_at      timestamptz not null,
  changed_by      text        not null,
  changed_by_name text        not null,
  changed_at      timestamptz not null,
  primary key (province, id),
  constraint register_entry_no_once unique (province, register, entry_no),
  constraint register_entry_state check (state in ('submitted', 'confirmed', 'withdrawn')),
  constraint register_entry_version_positive check (version > 0),
  constraint register_entry_data_object check (jsonb_typeof(data) = 'object'),
  constraint register_entry_document_number check (document_number ~ '^[一-龥]{2,10}〔[0-9]{4}〕[0-9]+号$'),
  constraint register_entry_withdrawn_with_reason check (state <> 'withdrawn' or (note is not null and length(btrim(note)) >= 2)),
  constraint register_entry_attachment_exists foreign key (province, attachment) references stored_file (province, id)
);
-- A withdrawn entry makes room for the right one.
create unique index register_entry_unique_key on register_entry (province, register, unique_key) where state <> 'withdrawn';
create index register_entry_repeat_key on register_entry (province, register, repeat_key) where state <> 'withdrawn';
-- One index for each breadth of scope, all in the order of the list, so that a page of 50 costs the same however many rows there are.
create index register_entry_by_province on register_entry (province, register, sort_on, entry_no);
create index register_entry_by_city on register_entry (province, register, city, sort_on, entry_no);
create index register_entry_by_county on register_entry (province, register, county, sort_on, entry_no);
create index register_entry_by_institution on register_entry (province, register, institution, sort_on, entry_no);
-- Few at any time: what waits and what was withdrawn.
create index register_entry_not_confirmed on register_entry (province, register, state, sort_on, entry_no) where state <> 'confirmed';
create index register_entry_attachment on register_entry (province, attachment) where attachment is not null;
alter table register_entry enable row level security;
alter table register_entry force row level security;
create policy in_scope on register_entry using (sees(province, city, county, institution));
revoke delete on register_entry from qiangyi_app;
create function refuse_register_entry_removal() returns trigger language plpgsql as $$
begin
  raise exception 'register entries are withdrawn, never deleted'
    using errcode = '23514', constraint = 'register_entry_never_deleted', table = 'register_entry';
end $$;
create trigger register_entry_never_deleted before delete on register_entry for each row execute function refuse_register_entry_removal();

-- Every version of every entry, written by the database itself.
create table register_entry_history (
  province        text        not null,
  id              uuid        not null,
  version         integer     not null,
  register        text        not null,
  state           text        not null,
  data            jsonb       not null,
  document_number text,
  document_date   date,
  attachment      uuid,
  note            text,
  city            text,
  county          text,
  institution     text,
  changed_by      text        not null,
  changed_by_name text        not null,
  changed_at      timestamptz not null,
  primary key (province, id, version)
);
alter table register_entry_history enable row level security;
alter table register_entry_history force row level security;
create policy in_scope on register_entry_history using (sees(province, city, county, institution));
create trigger register_entry_history_append_only before update or delete on register_entry_history
  for each row execute function refuse_change();
revoke update, delete on register_entry_history from qiangyi_app;

-- Kept totals: one row for the province, one for each city, county and institution, by state and year. Only the trigger below writes them.
create table register_total (
  province    text    not null,
  register    text    not null,
  scope       text    not null,
  city        text    not null default '',
  county      text    not null default '',
  institution text    not null default '',
  state       text    not null,
  year        integer not null,  -- 0: no year yet
  entries     bigint  not null,
  primary key (province, register, scope, institution, county, city, state, year),
  constraint register_total_scope check (scope in ('province', 'city', 'county', 'institution')),
  constraint register_total_not_negative check (entries >= 0)
);
-- The owner is not bound by the policy (no `force`): the trigger must reach the totals above the scope of the user who writes.
alter table register_total enable row level security;
create policy in_scope on register_total for select using (sees(province, nullif(city, ''), nullif(county, ''), nullif(institution, '')));
revoke insert, update, delete on register_total from qiangyi_app;

-- Counts changes: of each register, and under the name '' of everything that the engine reads, so that a plan or a preview knows that it is stale.
create table facts_revision (
  province text   not null,
  register text   not null,
  revision bigint not null,
  primary key (province, register)
);
alter table facts_revision enable row level security;
create policy of_province on facts_revision for select using (province = current_setting('qiangyi.province', true));
revoke insert, update, delete on facts_revision from qiangyi_app;

-- Numbers of entries, never given twice.
create table register_counter (
  province    text   not null,
  register    text   not null,
  last_number bigint not null,
  primary key (province, register)
);
alter table register_counter enable row level security;
revoke insert, update, delete on register_counter from qiangyi_app;

-- One writer per province at a time: totals, numbers and revisions are taken in one order, so that no two writers wait for each other.
create function lock_registers(of_province text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('registers/' || of_province, 0))
$$;

-- First of `how_many` numbers.
create function reserve_entry_numbers(of_province text, of_register text, how_many integer) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  insert into register_counter as counter (province, register, last_number) values (of_province, of_register, how_many)
  on conflict (province, register) do update set last_number = counter.last_number + how_many
  returning last_number - how_many + 1
$$;

-- Keys that entries outside the user's scope already hold; tells nothing else about them.
create function register_keys_taken(of_province text, of_register text, keys text[]) returns setof text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  level text := current_setting('qiangyi.level', true);
begin
  if of_province is distinct from current_setting('qiangyi.province', true) then return; end if;
  perform set_config('qiangyi.level', 'province', true);
  return query select entry.unique_key from register_entry entry
    where entry.province = of_province and entry.register = of_register and entry.unique_key = any (keys) and entry.state <> 'withdrawn';
  perform set_config('qiangyi.level', level, true);
end $$;

-- Names of institutions are public; a county must be able to name the provincial hospital that sends it a doctor.
create function named_institutions(of_province text, ids text[], wanted text)
returns table (id text, name text, affiliation text, region text, city text, county text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  level text := current_setting('qiangyi.level', true);
begin
  if of_province is distinct from current_setting('qiangyi.province', true) or level is null or level = 'public' then return; end if;
  perform set_config('qiangyi.level', 'province', true);
  if ids is not null then -- by the key: a page of a list asks for a few dozen of them each time
    return query select known.id, known.name, known.affiliation, known.region, known.city, known.county from institution known
      where known.province = of_province and known.id = any (ids);
  else
    return query select known.id, known.name, known.affiliation, known.region, known.city, known.county from institution known
      where known.province = of_province and (wanted is null or known.search like '%' || wanted || '%')
      order by known.id limit case when wanted is not null then 20 end;
  end if;
  perform set_config('qiangyi.level', level, true);
end $$;

create function keep_register_books() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_registers(province) from (select distinct province from changed_rows) concerned;
  insert into register_entry_history (province, id, version, register, state, data, document_number, document_date, attachment, note,
      city, county, institution, changed_by, changed_by_name, changed_at)
    select province, id, version, register, state, data, document_number, document_date, attachment, note,
      city, county, institution, changed_by, changed_by_name, changed_at from changed_rows;
  insert into facts_revision as kept (province, register, revision)
    select distinct province, register, 1 from changed_rows
    union all select distinct province, '', 1 from changed_rows where state = 'confirmed'
  on conflict (province, register) do update set revision = kept.revision + 1;
  insert into register_total as kept (province, register, scope, city, county, institution, state, year, entries)
    select province, register, scope, coalesce(place.city, ''), coalesce(place.county, ''), coalesce(place.institution, ''), state, coalesce(year, 0), count(*)
    from changed_rows entry cross join lateral (values
      ('province', null, null, null), ('city', entry.city, null, null), ('county', entry.city, entry.county, null),
      ('institution', entry.city, entry.county, entry.institution)) as place (scope, city, county, institution)
    where scope = 'province' or (scope = 'city' and place.city is not null) or (scope = 'county' and place.county is not null)
      or (scope = 'institution' and place.institution is not null)
    group by 1, 2, 3, 4, 5, 6, 7, 8
  on conflict (province, register, scope, institution, county, city, state, year) do update set entries = kept.entries + excluded.entries;
  return null;
end $$;

create function take_from_register_totals() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update register_total kept set entries = kept.entries - gone.entries
  from (
    select province, register, scope, coalesce(place.city, '') city, coalesce(place.county, '') county,
      coalesce(place.institution, '') institution, state, coalesce(year, 0) as year, count(*) entries
    from former_rows entry cross join lateral (values
      ('province', null, null, null), ('city', entry.city, null, null), ('county', entry.city, entry.county, null),
      ('institution', entry.city, entry.county, entry.institution)) as place (scope, city, county, institution)
    group by 1, 2, 3, 4, 5, 6, 7, 8) gone
  where (kept.province, kept.register, kept.scope, kept.city, kept.county, kept.institution, kept.state, kept.year)
    = (gone.province, gone.register, gone.scope, gone.city, gone.county, gone.institution, gone.state, gone.year);
  -- A confirmed entry that stops to be one changes what the engine reads as much as a new one.
  insert into facts_revision as kept (province, register, revision)
    select distinct province, '', 1 from former_rows where state = 'confirmed'
  on conflict (province, register) do update set revision = kept.revision + 1;
  return null;
end $$;

create trigger register_entry_added after insert on register_entry
  referencing new table as changed_rows for each statement execute function keep_register_books();
create trigger register_entry_changed after update on register_entry
  referencing new table as changed_rows for each statement execute function keep_register_books();
create trigger register_entry_left after update on register_entry
  referencing old table as former_rows for each statement execute function take_from_register_totals();

-- Imports by workbook, of registers and of other rooms' tables. The preview is kept in rows, so that it survives a restart and needs no memory.
create table import_run (
  province        text        not null,
  id              uuid        not null,
  target          text        not null,
  state           text        not null,
  file            uuid        not null,
  file_name       text        not null,
  rows_read       integer     not null default 0,
  rows_expected   integer     not null default 0,
  rows_applied    integer     not null default 0,
  new_count       integer     not null default 0,
  changed_count   integer     not null default 0,
  unchanged_count integer     not null default 0,
  wrong_count     integer     not null default 0,
  warnings        jsonb       not null default '[]',
  refusal         jsonb,
  revision        text,                  -- of the target's data when the preview was made
  server          text        not null,  -- process that works on it
  heartbeat_at    timestamptz not null,
  city            text,
  county          text,
  institution     text,
  created_by      text        not null,
  created_by_name text        not null,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  primary key (province, id),
  constraint import_run_state check (state in ('reading', 'previewed', 'refused', 'applying', 'applied', 'failed', 'interrupted', 'discarded')),
  constraint import_run_file_exists foreign key (province, file) references stored_file (province, id)
);
create index import_run_at_work on import_run (province, state) where state in ('reading', 'applying');
alter table import_run enable row level security;
alter table import_run force row level security;
-- A preview belongs to whoever uploaded the file.
create policy own_runs on import_run using (province = current_setting('qiangyi.province', true)
  and (created_by = current_setting('qiangyi.user', true) or current_setting('qiangyi.level', true) = 'system'));

create table import_row (
  province    text    not null,
  run         uuid    not null,
  row_number  integer not null,
  verdict     text    not null,
  key         text,                      -- of the existing thing that the row changes
  data        jsonb   not null,
  errors      jsonb   not null default '[]',
  warnings    jsonb   not null default '[]',
  differences jsonb   not null default '[]',
  primary key (province, run, row_number),
  constraint import_row_verdict check (verdict in ('new', 'changed', 'unchanged', 'wrong')),
  constraint import_row_wrong_with_errors check ((verdict = 'wrong') = (jsonb_array_length(errors) > 0)),
  constraint import_row_of_run foreign key (province, run) references import_run (province, id) on delete cascade
);
create index import_row_by_verdict on import_row (province, run, verdict, row_number);
alter table import_row enable row level security;
alter table import_row force row level security;
create policy own_runs on import_row using (exists (select from import_run where import_run.province = import_row.province and import_run.id = import_row.run));

-- What the demonstration has already been given, so that a later start adds nothing.
create table demo_seed (
  province  text        not null,
  part      text        not null,
  seeded_at timestamptz not null,
  primary key (province, part)
);
alter table demo_seed enable row level security;
alter table demo_seed force row level security;
create policy of_the_platform on demo_seed using (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) = 'system');
