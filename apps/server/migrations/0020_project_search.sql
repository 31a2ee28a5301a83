-- Pages of the library in their order, by the index alone: of all, of a state, of a place. Each carries what the row policy asks about, so that a
-- list is counted without a look at its rows.
drop index project_by_state, project_newest, project_by_seat;
create index project_by_state on project (province, state, changed_at desc, id desc) include (city, county, institution, signed_round);
create index project_newest on project (province, changed_at desc, id desc) include (city, county, institution, signed_round) where signed_round > 0;
create index project_by_seat on project (province, seat, changed_at desc, id desc) include (city, county, institution, signed_round) where signed_round > 0;
create index project_newest_of_city on project (province, city, changed_at desc, id desc) include (county, institution, signed_round) where signed_round > 0;
create index project_newest_of_county on project (province, county, changed_at desc, id desc) include (city, institution, signed_round) where signed_round > 0;

-- The rule of 0011 word for word, with each setting asked once for a statement instead of once for a row: a list judges hundreds of rows, and
-- asking costs more than reading them. `sees` cannot do it, because a function with a query inside is not opened by the planner.
alter policy in_scope on project using (
  province = (select current_setting('qiangyi.province', true))
  and case (select current_setting('qiangyi.level', true))
    when 'system' then true
    when 'province' then signed_round > 0
    when 'city' then city = (select current_setting('qiangyi.city', true)) and signed_round > 0
    when 'county' then county = (select current_setting('qiangyi.county', true)) and signed_round > 0
    when 'unit' then institution = (select current_setting('qiangyi.institution', true))
    else false end);

-- What a search reads. LIKE is not leakproof, so on `project` the row policy judges every row before the words are compared and no index of
-- words is ever used. Therefore the words stand in a table that the application cannot read at all, and the function below, which takes nothing
-- but the words, compares them by index and judges the few rows that hold them.
drop index project_search;
create table project_words (
  province    text    not null,
  project     uuid    not null,
  city        text,
  county      text,
  institution text    not null,
  is_signed   boolean not null,
  words       text    not null,
  primary key (province, project),
  constraint project_words_of_project foreign key (province, project) references project (province, id)
);
-- Without a list of pending entries, which every search would have to read through.
create index project_words_trigrams on project_words using gin (words gin_trgm_ops) with (fastupdate = off);
-- The owner is not bound by it (no `force`): trigger and function reach all rows, and the function judges them itself.
alter table project_words enable row level security;
revoke all on project_words from qiangyi_app;

create function keep_project_words() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into project_words (province, project, city, county, institution, is_signed, words)
    values (new.province, new.id, new.city, new.county, new.institution, new.signed_round > 0, new.search_text)
  on conflict (province, project) do update set city = excluded.city, county = excluded.county, institution = excluded.institution,
    is_signed = excluded.is_signed, words = excluded.words;
  return null;
end $$;
create trigger project_words_added after insert on project for each row execute function keep_project_words();
create trigger project_words_changed after update on project for each row
  when ((old.search_text, old.city, old.county, old.institution, old.signed_round > 0)
    is distinct from (new.search_text, new.city, new.county, new.institution, new.signed_round > 0))
  execute function keep_project_words();

-- Projects within the actor's sight whose words match, no more than asked for. The plan is made for these words and this place: three letters find
-- their rows by the index of words, two have no trigram and are looked for among the rows of the place, one by one.
create index project_words_of_city on project_words (province, city);
create index project_words_of_county on project_words (province, county);
create index project_words_of_institution on project_words (province, institution);
create function projects_with_words(of_province text, pattern text, at_most integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  level text := current_setting('qiangyi.level', true);
  in_city text := case level when 'city' then current_setting('qiangyi.city', true) end;
  in_county text := case level when 'county' then current_setting('qiangyi.county', true) end;
  of_unit text := case level when 'unit' then current_setting('qiangyi.institution', true) end;
begin
  return query select kept.project from project_words kept
    where kept.province = of_province and kept.words like pattern
      -- What narrows the search; who may see a row is said by the last two lines alone.
      and (in_city is null or kept.city = in_city) and (in_county is null or kept.county = in_county)
      and (of_unit is null or kept.institution = of_unit)
      and sees(kept.province, kept.city, kept.county, kept.institution)
      and (kept.is_signed or level in ('unit', 'system'))
    limit at_most;
end $$;

alter table project no force row level security;
insert into project_words (province, project, city, county, institution, is_signed, words)
  select province, id, city, county, institution, signed_round > 0, search_text from project;
alter table project force row level security;
