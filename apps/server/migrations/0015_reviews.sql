-- 评审: experts, draws, sheets, conclusions, expenses.
--
-- An expert has no policy on projects, answers or attachments at all. What he may read is compiled into review_paper by the organiser's own transaction when
-- the panel is drawn: without personal data, in blind calls without unit and persons. So no query of an expert can reach more, whatever the application asks.

-- Who organises a review: the province, or the city of its own programme. The province also sees what its cities organise.
create function sees_reviews(row_province text, row_city text) returns boolean language sql stable parallel safe as $$
  select row_province = current_setting('qiangyi.province', true) and case current_setting('qiangyi.level', true)
    when 'system' then true
    when 'province' then true
    when 'city' then row_city = current_setting('qiangyi.city', true)
    else false end
$$;
create function organises_reviews(row_province text, row_city text) returns boolean language sql stable parallel safe as $$
  select row_province = current_setting('qiangyi.province', true) and case current_setting('qiangyi.level', true)
    when 'system' then true
    when 'province' then row_city is null
    when 'city' then row_city = current_setting('qiangyi.city', true)
    else false end
$$;
create function is_expert(row_province text) returns boolean language sql stable parallel safe as $$
  select row_province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) = 'expert'
$$;

-- The pool. No number of an identity card, no bank account, no telephone: no clause of the review needs them.
create table expert (
  province     text        not null,
  id           uuid        not null,
  number       text        not null,
  city         text, -- whose pool; null: the province's
  account      uuid,
  name         text        not null,
  title        text        not null,
  title_level  text        not null,
  institution  text,
  unit_name    text        not null,
  group_name   text,
  region       text        not null,
  fields       text[]      not null,
  employments  jsonb       not null,
  relations    jsonb       not null,
  max_load     integer     not null,
  state        text        not null,
  state_reason text,
  search_text  text        not null,
  version      integer     not null default 1,
  changed_by   text        not null,
  changed_name text        not null,
  changed_at   timestamptz not null,
  primary key (province, id),
  constraint expert_number_once unique (province, number),
  constraint expert_title_level check (title_level in ('intermediate', 'associate-senior', 'senior')),
  constraint expert_state check (state in ('active', 'paused')),
  constraint expert_paused_with_reason check (state = 'active' or length(btrim(coalesce(state_reason, ''))) >= 2),
  constraint expert_has_field check (cardinality(fields) between 1 and 10),
  constraint expert_max_load check (max_load between 1 and 200),
  constraint expert_of_account foreign key (province, account) references account (province, id)
);
create unique index expert_one_per_account on expert (province, account) where account is not null;
create index expert_listed on expert (province, id);
create index expert_fields on expert using gin (fields);
alter table expert enable row level security;
alter table expert force row level security;
create policy seen_by_organisers on expert for select using (sees_reviews(province, city));
create policy kept_by_organiser on expert using (organises_reviews(province, city));
create policy oneself on expert for select using (is_expert(province) and account::text = current_setting('qiangyi.user', true));
revoke delete on expert from qiangyi_app;

create table review_number (
  province text    not null primary key,
  last     integer not null
);
alter table review_number enable row level security;
alter table review_number force row level security;
create policy of_organisers on review_number using (province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.level', true) in ('system', 'province', 'city'));
revoke delete on review_number from qiangyi_app;

-- 评审组: some projects of a call, before one set of experts, in one round.
create table review_panel (
  province       text        not null,
  id             uuid        not null,
  call           uuid        not null,
  city           text,
  programme      text        not null,
  year           integer     not null,
  title          text        not null,
  round          integer     not null,
  state          text        not null,
  experts        integer     not null,
  fields         text[]      not null,
  region_rule    text        not null,
  is_blind       boolean     not null,
  sheet          jsonb       not null,
  -- Commit and reveal: the hash of the list and of the nonce stand before the words of the witness are known.
  candidate_hash text,
  commitment     text,
  nonce          text,
  frozen_at      timestamptz,
  frozen_by      text,
  words          text,
  seed           text,
  drawn          uuid[],
  drawn_at       timestamptz,
  drawn_by       text,
  void_reason    text,
  reason         text,
  created_by     text        not null,
  created_name   text        not null,
  created_at     timestamptz not null,
  primary key (province, id),
  constraint review_panel_of_call foreign key (province, call) references call (province, id),
  constraint review_panel_state check (state in ('forming', 'frozen', 'drawn', 'void')),
  -- 5人以上单数.
  constraint review_panel_size check (experts >= 5 and experts % 2 = 1),
  constraint review_panel_region_rule check (region_rule in ('county', 'city', 'none')),
  constraint review_panel_frozen check (state not in ('frozen', 'drawn')
    or coalesce(candidate_hash ~ '^[0-9a-f]{64}$' and commitment ~ '^[0-9a-f]{64}$' and nonce ~ '^[0-9a-f]{64}$' and frozen_at is not null and frozen_by is not null, false)),
  constraint review_panel_drawn check ((state = 'drawn' or state = 'void' and seed is not null) = (seed is not null)
    and (seed is null) = (words is null) and (seed is null) = (drawn is null) and (seed is null) = (drawn_at is null)),
  constraint review_panel_drawn_after_frozen check (drawn_at >= frozen_at),
  constraint review_panel_void_with_reason check ((state = 'void') = (void_reason is not null)),
  constraint review_panel_round check (round between 1 and 9)
);
create index review_panel_by_call on review_panel (province, call, id);

-- 席位: one expert of a panel. It carries its city, so that its rule needs no look at the panel.
create table review_seat (
  province       text        not null,
  panel          uuid        not null,
  expert         uuid        not null,
  city           text,
  place          integer     not null,
  state          text        not null,
  reason         text,
  invited_at     timestamptz not null,
  answered_at    timestamptz,
  pledged_at     timestamptz,
  pledge_sha256  text,
  -- When his first score was saved: from then on the sheet of the panel is fixed.
  first_saved_at timestamptz,
  primary key (province, panel, expert),
  constraint review_seat_of_panel foreign key (province, panel) references review_panel (province, id),
  constraint review_seat_of_expert foreign key (province, expert) references expert (province, id),
  constraint review_seat_state check (state in ('invited', 'accepted', 'declined', 'conflict')),
  constraint review_seat_answered check ((state = 'invited') = (answered_at is null)),
  constraint review_seat_left_with_reason check (state not in ('declined', 'conflict') or length(btrim(coalesce(reason, ''))) >= 2),
  constraint review_seat_pledged_when_accepted check (pledged_at is null or answered_at is not null and pledge_sha256 is not null),
  constraint review_seat_scores_after_pledge check (first_saved_at is null or pledged_at is not null)
);
create index review_seat_of on review_seat (province, expert);
alter table review_seat enable row level security;
alter table review_seat force row level security;
create policy seen_by_organisers on review_seat for select using (sees_reviews(province, city));
create policy given_by_organiser on review_seat for insert with check (organises_reviews(province, city));
-- A conflict that becomes known later takes the seat away.
create policy vacated_by_organiser on review_seat for update using (organises_reviews(province, city));
create policy own_seen on review_seat for select using (is_expert(province)
  and exists (select from expert e where e.province = review_seat.province and e.id = review_seat.expert and e.account::text = current_setting('qiangyi.user', true)));
create policy own_answered on review_seat for update using (is_expert(province)
  and exists (select from expert e where e.province = review_seat.province and e.id = review_seat.expert and e.account::text = current_setting('qiangyi.user', true)));
revoke delete on review_seat from qiangyi_app;
create function review_seat_in_order() returns trigger language plpgsql as $$
begin
  if (new.province, new.panel, new.expert, new.city, new.place, new.invited_at)
      is distinct from (old.province, old.panel, old.expert, old.city, old.place, old.invited_at)
    or old.state in ('declined', 'conflict')
    or (old.state = 'accepted' and new.state = 'invited')
    or (old.pledged_at is not null and (new.pledged_at, new.pledge_sha256) is distinct from (old.pledged_at, old.pledge_sha256))
    or (old.first_saved_at is not null and new.first_saved_at is distinct from old.first_saved_at) then
    raise exception 'a seat goes from invited to accepted and pledged, or is left for good'
      using errcode = '23514', constraint = 'review_seat_in_order', table = 'review_seat';
  end if;
  return new;
end $$;
create trigger review_seat_in_order before update on review_seat for each row execute function review_seat_in_order();

-- Whether this expert may read the papers of a panel: drawn, accepted, pledged.
create function has_pledged(row_province text, row_panel uuid) returns boolean language sql stable parallel safe as $$
  select is_expert(row_province) and exists (select from review_seat s
    where s.province = row_province and s.panel = row_panel and s.state = 'accepted' and s.pledged_at is not null)
$$;

alter table review_panel enable row level security;
alter table review_panel force row level security;
create policy seen_by_organisers on review_panel for select using (sees_reviews(province, city));
create policy kept_by_organiser on review_panel using (organises_reviews(province, city));
create policy of_own_seat on review_panel for select using (is_expert(province)
  and exists (select from review_seat s where s.province = review_panel.province and s.panel = review_panel.id));
revoke delete on review_panel from qiangyi_app;
create function review_panel_in_order() returns trigger language plpgsql as $$
begin
  if (new.call, new.city, new.programme, new.year, new.round, new.created_by, new.created_at) is distinct from (old.call, old.city, old.programme, old.year, old.round, old.created_by, old.created_at)
    or old.state = 'void'
    or (old.state = 'drawn' and new.state in ('forming', 'frozen')) or (old.state = 'frozen' and new.state = 'forming')
    or (old.state <> 'forming' and (new.experts, new.fields, new.region_rule, new.is_blind, new.candidate_hash, new.commitment, new.nonce, new.frozen_at, new.frozen_by)
      is distinct from (old.experts, old.fields, old.region_rule, old.is_blind, old.candidate_hash, old.commitment, old.nonce, old.frozen_at, old.frozen_by))
    or (old.seed is not null and (new.seed, new.words, new.drawn, new.drawn_at, new.drawn_by) is distinct from (old.seed, old.words, old.drawn, old.drawn_at, old.drawn_by)) then
    raise exception 'a panel is frozen, then drawn once, and both stay' using errcode = '23514', constraint = 'review_panel_in_order', table = 'review_panel';
  end if;
  if new.sheet is distinct from old.sheet and exists (
    select from review_seat s where s.province = new.province and s.panel = new.id and s.first_saved_at is not null) then
    raise exception 'the sheet is fixed once the first score is in' using errcode = '23514', constraint = 'review_panel_sheet_fixed', table = 'review_panel';
  end if;
  return new;
end $$;
create trigger review_panel_in_order before update on review_panel for each row execute function review_panel_in_order();

create table review_panel_project (
  province text    not null,
  panel    uuid    not null,
  project  uuid    not null,
  number   text    not null,
  round    integer not null,
  is_void  boolean not null default false,
  primary key (province, panel, project),
  constraint review_panel_project_of_panel foreign key (province, panel) references review_panel (province, id),
  constraint review_panel_project_of_project foreign key (province, project) references project (province, id)
);
-- A project is before one panel in a round.
create unique index review_panel_project_once on review_panel_project (province, project, round) where not is_void;
alter table review_panel_project enable row level security;
alter table review_panel_project force row level security;
create policy with_panel on review_panel_project for select using (exists (select from review_panel p where p.province = review_panel_project.province and p.id = review_panel_project.panel));
create policy kept_by_organiser on review_panel_project using (exists (select from review_panel p
  where p.province = review_panel_project.province and p.id = review_panel_project.panel and organises_reviews(p.province, p.city)));
revoke delete on review_panel_project from qiangyi_app;

-- The list as it was frozen: exclusions by their kind, as hashed, and in words.
create table review_candidate (
  province   text  not null,
  panel      uuid  not null,
  expert     uuid  not null,
  unit       text  not null,
  fields     text[] not null,
  load       integer not null,
  exclusions jsonb not null,
  primary key (province, panel, expert),
  constraint review_candidate_of_panel foreign key (province, panel) references review_panel (province, id),
  constraint review_candidate_of_expert foreign key (province, expert) references expert (province, id)
);
-- Seats that were filled again, in the order of the same draw.
create table review_refill (
  province    text        not null,
  panel       uuid        not null,
  seq         integer     not null,
  unavailable uuid[]      not null,
  added       uuid[]      not null,
  by_name     text        not null,
  at          timestamptz not null,
  primary key (province, panel, seq),
  constraint review_refill_of_panel foreign key (province, panel) references review_panel (province, id)
);
-- What the experts read, compiled at the draw.
create table review_paper (
  province    text   not null,
  panel       uuid   not null,
  project     uuid   not null,
  title       text   not null,
  unit_name   text, -- null in blind calls
  content     jsonb  not null,
  sha256      text   not null,
  compiled_at timestamptz not null,
  primary key (province, panel, project),
  constraint review_paper_of_panel foreign key (province, panel, project) references review_panel_project (province, panel, project),
  constraint review_paper_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);
create table review_paper_file (
  province text not null,
  panel    uuid not null,
  project  uuid not null,
  file     uuid not null,
  name     text not null,
  material text not null,
  size_bytes bigint not null,
  primary key (province, panel, project, file),
  constraint review_paper_file_of_paper foreign key (province, panel, project) references review_paper (province, panel, project),
  constraint review_paper_file_stored foreign key (province, file) references stored_file (province, id)
);
do $$
declare part text;
begin
  foreach part in array array['review_candidate', 'review_refill', 'review_paper', 'review_paper_file'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    execute format('create policy seen_by_organisers on %1$s for select using (exists (select from review_panel p where p.province = %1$s.province and p.id = %1$s.panel and sees_reviews(p.province, p.city)))', part);
    execute format('create policy written_by_organiser on %1$s for insert with check (exists (select from review_panel p where p.province = %1$s.province and p.id = %1$s.panel and organises_reviews(p.province, p.city)))', part);
    execute format('revoke update, delete on %1$s from qiangyi_app', part);
    execute format('create trigger %1$s_append_only before update or delete on %1$s for each row execute function refuse_change()', part);
  end loop;
end $$;
create policy pledged on review_paper for select using (has_pledged(province, panel));
create policy pledged on review_paper_file for select using (has_pledged(province, panel));
create policy of_own_papers on stored_file for select using (is_expert(province)
  and exists (select from review_paper_file f where f.province = stored_file.province and f.file = stored_file.id));

-- 评分: a draft is the expert's alone, a locked sheet is evidence.
create table review_score (
  province  text        not null,
  panel     uuid        not null,
  project   uuid        not null,
  expert    uuid        not null,
  state     text        not null,
  items     jsonb       not null,
  vetoes    jsonb       not null,
  comment   text        not null,
  total     integer, -- hundredths of points
  version   integer     not null,
  saved_at  timestamptz not null,
  locked_at timestamptz,
  primary key (province, panel, project, expert),
  constraint review_score_of_paper foreign key (province, panel, project) references review_paper (province, panel, project),
  constraint review_score_of_seat foreign key (province, panel, expert) references review_seat (province, panel, expert),
  constraint review_score_state check (state in ('draft', 'locked')),
  constraint review_score_locked_complete check ((state = 'locked') = (locked_at is not null) and (state <> 'locked' or total is not null)),
  constraint review_score_total check (total between 0 and 10000),
  constraint review_score_comment check (length(comment) <= 2000)
);
alter table review_score enable row level security;
alter table review_score force row level security;
create policy locked_to_organisers on review_score for select using (state = 'locked'
  and exists (select from review_panel p where p.province = review_score.province and p.id = review_score.panel and sees_reviews(p.province, p.city)));
create policy own on review_score using (has_pledged(province, panel)
  and exists (select from expert e where e.province = review_score.province and e.id = review_score.expert and e.account::text = current_setting('qiangyi.user', true)));
revoke delete on review_score from qiangyi_app;
create function review_score_locked() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state = 'locked' then
    raise exception 'a locked sheet stays as it is' using errcode = '23514', constraint = 'review_score_locked', table = 'review_score';
  end if;
  return new;
end $$;
create trigger review_score_locked before update or delete on review_score for each row execute function review_score_locked();
create function review_score_marks_seat() returns trigger language plpgsql as $$
begin
  update review_seat set first_saved_at = new.saved_at
    where province = new.province and panel = new.panel and expert = new.expert and first_saved_at is null;
  return null;
end $$;
create trigger review_score_marks_seat after insert on review_score for each row execute function review_score_marks_seat();

-- 评审结论 (5g-2022.art9.a), the last one counts; visible to whoever sees the project.
create table review_conclusion (
  province       text        not null,
  project        uuid        not null,
  seq            integer     not null,
  conclusion     text        not null,
  reason         text        not null,
  override_basis text,
  round          integer,
  mean           integer,
  by_user        text        not null,
  by_name        text        not null,
  at             timestamptz not null,
  primary key (province, project, seq),
  constraint review_conclusion_of_project foreign key (province, project) references project (province, id),
  constraint review_conclusion_known check (conclusion in ('recommended', 'revise', 'not-recommended', 'return')),
  constraint review_conclusion_reason_present check (length(btrim(reason)) >= 2)
);
alter table review_conclusion enable row level security;
alter table review_conclusion force row level security;
create policy with_project on review_conclusion for select using (exists (select from project p where p.province = review_conclusion.province and p.id = review_conclusion.project));
create policy by_organiser on review_conclusion for insert with check (current_setting('qiangyi.level', true) in ('system', 'province', 'city')
  and exists (select from project p where p.province = review_conclusion.province and p.id = review_conclusion.project));
revoke update, delete on review_conclusion from qiangyi_app;
create trigger review_conclusion_append_only before update or delete on review_conclusion for each row execute function refuse_change();

-- 评审评估支出 (qiangyi-2024.art5.c, art5.d): a ledger; a mistake is taken back by a row that names it.
create table review_expense (
  province   text        not null,
  id         uuid        not null,
  line       text        not null,
  year       integer     not null,
  kind       text        not null,
  amount_fen bigint      not null,
  purpose    text        not null,
  link       text,
  voucher    text        not null,
  spent_on   date        not null,
  reverses   uuid,
  booked_by  text        not null,
  by_name    text        not null,
  at         timestamptz not null,
  primary key (province, id),
  constraint review_expense_kind check (kind in ('expert-review', 'project-assessment', 'performance-evaluation', 'other-direct')),
  constraint review_expense_other_has_link check (kind <> 'other-direct' or length(btrim(coalesce(link, ''))) >= 2),
  constraint review_expense_sign check (case when reverses is null then amount_fen > 0 else amount_fen < 0 end),
  constraint review_expense_reversal_of foreign key (province, reverses) references review_expense (province, id),
  constraint review_expense_reversed_once unique (province, reverses),
  constraint review_expense_year check (year between 2000 and 2199)
);
create index review_expense_by_line on review_expense (province, year, line, id);
alter table review_expense enable row level security;
alter table review_expense force row level security;
create policy of_the_province on review_expense using (province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.level', true) in ('system', 'province'));
revoke update, delete on review_expense from qiangyi_app;
create trigger review_expense_append_only before update or delete on review_expense for each row execute function refuse_change();
create function review_expense_reverses_whole() returns trigger language plpgsql as $$
begin
  if new.reverses is not null and not exists (
    select from review_expense e where e.province = new.province and e.id = new.reverses and e.reverses is null
      and (e.line, e.year, e.kind, e.amount_fen) = (new.line, new.year, new.kind, -new.amount_fen)
  ) then
    raise exception 'a reversal takes back one whole booking' using errcode = '23514', constraint = 'review_expense_reverses_whole', table = 'review_expense';
  end if;
  return new;
end $$;
create trigger review_expense_reverses_whole before insert on review_expense for each row execute function review_expense_reverses_whole();

-- Who keeps a pool links persons to accounts of experts: a city too, although such an account belongs to no place.
create policy experts_to_organisers on account for select using (level = 'expert' and province = current_setting('qiangyi.province', true)
  and current_setting('qiangyi.level', true) = 'city');
