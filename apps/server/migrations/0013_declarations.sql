-- In how many other declarations the same file lies, wherever they are: a number and nothing else, so that a file that was handed in twice
-- is noticed although the other declaration is out of sight.
create function project_files_elsewhere(of_province text, of_project uuid, of_sha256 text) returns bigint
language plpgsql volatile as $$
declare
  level text := current_setting('qiangyi.level', true);
  found bigint;
begin
  perform set_config('qiangyi.level', 'system', true);
  select count(distinct a.project) into found from project_attachment a
  where a.province = of_province and a.province = current_setting('qiangyi.province', true)
    and a.sha256 = of_sha256 and a.project <> of_project and a.removed_at is null;
  perform set_config('qiangyi.level', level, true);
  return found;
end $$;

-- How many declarations of a call were signed and stand, by the places of a quota: a unit may know the number, not whose they are.
create function project_declared_count(of_province text, of_call uuid, besides uuid, of_city text, of_county text, of_institution text) returns bigint
language plpgsql volatile as $$
declare
  level text := current_setting('qiangyi.level', true);
  found bigint;
begin
  perform set_config('qiangyi.level', 'system', true);
  select count(*) into found from project p
  where p.province = of_province and p.province = current_setting('qiangyi.province', true) and p.call = of_call
    and p.id is distinct from besides
    and p.signed_round > 0 and p.state not in ('rejected', 'terminated', 'draft', 'to_sign')
    and (of_city is null or left(p.seat, 4) = left(of_city, 4))
    and (of_county is null or p.seat = of_county)
    and (of_institution is null or p.institution = of_institution);
  perform set_config('qiangyi.level', level, true);
  return found;
end $$;
