-- 采购目录及限额标准 of a year, with its source. The latest record of a year is in force; none of them is ever changed.
create table procurement_rule (
  province      text        not null,
  id            uuid        not null,
  year          integer     not null,
  corrections   integer     not null default 0,
  threshold_fen bigint      not null,
  catalogue     text[]      not null,
  source        text        not null,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, id),
  constraint procurement_rule_one_successor unique (province, year, corrections),
  constraint procurement_rule_threshold check (threshold_fen > 0),
  constraint procurement_rule_source check (length(btrim(source)) >= 2)
);
alter table procurement_rule enable row level security;
alter table procurement_rule force row level security;
create policy read_by_all on procurement_rule for select using (true);
create policy kept_by_province on procurement_rule for insert with check (province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.level', true) in ('province', 'system'));
create trigger procurement_rule_append_only before update or delete on procurement_rule for each row execute function refuse_change();
revoke update, delete on procurement_rule from qiangyi_app;

-- 采购合同台账: what a payment for something bought rests on (qiangyi-2024.art10.2.d).
create table procurement_record (
  province        text        not null,
  id              uuid        not null,
  city            text,
  county          text,
  institution     text        not null,
  earmark         text        not null, -- the account page of the project that buys
  method          text        not null,
  filing_number   text        not null, -- 采购备案号
  item            text        not null,
  notice_number   text,
  result_document text,
  contract_number text,
  contract_fen    bigint,
  supplier        text,
  signed_on       date,
  accepted_on     date,
  acceptance_note text,
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint procurement_record_filed_once unique (province, institution, filing_number),
  constraint procurement_record_method check (method in ('open', 'invited', 'negotiation', 'consultation', 'inquiry', 'single-source', 'framework', 'e-mall')),
  constraint procurement_record_contract check ((contract_number is null) = (contract_fen is null) and coalesce(contract_fen, 1) > 0),
  constraint procurement_record_accepted check (accepted_on is null or contract_number is not null)
);
alter table procurement_record enable row level security;
alter table procurement_record force row level security;
create policy in_scope on procurement_record using (sees(province, city, county, institution));
revoke delete on procurement_record from qiangyi_app;

create table payment_number (
  province text    not null,
  year     integer not null,
  last     integer not null,
  primary key (province, year)
);
alter table payment_number enable row level security;
alter table payment_number force row level security;
create policy of_province on payment_number using (province = current_setting('qiangyi.province', true));

-- 支付申请: one project page, one payee, one amount; frozen while it is on its way.
create table payment_request (
  province          text        not null,
  id                uuid        not null,
  number            text        not null,
  city              text,
  county            text,
  institution       text        not null,
  book              text        not null, -- the unit's
  bureau            text        not null, -- the finance bureau whose treasury pays
  earmark           text        not null, -- id of the account page
  page              jsonb       not null, -- the page's parts as they stood, for print and for reading without the books
  line              text        not null,
  project           text        not null,
  year              integer     not null, -- budget year of the money
  purpose           text        not null,
  category          text        not null,
  reason            text,
  persons           text[]      not null default '{}',
  telemedicine      jsonb,
  amount_fen        bigint      not null,
  department_class  text        not null,
  government_class  text        not null,
  payee_kind        text        not null,
  payee_name        text        not null,
  payee_institution text,
  payee_bank        text        not null,
  payee_account     jsonb       not null, -- sealed; only its mask is ever shown without being asked for
  method            text        not null,
  settlement        text        not null,
  contract_number   text,
  procurement       uuid,
  invoice_number    text,
  is_prepayment     boolean     not null default false,
  state             text        not null,
  round             integer     not null default 1, -- grows with each submission
  checks            jsonb       not null, -- what the submission was tested against, each with its clause
  requested_by      text        not null,
  requested_name    text        not null,
  requested_on      date        not null,
  requested_at      timestamptz not null,
  approved_by       text,
  approved_name     text,
  approved_at       timestamptz,
  paid_by           text,
  paid_name         text,
  paid_on           date,
  paid_at           timestamptz,
  voucher_number    text,
  receipt_number    text,
  zero_balance_account text,
  refunded_fen      bigint      not null default 0,
  cleared_fen       bigint      not null default 0,
  version           integer     not null default 1,
  primary key (province, id),
  constraint payment_request_number_once unique (province, number),
  constraint payment_request_amount check (amount_fen > 0),
  constraint payment_request_state check (state in ('submitted', 'approved', 'returned', 'withdrawn', 'refused', 'paid')),
  constraint payment_request_channel check (method in ('DIRECT', 'AUTHORIZED', 'INTEGRATED')),
  constraint payment_request_project check (length(btrim(project)) > 0),
  constraint payment_request_classes check (department_class ~ '^3[0-9]{4}$' and government_class ~ '^5[0-9]{4}$'),
  constraint payment_request_payee_kind check (payee_kind in ('own', 'supplier', 'institution', 'person')),
  constraint payment_request_account_sealed check (payee_account ? 'sealed' and payee_account ? 'masked' and not payee_account ? 'text'),
  constraint payment_request_requester_does_not_approve check (approved_by is null or approved_by <> requested_by),
  constraint payment_request_payer_is_third check (paid_by is null or (paid_by <> requested_by and paid_by <> approved_by)),
  constraint payment_request_approved check (state not in ('approved', 'paid') or approved_by is not null),
  constraint payment_request_paid check ((state = 'paid') = (paid_by is not null and paid_on is not null and voucher_number is not null and receipt_number is not null)),
  constraint payment_request_voucher_once unique (province, bureau, voucher_number),
  constraint payment_request_refunds_within check (refunded_fen between 0 and amount_fen),
  constraint payment_request_clearing_within check (cleared_fen between 0 and case when is_prepayment then amount_fen - refunded_fen else 0 end),
  foreign key (province, procurement) references procurement_record (province, id)
);
create index payment_request_listed on payment_request (province, state, id desc);
create index payment_request_by_unit on payment_request (province, institution, id desc);
create index payment_request_by_bureau on payment_request (province, bureau, state, id desc);
create index payment_request_by_page on payment_request (province, book, earmark);
alter table payment_request enable row level security;
alter table payment_request force row level security;
create policy in_scope on payment_request using (sees(province, city, county, institution));
revoke delete on payment_request from qiangyi_app;
-- What was paid stays: afterwards only refunds and clearings are counted on it.
create function keep_paid_request() returns trigger language plpgsql as $$
begin
  if old.state in ('paid', 'refused', 'withdrawn')
    and (to_jsonb(new) - array['refunded_fen', 'cleared_fen', 'version']) is distinct from (to_jsonb(old) - array['refunded_fen', 'cleared_fen', 'version']) then
    raise exception 'payment request % is closed', old.number using errcode = '23514', constraint = 'payment_request_closed', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger payment_request_closed before update on payment_request for each row execute function keep_paid_request();

-- The trail: who did what, in which duty, on what it rests.
create table payment_step (
  province text        not null,
  request  uuid        not null,
  seq      integer     not null,
  act      text        not null,
  round    integer     not null,
  by_user  text        not null,
  by_name  text        not null,
  by_role  text        not null,
  at       timestamptz not null,
  opinion  text,
  document text,
  city     text,
  county   text,
  institution text     not null,
  primary key (province, request, seq),
  constraint payment_step_act check (act in ('submit', 'withdraw', 'approve', 'return', 'pay', 'refuse', 'refund', 'recover', 'clear')),
  constraint payment_step_reasoned check (act not in ('return', 'refuse', 'refund', 'recover') or length(btrim(coalesce(opinion, ''))) >= 2),
  foreign key (province, request) references payment_request (province, id)
);
create table payment_attachment (
  province   text    not null,
  request    uuid    not null,
  round      integer not null,
  file       uuid    not null,
  name       text    not null,
  media_type text    not null,
  size_bytes bigint  not null,
  sha256     text    not null,
  city       text,
  county     text,
  institution text   not null,
  primary key (province, request, round, file),
  constraint payment_attachment_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  foreign key (province, request) references payment_request (province, id),
  foreign key (province, file) references stored_file (province, id)
);
-- Money that came back, and prepayments that became expenditure.
create table payment_movement (
  province       text        not null,
  id             uuid        not null,
  request        uuid        not null,
  kind           text        not null,
  amount_fen     bigint      not null,
  happened_on    date        not null,
  bureau         text        not null,
  voucher_number text        not null,
  reason         text        not null,
  by_user        text        not null,
  by_name        text        not null,
  at             timestamptz not null,
  city           text,
  county         text,
  institution    text        not null,
  primary key (province, id),
  constraint payment_movement_kind check (kind in ('refund', 'recovery', 'clearing')),
  constraint payment_movement_amount check (amount_fen > 0),
  constraint payment_movement_voucher_once unique (province, bureau, voucher_number),
  foreign key (province, request) references payment_request (province, id)
);
-- A payment that the checks refused: 拦截. It names what was asked for, never an account.
create table payment_refusal (
  province    text        not null,
  id          uuid        not null,
  code        text        not null,
  clause      text,
  sentence    text        not null,
  purpose     text        not null,
  amount_fen  bigint      not null,
  line        text,
  project     text,
  by_user     text        not null,
  by_name     text        not null,
  at          timestamptz not null,
  city        text,
  county      text,
  institution text        not null,
  primary key (province, id)
);
create index payment_refusal_listed on payment_refusal (province, institution, id desc);
-- 暂停支付: blocks until the level that set it lifts it (5g-2022.art19.b).
create table payment_suspension (
  province        text        not null,
  id              uuid        not null,
  city            text,
  county          text,
  institution     text        not null,
  institution_name text       not null,
  earmark         text, -- null: every page of the unit
  reason          text        not null,
  document_number text        not null,
  set_level       text        not null,
  set_by          text        not null,
  set_name        text        not null,
  set_at          timestamptz not null,
  lifted_by       text,
  lifted_name     text,
  lifted_at       timestamptz,
  lifted_reason   text,
  primary key (province, id),
  constraint payment_suspension_reason check (length(btrim(reason)) >= 2),
  constraint payment_suspension_lifted check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_reason is null))
);
create index payment_suspension_open on payment_suspension (province, institution) where lifted_at is null;
-- 实施方案和绩效管理要求 of the 5G pilot: released by the province, confirmed by each unit before it may be paid (5g-2022.art11.d).
create table implementation_release (
  province        text        not null,
  id              uuid        not null,
  fund            text        not null,
  year            integer     not null,
  kind            text        not null,
  title           text        not null,
  document_number text        not null,
  released_by     text        not null,
  released_name   text        not null,
  released_at     timestamptz not null,
  primary key (province, id),
  constraint implementation_release_kind check (kind in ('plan', 'performance')),
  constraint implementation_release_once unique (province, fund, year, kind, document_number)
);
create table implementation_confirmation (
  province       text        not null,
  release_id     uuid        not null,
  institution    text        not null,
  city           text,
  county         text,
  confirmed_by   text        not null,
  confirmed_name text        not null,
  confirmed_at   timestamptz not null,
  primary key (province, release_id, institution),
  foreign key (province, release_id) references implementation_release (province, id)
);
alter table implementation_release enable row level security;
alter table implementation_release force row level security;
create policy read_by_all on implementation_release for select using (province = current_setting('qiangyi.province', true));
create policy kept_by_province on implementation_release for insert with check (province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.level', true) in ('province', 'system'));
do $$
declare part text;
begin
  foreach part in array array['payment_step', 'payment_attachment', 'payment_movement', 'payment_refusal', 'payment_suspension', 'implementation_confirmation'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create policy in_scope on %1$s using (sees(province, city, county, institution))', part);
  end loop;
  foreach part in array array['payment_step', 'payment_attachment', 'payment_movement', 'payment_refusal', 'implementation_release', 'implementation_confirmation'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
    execute format('revoke update, delete on %1$s from qiangyi_app', part);
  end loop;
  revoke delete on payment_suspension from qiangyi_app;
end $$;
