-- 指标账 and 资金账. What packages/ledger specifies as pure functions is kept here; nothing is edited, mistakes are reversed.
-- qiangyi_app may only read these tables: the functions below are the one way in, so no mistake of the application overdraws an account.

-- Types rather than checks: a check's text is read anew by every statement that writes, which cost more than the writing.
create type ledger_account as enum ('1101', '1102', '1103', '1104', '1105', '1106', '1107', '1108', '1109', '2101', '2102', '2103', '2104', '2105',
  '2109', '3101', '3102', '4101', '4102', '5101', '5102', '5103', '6101', '9901');
create type ledger_step as enum ('arrange', 'issue', 'receive', 'withdraw', 'reduce', 'freeze', 'unfreeze', 'pay', 'refund', 'carryOver', 'recover',
  'reassign', 'moveCash', 'payFromTreasury', 'prepay', 'clearPrepayment', 'refundCash', 'recogniseReturn', 'handBack');

-- A finance bureau's or a unit's book. Its place is kept here alone, so that a unit that moves takes its whole history with it.
create table ledger_book (
  province    text not null,
  id          text collate "C" not null, -- F + six-digit region code, U + institution
  keeper      text not null,
  region      text, -- of a finance bureau
  city        text,
  county      text,
  institution text,
  primary key (province, id),
  constraint ledger_book_id check (coalesce(case keeper
    when 'finance' then id = 'F' || region and institution is null
    when 'unit' then id = 'U' || institution and region is null end, false)),
  constraint ledger_book_region_known foreign key (province, region) references region (province, code),
  constraint ledger_book_institution_known foreign key (province, institution) references institution (province, id)
);
create index ledger_book_by_place on ledger_book (province, city, county);

-- What a sum is for. Both sides of a transfer share one: 专款专用 by construction.
create table ledger_earmark (
  province       text    not null,
  id             integer not null generated always as identity,
  key            text collate "C" not null, -- earmarkKey of packages/ledger: equal exactly when every part is
  year           integer not null,
  line           text    not null,
  nature         text    not null,
  source_level   text    not null,
  project        text,
  function_class text    not null,
  track_tag      text,
  primary key (province, id),
  constraint ledger_earmark_once unique (province, key),
  constraint ledger_earmark_with_year unique (province, id, year),
  constraint ledger_earmark_year check (year between 2000 and 2199),
  -- OUT_OF_PROGRAMME_SCOPE and FUND_SOURCE_REQUIRED
  constraint ledger_earmark_in_programme_scope check (length(btrim(line)) > 0),
  constraint ledger_earmark_source_required check (nature in ('general', 'governmentFund', 'bond', 'capitalBudget', 'own')
    and source_level in ('central', 'province', 'city', 'county', 'own')),
  constraint ledger_earmark_function_class check (function_class ~ '^\d{5}(\d{2})?$')
);
create index ledger_earmark_by_line on ledger_earmark (province, year, line);

create sequence ledger_sequence; -- order of recording, shared by entries and closings
revoke all on sequence ledger_sequence from qiangyi_app;

create table ledger_entry (
  province       text        not null,
  sequence       bigint      not null,
  id             text collate "C" not null, -- JSON of step (or "reverse"), issuer, number and row: by it a repetition is recognised and a document found
  step           ledger_step not null,
  issuer         text        not null,
  number         text        not null,
  row_no         integer     not null,
  is_advance     boolean     not null,
  reverses       text collate "C",
  content_sha256 text        not null,
  recorded_at    timestamptz not null,
  recorded_on    date        not null,
  recorded_by    text        not null,
  primary key (province, sequence),
  constraint ledger_entry_once unique (province, id),
  constraint ledger_entry_document check (number <> '')
);
create unique index ledger_entry_reversed_once on ledger_entry (province, reverses) where reverses is not null;

-- One debit, one credit, one amount, one earmark: it cannot be unbalanced.
create table ledger_transfer (
  province       text     not null,
  sequence       bigint   not null,
  line           integer  not null,
  book           text collate "C" not null,
  earmark        integer  not null,
  year           integer  not null, -- of the earmark
  debit          ledger_account not null,
  credit         ledger_account not null,
  amount_fen     bigint   not null,
  effective_on   date     not null,
  counterpart    text collate "C",
  economic_class text,
  contract       text,
  primary key (province, sequence, line),
  constraint ledger_transfer_of_entry foreign key (province, sequence) references ledger_entry (province, sequence),
  constraint ledger_transfer_amount_positive check (amount_fen > 0),
  constraint ledger_transfer_accounts_differ check (debit <> credit),
  constraint ledger_transfer_accounts_of_chart check (debit < '9901' and credit < '9901'),
  -- 指标账 says what may be spent, 资金账 what has moved: no transfer crosses the two.
  constraint ledger_transfer_within_one_ledger check ((debit < '3101') = (credit < '3101')),
  constraint ledger_transfer_not_before_fund_year check (effective_on >= make_date(year, 1, 1))
);
create index ledger_transfer_of_page on ledger_transfer (province, book, earmark, effective_on, sequence);

-- Balance of one account of a book for one earmark and, where the account is kept per counterpart, for one counterpart. Kept by the statement
-- that posts; account 9901 is 在途 (paid by 指标账, not yet by 资金账), which may no more fall below zero than the others.
create table ledger_cell (
  province    text   not null,
  book        text collate "C" not null,
  earmark     integer not null,
  account     ledger_account not null,
  counterpart text collate "C" not null, -- '' where the account is not kept per counterpart
  balance_fen bigint not null,
  last_on     date   not null, -- latest effective day
  recorded_on date   not null, -- latest day of recording
  primary key (province, book, earmark, account, counterpart),
  constraint ledger_cell_of_book foreign key (province, book) references ledger_book (province, id),
  constraint ledger_cell_of_earmark foreign key (province, earmark) references ledger_earmark (province, id),
  constraint ledger_cell_not_overdrawn check (balance_fen >= 0 or account in ('2105', '3101'))
) with (fillfactor = 60); -- room beside each row for its next balance
create index ledger_cell_by_earmark on ledger_cell (province, earmark, account);

-- 关账: from here on nothing takes effect in that year of that book.
create table ledger_closing (
  province    text        not null,
  book        text collate "C" not null,
  year        integer     not null,
  sequence    bigint      not null,
  recorded_at timestamptz not null,
  recorded_on date        not null,
  recorded_by text        not null,
  primary key (province, book, year),
  constraint ledger_closing_of_book foreign key (province, book) references ledger_book (province, id),
  constraint ledger_closing_year_over check (recorded_on >= make_date(year, 12, 31))
);

do $$
declare part text;
begin
  foreach part in array array['ledger_book', 'ledger_earmark', 'ledger_entry', 'ledger_transfer', 'ledger_cell', 'ledger_closing'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    -- The functions below run as the owner and write books of every place: a county that receives also writes its city's half.
    execute format('create policy kept_by_its_functions on %1$s to current_user using (true) with check (true)', part);
    execute format('revoke insert, update, delete, truncate on %1$s from qiangyi_app', part);
  end loop;
  foreach part in array array['ledger_earmark', 'ledger_entry', 'ledger_transfer', 'ledger_closing'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
  end loop;
  foreach part in array array['ledger_transfer', 'ledger_cell', 'ledger_closing'] loop
    -- Visible books are found once for a query, not once for a row.
    execute format('create policy of_a_visible_book on %1$s for select to qiangyi_app using (province = current_setting(''qiangyi.province'', true)
      and book in (select b.id from ledger_book b where b.province = current_setting(''qiangyi.province'', true)))', part);
  end loop;
end $$;
create policy in_scope on ledger_book for select to qiangyi_app using (sees(province, city, county, institution));
create policy of_the_province on ledger_earmark for select to qiangyi_app using (province = current_setting('qiangyi.province', true)
  and coalesce(current_setting('qiangyi.level', true), '') in ('system', 'province', 'city', 'county', 'unit'));
create policy with_its_transfers on ledger_entry for select to qiangyi_app using (exists (
  select from ledger_transfer t where t.province = ledger_entry.province and t.sequence = ledger_entry.sequence));

-- What one transfer does to balances: account, other party ('' where the account is not kept by it), change on the side on which the account grows.
create function ledger_moves(debit ledger_account, credit ledger_account, amount bigint, counterpart text)
returns table (account ledger_account, party text, change bigint) language sql immutable parallel safe as $$
  select debit, case when debit in ('1102', '1103', '1104', '2101', '2109', '5101') then coalesce(counterpart, '') else '' end,
    case when debit in ('2101', '2102', '2103', '2104', '2105', '4101', '4102', '6101') then -amount else amount end
  union all
  select credit, case when credit in ('1102', '1103', '1104', '2101', '2109', '5101') then coalesce(counterpart, '') else '' end,
    case when credit in ('2101', '2102', '2103', '2104', '2105', '4101', '4102', '6101') then amount else -amount end
  union all
  select '9901', '', case when debit = '1107' or debit = '4101' then amount else -amount end
  where debit = '1107' or credit = '1107' or (debit = '4101' and credit in ('5102', '5103')) or (credit = '4101' and debit in ('5102', '5103'))
$$;

-- Books and earmarks come into being when they are first posted to. A unit's place is asked as the system: who posts need not see the unit.
create function ledger_open_book(p_province text, p_id text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare v_level text := current_setting('qiangyi.level');
begin
  if exists (select from ledger_book where province = p_province and id = p_id) then return; end if;
  perform set_config('qiangyi.level', 'system', true);
  insert into ledger_book (province, id, keeper, region, city, county, institution)
  select p_province, p_id, case left(p_id, 1) when 'F' then 'finance' when 'U' then 'unit' end,
    case when p_id like 'F%' then substr(p_id, 2) end,
    case when p_id like 'U%' then i.city when r.kind <> 'province' then left(r.code, 4) || '00' end,
    case when p_id like 'U%' then i.county when r.kind not in ('province', 'city') then r.code end,
    case when p_id like 'U%' then substr(p_id, 2) end
  from (select) one
  left join region r on p_id like 'F%' and r.province = p_province and r.code = substr(p_id, 2)
  left join institution i on p_id like 'U%' and i.province = p_province and i.id = substr(p_id, 2)
  on conflict (province, id) do nothing;
  perform set_config('qiangyi.level', v_level, true);
end $$;
revoke all on function ledger_open_book from public, qiangyi_app;

create function ledger_open_earmark(p_province text, p_key text) returns void language sql as $$
  insert into ledger_earmark (province, key, year, line, nature, source_level, project, function_class, track_tag)
  select p_province, p_key, (p ->> 0)::integer, coalesce(p ->> 1, ''), coalesce(p ->> 2, ''), coalesce(p ->> 3, ''), p ->> 4, coalesce(p ->> 5, ''), p ->> 6
  from (select p_key::jsonb as p) parts
  on conflict on constraint ledger_earmark_once do nothing
$$;
revoke all on function ledger_open_earmark from public, qiangyi_app;

-- A unit that comes to belong elsewhere is seen by its new city and county, with all that its book ever held.
create function move_ledger_book() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update ledger_book set city = new.city, county = new.county where province = new.province and institution = new.id;
  return null;
end $$;
create trigger ledger_book_follows_institution after update of city, county on institution
  for each row when (old.city is distinct from new.city or old.county is distinct from new.county) execute function move_ledger_book();

-- Why a posting is short of money, in the order in which packages/ledger judges: the first cell that some day would leave below zero, its lowest
-- balance and the first such day. Null when it is not. Counts the entries of the call that have a place in `p_sequences`, beside what is stored.
create function ledger_shortfall(p_province text, p_sequences bigint[], p_earmarks integer[], t_entry integer[], t_book text[], t_earmark integer[],
  t_debit ledger_account[], t_credit ledger_account[], t_amount bigint[], t_on date[], t_counterpart text[]) returns jsonb language sql stable as $$
  with asked as (
    select t.no, m.account, m.party, m.change, t.book, p_earmarks[t.earmark] as earmark, t.effective_on,
      case when m.account = '9901' then 1 else 0 end as late, case when m.account = t.debit then 0 else 1 end as side
    from unnest(t_entry, t_book, t_earmark, t_debit, t_credit, t_amount, t_on, t_counterpart) with ordinality
      as t(entry, book, earmark, debit, credit, amount, effective_on, counterpart, no),
      lateral ledger_moves(t.debit, t.credit, t.amount, t.counterpart) m
    where p_sequences[t.entry] is not null and m.account not in ('2105', '3101')
  ), cells as (
    select book, earmark, account, party, min(late) as late, min(no * 2 + side) as place
    from asked group by 1, 2, 3, 4
  ), changes as (
    select book, earmark, account, party, effective_on, change from asked
    union all
    select c.book, c.earmark, c.account, c.party, t.effective_on, m.change
    from cells c
    join ledger_transfer t on t.province = p_province and t.book = c.book and t.earmark = c.earmark,
    lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m
    where m.account = c.account and m.party = c.party
  ), days as (
    select book, earmark, account, party, effective_on, sum(sum(change)) over (partition by book, earmark, account, party order by effective_on) as balance
    from changes group by book, earmark, account, party, effective_on
  ), lows as (
    select distinct on (book, earmark, account, party) * from days order by book, earmark, account, party, balance, effective_on
  )
  select jsonb_build_object('code', case l.account when '9901' then 'cash-ahead-of-allotment' else 'BALANCE_EXCEEDED' end,
    'book', l.book, 'account', l.account, 'counterpart', l.party, 'on', l.effective_on, 'missing', (-l.balance)::text)
  from lows l join cells c using (book, earmark, account, party)
  where l.balance < 0 order by c.late, c.place limit 1
$$;
revoke all on function ledger_shortfall from public, qiangyi_app;

-- Whether a posting that counts from an earlier day leaves some cell below zero on a later one. Runs under the locks of the cells, after both tables
-- are written: the balance at the end of a day is today's balance less what moved after that day, so only the days since the posting are read.
create function ledger_low_day(p_province text, p_sequences bigint[], p_earmarks integer[], t_entry integer[], t_book text[], t_earmark integer[],
  t_debit ledger_account[], t_credit ledger_account[], t_amount bigint[], t_on date[], t_counterpart text[]) returns boolean language sql stable as $$
  with cells as (
    select t.book, p_earmarks[t.earmark] as earmark, m.account, m.party, min(t.effective_on) as first_on
    from unnest(t_entry, t_book, t_earmark, t_debit, t_credit, t_amount, t_on, t_counterpart)
        as t(entry, book, earmark, debit, credit, amount, effective_on, counterpart),
      lateral ledger_moves(t.debit, t.credit, t.amount, t.counterpart) m
    where p_sequences[t.entry] is not null and m.account not in ('2105', '3101')
    group by 1, 2, 3, 4 having bool_or(m.change < 0)
  ), days as (
    select c.book, c.earmark, c.account, c.party, k.balance_fen, t.effective_on, sum(m.change) as change
    from cells c
    join ledger_cell k on k.province = p_province and k.book = c.book and k.earmark = c.earmark and k.account = c.account and k.counterpart = c.party
    join ledger_transfer t on t.province = p_province and t.book = c.book and t.earmark = c.earmark and t.effective_on >= c.first_on,
    lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m
    where m.account = c.account and m.party = c.party
    group by c.book, c.earmark, c.account, c.party, k.balance_fen, t.effective_on
  )
  select exists (select from (
    select balance_fen - coalesce(sum(change) over (partition by book, earmark, account, party order by effective_on desc
      rows between unbounded preceding and 1 preceding), 0) as balance from days) ended where balance < 0)
$$;
revoke all on function ledger_low_day from public, qiangyi_app;

-- A reversal takes back one entry that was posted before and is none itself, transfer by transfer, and not from before it counted.
create function ledger_reversal_misfit(p_province text, p_new bigint[]) returns jsonb language sql stable as $$
  with reversal as (
    select n.sequence, o.sequence as original from ledger_entry n
    left join ledger_entry o on o.province = p_province and o.id = n.reverses and o.reverses is null and o.sequence <> all (p_new)
    where n.province = p_province and n.sequence = any (p_new) and n.reverses is not null
  ), differing as (
    select from reversal r
    join ledger_transfer n on n.province = p_province and n.sequence = r.sequence
    full join (select r.sequence as reversal, o.* from reversal r join ledger_transfer o on o.province = p_province and o.sequence = r.original) o
      on o.reversal = r.sequence and o.line = n.line
    where n.line is null or o.line is null
      or (n.book, n.earmark, n.debit, n.credit, n.amount_fen) <> (o.book, o.earmark, o.credit, o.debit, o.amount_fen)
      or (n.counterpart, n.economic_class, n.contract) is distinct from (o.counterpart, o.economic_class, o.contract)
      or n.effective_on < o.effective_on
  )
  select case
    when exists (select from reversal where original is null) then jsonb_build_object('code', 'reversed-entry-not-found')
    when exists (select from differing) then jsonb_build_object('code', 'reversal-misfit') end
$$;
revoke all on function ledger_reversal_misfit from public, qiangyi_app;

-- Posts all entries of one call or none. Answers how many were new and how many repetitions, or why nothing was posted.
-- Locks are taken in one order by everybody (books shared, entries by id, cells by key), so calls wait for each other but never in a circle.
create function ledger_post(p_recorded_at timestamptz, p_by text,
  p_ids text[], p_steps ledger_step[], p_issuers text[], p_numbers text[], p_rows integer[], p_advance boolean[], p_reverses text[], p_contents text[],
  p_keys text[],
  t_entry integer[], t_line integer[], t_book text[], t_earmark integer[], t_debit ledger_account[], t_credit ledger_account[], t_amount bigint[], t_on date[],
  t_counterpart text[], t_economic_class text[], t_contract text[],
  out posted integer, out repeated integer, out refusal jsonb)
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  v_province text := current_setting('qiangyi.province');
  v_on date := (p_recorded_at at time zone 'Asia/Shanghai')::date;
  v_sequences bigint[]; -- of the entries, null where one was posted before
  v_earmarks integer[] := '{}';
  v_years integer[] := '{}';
  v_key text;
  v_earmark integer;
  v_year integer;
  v_book text;
  v_locked text;
  v_void text;
  v_backdated boolean;
  v_cell record;
  v_last date;
  v_recorded date;
  v_constraint text;
begin
  foreach v_book in array t_book loop
    if v_book is distinct from v_locked then
      v_void := pg_advisory_xact_lock_shared(hashtextextended('ledger-book/' || v_province || '/' || v_book, 0))::text;
      v_locked := v_book;
    end if;
  end loop;

  foreach v_key in array p_keys loop
    select id, year into v_earmark, v_year from ledger_earmark where province = v_province and key = v_key;
    if not found then
      -- All of them in one order, so that two documents do not wait for each other's new earmarks.
      perform ledger_open_earmark(v_province, k.key) from (select key from unnest(p_keys) key order by key) k;
      select id, year into v_earmark, v_year from ledger_earmark where province = v_province and key = v_key;
    end if;
    v_earmarks := v_earmarks || v_earmark;
    v_years := v_years || v_year;
  end loop;

  for v_attempt in 1..100 loop
    begin
      v_sequences := array(select nextval('ledger_sequence') from generate_series(1, cardinality(p_ids)));
      insert into ledger_entry (province, sequence, id, step, issuer, number, row_no, is_advance, reverses, content_sha256, recorded_at, recorded_on, recorded_by)
      select v_province, v_sequences[i], p_ids[i], p_steps[i], p_issuers[i], p_numbers[i], p_rows[i], p_advance[i], p_reverses[i], p_contents[i], p_recorded_at, v_on, p_by
      from generate_series(1, cardinality(p_ids)) i order by p_ids[i]
      on conflict do nothing;
      get diagnostics posted = row_count;
      repeated := cardinality(p_ids) - posted;

      if repeated > 0 then
        v_sequences := array(select e.sequence from generate_series(1, cardinality(p_ids)) i
          left join ledger_entry e on e.province = v_province and e.sequence = v_sequences[i] order by i);
        select jsonb_build_object('code', case when s.id is null then 'already-reversed' else 'document-number-reused' end, 'id', p_ids[i], 'by', r.id) into refusal
        from generate_series(1, cardinality(p_ids)) i
        left join ledger_entry s on s.province = v_province and s.id = p_ids[i]
        left join ledger_entry r on r.province = v_province and r.reverses = p_reverses[i]
        where v_sequences[i] is null and s.content_sha256 is distinct from p_contents[i]
        order by i limit 1;
        if refusal is not null then raise exception using errcode = 'QY001'; end if;
        if posted = 0 then return; end if;
      end if;

      if exists (select from ledger_closing c where c.province = v_province and c.book = any (t_book)) then
        select jsonb_build_object('code', 'period-closed', 'book', c.book, 'year', c.year) into refusal
        from ledger_closing c
        where c.province = v_province and exists (select from generate_series(1, cardinality(t_entry)) i
          where t_book[i] = c.book and extract(year from t_on[i]) = c.year and v_sequences[t_entry[i]] is not null)
        order by c.sequence limit 1;
        if refusal is not null then raise exception using errcode = 'QY001'; end if;
      end if;

      insert into ledger_transfer (province, sequence, line, book, earmark, year, debit, credit, amount_fen, effective_on, counterpart, economic_class, contract)
      select v_province, v_sequences[t_entry[i]], t_line[i], t_book[i], v_earmarks[t_earmark[i]], v_years[t_earmark[i]],
        t_debit[i], t_credit[i], t_amount[i], t_on[i], t_counterpart[i], t_economic_class[i], t_contract[i]
      from generate_series(1, cardinality(t_entry)) i
      where v_sequences[t_entry[i]] is not null;

      if cardinality(array_remove(p_reverses, null)) > 0 then
        refusal := ledger_reversal_misfit(v_province, array_remove(v_sequences, null));
        if refusal is not null then raise exception using errcode = 'QY001'; end if;
      end if;

      v_backdated := false;
      for v_cell in
        select t_book[i] as book, v_earmarks[t_earmark[i]] as earmark, m.account, m.party, sum(m.change)::bigint as change,
          min(t_on[i]) as first_on, max(t_on[i]) as last_on, bool_or(m.change < 0) and m.account not in ('2105', '3101') as falls
        from generate_series(1, cardinality(t_entry)) i, lateral ledger_moves(t_debit[i], t_credit[i], t_amount[i], t_counterpart[i]) m
        where v_sequences[t_entry[i]] is not null
        group by 1, 2, 3, 4 order by 1, 2, 3, 4
      loop
        update ledger_cell
        set balance_fen = balance_fen + v_cell.change, last_on = greatest(last_on, v_cell.last_on), recorded_on = greatest(recorded_on, v_on)
        where province = v_province and book = v_cell.book and earmark = v_cell.earmark and account = v_cell.account and counterpart = v_cell.party
        returning last_on, recorded_on into v_last, v_recorded;
        if not found then
          perform ledger_open_book(v_province, v_cell.book);
          insert into ledger_cell as c (province, book, earmark, account, counterpart, balance_fen, last_on, recorded_on)
          values (v_province, v_cell.book, v_cell.earmark, v_cell.account, v_cell.party, v_cell.change, v_cell.last_on, v_on)
          on conflict (province, book, earmark, account, counterpart) do update
            set balance_fen = c.balance_fen + excluded.balance_fen, last_on = greatest(c.last_on, excluded.last_on),
              recorded_on = greatest(c.recorded_on, excluded.recorded_on)
          returning last_on, recorded_on into v_last, v_recorded;
        end if;
        if v_recorded > v_on then
          refusal := jsonb_build_object('code', 'recorded-out-of-order', 'lastRecordedOn', v_recorded);
          raise exception using errcode = 'QY001';
        end if;
        -- A posting on or after the latest day leaves on every later day what it leaves now, which the cell's constraint has judged.
        v_backdated := v_backdated or (v_cell.falls and v_last > v_cell.first_on);
      end loop;

      if v_backdated
        and ledger_low_day(v_province, v_sequences, v_earmarks, t_entry, t_book, t_earmark, t_debit, t_credit, t_amount, t_on, t_counterpart) then
        raise exception using errcode = 'QY002';
      end if;
      return;
    exception
      when sqlstate 'QY001' then
        posted := 0; repeated := 0;
        return;
      when sqlstate 'QY002' then null;
      when check_violation then
        get stacked diagnostics v_constraint = constraint_name;
        if v_constraint <> 'ledger_cell_not_overdrawn' then raise; end if;
    end;
    -- The locks of what was tried are gone: had somebody brought the money meanwhile, it is tried again.
    refusal := ledger_shortfall(v_province, v_sequences, v_earmarks, t_entry, t_book, t_earmark, t_debit, t_credit, t_amount, t_on, t_counterpart);
    if refusal is not null then
      posted := 0; repeated := 0;
      return;
    end if;
  end loop;
  raise exception 'ledger_post came to no result';
end $$;
revoke all on function ledger_post from public;
grant execute on function ledger_post to qiangyi_app;

-- 关账. Waits for the postings of the book that are under way; those that come later find it closed. Closing a closed year again changes nothing.
create function ledger_close(p_book text, p_year integer, p_recorded_at timestamptz, p_by text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_province text := current_setting('qiangyi.province');
  v_on date := (p_recorded_at at time zone 'Asia/Shanghai')::date;
  v_last date;
  v_open integer;
  v_left jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger-book/' || v_province || '/' || p_book, 0));
  if exists (select from ledger_closing where province = v_province and book = p_book and year = p_year) then return null; end if;
  select greatest((select max(recorded_on) from ledger_cell where province = v_province and book = p_book),
    (select max(recorded_on) from ledger_closing where province = v_province and book = p_book)) into v_last;
  if v_last > v_on then return jsonb_build_object('code', 'recorded-out-of-order', 'lastRecordedOn', v_last); end if;
  if v_on < make_date(p_year, 12, 31) then return jsonb_build_object('code', 'period-not-over'); end if;
  select min(extract(year from t.effective_on)) into v_open from ledger_transfer t
  where t.province = v_province and t.book = p_book and t.effective_on < make_date(p_year, 1, 1)
    and not exists (select from ledger_closing c where c.province = v_province and c.book = p_book and c.year = extract(year from t.effective_on));
  if v_open is not null then return jsonb_build_object('code', 'earlier-period-open', 'year', v_open); end if;
  select jsonb_agg(jsonb_build_object('key', e.key, 'account', l.account, 'amount', l.amount::text) order by e.key, l.account) into v_left
  from (select t.earmark, m.account, sum(m.change) as amount
    from ledger_transfer t, lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m
    where t.province = v_province and t.book = p_book and t.effective_on <= make_date(p_year, 12, 31) and m.account in ('1101', '1105', '1106')
    group by t.earmark, m.account having sum(m.change) <> 0) l
  join ledger_earmark e on e.province = v_province and e.id = l.earmark;
  if v_left is not null then return jsonb_build_object('code', 'CARRYOVER_DECISION_REQUIRED', 'left', v_left); end if;
  perform ledger_open_book(v_province, p_book);
  insert into ledger_closing (province, book, year, sequence, recorded_at, recorded_on, recorded_by)
  values (v_province, p_book, p_year, nextval('ledger_sequence'), p_recorded_at, v_on, p_by);
  return null;
end $$;
revoke all on function ledger_close from public;
grant execute on function ledger_close to qiangyi_app;

-- One whole entry, for who sees one of its books: a county reverses a receipt together with its city's half, which it may not list otherwise.
create function ledger_entry_content(p_id text) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('id', e.id, 'step', e.step, 'issuer', e.issuer, 'number', e.number, 'row', e.row_no,
    'isAdvance', e.is_advance, 'reverses', e.reverses, 'recordedOn', e.recorded_on, 'sequence', e.sequence,
    'transfers', (select jsonb_agg(jsonb_build_object('book', t.book, 'key', k.key, 'debit', t.debit, 'credit', t.credit, 'amount', t.amount_fen::text,
        'effectiveOn', t.effective_on, 'counterpart', t.counterpart, 'economicClass', t.economic_class, 'contract', t.contract) order by t.line)
      from ledger_transfer t join ledger_earmark k on k.province = t.province and k.id = t.earmark
      where t.province = e.province and t.sequence = e.sequence))
  from ledger_entry e
  where e.province = current_setting('qiangyi.province') and e.id = p_id
    and exists (select from ledger_transfer t join ledger_book b on b.province = t.province and b.id = t.book
      where t.province = e.province and t.sequence = e.sequence and sees(b.province, b.city, b.county, b.institution))
$$;
revoke all on function ledger_entry_content from public;
grant execute on function ledger_entry_content to qiangyi_app;
