-- Evaluations of the plan for the service system: written judgements and results, goal by goal, approved by a second person.
create table plan_evaluation (
  province       text        not null,
  id             uuid        not null,
  kind           text        not null,
  year           integer     not null,
  version        integer     not null, -- a further one after an approved one, with its reason
  as_of          date        not null,
  state          text        not null default 'draft',
  reason         text,
  findings       jsonb,                -- what the platform computed, as it stood when the evaluation was approved
  drafted_by     text        not null,
  drafted_name   text        not null,
  drafted_at     timestamptz not null,
  submitted_by   text,
  submitted_name text,
  submitted_at   timestamptz,
  returned_name  text,
  returned_at    timestamptz,
  return_reason  text,
  approved_by    text,
  approved_name  text,
  approved_at    timestamptz,
  primary key (province, id),
  constraint plan_evaluation_version_once unique (province, kind, year, version),
  constraint plan_evaluation_kind_year check (
    (kind = 'midterm' and year = 2025) or (kind = 'final' and year in (2027, 2035)) or (kind = 'yearly' and year between 2023 and 2035)),
  constraint plan_evaluation_state check (state in ('draft', 'submitted', 'approved')),
  constraint plan_evaluation_after_year check (as_of >= make_date(year, 12, 31)),
  constraint plan_evaluation_further_has_reason check (version = 1 or length(btrim(coalesce(reason, ''))) >= 4),
  constraint plan_evaluation_submitted_by_somebody check (state = 'draft' or submitted_by is not null),
  constraint plan_evaluation_approved_whole check ((state = 'approved') = (approved_by is not null and findings is not null)),
  constraint plan_evaluation_approved_by_another check (approved_by <> submitted_by and approved_by <> drafted_by)
);
-- Two drafts of the same evaluation would be two truths.
create unique index plan_evaluation_one_open on plan_evaluation (province, kind, year) where state <> 'approved';

create table plan_evaluation_judgement (
  province     text        not null,
  evaluation   uuid        not null,
  goal         text        not null,
  attribute    text        not null,
  rating       text,
  text         text        not null,
  version      integer     not null,
  written_by   text        not null,
  written_name text        not null,
  written_at   timestamptz not null,
  primary key (province, evaluation, goal, attribute),
  constraint plan_evaluation_judgement_of foreign key (province, evaluation) references plan_evaluation (province, id),
  constraint plan_evaluation_judgement_rating check (rating in ('good', 'fair', 'weak'))
);

create table plan_evaluation_result (
  province     text        not null,
  evaluation   uuid        not null,
  goal         text        not null,
  result       text,       -- null: as computed
  reason       text,
  version      integer     not null,
  written_by   text        not null,
  written_name text        not null,
  written_at   timestamptz not null,
  primary key (province, evaluation, goal),
  constraint plan_evaluation_result_of foreign key (province, evaluation) references plan_evaluation (province, id),
  constraint plan_evaluation_result_known check (result in ('achieved', 'partly-achieved', 'not-achieved', 'improved', 'not-improved'))
);

-- What was approved stays as it is; a later insight is a further version.
create function keep_approved_evaluation() returns trigger language plpgsql as $$
begin
  if old.state = 'approved' then
    raise exception 'an approved evaluation is not changed'
      using errcode = '23514', constraint = 'plan_evaluation_approved_stays', table = 'plan_evaluation';
  end if;
  return new;
end $$;
create trigger plan_evaluation_approved_stays before update on plan_evaluation for each row execute function keep_approved_evaluation();

-- Whoever wrote any part of it does not approve it.
create function refuse_own_evaluation() returns trigger language plpgsql as $$
begin
  if exists (select from plan_evaluation_judgement j where j.province = new.province and j.evaluation = new.id and j.written_by = new.approved_by)
    or exists (select from plan_evaluation_result r where r.province = new.province and r.evaluation = new.id and r.written_by = new.approved_by) then
    raise exception 'an evaluation is approved by somebody who wrote nothing of it'
      using errcode = '23514', constraint = 'plan_evaluation_approved_by_another', table = 'plan_evaluation';
  end if;
  return new;
end $$;
create trigger plan_evaluation_approved_by_another before update on plan_evaluation
  for each row when (new.state = 'approved') execute function refuse_own_evaluation();

-- Words and results are written while it is a draft, never behind the back of who reads it for approval.
create function refuse_shut_evaluation() returns trigger language plpgsql as $$
begin
  if not exists (select from plan_evaluation e where e.province = new.province and e.id = new.evaluation and e.state = 'draft') then
    raise exception 'only a draft is written on'
      using errcode = '23514', constraint = 'plan_evaluation_written_as_draft', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger plan_evaluation_written_as_draft before insert or update on plan_evaluation_judgement
  for each row execute function refuse_shut_evaluation();
create trigger plan_evaluation_written_as_draft before insert or update on plan_evaluation_result
  for each row execute function refuse_shut_evaluation();

do $$
declare part text;
begin
  foreach part in array array['plan_evaluation', 'plan_evaluation_judgement', 'plan_evaluation_result'] loop
    execute format('alter table %1$s enable row level security', part);
    execute format('alter table %1$s force row level security', part);
    -- Results of the whole province are the province's.
    execute format('create policy in_scope on %1$s using (sees(province, null, null, null))', part);
    execute format('revoke delete on %1$s from qiangyi_app', part);
  end loop;
end $$;
