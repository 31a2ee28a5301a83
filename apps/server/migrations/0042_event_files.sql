-- The document of a recorded item may come after it, and be replaced until a second person has confirmed what he saw.
create or replace function keep_target_event() returns trigger language plpgsql as $$
begin
  if (old.province, old.id, old.subject, old.indicator, old.name, old.happened_on, old.document, old.recorded_by, old.recorded_on)
      is distinct from (new.province, new.id, new.subject, new.indicator, new.name, new.happened_on, new.document, new.recorded_by, new.recorded_on)
    or (old.confirmed_on is not null and old.confirmed_on is distinct from new.confirmed_on)
    or (old.withdrawn_on is not null and old.withdrawn_on is distinct from new.withdrawn_on)
    or (num_nonnulls(old.confirmed_on, old.withdrawn_on) > 0 and old.file is distinct from new.file) then
    raise exception 'what was said of an event stands' using errcode = '23514', constraint = 'target_event_stands', table = 'target_event';
  end if;
  return new;
end $$;
