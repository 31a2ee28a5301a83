-- 督办任务: what is recorded of the tasks that the clauses of the plans set. The tasks themselves are the clause register's; a row here names one by its clause.

-- Departments of the province that answer for tasks and have an account of their own.
insert into access_role (id) values ('prov_department');
insert into access_role_level (role, level) values ('prov_department', 'province');
insert into access_role_exclusion (role, other)
  select a.id, 'prov_department' from access_role a where a.id in ('sys_admin', 'sec_admin', 'audit_admin', 'expert')
  union all select 'prov_department', a.id from access_role a where a.id in ('sys_admin', 'sec_admin', 'audit_admin', 'expert');

-- For which unit of the documents such an account speaks; a later row takes the place of an earlier one.
create table task_liaison (
  province   text        not null,
  user_id    text        not null,
  seq        integer     not null,
  unit       text        not null,
  by_user    text        not null,
  by_name    text        not null,
  at         timestamptz not null,
  primary key (province, user_id, seq),
  constraint task_liaison_unit_named check (length(btrim(unit)) between 2 and 60),
  constraint task_liaison_not_by_oneself check (by_user <> user_id)
);

-- One part of a task once somebody answers for it: each lead, each centre, each place, or the whole.
create table task_part (
  province text    not null,
  task     text    not null,
  part     text    not null,
  city     text,
  state    text    not null default 'open',
  primary key (province, task, part),
  constraint task_part_state check (state in ('open', 'closing', 'closed'))
);

create table task_assignment (
  province     text        not null,
  task         text        not null,
  part         text        not null,
  seq          integer     not null,
  city         text,
  unit         text        not null,
  person       text        not null,
  starts_on    date        not null,
  due_on       date,
  target       text        not null,
  every_months smallint    not null,
  reason       text,
  on_day       date        not null,
  by_user      text        not null,
  by_name      text        not null,
  at           timestamptz not null,
  primary key (province, task, part, seq),
  constraint task_assignment_of foreign key (province, task, part) references task_part (province, task, part),
  constraint task_assignment_unit_named check (length(btrim(unit)) between 2 and 60),
  constraint task_assignment_cadence check (every_months in (1, 3, 6, 12)),
  constraint task_assignment_days check (due_on is null or due_on >= starts_on),
  constraint task_assignment_changed_for_reason check (seq = 1 or length(btrim(coalesce(reason, ''))) >= 4)
);

create table task_report (
  province        text        not null,
  id              uuid        not null,
  task            text        not null,
  part            text        not null,
  period          text        not null,
  period_end      date        not null,
  unit            text        not null,
  version         integer     not null, -- a further one puts an earlier one right and keeps it
  city            text,
  progress        smallint    not null,
  done            text        not null,
  problems        text        not null,
  next_step       text        not null,
  needs           text        not null,
  files           uuid[]      not null,
  source_document text,                 -- of a unit without an account: the paper by which it reported
  on_day          date        not null,
  by_user         text        not null,
  by_name         text        not null,
  at              timestamptz not null,
  primary key (province, id),
  constraint task_report_of foreign key (province, task, part) references task_part (province, task, part),
  constraint task_report_version_once unique (province, task, part, unit, period, version),
  constraint task_report_progress check (progress between 0 and 100),
  constraint task_report_says_what check (length(btrim(done)) >= 4),
  constraint task_report_yearly_with_evidence check (period !~ '^[0-9]{4}$' or cardinality(files) > 0)
);
create index task_report_latest_idx on task_report (province, task, part, period_end desc, version desc);

create table task_closure (
  province        text        not null,
  id              uuid        not null,
  task            text        not null,
  part            text        not null,
  city            text,
  unit            text        not null,
  statement       text        not null,
  document_number text        not null,
  issuer          text        not null,
  issued_on       date        not null,
  address         text,
  files           uuid[]      not null,
  source_document text,
  asked_on        date        not null,
  asked_by        text        not null,
  asked_name      text        not null,
  asked_at        timestamptz not null,
  decision        text,
  reason          text,
  decided_on      date,
  decided_by      text,
  decided_name    text,
  decided_at      timestamptz,
  reopened_on     date,
  reopened_by     text,
  reopened_name   text,
  reopened_at     timestamptz,
  reopen_reason   text,
  primary key (province, id),
  constraint task_closure_of foreign key (province, task, part) references task_part (province, task, part),
  constraint task_closure_by_document check (length(btrim(document_number)) >= 2 and length(btrim(issuer)) >= 2 and issued_on <= asked_on),
  constraint task_closure_with_evidence check (cardinality(files) > 0 or length(btrim(coalesce(address, ''))) >= 4),
  constraint task_closure_decision check (decision in ('accepted', 'returned')),
  constraint task_closure_decided_whole check (num_nonnulls(decision, decided_on, decided_by, decided_name, decided_at) in (0, 5)),
  constraint task_closure_accepted_by_another check (decided_by <> asked_by),
  constraint task_closure_returned_for_reason check (decision <> 'returned' or length(btrim(coalesce(reason, ''))) >= 4),
  constraint task_closure_reopened_after_acceptance check (reopened_on is null or (decision = 'accepted' and length(btrim(coalesce(reopen_reason, ''))) >= 4))
);
-- Two requests for the same part would be two truths.
create unique index task_closure_one_waiting on task_closure (province, task, part) where decision is null;

-- What was said stays: a closure is judged once and reopened once.
create function keep_task_closure() returns trigger language plpgsql as $$
begin
  if (old.province, old.id, old.task, old.part, old.unit, old.statement, old.document_number, old.issuer, old.issued_on, old.address, old.files,
      old.source_document, old.asked_on, old.asked_by, old.asked_at)
      is distinct from (new.province, new.id, new.task, new.part, new.unit, new.statement, new.document_number, new.issuer, new.issued_on, new.address,
      new.files, new.source_document, new.asked_on, new.asked_by, new.asked_at)
    or (old.decision is not null and (old.decision, old.reason, old.decided_by, old.decided_at) is distinct from (new.decision, new.reason, new.decided_by, new.decided_at))
    or (old.reopened_on is not null and (old.reopened_on, old.reopened_by, old.reopen_reason) is distinct from (new.reopened_on, new.reopened_by, new.reopen_reason)) then
    raise exception 'what was said of a closure stands' using errcode = '23514', constraint = 'task_closure_stands', table = 'task_closure';
  end if;
  return new;
end $$;
create trigger task_closure_stands before update on task_closure for each row execute function keep_task_closure();

-- 轨迹: every act on a task, in words.
create table task_act (
  province text        not null,
  id       uuid        not null,
  task     text        not null,
  part     text        not null,
  city     text,
  kind     text        not null,
  level    smallint,
  note     text        not null,
  on_day   date        not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, id),
  constraint task_act_kind check (kind in ('assigned', 'reassigned', 'reported', 'corrected', 'closure-asked', 'closure-accepted', 'closure-returned', 'reopened', 'escalated')),
  constraint task_act_escalation_has_level check ((kind = 'escalated') = (level is not null)),
  constraint task_act_level check (level between 1 and 3)
);
create index task_act_of_idx on task_act (province, task, at desc);

-- Evidence as it was handed in; reports and closures name it.
create table task_file (
  province text        not null,
  id       uuid        not null,
  task     text        not null,
  part     text        not null,
  city     text,
  name     text        not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, id),
  constraint task_file_of foreign key (province, task, part) references task_part (province, task, part),
  constraint task_file_stored foreign key (province, id) references stored_file (province, id)
);

-- What somebody is still writing, field by field; nobody else's business.
create table task_draft (
  province text        not null,
  user_id  text        not null,
  task     text        not null,
  part     text        not null,
  form     text        not null,
  field    text        not null,
  value    text        not null,
  version  integer     not null,
  saved_at timestamptz not null,
  primary key (province, user_id, task, part, form, field),
  constraint task_draft_form check (form in ('report', 'closure')),
  constraint task_draft_version check (version >= 1)
);
alter table task_draft enable row level security;
alter table task_draft force row level security;
create policy own_drafts on task_draft using (
  province = current_setting('qiangyi.province', true) and user_id = current_setting('qiangyi.user', true));

do $$ declare kept text; begin
  foreach kept in array array['task_part', 'task_assignment', 'task_report', 'task_closure', 'task_act', 'task_file'] loop
    execute format('alter table %1$s enable row level security', kept);
    execute format('alter table %1$s force row level security', kept);
    -- A task in which a city takes part is that city's too; every other one is the province's.
    execute format('create policy in_scope on %1$s using (sees(province, city, null, null))', kept);
    execute format('revoke delete on %1$s from qiangyi_app', kept);
  end loop;
  foreach kept in array array['task_assignment', 'task_report', 'task_act', 'task_file', 'task_liaison'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', kept);
    execute format('revoke update, delete on %1$s from qiangyi_app', kept);
  end loop;
end $$;
alter table task_liaison enable row level security;
alter table task_liaison force row level security;
create policy in_scope on task_liaison using (sees(province, null, null, null));
