-- A place inspects every project of its seat, also those whose road went straight to the province: project's own policy shows it only what its
-- offices judged. Asked as the system and limited to the place of whoever asks.
create function projects_of_place(p_province text, p_programmes text[], p_states text[])
returns table (id uuid, number text, title text, year integer, state text, institution text, seat text, changed_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_level text := current_setting('qiangyi.level', true);
  v_city text := current_setting('qiangyi.city', true);
  v_county text := current_setting('qiangyi.county', true);
  v_institution text := current_setting('qiangyi.institution', true);
begin
  if p_province is distinct from current_setting('qiangyi.province', true) then return; end if;
  perform set_config('qiangyi.level', 'system', true);
  return query select p.id, p.number, p.title, p.year, p.state, p.institution, p.seat, p.changed_at from project p
    where p.province = p_province and p.programme = any(p_programmes) and p.state = any(p_states) and case v_level
      when 'system' then true
      when 'province' then true
      when 'city' then left(p.seat, 4) || '00' = v_city
      when 'county' then p.seat = v_county
      when 'unit' then p.institution = v_institution
      else false end;
  perform set_config('qiangyi.level', coalesce(v_level, ''), true);
end $$;
