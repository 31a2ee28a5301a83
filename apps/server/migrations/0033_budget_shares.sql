-- 负担办法 (qiangyi-2024.art8.1.a, b): which level bears what of a line. Empty until recorded with its source: without a row the province bears it all.
create table sharing_method (
  province         text          not null,
  id               uuid          not null,
  line             text          not null,
  route            text          not null, -- by whose hands a project's money goes: a county's under its city, a county's straight from the province, a city's own
  from_year        integer       not null, -- first budget year; until a later row of the same line and route
  province_percent numeric(5, 2) not null,
  city_percent     numeric(5, 2) not null,
  county_percent   numeric(5, 2) not null,
  source           text          not null,
  corrections      integer       not null default 0,
  recorded_by      text          not null,
  recorded_name    text          not null,
  recorded_at      timestamptz   not null,
  primary key (province, id),
  constraint sharing_method_one_successor unique (province, line, route, from_year, corrections),
  constraint sharing_method_route check (route in ('county', 'direct-county', 'city')),
  constraint sharing_method_year check (from_year between 2000 and 2199),
  constraint sharing_method_percents check (province_percent >= 0 and city_percent >= 0 and county_percent >= 0
    and province_percent + city_percent + county_percent = 100),
  -- Who is not on the way bears nothing.
  constraint sharing_method_of_route check ((route <> 'direct-county' or city_percent = 0) and (route <> 'city' or county_percent = 0)),
  constraint sharing_method_source check (length(btrim(source)) >= 2)
);

-- 本级预算编列: what finance of a region has put into its own budget of a year for the projects that the province has fixed. Each saving is a version.
create table budget_share (
  province        text        not null,
  id              uuid        not null,
  region          text        not null,
  city            text        not null,
  county          text,
  year            integer     not null,
  version         integer     not null,
  document_number text        not null,
  rows            jsonb       not null, -- [{line, subject, title, city, county, wholeFen, shareFen, budgetedFen}] as they stood when it was saved
  share_fen       bigint      not null,
  budgeted_fen    bigint      not null,
  content_sha256  text        not null,
  saved_by        text        not null,
  saved_name      text        not null,
  saved_at        timestamptz not null,
  primary key (province, id),
  constraint budget_share_one_successor unique (province, region, year, version),
  constraint budget_share_document check (length(btrim(document_number)) >= 2),
  constraint budget_share_not_short check (budgeted_fen >= share_fen and share_fen >= 0)
);

-- 同级卫生健康部门会签 of exactly one version.
create table budget_share_signature (
  province    text        not null,
  sheet       uuid        not null,
  city        text        not null,
  county      text,
  signed_by   text        not null,
  signed_name text        not null,
  signed_at   timestamptz not null,
  primary key (province, sheet),
  foreign key (province, sheet) references budget_share (province, id)
);

do $$
declare part text;
begin
  foreach part in array array['sharing_method', 'budget_share', 'budget_share_signature'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
    execute format('revoke update, delete on %1$s from qiangyi_app', part);
  end loop;
  foreach part in array array['budget_share', 'budget_share_signature'] loop
    execute format('create policy in_scope on %1$s using (sees(province, city, county, null))', part);
  end loop;
  execute 'create policy read_by_all on sharing_method for select using (true)';
  execute $p$create policy kept_by_province on sharing_method for insert with check (province = current_setting('qiangyi.province', true)
    and current_setting('qiangyi.level', true) in ('province', 'system'))$p$;
end $$;
