-- 中心经费: the yearly assessment that fixes a management fee, what is paid to the lending hospital, and the match of awards.
-- The funding lines of the ledger know none of this money, so that these rows are its record. All of it is evidence: a change is a later row.
create table centre_assessment (
  province      text        not null,
  centre        text        not null,
  year          integer     not null,
  version       integer     not null,
  city          text, -- of whom the centre is: Taiyuan's or the province's own
  county        text,
  institution   text,
  score         numeric(5, 2),
  conclusion    text        not null,
  assessed_on   date        not null,
  fee_fen       bigint      not null,
  coefficient   numeric(5, 4),
  reason        text        not null,
  drafted_by    text        not null,
  drafted_name  text        not null,
  drafted_at    timestamptz not null,
  primary key (province, centre, year, version),
  constraint centre_assessment_drafter unique (province, centre, year, version, drafted_by),
  constraint centre_assessment_centre check (centre in ('task1', 'task2', 'task3', 'task4')),
  constraint centre_assessment_year check (year between 2023 and 2199),
  constraint centre_assessment_version_positive check (version > 0),
  constraint centre_assessment_score check (score between 0 and 100),
  constraint centre_assessment_fee_not_negative check (fee_fen >= 0),
  constraint centre_assessment_reason_given check (length(btrim(reason)) >= 4)
);
-- 定稿 is an act of its own by a second person.
create table centre_assessment_final (
  province    text        not null,
  centre      text        not null,
  year        integer     not null,
  version     integer     not null,
  city        text,
  county      text,
  institution text,
  drafted_by  text        not null,
  final_by    text        not null,
  final_name  text        not null,
  final_at    timestamptz not null,
  primary key (province, centre, year, version),
  constraint centre_assessment_final_of foreign key (province, centre, year, version, drafted_by)
    references centre_assessment (province, centre, year, version, drafted_by),
  constraint centre_assessment_final_by_another check (final_by <> drafted_by)
);
-- 专项经费: what each payer has set aside for a year.
create table centre_fund (
  province      text        not null,
  payer         text        not null,
  year          integer     not null,
  version       integer     not null,
  city          text,
  county        text,
  institution   text,
  amount_fen    bigint      not null,
  document      text        not null,
  reason        text,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, payer, year, version),
  constraint centre_fund_payer check (payer in ('山西省', '太原市')),
  constraint centre_fund_amount_positive check (amount_fen > 0),
  constraint centre_fund_change_has_reason check (version = 1 or length(btrim(coalesce(reason, ''))) >= 2)
);
create table centre_talent_policy (
  province      text        not null,
  id            uuid        not null,
  name          text        not null,
  item          text        not null,
  valid_from    date        not null,
  valid_to      date,
  ceiling_fen   bigint      not null,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, id),
  constraint centre_talent_policy_item check (item in ('安家费', '科研启动费', '工作津贴')),
  constraint centre_talent_policy_validity check (valid_to >= valid_from),
  constraint centre_talent_policy_ceiling_positive check (ceiling_fen > 0)
);
create table centre_payment (
  province        text        not null,
  id              uuid        not null,
  centre          text        not null,
  city            text,
  county          text,
  institution     text,
  payer           text        not null,
  item            text        not null,
  payee           text        not null,
  assessment_year integer     not null,
  amount_fen      bigint      not null,
  paid_on         date        not null,
  voucher         text        not null,
  person          text,
  policy          uuid,
  note            text,
  recorded_by     text        not null,
  recorded_name   text        not null,
  recorded_at     timestamptz not null,
  primary key (province, id),
  constraint centre_payment_voucher_once unique (province, payer, voucher),
  constraint centre_payment_policy_known foreign key (province, policy) references centre_talent_policy (province, id),
  constraint centre_payment_amount_positive check (amount_fen > 0),
  constraint centre_payment_item check (
    item in ('管理费用', '人员薪酬费用', '房屋租赁费', '交通费', '其他相关生活费用', '安家费', '科研启动费', '工作津贴')),
  constraint centre_payment_talent_has_policy check (
    item not in ('安家费', '科研启动费', '工作津贴') or (policy is not null and length(btrim(coalesce(person, ''))) > 0))
);
create index centre_payment_of_centre on centre_payment (province, centre, assessment_year);

-- No fee before the assessment of its centre and year is final, and never more in all than the latest final version says.
create function refuse_unassessed_fee() returns trigger language plpgsql as $$
declare fixed bigint; paid bigint;
begin
  if new.item <> '管理费用' then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended('centre-fee/' || new.province || new.centre || new.assessment_year, 0));
  select a.fee_fen into fixed from centre_assessment a
    join centre_assessment_final f on (f.province, f.centre, f.year, f.version) = (a.province, a.centre, a.year, a.version)
    where a.province = new.province and a.centre = new.centre and a.year = new.assessment_year order by a.version desc limit 1;
  select coalesce(sum(amount_fen), 0) into paid from centre_payment
    where province = new.province and centre = new.centre and assessment_year = new.assessment_year and item = '管理费用';
  if fixed is null or paid + new.amount_fen > fixed then
    raise exception 'a fee is paid only within a final assessment'
      using errcode = '23514', constraint = 'centre_payment_within_assessment', table = 'centre_payment';
  end if;
  return new;
end $$;
create trigger centre_payment_within_assessment before insert on centre_payment for each row execute function refuse_unassessed_fee();

create table centre_award (
  province       text        not null,
  id             uuid        not null,
  centre         text        not null,
  city           text,
  county         text,
  institution    text,
  recipient      text        not null,
  recipient_name text        not null,
  names_centre   boolean     not null,
  award          text        not null,
  round          integer     not null, -- one more than the times it was sent back
  level          text        not null,
  prize_fen      bigint      not null,
  received_fen   bigint      not null,
  match_fen      bigint      not null,
  awarded_on     date        not null,
  document       text        not null,
  filed_by       text        not null,
  filed_name     text        not null,
  filed_at       timestamptz not null,
  primary key (province, id),
  constraint centre_award_once unique (province, award, recipient_name, round),
  constraint centre_award_filer unique (province, id, filed_by),
  constraint centre_award_recipient check (recipient in ('centre', 'employed', 'posted')),
  constraint centre_award_level check (level in ('省部级', '国家级')),
  constraint centre_award_since_plan check (awarded_on >= date '2023-03-13'),
  constraint centre_award_share check (received_fen between 1 and prize_fen),
  -- 20%, half up to the 分.
  constraint centre_award_match check (match_fen > 0 and match_fen = (received_fen * 20 + 50) / 100),
  constraint centre_award_document_given check (length(btrim(document)) > 0)
);
create table centre_award_decision (
  province     text        not null,
  award        uuid        not null,
  city         text,
  county       text,
  institution  text,
  filed_by     text        not null,
  accepts      boolean     not null,
  opinion      text        not null,
  decided_by   text        not null,
  decided_name text        not null,
  decided_at   timestamptz not null,
  primary key (province, award),
  constraint centre_award_decision_of foreign key (province, award, filed_by) references centre_award (province, id, filed_by),
  constraint centre_award_decision_by_another check (decided_by <> filed_by)
);
create table centre_award_payment (
  province      text        not null,
  award         uuid        not null,
  city          text,
  county        text,
  institution   text,
  paid_on       date        not null,
  voucher       text        not null,
  recorded_by   text        not null,
  recorded_name text        not null,
  recorded_at   timestamptz not null,
  primary key (province, award),
  constraint centre_award_payment_decided foreign key (province, award) references centre_award_decision (province, award),
  constraint centre_award_payment_voucher_once unique (province, voucher)
);

do $$
declare part text;
begin
  foreach part in array array['centre_assessment', 'centre_assessment_final', 'centre_fund', 'centre_talent_policy', 'centre_payment', 'centre_award',
    'centre_award_decision', 'centre_award_payment'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
    execute format('revoke update, delete on %1$s from qiangyi_app', part);
    if part <> 'centre_talent_policy' then
      execute format('create policy in_scope on %1$s using (sees(province, city, county, institution))', part);
    end if;
  end loop;
end $$;
-- Policies are for everyone of the province.
create policy of_province on centre_talent_policy using (province = current_setting('qiangyi.province', true));
