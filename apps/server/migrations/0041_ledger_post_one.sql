-- What a posting costs. PostgreSQL reads the text of a check anew for each statement that writes, and a foreign key of a balance is asked at each change
-- of that balance, although its book and earmark never change. The same rules as triggers, under the same names, are read once for a connection.
alter table ledger_transfer
  drop constraint ledger_transfer_amount_positive, drop constraint ledger_transfer_accounts_differ, drop constraint ledger_transfer_accounts_of_chart,
  drop constraint ledger_transfer_within_one_ledger, drop constraint ledger_transfer_not_before_fund_year, drop constraint ledger_transfer_of_entry;
create function ledger_sound_transfer() returns trigger language plpgsql as $$
declare
  v_broken text := case
    when new.amount_fen <= 0 then 'amount_positive'
    when new.debit = new.credit then 'accounts_differ'
    when new.debit >= '9901' or new.credit >= '9901' then 'accounts_of_chart'
    -- 指标账 says what may be spent, 资金账 what has moved: no transfer crosses the two.
    when (new.debit < '3101') <> (new.credit < '3101') then 'within_one_ledger'
    when new.effective_on < make_date(new.year, 1, 1) then 'not_before_fund_year' end;
begin
  if v_broken is not null then
    raise exception 'the transfer violates %', v_broken using errcode = 'check_violation', constraint = 'ledger_transfer_' || v_broken;
  end if;
  if not exists (select from ledger_entry where province = new.province and sequence = new.sequence) then
    raise exception 'the transfer has no entry' using errcode = 'foreign_key_violation', constraint = 'ledger_transfer_of_entry';
  end if;
  return new;
end $$;
create trigger ledger_transfer_sound before insert on ledger_transfer for each row execute function ledger_sound_transfer();

-- Books and earmarks are never deleted and a balance never changes its place, so once is enough.
alter table ledger_cell drop constraint ledger_cell_of_book, drop constraint ledger_cell_of_earmark;
create function ledger_placed_cell() returns trigger language plpgsql as $$
begin
  if not exists (select from ledger_book where province = new.province and id = new.book) then
    raise exception 'the balance has no book' using errcode = 'foreign_key_violation', constraint = 'ledger_cell_of_book';
  end if;
  if not exists (select from ledger_earmark where province = new.province and id = new.earmark) then
    raise exception 'the balance has no earmark' using errcode = 'foreign_key_violation', constraint = 'ledger_cell_of_earmark';
  end if;
  return new;
end $$;
create trigger ledger_cell_placed before insert on ledger_cell for each row execute function ledger_placed_cell();
create trigger ledger_cell_stays before update of province, book, earmark, account, counterpart on ledger_cell
  for each row execute function refuse_change();

-- What most callers post: one entry of one transfer, into a year that is open, on its page's latest day or later, with money enough. True when it is posted.
-- Whatever is unusual (a repetition, a new book or earmark, a day before others, too little money) is left to `ledger_post`, with nothing written.
-- Takes the locks of `ledger_post` in the same order.
create function ledger_post_one(p_recorded_at timestamptz, p_by text, p_id text, p_step ledger_step, p_issuer text, p_number text, p_row integer, p_advance boolean,
  p_content text, p_key text, p_book text, p_debit ledger_account, p_credit ledger_account, p_amount bigint, p_on date, p_counterpart text,
  p_economic_class text, p_contract text) returns boolean
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  v_province text := current_setting('qiangyi.province');
  v_recorded_on date := (p_recorded_at at time zone 'Asia/Shanghai')::date;
  v_earmark integer;
  v_year integer;
  v_sequence bigint;
  v_move record;
  v_void text := pg_advisory_xact_lock_shared(hashtextextended('ledger-book/' || v_province || '/' || p_book, 0))::text;
begin
  select id, year into v_earmark, v_year from ledger_earmark where province = v_province and key = p_key;
  if not found then return false; end if;
  begin
    insert into ledger_entry (province, sequence, id, step, issuer, number, row_no, is_advance, content_sha256, recorded_at, recorded_on, recorded_by)
    select v_province, nextval('ledger_sequence'), p_id, p_step, p_issuer, p_number, p_row, p_advance, p_content, p_recorded_at, v_recorded_on, p_by
    where not exists (select from ledger_closing c where c.province = v_province and c.book = p_book and c.year = extract(year from p_on))
    on conflict do nothing returning sequence into v_sequence;
    if not found then return false; end if;

    insert into ledger_transfer (province, sequence, line, book, earmark, year, debit, credit, amount_fen, effective_on, counterpart, economic_class, contract)
    values (v_province, v_sequence, 1, p_book, v_earmark, v_year, p_debit, p_credit, p_amount, p_on, p_counterpart, p_economic_class, p_contract);

    for v_move in select account, party, change from ledger_moves(p_debit, p_credit, p_amount, p_counterpart) order by account, party loop
      update ledger_cell set balance_fen = balance_fen + v_move.change, last_on = greatest(last_on, p_on), recorded_on = v_recorded_on
      where province = v_province and book = p_book and earmark = v_earmark and account = v_move.account and counterpart = v_move.party
        and recorded_on <= v_recorded_on
        and (v_move.change > 0 or last_on <= p_on or account in ('2105', '3101'));
      if not found then
        insert into ledger_cell (province, book, earmark, account, counterpart, balance_fen, last_on, recorded_on)
        values (v_province, p_book, v_earmark, v_move.account, v_move.party, v_move.change, p_on, v_recorded_on)
        on conflict do nothing;
        if not found then raise exception using errcode = 'QY002'; end if;
      end if;
    end loop;
    return true;
  exception when sqlstate 'QY002' or check_violation or foreign_key_violation then
    return false; -- a violated check is judged again by `ledger_post`, which says what it was
  end;
end $$;
revoke all on function ledger_post_one from public;
grant execute on function ledger_post_one to qiangyi_app;
