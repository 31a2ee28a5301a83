-- The total over a work list adds up some thousand rows: the settings of the actor are asked once for a statement, not once for a row.
alter policy in_scope on project_waiting_count using (
  province = (select current_setting('qiangyi.province', true))
  and case (select current_setting('qiangyi.level', true))
    when 'system' then true
    when 'province' then true
    when 'city' then city = (select current_setting('qiangyi.city', true))
    when 'county' then county = (select current_setting('qiangyi.county', true))
    else false end);
