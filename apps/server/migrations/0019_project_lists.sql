-- The library in its own order, newest change first, without sorting everything that was ever declared.
create index project_newest on project (province, changed_at desc, id desc) where signed_round > 0;
create index project_largest on project (province, support_fen desc, id desc) where signed_round > 0;

-- Ids of projects whose words match, found by the trigram index. LIKE is not leakproof, so under a row policy the database would judge every row
-- before it may compare words; here the words come first, and the query that asks still sees only those ids that its policy shows.
create function projects_matching(of_province text, pattern text) returns setof uuid language plpgsql volatile as $$
declare
  level text := current_setting('qiangyi.level', true);
begin
  if of_province is distinct from current_setting('qiangyi.province', true) or coalesce(level, '') not in ('unit', 'county', 'city', 'province', 'system') then return; end if;
  perform set_config('qiangyi.level', 'system', true);
  return query select p.id from project p where p.province = of_province and p.search_text like pattern;
  perform set_config('qiangyi.level', level, true);
end $$;
