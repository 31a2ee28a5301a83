-- What stops a clock that no act in the product stops by itself: the publication of an allocation on a site of the office, with its address and day.
create table clock_stop (
  province      text        not null,
  clock         text        not null, -- rule and subject, as the list of clocks names it
  city          text, -- place of the office whose clock it is
  county        text,
  stopped_on    date        not null,
  evidence      text        not null,
  corrections   integer     not null default 0,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, clock, corrections),
  constraint clock_stop_evidence check (length(btrim(evidence)) >= 4)
);
alter table clock_stop enable row level security;
alter table clock_stop force row level security;
create policy in_scope on clock_stop using (sees(province, city, county, null));
create trigger clock_stop_append_only before update or delete on clock_stop for each row execute function refuse_change();
revoke update, delete on clock_stop from qiangyi_app;
