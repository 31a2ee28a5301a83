-- 三方对账: what finance, the unit and the bank say was paid from a unit's book in a month, as each sent it; the latest of a side is in force.
create table reconciliation_statement (
  province      text        not null,
  id            uuid        not null,
  book          text        not null,
  month         text        not null, -- YYYY-MM
  side          text        not null,
  city          text, -- place of the book
  county        text,
  institution   text,
  file_name     text        not null,
  file_sha256   text        not null,
  row_count     integer     not null,
  total_fen     bigint      not null,
  corrections   integer     not null default 0,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, id),
  constraint reconciliation_statement_one_successor unique (province, book, month, side, corrections),
  constraint reconciliation_statement_side check (side in ('finance', 'unit', 'bank')),
  constraint reconciliation_statement_month check (month ~ '^\d{4}-(0[1-9]|1[0-2])$')
);
create table reconciliation_row (
  province     text    not null,
  statement_id uuid    not null,
  row_no       integer not null,
  voucher      text    not null,
  paid_on      date    not null,
  payee        text,
  amount_fen   bigint  not null, -- negative: came back
  primary key (province, statement_id, row_no),
  constraint reconciliation_row_voucher check (length(btrim(voucher)) > 0),
  foreign key (province, statement_id) references reconciliation_statement (province, id)
);
-- Why a voucher differs; a difference that nobody explains keeps the month open.
create table reconciliation_reason (
  province      text        not null,
  id            uuid        not null,
  book          text        not null,
  month         text        not null,
  voucher       text        not null,
  city          text,
  county        text,
  institution   text,
  reason        text        not null,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, id),
  constraint reconciliation_reason_given check (length(btrim(reason)) >= 2)
);
create index reconciliation_reason_of_month on reconciliation_reason (province, book, month);

do $$
declare part text;
begin
  foreach part in array array['reconciliation_statement', 'reconciliation_row', 'reconciliation_reason'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
    execute format('revoke update, delete on %1$s from qiangyi_app', part);
  end loop;
end $$;
create policy in_scope on reconciliation_statement using (sees(province, city, county, institution));
create policy in_scope on reconciliation_reason using (sees(province, city, county, institution));
create policy with_its_statement on reconciliation_row using (exists (
  select from reconciliation_statement s where s.province = reconciliation_row.province and s.id = reconciliation_row.statement_id));
