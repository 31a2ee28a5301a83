-- Tells whether the names of a province's institutions are still those that a server read before: lists show them on every page, and a
-- server that asks for one number instead of a hundred names keeps them in memory and yet never shows an old one.
create table institution_revision (
  province    text   not null,
  revision    bigint not null,
  changed_in  xid8   not null,  -- transaction that counted last: however many rows it writes, it counts once
  primary key (province)
);
alter table institution_revision enable row level security;
-- As named_institutions answers: everybody who is signed in may read the names of the province.
create policy of_province on institution_revision for select using (
  province = current_setting('qiangyi.province', true) and nullif(current_setting('qiangyi.level', true), 'public') <> '');
revoke insert, update, delete on institution_revision from qiangyi_app;

create function count_institution_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into institution_revision as kept (province, revision, changed_in)
    select distinct province, 1, pg_current_xact_id() from changed_rows
  on conflict (province) do update set revision = kept.revision + 1, changed_in = excluded.changed_in
    where kept.changed_in <> excluded.changed_in;
  return null;
end $$;
create trigger institution_added after insert on institution
  referencing new table as changed_rows for each statement execute function count_institution_change();
create trigger institution_changed after update on institution
  referencing new table as changed_rows for each statement execute function count_institution_change();
create trigger institution_removed after delete on institution
  referencing old table as changed_rows for each statement execute function count_institution_change();

-- What stands already, past the row policy, which would show the migration nothing.
alter table institution no force row level security;
insert into institution_revision select distinct province, 1, pg_current_xact_id() from institution;
alter table institution force row level security;
