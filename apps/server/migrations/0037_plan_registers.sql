-- A register of a plan asks what kind of hospital it names.
drop function named_institutions(text, text[], text);
create function named_institutions(of_province text, ids text[], wanted text)
returns table (id text, name text, affiliation text, region text, city text, county text, class text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  level text := current_setting('qiangyi.level', true);
begin
  if of_province is distinct from current_setting('qiangyi.province', true) or level is null or level = 'public' then return; end if;
  perform set_config('qiangyi.level', 'province', true);
  if ids is not null then -- by the key: a page of a list asks for a few dozen of them each time
    return query select known.id, known.name, known.affiliation, known.region, known.city, known.county, known.class from institution known
      where known.province = of_province and known.id = any (ids);
  else
    return query select known.id, known.name, known.affiliation, known.region, known.city, known.county, known.class from institution known
      where known.province = of_province and (wanted is null or known.search like '%' || wanted || '%')
      order by known.id limit case when wanted is not null then 20 end;
  end if;
  perform set_config('qiangyi.level', level, true);
end $$;

-- Lists of plans (their names begin with plan-) are no facts of the engine: a plan of payments does not grow stale by them.
create or replace function post_register_books() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_registers(new.province);
  -- A confirmed entry that came, changed or stopped to be one changes what the engine reads.
  insert into facts_revision as kept (province, register, revision)
    select distinct province, register, 1 from register_book_line where province = new.province and written_in = new.written_in
    union select province, '', 1 from register_book_line where province = new.province and written_in = new.written_in and state = 'confirmed'
      and register not like 'plan-%'
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
