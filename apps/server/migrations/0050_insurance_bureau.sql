-- 省医保局: fills its own rows of the province's report of indicators.
insert into access_role (id) values ('prov_insurance_bureau');
insert into access_role_level (role, level) values ('prov_insurance_bureau', 'province');
insert into access_role_exclusion (role, other)
  select a.id, 'prov_insurance_bureau' from access_role a where a.id in ('sys_admin', 'sec_admin', 'audit_admin', 'expert')
  union all select 'prov_insurance_bureau', a.id from access_role a where a.id in ('sys_admin', 'sec_admin', 'audit_admin', 'expert');
