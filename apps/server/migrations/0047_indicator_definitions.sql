-- How an indicator is asked for changes as its formula does: by a further version of its definition with its day. What is measured, its unit and how
-- values come together stay for ever in `indicator`, whose other columns keep what the indicator began with.
alter table indicator_definition
  add column direction text,
  add column category text,
  add column cycle text,
  add column source text,
  add column source_register text,
  add column asked_of text[],
  add column plausible_min numeric,
  add column plausible_max numeric;

alter table indicator no force row level security; -- for this statement the owner looks at all provinces
alter table indicator_definition no force row level security;
alter table indicator_definition disable trigger indicator_definition_append_only;
update indicator_definition d set direction = i.direction, category = i.category, cycle = i.cycle, source = i.source,
  source_register = i.source_register, asked_of = i.asked_of, plausible_min = i.plausible_min, plausible_max = i.plausible_max
from indicator i where i.province = d.province and i.code = d.indicator;
alter table indicator_definition enable trigger indicator_definition_append_only;
alter table indicator_definition force row level security;
alter table indicator force row level security;

alter table indicator_definition
  alter column direction set not null,
  alter column category set not null,
  alter column cycle set not null,
  alter column source set not null,
  alter column asked_of set not null,
  add constraint indicator_definition_direction_known check (direction in ('up', 'down', 'monitor', 'qualitative')),
  add constraint indicator_definition_cycle_known check (cycle in ('month', 'quarter', 'year', 'day')),
  add constraint indicator_definition_asked_of_known check (asked_of <@ array['tertiary', 'secondary', 'primary', 'province', 'city', 'county']),
  add constraint indicator_definition_plausible_order check (plausible_max >= plausible_min);

-- A version that says only how it is computed is asked for like the one before; the first like the indicator itself.
create function complete_indicator_definition() returns trigger language plpgsql as $$
begin
  if new.cycle is not null then return new; end if;
  select direction, category, cycle, source, source_register, asked_of, plausible_min, plausible_max
    into new.direction, new.category, new.cycle, new.source, new.source_register, new.asked_of, new.plausible_min, new.plausible_max
  from (
    select version, direction, category, cycle, source, source_register, asked_of, plausible_min, plausible_max from indicator_definition
      where province = new.province and indicator = new.indicator
    union all
    select 0, direction, category, cycle, source, source_register, asked_of, plausible_min, plausible_max from indicator
      where province = new.province and code = new.indicator) known
  order by version desc limit 1;
  return new;
end $$;
create trigger indicator_definition_completed before insert on indicator_definition
  for each row execute function complete_indicator_definition();
