-- Allocation plans are the business of the provincial desk alone (clause qiangyi-2024.art6.b): no city, county or hospital sees a proposal.
create function sees_plans(row_province text) returns boolean
language sql stable parallel safe as $$
  select row_province = current_setting('qiangyi.province', true)
    and current_setting('qiangyi.level', true) in ('province', 'system')
$$;

-- Budgets, earlier allocations, investment plans, decisions and manual amounts are evidence: a mistake is corrected by a later row,
-- and the latest row of a key is the one in force.
create table line_budget (
  province        text        not null,
  id              uuid        not null,
  line            text        not null, -- a funding line, or 'fund' for the fund as a whole
  year            integer     not null,
  amount_fen      bigint      not null,
  source          text        not null,
  document_number text        not null,
  reason          text,
  corrections     integer     not null default 0,
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint line_budget_one_successor unique (province, line, year, corrections),
  constraint line_budget_not_negative check (amount_fen >= 0),
  constraint line_budget_year check (year between 2000 and 2199),
  constraint line_budget_sourced check (source <> '' and document_number <> ''),
  constraint line_budget_correction_reasoned check (corrections = 0 or reason <> '')
);

create table allocated_amount (
  province        text        not null,
  id              uuid        not null,
  line            text        not null,
  subject         text        not null,
  year            integer     not null,
  document_number text        not null,
  amount_fen      bigint      not null,
  reason          text,
  corrections     integer     not null default 0,
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint allocated_amount_one_successor unique (province, line, subject, year, document_number, corrections),
  constraint allocated_amount_not_negative check (amount_fen >= 0),
  constraint allocated_amount_year check (year between 2000 and 2199),
  constraint allocated_amount_documented check (document_number <> ''),
  constraint allocated_amount_correction_reasoned check (corrections = 0 or reason <> '')
);

create table investment_item (
  province        text        not null,
  id              uuid        not null,
  line            text        not null,
  year            integer     not null,
  quantity        integer     not null,
  standard_fen    bigint      not null,
  total_fen       bigint      not null generated always as (quantity * standard_fen) stored,
  source_mix      text        not null,
  approved_on     date        not null,
  document_number text        not null,
  reason          text,
  corrections     integer     not null default 0,
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint investment_item_one_successor unique (province, line, year, corrections),
  constraint investment_item_not_negative check (quantity >= 0 and standard_fen >= 0),
  constraint investment_item_documented check (document_number <> '' and source_mix <> ''),
  constraint investment_item_correction_reasoned check (corrections = 0 or reason <> '')
);

-- Which projects are key (重点) is not defined by the text: a flag with a reason (qiangyi-2024.art4.2.b).
create table key_project (
  province      text        not null,
  id            uuid        not null,
  line          text        not null,
  subject       text        not null,
  is_key        boolean     not null,
  reason        text        not null,
  changes       integer     not null default 0,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, id),
  constraint key_project_one_successor unique (province, line, subject, changes),
  constraint key_project_reasoned check (reason <> '')
);

-- Decisions that lift a decision_required (reading, by whom, on which day, why).
create table result_decision (
  province        text        not null,
  id              uuid        not null,
  line            text        not null,
  subject         text        not null,
  year            integer     not null,
  amount_fen      bigint      not null,
  reading         text,
  decided_by      text        not null,
  decided_on      date        not null,
  reason          text        not null,
  document_number text,
  corrections     integer     not null default 0,
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint result_decision_one_successor unique (province, line, subject, year, corrections),
  constraint result_decision_not_negative check (amount_fen >= 0),
  constraint result_decision_reasoned check (reason <> '' and decided_by <> '')
);

-- One counter per kind of input, so that a plan knows which of them moved since it was built.
create table allocations_revision (
  province text   not null,
  kind     text   not null,
  revision bigint not null,
  primary key (province, kind),
  constraint allocations_revision_kind check (kind in ('budgets', 'allocated', 'decisions'))
);
create function count_allocations_revision() returns trigger language plpgsql as $$
begin
  insert into allocations_revision (province, kind, revision)
    select distinct province, tg_argv[0], 1 from added
    on conflict (province, kind) do update set revision = allocations_revision.revision + 1;
  return null;
end $$;
create trigger line_budget_revision after insert on line_budget referencing new table as added
  for each statement execute function count_allocations_revision('budgets');
create trigger allocated_amount_revision after insert on allocated_amount referencing new table as added
  for each statement execute function count_allocations_revision('allocated');
create trigger result_decision_revision after insert on result_decision referencing new table as added
  for each statement execute function count_allocations_revision('decisions');

-- 建议方案: built from a snapshot of its input; a draft is rebuilt as a whole, a frozen version never changes.
create table allocation_plan (
  province       text        not null,
  id             uuid        not null,
  kind           text        not null,
  base_plan_id   uuid,
  year           integer     not null,
  title          text        not null,
  state          text        not null default 'draft',
  version        integer,
  decision_date  date        not null,
  revisions      jsonb       not null, -- what the input counters said when it was built
  result_count   integer     not null default 0,
  payable_count  integer     not null default 0,
  refused_count  integer     not null default 0,
  decision_count integer     not null default 0,
  manual_count   integer     not null default 0,
  due_fen        bigint      not null default 0,
  proposed_fen   bigint      not null default 0,
  held_fen       bigint      not null default 0,
  recovery_fen   bigint      not null default 0,
  input_sha256   text        not null,
  output_sha256  text        not null,
  built_by       text        not null,
  built_name     text        not null,
  built_at       timestamptz not null,
  frozen_at      timestamptz,
  note           text,
  primary key (province, id),
  constraint allocation_plan_kind check (kind in ('plan', 'scenario') and (kind = 'scenario') = (base_plan_id is not null)),
  constraint allocation_plan_state check (state in ('draft', 'frozen', 'discarded')),
  constraint allocation_plan_version check ((state = 'frozen') = (version is not null) and (state = 'frozen') = (frozen_at is not null)),
  constraint allocation_plan_scenario_not_frozen check (not (kind = 'scenario' and state = 'frozen')),
  constraint allocation_plan_one_version unique (province, year, version),
  constraint allocation_plan_digests check (input_sha256 ~ '^[0-9a-f]{64}$' and output_sha256 ~ '^[0-9a-f]{64}$'),
  foreign key (province, base_plan_id) references allocation_plan (province, id)
);
create index allocation_plan_listed on allocation_plan (province, id desc) where state <> 'discarded';

-- What went in and what came out, byte for byte (gzip of canonical JSON), apart from the row that lists read.
create table plan_snapshot (
  province  text  not null,
  plan_id   uuid  not null,
  input     bytea not null,
  output    bytea not null,
  standards jsonb, -- amounts that a scenario changed; null where the standards in force were used
  primary key (province, plan_id),
  foreign key (province, plan_id) references allocation_plan (province, id)
);

create table plan_line (
  province         text     not null,
  plan_id          uuid     not null,
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
  splits           jsonb    not null,
  errors           text[]   not null,
  clauses          text[]   not null,
  readings         text[]   not null,
  is_key           boolean  not null default false,
  manual_fen       bigint,
  manual_due_fen   bigint, -- what was due when the manual amount was set
  adjustment_id    uuid,
  proposed_fen     bigint   not null generated always as (coalesce(manual_fen, amount_fen)) stored,
  search           text     not null,
  primary key (province, plan_id, line_no),
  constraint plan_line_one_per_claim unique (province, plan_id, line, year, subject),
  constraint plan_line_status check (status in ('payable', 'not_payable', 'decision_required')),
  constraint plan_line_not_negative check (amount_fen >= 0 and held_fen >= 0 and recovery_fen >= 0 and (manual_fen is null or manual_fen >= 0)),
  constraint plan_line_refused_without_money check (status <> 'not_payable' or (amount_fen = 0 and held_fen = 0)),
  constraint plan_line_manual_recorded check ((manual_fen is null) = (adjustment_id is null) and (manual_fen is null) = (manual_due_fen is null)),
  foreign key (province, plan_id) references allocation_plan (province, id)
);
create index plan_line_by_amount on plan_line (province, plan_id, proposed_fen desc, line_no);
create index plan_line_by_place on plan_line (province, plan_id, line, city, county, institution);

-- The finest sums: one row per line, place and institution. Every total on screen is a sum of these, so that levels agree by construction.
create table plan_cell (
  province       text    not null,
  plan_id        uuid    not null,
  line           text    not null,
  city           text    not null, -- '' : 省本级
  county         text    not null, -- '' : 省本级 or 市本级
  institution    text    not null, -- '' : no single institution
  result_count   integer not null,
  payable_count  integer not null,
  refused_count  integer not null,
  decision_count integer not null,
  manual_count   integer not null,
  due_fen        bigint  not null,
  proposed_fen   bigint  not null,
  held_fen       bigint  not null,
  recovery_fen   bigint  not null,
  primary key (province, plan_id, line, city, county, institution),
  foreign key (province, plan_id) references allocation_plan (province, id)
);

-- Manual amounts, with the reason that qiangyi-2024.art6.d asks for; null takes an earlier one back.
create table plan_adjustment (
  province        text        not null,
  id              uuid        not null,
  plan_id         uuid        not null,
  line            text        not null,
  subject         text        not null,
  year            integer     not null,
  amount_fen      bigint,
  due_fen         bigint      not null,
  reason          text        not null,
  decided_by      text        not null,
  document_number text,
  step            integer     not null, -- 0 for the first of a claim
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint plan_adjustment_one_successor unique (province, plan_id, line, subject, year, step),
  constraint plan_adjustment_not_negative check (amount_fen is null or amount_fen >= 0),
  constraint plan_adjustment_reasoned check (reason <> ''),
  foreign key (province, plan_id) references allocation_plan (province, id)
);

-- A frozen or discarded plan stays as it was, whoever asks.
create function keep_closed_plan() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'draft' then
    raise exception 'plan % is closed', old.id using errcode = '23514', constraint = 'allocation_plan_frozen', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger allocation_plan_frozen before update or delete on allocation_plan for each row execute function keep_closed_plan();

create function keep_closed_plan_parts() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct province, plan_id from changed) c
    join allocation_plan p on p.province = c.province and p.id = c.plan_id where p.state <> 'draft'
  ) then
    raise exception '% belongs to a closed plan', tg_table_name using errcode = '23514', constraint = tg_table_name || '_frozen', table = tg_table_name;
  end if;
  return null;
end $$;

do $$
declare part text;
begin
  foreach part in array array['plan_snapshot', 'plan_line', 'plan_cell', 'plan_adjustment'] loop
    execute format('create trigger %1$s_frozen_insert after insert on %1$s referencing new table as changed for each statement execute function keep_closed_plan_parts()', part);
    if part <> 'plan_adjustment' then
      execute format('create trigger %1$s_frozen_update after update on %1$s referencing new table as changed for each statement execute function keep_closed_plan_parts()', part);
      execute format('create trigger %1$s_frozen_delete after delete on %1$s referencing old table as changed for each statement execute function keep_closed_plan_parts()', part);
    end if;
  end loop;
  foreach part in array array['line_budget', 'allocated_amount', 'investment_item', 'key_project', 'result_decision', 'plan_adjustment'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
    execute format('revoke update, delete on %1$s from qiangyi_app', part);
  end loop;
  revoke delete on allocation_plan from qiangyi_app;
  foreach part in array array['line_budget', 'allocated_amount', 'investment_item', 'key_project', 'result_decision', 'allocations_revision',
    'allocation_plan', 'plan_snapshot', 'plan_line', 'plan_cell', 'plan_adjustment'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create policy of_the_provincial_desk on %1$s using (sees_plans(province))', part);
  end loop;
end $$;
