-- What a change of two balances costs. Starting a statement costs more than changing a row, and each part of an expression is made ready anew by each
-- statement. So a balance keeps what its account is, and both balances of a transfer change in one statement with short conditions.
alter table ledger_cell add column floor_fen bigint, add column grows_by_debit boolean, add column by_party boolean;
create function ledger_nature(account ledger_account, out floor_fen bigint, out grows_by_debit boolean, out by_party boolean) language sql immutable as $$
  select case when account in ('2105', '3101') then '-9223372036854775808'::bigint else 0 end, m.change > 0, m.party <> ''
  from ledger_moves(account, case account when '1101' then '1105'::ledger_account else '1101' end, 1, 'X') m where m.account = $1
$$;
revoke all on function ledger_nature from public, qiangyi_app;
update ledger_cell c set (floor_fen, grows_by_debit, by_party) = (select n.floor_fen, n.grows_by_debit, n.by_party from ledger_nature(c.account) n);
alter table ledger_cell alter column floor_fen set not null, alter column grows_by_debit set not null, alter column by_party set not null;

-- Two columns in place of a list of accounts: a check's text is read anew by each statement.
alter table ledger_cell drop constraint ledger_cell_not_overdrawn;
alter table ledger_cell add constraint ledger_cell_not_overdrawn check (balance_fen >= floor_fen);

create or replace function ledger_placed_cell() returns trigger language plpgsql as $$
begin
  if not exists (select from ledger_book where province = new.province and id = new.book) then
    raise exception 'the balance has no book' using errcode = 'foreign_key_violation', constraint = 'ledger_cell_of_book';
  end if;
  if not exists (select from ledger_earmark where province = new.province and id = new.earmark) then
    raise exception 'the balance has no earmark' using errcode = 'foreign_key_violation', constraint = 'ledger_cell_of_earmark';
  end if;
  -- Whatever the insert said: an account's nature is not for its writer to choose.
  select n.floor_fen, n.grows_by_debit, n.by_party into new.floor_fen, new.grows_by_debit, new.by_party from ledger_nature(new.account) n;
  return new;
end $$;
-- Once for a statement: a trigger for each row would lock and read every row before it is changed.
drop trigger ledger_cell_stays on ledger_cell;
create trigger ledger_cell_stays before update of province, book, earmark, account, counterpart, floor_fen, grows_by_debit, by_party on ledger_cell
  for each statement execute function refuse_change();

-- As in migration 0041: what most callers post; whatever is unusual is left to `ledger_post`, with nothing written. Locks are taken in its order: an index
-- gives the two balances in the order of their key, and one that comes into being is the last of them.
create or replace function ledger_post_one(p_recorded_at timestamptz, p_by text, p_id text, p_step ledger_step, p_issuer text, p_number text, p_row integer,
  p_advance boolean, p_content text, p_key text, p_book text, p_debit ledger_account, p_credit ledger_account, p_amount bigint, p_on date, p_counterpart text,
  p_economic_class text, p_contract text) returns boolean
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
-- Whatever the statistics say: only an index gives balances in the order in which everybody locks them.
set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_province text := current_setting('qiangyi.province');
  v_recorded_on date := (p_recorded_at at time zone 'Asia/Shanghai')::date;
  v_earmark integer;
  v_year integer;
  v_sequence bigint;
  v_changed integer := 0;
  v_move record;
  v_void text := pg_advisory_xact_lock_shared(hashtextextended('ledger-book/' || v_province || '/' || p_book, 0))::text;
begin
  select id, year into v_earmark, v_year from ledger_earmark where province = v_province and key = p_key
    and not exists (select from ledger_closing c where c.province = v_province and c.book = p_book and c.year = extract(year from p_on));
  if not found then return false; end if;
  begin
    insert into ledger_entry (province, sequence, id, step, issuer, number, row_no, is_advance, content_sha256, recorded_at, recorded_on, recorded_by)
    values (v_province, nextval('ledger_sequence'), p_id, p_step, p_issuer, p_number, p_row, p_advance, p_content, p_recorded_at, v_recorded_on, p_by)
    on conflict (province, id) do nothing returning sequence into v_sequence;
    if not found then return false; end if;

    insert into ledger_transfer (province, sequence, line, book, earmark, year, debit, credit, amount_fen, effective_on, counterpart, economic_class, contract)
    values (v_province, v_sequence, 1, p_book, v_earmark, v_year, p_debit, p_credit, p_amount, p_on, p_counterpart, p_economic_class, p_contract);

    -- Accounts that touch 在途 move three balances.
    if '1107' not in (p_debit, p_credit) and '4101' not in (p_debit, p_credit) then
      update ledger_cell
      set balance_fen = balance_fen + case when (account = p_debit) = grows_by_debit then p_amount else -p_amount end, last_on = p_on, recorded_on = v_recorded_on
      where province = v_province and book = p_book and earmark = v_earmark and account in (p_debit, p_credit) and counterpart in ('', p_counterpart)
        and (counterpart <> '') = by_party and recorded_on <= v_recorded_on and last_on <= p_on;
      get diagnostics v_changed = row_count;
      if v_changed = 2 then return true; end if;
    end if;

    for v_move in select account, party, change from ledger_moves(p_debit, p_credit, p_amount, p_counterpart) order by account, party offset v_changed loop
      update ledger_cell set balance_fen = balance_fen + v_move.change, last_on = greatest(last_on, p_on), recorded_on = v_recorded_on
      where v_changed = 0
        and province = v_province and book = p_book and earmark = v_earmark and account = v_move.account and counterpart = v_move.party
        and recorded_on <= v_recorded_on
        and (v_move.change > 0 or last_on <= p_on or floor_fen < 0);
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
