-- 审定: the plan of a year goes from 省卫生健康委 to 省财政厅, which approves it, returns it or changes lines with reasons (qiangyi-2024.art6.b-d).
-- Each act is a row; the latest of a plan is its standing.
create table plan_decision (
  province        text        not null,
  id              uuid        not null,
  plan_id         uuid        not null, -- of an allocation plan, or of a request of the 5G pilot (5g-2022.art11.b)
  proposal        text        not null default 'plan',
  successor_id    uuid, -- the version that 省财政厅 made by changing lines of this one
  step            integer     not null, -- 1 for the first act on a plan
  act             text        not null,
  reason          text,
  document_number text, -- 会议纪要 or 批文 that the act rests on
  content_sha256  text        not null, -- digest of what was submitted or approved: the output and the amounts proposed
  total_fen       bigint      not null,
  acted_by        text        not null,
  acted_name      text        not null,
  acted_role      text        not null,
  acted_on        date        not null,
  acted_at        timestamptz not null,
  primary key (province, id),
  constraint plan_decision_one_successor unique (province, plan_id, step),
  constraint plan_decision_step check (step >= 1),
  constraint plan_decision_proposal check (proposal in ('plan', 'request')),
  constraint plan_decision_act check (act in ('submit', 'withdraw', 'return', 'approve', 'countersign', 'change')),
  constraint plan_decision_return_reasoned check (act <> 'return' or length(btrim(coalesce(reason, ''))) >= 2),
  constraint plan_decision_documented check (act not in ('approve', 'change') or length(btrim(coalesce(document_number, ''))) >= 2),
  constraint plan_decision_successor check ((act = 'change') = (successor_id is not null))
);
create index plan_decision_of_plan on plan_decision (province, plan_id, step desc);
alter table plan_decision enable row level security;
alter table plan_decision force row level security;
create policy of_the_provincial_desk on plan_decision using (sees_plans(province));
create trigger plan_decision_append_only before update or delete on plan_decision for each row execute function refuse_change();
revoke update, delete on plan_decision from qiangyi_app;

-- How a county is managed (体制管理型省直管县 and the like); empty until recorded with its source (qiangyi-2024.art8.1.b).
create table fiscal_relation (
  province       text not null,
  county         text not null,
  mode           text not null,
  effective_from date not null,
  effective_to   date,
  basis          text not null,
  recorded_by    text not null,
  recorded_at    timestamptz not null,
  primary key (province, county, effective_from),
  constraint fiscal_relation_mode check (mode in ('CITY_MANAGED', 'PROV_DIRECT_SYSTEM', 'PROV_DIRECT_SUBSIDY')),
  constraint fiscal_relation_dates check (effective_to is null or effective_to >= effective_from),
  constraint fiscal_relation_basis check (length(btrim(basis)) >= 2)
);
alter table fiscal_relation enable row level security;
alter table fiscal_relation force row level security;
create policy read_by_all on fiscal_relation for select using (true);
create policy kept_by_province on fiscal_relation for all using (province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.level', true) in ('province', 'system'));
revoke delete on fiscal_relation from qiangyi_app;

-- 下达文件 of any level. A draft may change; once issued it stays as it was, and its number is used once by its issuer.
create table allotment_notice (
  province       text        not null,
  id             uuid        not null,
  kind           text        not null,
  fund           text        not null, -- policy document: qiangyi-2024 or 5g-2022
  issuer         text        not null, -- book of a finance bureau
  issuer_region  text        not null, -- six-digit code
  issuer_city    text, -- null: the province itself
  issuer_county  text,
  year           integer     not null, -- budget year of the money
  number         text, -- 文号, given when it is issued
  title          text        not null,
  plan_id        uuid, -- the approved plan, or request of the 5G pilot, that a final notice of the province carries out
  upstream_id    uuid, -- the notice whose money this one passes on
  track_tag      text,
  project_code   text,
  wording        jsonb       not null default '{}', -- addressee, basis, requirements, contact: what the document prints beside its table
  state          text        not null default 'draft',
  row_count      integer     not null default 0,
  total_fen      bigint      not null default 0,
  content_sha256 text, -- of what was signed; set at the first signature, cleared by a change
  drafted_by     text        not null,
  drafted_name   text        not null,
  drafted_at     timestamptz not null,
  issued_by      text,
  issued_name    text,
  issued_on      date,
  issued_at      timestamptz,
  note           text,
  primary key (province, id),
  constraint allotment_notice_kind check (kind in ('early', 'final', 'distribution', 'reduction')),
  constraint allotment_notice_state check (state in ('draft', 'issued', 'cancelled')),
  constraint allotment_notice_issued check ((state = 'issued') = (number is not null and issued_on is not null and issued_by is not null)),
  constraint allotment_notice_number_form check (number ~ '^[\u4e00-\u9fa5]{2,10}〔[0-9]{4}〕[1-9][0-9]*号$'),
  constraint allotment_notice_number_once unique (province, issuer, number),
  constraint allotment_notice_drafter_does_not_issue check (issued_by is null or issued_by <> drafted_by),
  constraint allotment_notice_upstream check ((kind = 'distribution') = (upstream_id is not null)),
  constraint allotment_notice_year check (year between 2000 and 2199),
  foreign key (province, upstream_id) references allotment_notice (province, id)
);
create index allotment_notice_listed on allotment_notice (province, issuer, year, id desc);
create index allotment_notice_upstream_idx on allotment_notice (province, upstream_id);

-- 附件行. `receiver` is the book that gets it; `destination_*` says whom it is for in the end, so that those between pass it on and do not choose.
create table allotment_row (
  province                text    not null,
  notice_id               uuid    not null,
  row_no                  integer not null,
  issuer_city             text, -- as in its notice, so that the row's policy asks no other table
  issuer_county           text,
  is_issued               boolean not null default false, -- before that only the issuer's own people see it
  receiver                text    not null,
  city                    text, -- place of the receiver
  county                  text,
  institution             text,
  destination_city        text,
  destination_county      text,
  destination_institution text, -- null: for the region to distribute (early issue)
  destination_name        text    not null,
  line                    text    not null,
  project                 text, -- earmark.project: the claim's subject or the library's project; null in early issue
  title                   text    not null,
  plan_line_no            integer,
  decision_id             uuid, -- the recorded decision that an amount beside the standard rests on (qiangyi-2024.art6.d)
  quantity                integer,
  standard_fen            bigint,
  allocated_fen           bigint  not null, -- 分配金额
  earlier_fen             bigint  not null default 0, -- 已提前下达
  this_fen                bigint  not null, -- 本次下达
  nature                  text    not null default 'general',
  source_level            text    not null default 'province',
  function_class          text    not null,
  upstream_row            integer, -- row of the upstream notice that it passes on
  targets                 jsonb   not null default '[]', -- performance targets that go down with the money
  note                    text,
  primary key (province, notice_id, row_no),
  constraint allotment_row_sum check (this_fen = allocated_fen - earlier_fen),
  constraint allotment_row_no check (row_no >= 1),
  constraint allotment_row_nature check (nature in ('general', 'governmentFund', 'bond', 'capitalBudget', 'own')),
  constraint allotment_row_source check (source_level in ('central', 'province', 'city', 'county', 'own')),
  foreign key (province, notice_id) references allotment_notice (province, id)
);
create index allotment_row_by_receiver on allotment_row (province, receiver, notice_id);
create index allotment_row_by_place on allotment_row (province, city, county, institution);
create index allotment_row_by_destination on allotment_row (province, destination_institution, line) where destination_institution is not null;

-- 结算事项: what a region got early beyond its final allocation; to be settled back, never a negative payment (qiangyi-2024.art8.2.a).
create table early_settlement (
  province      text    not null,
  notice_id     uuid    not null,
  settlement_no integer not null,
  city          text,
  county        text,
  name          text    not null, -- of the region; the programme as a whole where both places are null
  line          text,
  early_fen     bigint  not null,
  final_fen     bigint  not null,
  settle_fen    bigint  not null,
  primary key (province, notice_id, settlement_no),
  constraint early_settlement_negative check (settle_fen < 0 and settle_fen = final_fen - early_fen),
  foreign key (province, notice_id) references allotment_notice (province, id)
);

create table allotment_signature (
  province       text        not null,
  notice_id      uuid        not null,
  party          text        not null,
  content_sha256 text        not null,
  signed_by      text        not null,
  signed_name    text        not null,
  signed_on      date        not null,
  signed_at      timestamptz not null,
  primary key (province, notice_id, party, content_sha256),
  constraint allotment_signature_party check (party in ('finance', 'health')),
  foreign key (province, notice_id) references allotment_notice (province, id)
);

-- 抄送监管处: made with the release itself and never removed (qiangyi-2024.art8.3.c, art11.d).
create table allotment_copy (
  province     text        not null,
  notice_id    uuid        not null,
  office       text        not null, -- city code of the supervision office
  delivered_at timestamptz not null,
  read_by      text,
  read_name    text,
  read_at      timestamptz,
  primary key (province, notice_id, office),
  constraint allotment_copy_read check ((read_by is null) = (read_at is null)),
  foreign key (province, notice_id) references allotment_notice (province, id)
);

-- 接收: a row is checked by its receiver before anything else is done with it (qiangyi-2024.art8.4.a). One row per row of a notice and act.
create table allotment_receipt (
  province     text        not null,
  notice_id    uuid        not null,
  row_no       integer     not null,
  state        text        not null,
  stated_fen   bigint      not null, -- what the receiver found
  differences  jsonb       not null default '[]',
  received_on  date        not null,
  received_by  text        not null,
  received_name text       not null,
  received_at  timestamptz not null,
  city         text,
  county       text,
  institution  text,
  primary key (province, notice_id, row_no),
  constraint allotment_receipt_state check (state in ('verified', 'mismatch', 'returned')),
  foreign key (province, notice_id, row_no) references allotment_row (province, notice_id, row_no)
);

-- 存疑: what is in doubt lies frozen until the level above has decided (qiangyi-2024.art8.4.b-d).
create table fund_query (
  province        text        not null,
  id              uuid        not null,
  notice_id       uuid        not null,
  row_no          integer     not null,
  book            text        not null, -- where the money lies
  upper_book      text        not null, -- who may close it
  amount_fen      bigint      not null,
  is_whole        boolean     not null,
  reason          text        not null,
  discovered_at   timestamptz not null,
  raised_by       text        not null,
  raised_name     text        not null,
  raised_side     text        not null,
  raised_at       timestamptz not null,
  city            text, -- place of the book
  county          text,
  institution     text,
  state           text        not null default 'open',
  conclusion      text,
  outcome         text,
  closed_by       text,
  closed_name     text,
  closed_at       timestamptz,
  primary key (province, id),
  constraint fund_query_amount check (amount_fen > 0),
  constraint fund_query_reason check (length(btrim(reason)) >= 2),
  constraint fund_query_side check (raised_side in ('finance', 'health', 'unit')),
  constraint fund_query_state check (state in ('open', 'closed')),
  constraint fund_query_closed check ((state = 'closed') = (closed_at is not null and closed_by is not null and length(btrim(conclusion)) >= 2 and outcome is not null)),
  constraint fund_query_outcome check (outcome in ('released', 'corrected', 'returned')),
  foreign key (province, notice_id, row_no) references allotment_row (province, notice_id, row_no)
);
create index fund_query_open on fund_query (province, book) where state = 'open';

-- Whom a query was told, and when: it is complete only when all of them have it (qiangyi-2024.art8.4.b, c).
create table fund_query_delivery (
  province     text        not null,
  query_id     uuid        not null,
  party        text        not null,
  region       text        not null, -- code of the region whose office it is
  delivered_at timestamptz not null,
  read_by      text,
  read_at      timestamptz,
  primary key (province, query_id, party, region),
  constraint fund_query_delivery_party check (party in ('finance', 'health')),
  foreign key (province, query_id) references fund_query (province, id)
);

-- Own-level budget item that contains what was issued early (qiangyi-2024.art8.3.e).
create table budget_incorporation (
  province        text        not null,
  id              uuid        not null,
  notice_id       uuid        not null,
  book            text        not null,
  city            text,
  county          text,
  item            text        not null,
  amount_fen      bigint      not null,
  document_number text        not null,
  approved_on     date        not null,
  corrections     integer     not null default 0,
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint budget_incorporation_one_successor unique (province, notice_id, book, corrections),
  constraint budget_incorporation_amount check (amount_fen >= 0),
  foreign key (province, notice_id) references allotment_notice (province, id)
);

-- Dates and figures that the year's money hangs on, each with its document: 省人代会批准预算之日, expected execution of last year. The latest is in force.
create table fund_year_event (
  province        text        not null,
  id              uuid        not null,
  fund            text        not null,
  year            integer     not null,
  kind            text        not null,
  region          text        not null, -- whose congress; 140000 for the province
  happened_on     date        not null,
  amount_fen      bigint,
  document_number text        not null,
  corrections     integer     not null default 0,
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint fund_year_event_one_successor unique (province, fund, year, kind, region, corrections),
  constraint fund_year_event_kind check (kind in ('budget-approved', 'expected-execution')),
  constraint fund_year_event_amount check ((kind = 'expected-execution') = (amount_fen is not null) and coalesce(amount_fen, 0) >= 0)
);

alter table allotment_row enable row level security;
alter table allotment_row force row level security;
create policy in_scope on allotment_row using (
  sees(province, issuer_city, issuer_county, null)
  or (is_issued and (sees(province, city, county, institution) or sees(province, destination_city, destination_county, destination_institution))));
alter table allotment_notice enable row level security;
alter table allotment_notice force row level security;
create policy in_scope on allotment_notice using (
  sees(province, issuer_city, issuer_county, null)
  or (state = 'issued' and (
    exists (select from allotment_row r where r.province = allotment_notice.province and r.notice_id = allotment_notice.id)
    or exists (select from allotment_copy c where c.province = allotment_notice.province and c.notice_id = allotment_notice.id))));

do $$
declare part text;
begin
  execute 'alter table allotment_copy enable row level security';
  execute 'alter table allotment_copy force row level security';
  -- By its own office alone, not through the notice: an office reads also a notice that has no row in its city.
  execute 'create policy of_its_office on allotment_copy using (sees(province, office, null, null))';
  foreach part in array array['allotment_signature', 'early_settlement'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create policy with_its_notice on %1$s using (exists (select from allotment_notice n where n.province = %1$s.province and n.id = %1$s.notice_id))', part);
  end loop;
  foreach part in array array['allotment_receipt', 'fund_query'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create policy in_scope on %1$s using (sees(province, city, county, institution))', part);
  end loop;
  execute 'alter table fund_query_delivery enable row level security';
  execute 'alter table fund_query_delivery force row level security';
  execute 'create policy with_its_query on fund_query_delivery using (exists (select from fund_query q where q.province = fund_query_delivery.province and q.id = fund_query_delivery.query_id))';
  execute 'alter table budget_incorporation enable row level security';
  execute 'alter table budget_incorporation force row level security';
  execute 'create policy in_scope on budget_incorporation using (sees(province, city, county, null))';
  execute 'alter table fund_year_event enable row level security';
  execute 'alter table fund_year_event force row level security';
  execute 'create policy read_by_all on fund_year_event for select using (true)';
  execute $p$create policy kept_by_its_region on fund_year_event for insert with check (province = current_setting('qiangyi.province', true)
    and (current_setting('qiangyi.level', true) in ('province', 'system') or region in (current_setting('qiangyi.city', true), current_setting('qiangyi.county', true))))$p$;
  foreach part in array array['allotment_signature', 'budget_incorporation', 'fund_year_event', 'allotment_receipt'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
    execute format('revoke update, delete on %1$s from qiangyi_app', part);
  end loop;
  foreach part in array array['allotment_notice', 'allotment_copy', 'fund_query', 'fund_query_delivery'] loop
    execute format('revoke delete on %1$s from qiangyi_app', part);
  end loop;
end $$;

-- An issued or cancelled notice and its rows stay as they are.
create function keep_closed_notice() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' then
    raise exception 'notice % is closed', old.id using errcode = '23514', constraint = 'allotment_notice_closed', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger allotment_notice_closed before update on allotment_notice for each row execute function keep_closed_notice();
create function keep_closed_notice_rows() returns trigger language plpgsql as $$
declare touched record;
begin
  if tg_op = 'DELETE' then touched := old; else touched := new; end if;
  if exists (select from allotment_notice n where n.province = touched.province and n.id = touched.notice_id and n.state <> 'draft') then
    raise exception 'row of a closed notice' using errcode = '23514', constraint = 'allotment_row_closed', table = tg_table_name;
  end if;
  return touched;
end $$;
create trigger allotment_row_closed before insert or update or delete on allotment_row for each row execute function keep_closed_notice_rows();
create trigger early_settlement_closed before insert or update or delete on early_settlement for each row execute function keep_closed_notice_rows();

-- 追踪标识 is given once, by whoever gives the money: what passes it on carries the same.
create function keep_track_tag() returns trigger language plpgsql as $$
begin
  if new.upstream_id is not null and exists (
    select from allotment_notice up where up.province = new.province and up.id = new.upstream_id and up.track_tag is distinct from new.track_tag
  ) then
    raise exception 'the track tag of % is not that of its upstream notice', new.id
      using errcode = '23514', constraint = 'allotment_notice_track_tag_kept', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger allotment_notice_track_tag_kept before insert or update on allotment_notice for each row execute function keep_track_tag();

-- A copy stays with its notice: only its reading is added to it.
create function keep_copy() returns trigger language plpgsql as $$
begin
  if old.read_at is not null or (new.province, new.notice_id, new.office, new.delivered_at) is distinct from (old.province, old.notice_id, old.office, old.delivered_at) then
    raise exception 'a copy stays as it is' using errcode = '23514', constraint = 'allotment_copy_kept', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger allotment_copy_kept before update on allotment_copy for each row execute function keep_copy();

-- 第二条: where the money of a budget comes from, and for the 5G pilot what its size was set by (5g-2022.art4.b).
alter table line_budget add column fund_source text not null default 'provincial-budget';
alter table line_budget add column factors jsonb not null default '{}';
alter table line_budget add constraint line_budget_fund_source check (fund_source in ('central-capital', 'provincial-capital', 'central-budget', 'provincial-budget', 'bond', 'other'));
alter table line_budget add constraint line_budget_pilot_source check (line <> '5g-pilot' or fund_source = 'provincial-budget');

-- How a county is managed is decided in the registry, with its source; it stands here as the notices ask for it.
create function keep_fiscal_relation() returns trigger language plpgsql as $$
begin
  insert into fiscal_relation (province, county, mode, effective_from, effective_to, basis, recorded_by, recorded_at)
  values (new.province, new.region, new.fiscal_mode, new.effective_from, new.effective_to, new.basis_doc, new.decided_by, new.recorded_at)
  on conflict (province, county, effective_from) do update set mode = excluded.mode, effective_to = excluded.effective_to, basis = excluded.basis,
    recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at;
  return null;
end $$;
create trigger region_decision_fiscal_mode after insert on region_decision for each row when (new.subject = 'fiscal-mode') execute function keep_fiscal_relation();
insert into fiscal_relation (province, county, mode, effective_from, effective_to, basis, recorded_by, recorded_at)
select distinct on (province, region, effective_from) province, region, fiscal_mode, effective_from, effective_to, basis_doc, decided_by, recorded_at
from region_decision where subject = 'fiscal-mode' order by province, region, effective_from, recorded_at desc;
