-- What the registers hold for the year and the plan does not count, because its line was put out to declaration and the library does not hold it.
alter table plan_snapshot add column outside jsonb not null default '[]';
alter table plan_snapshot add constraint plan_snapshot_outside_list check (jsonb_typeof(outside) = 'array');
