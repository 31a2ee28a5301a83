-- Which roles exist, at which levels, and which of them one person may not hold together: the same statements as
-- packages/api/src/permissions.ts, held here so that no path around the application can break the separation. A test compares the two.
create table access_role (id text primary key);
create table access_role_level (
  role  text not null references access_role (id),
  level text not null,
  primary key (role, level),
  constraint access_role_level_known check (level in ('province', 'city', 'county', 'unit'))
);
create table access_role_exclusion (
  role  text not null references access_role (id),
  other text not null references access_role (id),
  primary key (role, other),
  constraint access_role_excludes_another check (role <> other)
);
insert into access_role (id) values
  ('prov_health_dept'), ('prov_health_finance'), ('prov_finance_social'), ('city_health_bureau'), ('city_finance_bureau'),
  ('regional_supervision'), ('county_health_bureau'), ('county_finance_bureau'), ('unit_applicant'), ('unit_finance'), ('unit_leader'),
  ('auditor'), ('discipline'), ('sys_admin'), ('sec_admin'), ('audit_admin');
insert into access_role_level (role, level) values
  ('prov_health_dept', 'province'), ('prov_health_finance', 'province'), ('prov_finance_social', 'province'),
  ('city_health_bureau', 'city'), ('city_finance_bureau', 'city'), ('regional_supervision', 'city'),
  ('county_health_bureau', 'county'), ('county_finance_bureau', 'county'),
  ('unit_applicant', 'unit'), ('unit_finance', 'unit'), ('unit_leader', 'unit'),
  ('auditor', 'province'), ('auditor', 'city'), ('auditor', 'county'),
  ('discipline', 'province'), ('discipline', 'city'), ('discipline', 'county'),
  ('sys_admin', 'province'), ('sec_admin', 'province'), ('audit_admin', 'province');
-- The three administrators exclude each other and every business role; in a unit 经办, 财务 and 负责人 are three persons.
insert into access_role_exclusion (role, other)
  select one.id, other.id from access_role one join access_role other on one.id <> other.id
  where one.id in ('sys_admin', 'sec_admin', 'audit_admin') or other.id in ('sys_admin', 'sec_admin', 'audit_admin')
     or (one.id like 'unit\_%' and other.id like 'unit\_%');
revoke insert, update, delete on access_role, access_role_level, access_role_exclusion from qiangyi_app;

create table account (
  province             text        not null,
  id                   uuid        not null,
  login_name           text        not null,
  name                 text        not null,
  level                text        not null,
  city                 text,
  county               text,
  institution          text,
  state                text        not null,
  is_demo              boolean     not null,
  must_change_password boolean     not null,
  -- Attempts are counted before the password is looked at, so that many at once cannot try more than five.
  failures             smallint    not null default 0,
  locked_until         timestamptz,
  last_sign_in_at      timestamptz,
  created_by           text        not null,
  created_at           timestamptz not null,
  activated_by         text,
  primary key (province, id),
  constraint account_login_name_unique unique (province, login_name),
  constraint account_level_unique unique (province, id, level),
  constraint account_login_name_form check (login_name ~ '^[a-z][a-z0-9_.-]{3,39}$'),
  constraint account_name_present check (name = btrim(name) and length(name) between 1 and 50),
  constraint account_state_known check (state in ('waiting', 'active', 'inactive')),
  constraint account_place_fits_level check (case level
    when 'province' then city is null and county is null and institution is null
    when 'city' then city is not null and county is null and institution is null
    when 'county' then city is not null and county is not null and institution is null
    when 'unit' then city is not null and institution is not null
    else false end),
  constraint account_not_activated_by_oneself check (activated_by is distinct from id::text)
);
revoke delete on account from qiangyi_app;
alter table account enable row level security;
alter table account force row level security;
create policy in_scope on account for select
  using (sees(province, city, county, institution) or id::text = current_setting('qiangyi.user', true));
-- Accounts are kept by the province: nobody below it writes them, whatever the application says.
create policy kept_by_province on account
  using (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('province', 'system'));

create table account_role (
  province   text        not null,
  account_id uuid        not null,
  role       text        not null,
  -- Copied from the account so that two foreign keys together say: the role exists at the account's level.
  level      text        not null,
  granted_by text        not null,
  granted_at timestamptz not null,
  primary key (province, account_id, role),
  constraint account_role_of_account foreign key (province, account_id, level) references account (province, id, level),
  constraint account_role_fits_level foreign key (role, level) references access_role_level (role, level),
  constraint account_role_not_by_oneself check (granted_by <> account_id::text)
);
create index account_role_holders_idx on account_role (province, role);
revoke update on account_role from qiangyi_app;
alter table account_role enable row level security;
alter table account_role force row level security;
create policy with_account on account_role for select
  using (exists (select from account a where a.province = account_role.province and a.id = account_role.account_id));
create policy kept_by_province on account_role
  using (province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) in ('province', 'system'));

create function account_role_separation() returns trigger language plpgsql as $$
declare
  opened_by text;
begin
  -- Two grants to one account are judged one after the other, each seeing the other's result.
  select created_by into opened_by from account where province = new.province and id = new.account_id for update;
  if exists (
    select from account_role held join access_role_exclusion x on x.role = new.role and x.other = held.role
    where held.province = new.province and held.account_id = new.account_id
  ) then
    raise exception 'role % excludes a role held by %', new.role, new.account_id
      using errcode = '23514', constraint = 'account_role_exclusive', table = 'account_role';
  end if;
  -- 授权经双人: who opened the account does not give it its powers.
  if opened_by = new.granted_by and new.granted_by <> 'system' then
    raise exception 'account % was opened by the person who grants', new.account_id
      using errcode = '23514', constraint = 'account_role_second_person', table = 'account_role';
  end if;
  return new;
end $$;
create trigger account_role_separation before insert or update on account_role for each row execute function account_role_separation();

-- An installation without one of its three administrators cannot be mended from inside, so the last of each stays.
create function administrators_remain() returns trigger language plpgsql as $$
declare
  leaving_id uuid;
  leaving_roles text[];
begin
  if tg_table_name = 'account' then
    if old.state <> 'active' or new.state = 'active' then return null; end if;
    leaving_id := old.id;
    select array_agg(role) into leaving_roles from account_role where province = old.province and account_id = old.id;
  else
    leaving_id := old.account_id;
    leaving_roles := array[old.role];
    if not exists (select from account where province = old.province and id = old.account_id and state = 'active') then return null; end if;
  end if;
  if not leaving_roles && array['sys_admin', 'sec_admin', 'audit_admin'] then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('administrators/' || old.province, 0));
  if exists (
    select from unnest(leaving_roles) as leaving (role)
    where leaving.role in ('sys_admin', 'sec_admin', 'audit_admin') and not exists (
      select from account_role r join account a on a.province = r.province and a.id = r.account_id
      where r.province = old.province and r.role = leaving.role and a.state = 'active' and a.id <> leaving_id)
  ) then
    raise exception 'the last administrator of its kind stays'
      using errcode = '23514', constraint = 'account_last_administrator', table = tg_table_name;
  end if;
  return null;
end $$;
create trigger administrators_remain after update of state on account for each row execute function administrators_remain();
create trigger administrators_remain after delete on account_role for each row execute function administrators_remain();

-- What follows is read and written by the sign-in itself only, never on behalf of a person: no list, export or join can show a hash.
create function is_system(row_province text) returns boolean language sql stable parallel safe as $$
  select row_province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) = 'system'
$$;

create table credential (
  province      text        not null,
  account_id    uuid        not null,
  password_hash text        not null,
  -- Newest first, the present one included: none of the last five may come back.
  recent_hashes text[]      not null,
  changed_at    timestamptz not null,
  primary key (province, account_id),
  foreign key (province, account_id) references account (province, id),
  constraint credential_is_argon2id check (password_hash like '$argon2id$%'),
  constraint credential_recent_hashes check (recent_hashes[1] = password_hash and array_length(recent_hashes, 1) <= 5)
);
alter table credential enable row level security;
alter table credential force row level security;
create policy system_only on credential using (is_system(province));

-- Only hashes of tokens are kept: who reads the table cannot enter with what it holds.
create table web_session (
  province   text        not null,
  token_hash text        not null,
  account_id uuid        not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null,
  ip         text        not null,
  primary key (province, token_hash),
  foreign key (province, account_id) references account (province, id),
  constraint web_session_token_hash check (token_hash ~ '^[0-9a-f]{64}$')
);
create index web_session_account_idx on web_session (province, account_id);
alter table web_session enable row level security;
alter table web_session force row level security;
create policy system_only on web_session using (is_system(province));

create table sign_in_address (
  province       text        not null,
  ip             text        not null,
  failures       integer     not null,
  last_failed_at timestamptz not null,
  primary key (province, ip)
);
alter table sign_in_address enable row level security;
alter table sign_in_address force row level security;
create policy system_only on sign_in_address using (is_system(province));

create table first_run_link (
  province   text        not null,
  token_hash text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (province, token_hash),
  constraint first_run_link_token_hash check (token_hash ~ '^[0-9a-f]{64}$')
);
alter table first_run_link enable row level security;
alter table first_run_link force row level security;
create policy system_only on first_run_link using (is_system(province));
