-- Which version of the rules computed a frozen plan: a later difference of bytes is then told from damage. Null: frozen before versions were kept.
alter table allocation_plan add column rules_version text;

-- 发布给市县: the act by which a frozen version becomes readable below the province, each for its own part. The latest publication of a
-- year is the one in force; a later one takes its place, and that is how a publication is withdrawn (docs/decisions/0014).
create table plan_publication (
  province       text        not null,
  id             uuid        not null,
  plan_id        uuid        not null,
  year           integer     not null,
  step           integer     not null, -- 1 for the first of a year
  title          text        not null,
  version        integer     not null,
  decision_date  date        not null,
  published_on   date        not null,
  note           text,
  published_by   text        not null,
  published_name text        not null,
  published_at   timestamptz not null,
  written_in     xid8        not null default pg_current_xact_id(),
  primary key (province, id),
  constraint plan_publication_one_successor unique (province, year, step),
  constraint plan_publication_step check (step >= 1),
  foreign key (province, plan_id) references allocation_plan (province, id)
);
create index plan_publication_of_plan on plan_publication (province, plan_id);

create function publish_frozen_only() returns trigger language plpgsql as $$
begin
  if not exists (
    select from allocation_plan p
    where p.province = new.province and p.id = new.plan_id and p.state = 'frozen' and p.year = new.year and p.version = new.version
  ) then
    raise exception 'plan % is no frozen version of %', new.plan_id, new.year
      using errcode = '23514', constraint = 'plan_publication_of_frozen', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger plan_publication_of_frozen before insert on plan_publication for each row execute function publish_frozen_only();

create view current_publication with (security_invoker = true) as
  select * from plan_publication p where not exists (
    select from plan_publication later where later.province = p.province and later.year = p.year and later.step > p.step);
revoke insert, update, delete on current_publication from qiangyi_app;

-- What is read below the province is written once, at publication, as rows with places: the plan itself, with everyone's facts in its
-- snapshot, stays with the provincial desk.
create table published_line (
  province         text     not null,
  publication_id   uuid     not null,
  line_no          integer  not null,
  line             text     not null,
  year             integer  not null,
  subject          text     not null,
  title            text     not null,
  place            text     not null,
  city             text, -- null: 省本级
  county           text, -- null: 省本级 or 市本级
  institution      text,
  institution_name text,
  status           text     not null,
  amount_fen       bigint   not null,
  held_fen         bigint   not null,
  recovery_fen     bigint   not null,
  manual_fen       bigint,
  proposed_fen     bigint   not null generated always as (coalesce(manual_fen, amount_fen)) stored,
  allocated_fen    bigint   not null, -- what the amount was lessened by
  fact_count       integer  not null,
  errors           text[]   not null,
  clauses          text[]   not null,
  explanation      jsonb    not null, -- steps, readings, decision, manual amount; the facts stand in rows of their own
  search           text     not null,
  primary key (province, publication_id, line_no),
  constraint published_line_status check (status in ('payable', 'not_payable', 'decision_required')),
  constraint published_line_not_negative
    check (amount_fen >= 0 and held_fen >= 0 and recovery_fen >= 0 and allocated_fen >= 0 and fact_count >= 0 and coalesce(manual_fen, 0) >= 0),
  foreign key (province, publication_id) references plan_publication (province, id)
);

-- One row per place that a line concerns: where it stands, and where its money goes. Their sums are the sums of the plan.
create table published_share (
  province         text    not null,
  publication_id   uuid    not null,
  line_no          integer not null,
  share_no         integer not null,
  city             text,
  county           text,
  institution      text,
  institution_name text,
  is_standing      boolean not null, -- the line stands here; what is held and what is to be returned counts here
  due_fen          bigint  not null,
  proposed_fen     bigint  not null,
  held_fen         bigint  not null,
  recovery_fen     bigint  not null,
  primary key (province, publication_id, line_no, share_no),
  constraint published_share_not_negative check (due_fen >= 0 and proposed_fen >= 0 and held_fen >= 0 and recovery_fen >= 0),
  foreign key (province, publication_id, line_no) references published_line (province, publication_id, line_no)
);
create unique index published_share_one_standing on published_share (province, publication_id, line_no) where is_standing;
-- One index for each breadth of scope, so that a page costs the same however large the province.
create index published_share_by_city on published_share (province, publication_id, city, line_no);
create index published_share_by_county on published_share (province, publication_id, county, line_no);
create index published_share_by_institution on published_share (province, publication_id, institution, line_no);

-- The facts behind a line, each under its own place: whoever reads the line sees those of them that are his.
create table published_fact (
  province       text    not null,
  publication_id uuid    not null,
  line_no        integer not null,
  fact_no        integer not null,
  fact_id        text    not null,
  type           text    not null,
  fields         jsonb   not null,
  city           text,
  county         text,
  institution    text,
  primary key (province, publication_id, line_no, fact_no),
  foreign key (province, publication_id, line_no) references published_line (province, publication_id, line_no)
);

-- 同比与已分配 as they stood when the plan was built, by line and place.
create table published_comparison (
  province                text   not null,
  publication_id          uuid   not null,
  line                    text   not null,
  city                    text   not null, -- '' : 省本级
  county                  text   not null, -- '' : 省本级 or 市本级
  institution             text   not null, -- '' : no single institution
  last_year_fen           bigint not null,
  allocated_fen           bigint not null,
  allocated_last_year_fen bigint not null,
  allocated_ever_fen      bigint not null,
  primary key (province, publication_id, line, city, county, institution),
  constraint published_comparison_not_negative
    check (last_year_fen >= 0 and allocated_fen >= 0 and allocated_last_year_fen >= 0 and allocated_ever_fen >= 0),
  foreign key (province, publication_id) references plan_publication (province, id)
);

-- A publication is whole when it is committed; nothing joins it afterwards.
create function refuse_late_part() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct province, publication_id from added) a
    join plan_publication p on p.province = a.province and p.id = a.publication_id where p.written_in <> pg_current_xact_id()
  ) then
    raise exception '% belongs to an earlier publication', tg_table_name
      using errcode = '23514', constraint = tg_table_name || '_sealed', table = tg_table_name;
  end if;
  return null;
end $$;

do $$
declare part text;
begin
  foreach part in array array['plan_publication', 'published_line', 'published_share', 'published_fact', 'published_comparison'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
    execute format('revoke update, delete on %1$s from qiangyi_app', part);
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create policy of_the_provincial_desk on %1$s using (sees_plans(province))', part);
    if part <> 'plan_publication' then
      execute format('create trigger %1$s_sealed after insert on %1$s referencing new table as added for each statement execute function refuse_late_part()', part);
    end if;
  end loop;
end $$;

-- Below the province: that there is a publication, to every account; its rows, only while it is the one in force and only the own ones.
create policy announced_below on plan_publication for select using (
  province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('city', 'county', 'unit'));
create policy own_part_below on published_share for select using (
  sees(province, city, county, institution) and publication_id in (select id from current_publication));
create policy own_part_below on published_line for select using (exists (
  select from published_share s
  where s.province = published_line.province and s.publication_id = published_line.publication_id and s.line_no = published_line.line_no));
create policy own_part_below on published_fact for select using (
  sees(province, city, county, institution) and publication_id in (select id from current_publication));
create policy own_part_below on published_comparison for select using (
  sees(province, nullif(city, ''), nullif(county, ''), nullif(institution, '')) and publication_id in (select id from current_publication));
