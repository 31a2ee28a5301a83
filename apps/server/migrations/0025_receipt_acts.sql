-- A row that did not agree is checked again once the level above has settled the doubt, so a row has attempts; it is settled once (qiangyi-2024.art8.4.a).
alter table allotment_receipt drop constraint allotment_receipt_pkey;
alter table allotment_receipt add column attempt smallint not null default 1;
alter table allotment_receipt add column reason text;
alter table allotment_receipt add primary key (province, notice_id, row_no, attempt);
alter table allotment_receipt add constraint allotment_receipt_attempt check (attempt >= 1);
alter table allotment_receipt add constraint allotment_receipt_return_reasoned check (state <> 'returned' or length(btrim(coalesce(reason, ''))) >= 2);
create unique index allotment_receipt_settled_once on allotment_receipt (province, notice_id, row_no) where state in ('verified', 'returned');

-- What a row draws from money issued early, whose project was not yet fixed: [{"notice", "row", "fen"}], moved by 调剂 in the same document.
alter table allotment_row add column from_pool jsonb not null default '[]';

-- What of an issued row went back up: 退回 before receipt, 追减 after it, 收回 of what was not distributed in time.
create table allotment_return (
  province        text        not null,
  id              uuid        not null,
  notice_id       uuid        not null,
  row_no          integer     not null,
  kind            text        not null,
  amount_fen      bigint      not null,
  document_issuer text        not null, -- book whose document the posting rests on, as in the ledger
  document_number text        not null,
  document_row    integer     not null,
  reason          text        not null,
  issuer_city     text, -- place of the book that gets it back
  issuer_county   text,
  city            text, -- place of the book that gives it back
  county          text,
  institution     text,
  returned_on     date        not null,
  returned_by     text        not null,
  returned_name   text        not null,
  returned_at     timestamptz not null,
  primary key (province, id),
  constraint allotment_return_kind check (kind in ('withdrawn', 'reduced', 'recalled')),
  constraint allotment_return_amount check (amount_fen > 0),
  constraint allotment_return_reason check (length(btrim(reason)) >= 2),
  constraint allotment_return_once unique (province, kind, document_issuer, document_number, document_row, notice_id, row_no),
  foreign key (province, notice_id, row_no) references allotment_row (province, notice_id, row_no)
);
create index allotment_return_of_row on allotment_return (province, notice_id, row_no);
alter table allotment_return enable row level security;
alter table allotment_return force row level security;
create policy in_scope on allotment_return using (sees(province, issuer_city, issuer_county, null) or sees(province, city, county, institution));
create trigger allotment_return_append_only before update or delete on allotment_return for each row execute function refuse_change();
revoke update, delete on allotment_return from qiangyi_app;

-- 存疑: how much of it lies frozen in the ledger (nothing where the money was never received), and how much went back when it was closed.
alter table fund_query add column frozen_fen bigint not null default 0;
alter table fund_query add column returned_fen bigint not null default 0;
alter table fund_query add constraint fund_query_frozen check (frozen_fen between 0 and amount_fen);
alter table fund_query add constraint fund_query_returned check (returned_fen between 0 and amount_fen and (returned_fen > 0) = (coalesce(outcome, '') = 'returned'));
alter table fund_query add constraint fund_query_reported check (raised_at >= discovered_at);
create function keep_closed_query() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' then
    raise exception 'query % is closed', old.id using errcode = '23514', constraint = 'fund_query_closed_stays', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger fund_query_closed_stays before update on fund_query for each row execute function keep_closed_query();

-- 5g-2022.art14.c: until when a received row must be distributed, the reason why it was not, what the province said to it, and the recall.
create table undistributed_act (
  province    text        not null,
  id          uuid        not null,
  notice_id   uuid        not null,
  row_no      integer     not null,
  step        integer     not null,
  act         text        not null,
  reason      text        not null, -- of a limit: the document that sets it
  limit_on    date,
  amount_fen  bigint,
  city        text, -- place of the book that holds it
  county      text,
  institution text,
  acted_on    date        not null,
  acted_by    text        not null,
  acted_name  text        not null,
  acted_at    timestamptz not null,
  primary key (province, id),
  constraint undistributed_act_one_successor unique (province, notice_id, row_no, step),
  constraint undistributed_act_act check (act in ('limit', 'explain', 'accept', 'reject', 'recall')),
  constraint undistributed_act_limit check ((act = 'limit') = (limit_on is not null)),
  constraint undistributed_act_amount check ((act = 'recall') = (amount_fen is not null) and coalesce(amount_fen, 1) > 0),
  constraint undistributed_act_reason check (length(btrim(reason)) >= 2),
  foreign key (province, notice_id, row_no) references allotment_row (province, notice_id, row_no)
);
alter table undistributed_act enable row level security;
alter table undistributed_act force row level security;
create policy in_scope on undistributed_act using (sees(province, city, county, institution));
create trigger undistributed_act_append_only before update or delete on undistributed_act for each row execute function refuse_change();
revoke update, delete on undistributed_act from qiangyi_app;
create index allotment_row_from_pool on allotment_row (province, notice_id) where from_pool <> '[]';

-- 抄送 (qiangyi-2024.art11.d): a city's notice that is issued without a copy to the supervision office of that city does not commit.
create function require_city_copy() returns trigger language plpgsql as $$
begin
  if new.state = 'issued' and new.issuer_city is not null and new.issuer_county is null and not exists (
    select from allotment_copy c where c.province = new.province and c.notice_id = new.id and c.office = new.issuer_city) then
    raise exception 'notice % has no copy for %', new.id, new.issuer_city
      using errcode = '23514', constraint = 'allotment_notice_city_copied', table = tg_table_name;
  end if;
  return new;
end $$;
create constraint trigger allotment_notice_city_copied after insert or update on allotment_notice deferrable initially deferred
  for each row execute function require_city_copy();
