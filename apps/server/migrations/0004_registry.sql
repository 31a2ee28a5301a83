-- Regions are public and the same for everyone; they change by reference data of a release and by recorded decisions only.
create table region (
  province   text not null,
  code       text not null, -- GB/T 2260
  name       text not null,
  kind       text not null,
  parent     text,
  initials   text not null,
  valid_from date,          -- null: the day is not known to us
  valid_to   date,
  primary key (province, code),
  constraint region_code_form check (code ~ '^\d{6}$' and left(code, 2) = province),
  constraint region_kind_fits_code check (coalesce(case kind -- a check that comes to null would pass
    when 'province' then code like '__0000' and parent is null
    when 'city' then code like '____00' and code not like '__0000' and parent = province || '0000'
    when 'district' then code not like '____00' and parent = left(code, 4) || '00'
    when 'county-level-city' then code not like '____00' and parent = left(code, 4) || '00'
    when 'county' then code not like '____00' and parent = left(code, 4) || '00' end, false)),
  constraint region_parent_known foreign key (province, parent) references region (province, code),
  constraint region_validity_order check (valid_to >= valid_from)
);
alter table region enable row level security;
alter table region force row level security;
create policy public_to_read on region for select using (true);
create policy loaded_by_the_platform on region for insert with check (current_setting('qiangyi.level', true) = 'system');
create policy renewed_by_the_platform on region for update using (current_setting('qiangyi.level', true) = 'system');

-- Codes and names that the ground of a region had before.
create table region_former (
  province  text not null,
  code      text not null,
  successor text not null,
  name      text not null,
  change    text not null,
  until     date,
  source    text not null,
  primary key (province, code, successor),
  constraint region_former_successor_known foreign key (province, successor) references region (province, code),
  constraint region_former_change_known check (change in ('renamed', 'merged', 'split'))
);
alter table region_former enable row level security;
alter table region_former force row level security;
create policy public_to_read on region_former for select using (true);
create policy loaded_by_the_platform on region_former for insert with check (current_setting('qiangyi.level', true) = 'system');
create policy renewed_by_the_platform on region_former for update using (current_setting('qiangyi.level', true) = 'system');

-- 省直管 and 农业县 are law-like configuration: each value stands on a document and a person, none is built in.
create table region_decision (
  province       text        not null,
  id             uuid        not null,
  region         text        not null,
  subject        text        not null,
  fiscal_mode    text,
  agricultural   boolean,
  effective_from date        not null,
  effective_to   date,
  basis_doc      text        not null,
  reason         text        not null,
  decided_by     text        not null,
  recorded_at    timestamptz not null,
  primary key (province, id),
  constraint region_decision_region_known foreign key (province, region) references region (province, code),
  constraint region_decision_one_value check (coalesce(case subject
    when 'fiscal-mode' then fiscal_mode in ('CITY_MANAGED', 'PROV_DIRECT_SYSTEM', 'PROV_DIRECT_SUBSIDY') and agricultural is null
    when 'agricultural' then agricultural is not null and fiscal_mode is null end, false)),
  constraint region_decision_validity_order check (effective_to >= effective_from),
  constraint region_decision_has_basis check (length(trim(basis_doc)) > 0 and length(trim(reason)) > 0)
);
create index region_decision_of_region on region_decision (province, region, subject, effective_from);
alter table region_decision enable row level security;
alter table region_decision force row level security;
create policy public_to_read on region_decision for select using (true);
create policy recorded_by_the_province on region_decision for insert
  with check (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('system', 'province'));
create trigger region_decision_append_only before update or delete on region_decision for each row execute function refuse_change();
revoke update, delete on region_decision from qiangyi_app;

create table institution (
  province        text        not null,
  id              text        not null,
  version         integer     not null,
  name            text        not null,
  former_names    jsonb       not null default '[]',
  ownership       text        not null,
  affiliation     text        not null,
  tier            text        not null,
  class           text        not null,
  beds            integer,
  credit_code     text,
  licence         text,
  region          text        not null, -- where it stands
  city            text,                 -- whose it is: the scope. Province-affiliated: both null; city-affiliated: county null
  county          text,
  group_name      text,                 -- of the membership in force, so that a list needs no join
  valid_from      date,
  valid_to        date,
  is_ended        boolean     not null generated always as (valid_to is not null) stored,
  warnings        jsonb       not null default '[]',
  warning_reason  text,
  search          text        not null, -- names, former names, first letters, codes: lower case, without spaces
  normalised_name text        not null,
  changed_at      timestamptz not null,
  primary key (province, id),
  constraint institution_id_length check (length(id) between 1 and 64),
  constraint institution_name_present check (length(trim(name)) >= 2),
  constraint institution_ownership_known check (ownership in ('public', 'private')),
  constraint institution_affiliation_known check (affiliation in ('province', 'city', 'county', 'township')),
  constraint institution_tier_known check (tier in ('tertiary', 'secondary', 'primary', 'unrated')),
  constraint institution_class_known check (class in ('general', 'tcm', 'maternal-child', 'specialised', 'township-centre', 'integrated')),
  constraint institution_beds_range check (beds between 0 and 20000),
  constraint institution_region_known foreign key (province, region) references region (province, code),
  constraint institution_scope_fits_affiliation check (coalesce(case affiliation
    when 'province' then city is null and county is null
    when 'city' then city = left(region, 4) || '00' and county is null
    else city = left(region, 4) || '00' and county = region and region not like '____00' end, false)),
  constraint institution_validity_order check (valid_to >= valid_from),
  -- A doubtful code or a double name may stand, but only with the reason of the person who let it stand.
  constraint institution_warnings_have_reason check (warnings = '[]' or coalesce(length(trim(warning_reason)), 0) > 0)
);
create index institution_by_region on institution (province, region, id);
create index institution_by_name on institution (province, normalised_name);
create index institution_by_credit_code on institution (province, credit_code) where credit_code is not null;
create index institution_search on institution using gin (search gin_trgm_ops);
alter table institution enable row level security;
alter table institution force row level security;
create policy in_scope on institution using (sees(province, city, county, id));

-- Every state that a record ever had, with who made it so and why.
create table institution_version (
  province    text        not null,
  institution text        not null,
  version     integer     not null,
  change      text        not null,
  at          timestamptz not null,
  user_id     text        not null,
  by_name     text        not null,
  reason      text,
  record      jsonb       not null,
  primary key (province, institution, version),
  constraint institution_version_of_institution foreign key (province, institution) references institution (province, id),
  constraint institution_version_change_known check (change in ('created', 'changed', 'imported', 'demo'))
);
alter table institution_version enable row level security;
alter table institution_version force row level security;
-- Whoever sees an institution today sees its whole history, also of the years when it belonged elsewhere.
create policy with_its_institution on institution_version using (exists (
  select from institution i where i.province = institution_version.province and i.id = institution_version.institution));
create trigger institution_version_append_only before update or delete on institution_version for each row execute function refuse_change();
revoke update, delete on institution_version from qiangyi_app;

-- 县级医疗集团 and 城市医疗集团: who belongs to which, since when, and who leads.
create table institution_membership (
  province    text not null,
  id          uuid not null,
  institution text not null,
  kind        text not null,
  group_name  text not null,
  role        text not null,
  joined_on   date,
  left_on     date,
  is_current  boolean not null,
  primary key (province, id),
  constraint membership_of_institution foreign key (province, institution) references institution (province, id),
  constraint membership_kind_known check (kind in ('county', 'city')),
  constraint membership_role_known check (role in ('lead', 'member')),
  constraint membership_dates_order check (left_on >= joined_on)
);
create unique index membership_one_at_a_time on institution_membership (province, institution) where is_current;
create unique index membership_one_lead on institution_membership (province, kind, group_name) where is_current and role = 'lead';
create index membership_of on institution_membership (province, institution);
alter table institution_membership enable row level security;
alter table institution_membership force row level security;
create policy with_its_institution on institution_membership using (exists (
  select from institution i where i.province = institution_membership.province and i.id = institution_membership.institution));

-- Kept totals: how many institutions stand where, by everything that the list filters on. Kept by the statement that writes an institution.
create table institution_tally (
  province    text    not null,
  region      text    not null,
  city        text,
  county      text,
  ownership   text    not null,
  affiliation text    not null,
  tier        text    not null,
  class       text    not null,
  is_ended    boolean not null,
  count       integer not null,
  constraint institution_tally_key unique nulls not distinct (province, region, ownership, affiliation, tier, class, is_ended),
  constraint institution_tally_not_negative check (count >= 0)
);
alter table institution_tally enable row level security;
alter table institution_tally force row level security;
create policy in_scope on institution_tally using (sees(province, city, county, null));

create function keep_institution_tally() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update institution_tally set count = count - 1
    where province = old.province and region = old.region and ownership = old.ownership and affiliation = old.affiliation
      and tier = old.tier and class = old.class and is_ended = (old.valid_to is not null);
  end if;
  if tg_op <> 'DELETE' then
    insert into institution_tally as tally (province, region, city, county, ownership, affiliation, tier, class, is_ended, count)
    values (new.province, new.region, new.city, new.county, new.ownership, new.affiliation, new.tier, new.class, new.valid_to is not null, 1)
    on conflict on constraint institution_tally_key do update set count = tally.count + 1;
  end if;
  return null;
end $$;
create trigger institution_tally_kept after insert or delete or update of region, ownership, affiliation, tier, class, valid_to on institution
  for each row execute function keep_institution_tally();
