-- 5g-2022.art2.h: the equipment of a county's medical group is the county's own burden. Declarations of the pilot go to the province alone (第八条), so the county
-- does not see them; its finance bureau is shown what it must bear and nothing else of them, and commits it by a document of its own.
alter table project_funding
  add column dated_on date,
  add column is_withdrawn boolean not null default false,
  add constraint project_funding_withdrawn check (not is_withdrawn or amount_fen = 0);

-- What a county committed itself stays in its own sight.
create policy of_own_county on project_funding using (
  source = 'county' and province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) = 'county'
  and region = current_setting('qiangyi.county', true));

create index project_pilot_by_seat on project (province, seat) where programme = '5g-pilot' and signed_round > 0;

-- Of each declaration of the pilot by a unit of the actor's county: its name, its stage and the budget that was signed last.
create function county_burdens(of_province text)
returns table (project uuid, number text, title text, institution text, year integer, state text, support_fen bigint, budget jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  level text := current_setting('qiangyi.level', true);
  of_county text := current_setting('qiangyi.county', true);
begin
  if of_province is distinct from current_setting('qiangyi.province', true) or level is distinct from 'county' or of_county is null then return; end if;
  perform set_config('qiangyi.level', 'province', true);
  return query select p.id, p.number, p.title, p.institution, p.year::integer, p.state, p.support_fen, s.content #> '{answers,budget}'
    from project p join project_signing s on s.province = p.province and s.project = p.id and s.round = p.signed_round
    where p.province = of_province and p.programme = '5g-pilot' and p.seat = of_county and p.signed_round > 0
    order by p.submitted_at desc nulls last, p.id;
  perform set_config('qiangyi.level', level, true);
end $$;
