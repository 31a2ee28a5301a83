-- 暂停拨付 of a whole line in the province, a city or a county (5g-2022.art19.b): nothing of the line is issued into that place or paid there
-- until it ends. A single unit or account page is stopped by payment_suspension.
create table line_suspension (
  province        text        not null,
  id              uuid        not null,
  line            text        not null,
  city            text, -- null: the whole province
  county          text, -- null: the whole city
  set_level       text        not null,
  reason          text        not null,
  document_number text        not null,
  starts_on       date        not null,
  ends_on         date, -- its last day; null: until it is lifted
  set_by          text        not null,
  set_name        text        not null,
  set_at          timestamptz not null,
  lifted_by       text,
  lifted_name     text,
  lifted_at       timestamptz,
  lifted_reason   text,
  primary key (province, id),
  constraint line_suspension_place check (county is null or city is not null),
  -- Nobody stops more than his own place.
  constraint line_suspension_setter check (set_level = 'province' or (set_level = 'city' and city is not null) or (set_level = 'county' and county is not null)),
  constraint line_suspension_reason check (length(btrim(reason)) >= 2),
  constraint line_suspension_document check (length(btrim(document_number)) >= 2),
  constraint line_suspension_end check (ends_on is null or ends_on >= starts_on),
  constraint line_suspension_lifted check (
    (lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_name is null) and (lifted_at is null) = (lifted_reason is null))
);
create unique index line_suspension_once on line_suspension (province, line, coalesce(city, ''), coalesce(county, ''), document_number)
  where lifted_at is null;
create index line_suspension_listed on line_suspension (province, id desc);

-- What was ordered stays as it was ordered; once it can be lifted.
create function keep_line_suspension() returns trigger language plpgsql as $$
begin
  if old.lifted_at is not null or (to_jsonb(new) - array['lifted_by', 'lifted_name', 'lifted_at', 'lifted_reason'])
    is distinct from (to_jsonb(old) - array['lifted_by', 'lifted_name', 'lifted_at', 'lifted_reason']) then
    raise exception 'a suspension is lifted once and not changed otherwise'
      using errcode = '23514', constraint = 'line_suspension_kept', table = 'line_suspension';
  end if;
  return new;
end $$;
create trigger line_suspension_kept before update on line_suspension for each row execute function keep_line_suspension();
revoke delete on line_suspension from qiangyi_app;

alter table line_suspension enable row level security;
alter table line_suspension force row level security;
-- Whom it reaches must see it, so everybody reads what stands above him; nobody reads what stops another city or county.
create policy of_whom_it_reaches on line_suspension for select using (
  province = current_setting('qiangyi.province', true) and case current_setting('qiangyi.level', true)
    when 'system' then true
    when 'province' then true
    when 'city' then city is null or city = current_setting('qiangyi.city', true)
    when 'county' then city is null or (city = current_setting('qiangyi.city', true) and (county is null or county = current_setting('qiangyi.county', true)))
    when 'unit' then city is null or (city = current_setting('qiangyi.city', true) and (county is null or county = current_setting('qiangyi.county', true)))
    else false end);
create policy set_in_own_place on line_suspension for insert with check (
  set_level = current_setting('qiangyi.level', true) and sees(province, city, county, null));
create policy lifted_by_its_level on line_suspension for update using (
  set_level = current_setting('qiangyi.level', true) and sees(province, city, county, null));
