-- 结转结余: what a book had not spent of one earmark at the end of a year, and what was decided about it (qiangyi-2024.art10.1.c).
create table carry_over_item (
  province       text        not null,
  id             uuid        not null,
  book           text        not null,
  keeper         text        not null,
  bureau         text        not null, -- the finance bureau that decides
  city           text,
  county         text,
  institution    text,
  holder_name    text        not null,
  earmark_id     text        not null,
  earmark        jsonb       not null,
  title          text        not null,
  line           text        not null,
  project        text,
  year           integer     not null, -- budget year of the money
  year_end       integer     not null, -- the year at whose end it lay there
  kind           text        not null, -- 结转 or 结余
  received_fen   bigint      not null,
  paid_fen       bigint      not null,
  unspent_fen    bigint      not null,
  prepaid_fen    bigint      not null, -- paid ahead and not cleared: neither 结转 nor 结余
  reason         text,
  reason_by      text,
  reason_at      timestamptz,
  state          text        not null default 'open',
  disposal       text,
  rule           text,
  document_number text,
  target_line    text, -- reallocate: the line that gets it
  decided_by     text,
  decided_name   text,
  decided_at     timestamptz,
  due_on         date, -- recover: by when it is handed back
  opened_by      text        not null,
  opened_at      timestamptz not null,
  version        integer     not null default 1,
  primary key (province, id),
  constraint carry_over_item_once unique (province, book, earmark_id, year_end),
  constraint carry_over_item_kind check (kind in ('carried', 'surplus')),
  constraint carry_over_item_keeper check (keeper in ('finance', 'unit')),
  constraint carry_over_item_unspent check (unspent_fen > 0 and received_fen >= 0 and paid_fen >= 0 and prepaid_fen >= 0),
  constraint carry_over_item_years check (year_end >= year),
  constraint carry_over_item_state check (state in ('open', 'disposed')),
  constraint carry_over_item_disposal check (disposal in ('continue', 'recover', 'reallocate')),
  -- 连续两年未用完 is no longer carried.
  constraint carry_over_item_surplus_not_carried check (kind <> 'surplus' or coalesce(disposal, 'recover') <> 'continue'),
  constraint carry_over_item_disposed check ((state = 'disposed') = (disposal is not null and length(btrim(coalesce(rule, ''))) >= 2 and document_number is not null
    and decided_by is not null and decided_at is not null and length(btrim(coalesce(reason, ''))) >= 2)),
  constraint carry_over_item_due check (coalesce(disposal, 'continue') <> 'recover' or due_on is not null),
  constraint carry_over_item_target check ((coalesce(disposal, 'continue') = 'reallocate') = (target_line is not null))
);
create index carry_over_item_listed on carry_over_item (province, year_end, state);
create index carry_over_item_by_book on carry_over_item (province, book, year_end);
alter table carry_over_item enable row level security;
alter table carry_over_item force row level security;
create policy in_scope on carry_over_item using (sees(province, city, county, institution));
revoke delete on carry_over_item from qiangyi_app;
create function keep_disposed_item() returns trigger language plpgsql as $$
begin
  if old.state = 'disposed' then
    raise exception 'carry-over item % is decided', old.id using errcode = '23514', constraint = 'carry_over_item_decided', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger carry_over_item_decided before update on carry_over_item for each row execute function keep_disposed_item();

-- 序时进度: how far the payments of a line should be at the end of each month, recorded with its source (5g-2022.art14.b).
create table execution_target (
  province      text        not null,
  id            uuid        not null,
  year          integer     not null,
  month         integer     not null,
  line          text        not null default '', -- '': every line
  percent       integer     not null,
  source        text        not null,
  corrections   integer     not null default 0,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, id),
  constraint execution_target_one_successor unique (province, year, line, month, corrections),
  constraint execution_target_month check (month between 1 and 12),
  constraint execution_target_percent check (percent between 0 and 100)
);
alter table execution_target enable row level security;
alter table execution_target force row level security;
create policy read_by_all on execution_target for select using (province = current_setting('qiangyi.province', true));
create policy kept_by_province on execution_target for insert with check (province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.level', true) in ('province', 'system'));
create trigger execution_target_append_only before update or delete on execution_target for each row execute function refuse_change();
revoke update, delete on execution_target from qiangyi_app;
