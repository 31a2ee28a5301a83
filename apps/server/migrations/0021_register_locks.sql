-- One writer per province waited for another until 0021, and an import of 100,000 rows is a long writer. Entries do not need it: their rows, keys and
-- versions are locked one by one. Only the books that all writers share do (totals, revisions), so these are posted at commit, when nothing is left
-- but to post them: what a statement changes is noted first, in rows of its own.
create table register_book_line (
  province    text    not null,
  written_in  xid8    not null default pg_current_xact_id(),
  register    text    not null,
  scope       text    not null,
  city        text    not null,
  county      text    not null,
  institution text    not null,
  state       text    not null,
  year        integer not null,
  entries     bigint  not null   -- how many came, less than zero: how many left
);
create index register_book_line_of on register_book_line (province, written_in);
-- One row for a transaction: its trigger runs once, at commit.
create table register_posting (
  province   text not null,
  written_in xid8 not null default pg_current_xact_id(),
  primary key (province, written_in)
);
alter table register_book_line enable row level security;
alter table register_posting enable row level security;
revoke all on register_book_line, register_posting from qiangyi_app;

create or replace function keep_register_books() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into register_entry_history (province, id, version, register, state, data, document_number, document_date, attachment, note,
      city, county, institution, changed_by, changed_by_name, changed_at)
    select province, id, version, register, state, data, document_number, document_date, attachment, note,
      city, county, institution, changed_by, changed_by_name, changed_at from changed_rows;
  insert into register_book_line (province, register, scope, city, county, institution, state, year, entries)
    select province, register, scope, coalesce(place.city, ''), coalesce(place.county, ''), coalesce(place.institution, ''), state, coalesce(year, 0), count(*)
    from changed_rows entry cross join lateral (values
      ('province', null, null, null), ('city', entry.city, null, null), ('county', entry.city, entry.county, null),
      ('institution', entry.city, entry.county, entry.institution)) as place (scope, city, county, institution)
    where scope = 'province' or (scope = 'city' and place.city is not null) or (scope = 'county' and place.county is not null)
      or (scope = 'institution' and place.institution is not null)
    group by 1, 2, 3, 4, 5, 6, 7, 8;
  insert into register_posting (province) select distinct province from changed_rows on conflict do nothing;
  return null;
end $$;

create or replace function take_from_register_totals() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into register_book_line (province, register, scope, city, county, institution, state, year, entries)
    select province, register, scope, coalesce(place.city, ''), coalesce(place.county, ''), coalesce(place.institution, ''), state, coalesce(year, 0), -count(*)
    from former_rows entry cross join lateral (values
      ('province', null, null, null), ('city', entry.city, null, null), ('county', entry.city, entry.county, null),
      ('institution', entry.city, entry.county, entry.institution)) as place (scope, city, county, institution)
    where scope = 'province' or (scope = 'city' and place.city is not null) or (scope = 'county' and place.county is not null)
      or (scope = 'institution' and place.institution is not null)
    group by 1, 2, 3, 4, 5, 6, 7, 8;
  return null;
end $$;

-- The only place that takes the lock of 0005, for as long as a commit takes: the books are posted by one transaction after the other.
create function post_register_books() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_registers(new.province);
  -- A confirmed entry that came, changed or stopped to be one changes what the engine reads.
  insert into facts_revision as kept (province, register, revision)
    select distinct province, register, 1 from register_book_line where province = new.province and written_in = new.written_in
    union select province, '', 1 from register_book_line where province = new.province and written_in = new.written_in and state = 'confirmed'
  on conflict (province, register) do update set revision = kept.revision + 1;
  with noted as (
      delete from register_book_line where province = new.province and written_in = new.written_in returning *),
    difference as (
      select province, register, scope, city, county, institution, state, year, sum(entries)::bigint as entries from noted group by 1, 2, 3, 4, 5, 6, 7, 8),
    fewer as (
      update register_total kept set entries = kept.entries + difference.entries from difference
      where difference.entries < 0
        and (kept.province, kept.register, kept.scope, kept.city, kept.county, kept.institution, kept.state, kept.year)
          = (difference.province, difference.register, difference.scope, difference.city, difference.county, difference.institution, difference.state, difference.year))
  insert into register_total as kept (province, register, scope, city, county, institution, state, year, entries)
    select province, register, scope, city, county, institution, state, year, entries from difference where entries > 0
  on conflict (province, register, scope, institution, county, city, state, year) do update set entries = kept.entries + excluded.entries;
  delete from register_posting where province = new.province and written_in = new.written_in;
  return null;
end $$;
create constraint trigger register_posting_at_commit after insert on register_posting
  deferrable initially deferred for each row execute function post_register_books();

-- Two imports into one register follow each other, and two people who enter what resembles each other do: the second is then told.
create function lock_register_import(of_province text, of_register text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('import/' || of_province || '/' || of_register, 0))
$$;
create function lock_register_key(of_province text, of_register text, key text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('register-key/' || of_province || '/' || of_register || '/' || key, 0))
$$;
