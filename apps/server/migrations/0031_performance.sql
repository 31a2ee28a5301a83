-- 项目绩效: what no other room keeps of the five stages. Everything is a row that stays; a correction is a new version.

-- 评价指标表 of a project and a year. Weights and scores are hundredths of a point.
create table performance_sheet (
  province         text        not null,
  project          uuid        not null,
  year             integer     not null,
  version          integer     not null,
  execution_weight integer     not null,
  by_user          text        not null,
  by_name          text        not null,
  at               timestamptz not null,
  primary key (province, project, year, version),
  constraint performance_sheet_of_project foreign key (province, project) references project (province, id),
  constraint performance_sheet_version check (version >= 1),
  constraint performance_sheet_execution check (execution_weight between 0 and 2000)
);

create table performance_sheet_row (
  province text    not null,
  project  uuid    not null,
  year     integer not null,
  version  integer not null,
  seq      integer not null,
  level    text    not null,
  name     text    not null,
  operator text    not null,
  target   text    not null,
  unit     text    not null,
  weight   integer not null,
  primary key (province, project, year, version, seq),
  constraint performance_sheet_row_of_sheet foreign key (province, project, year, version) references performance_sheet (province, project, year, version),
  constraint performance_sheet_row_level check (level in ('output', 'benefit', 'satisfaction', 'cost')),
  constraint performance_sheet_row_operator check (operator in ('>=', '>', '<=', '<', '=', 'text')),
  constraint performance_sheet_row_named check (length(btrim(name)) >= 1 and length(btrim(target)) >= 1),
  constraint performance_sheet_row_once unique (province, project, year, version, name),
  constraint performance_sheet_row_weight check (weight > 0)
);

-- The sum is a property of the whole sheet, so it is judged when the transaction ends.
create function performance_sheet_sums_to_100() returns trigger language plpgsql as $$
begin
  if new.execution_weight + (select coalesce(sum(r.weight), 0) from performance_sheet_row r
    where r.province = new.province and r.project = new.project and r.year = new.year and r.version = new.version) <> 10000 then
    raise exception 'weights of a sheet must sum to 100' using errcode = '23514', constraint = 'performance_sheet_sums_to_100', table = 'performance_sheet';
  end if;
  return null;
end $$;
create constraint trigger performance_sheet_sums_to_100 after insert on performance_sheet
  deferrable initially deferred for each row execute function performance_sheet_sums_to_100();

create table performance_monitoring (
  province      text        not null,
  project       uuid        not null,
  year          integer     not null,
  seq           integer     not null,
  sheet_version integer     not null,
  month         integer     not null,
  budget_fen    bigint,
  spent_fen     bigint,
  measures      text        not null,
  by_user       text        not null,
  by_name       text        not null,
  at            timestamptz not null,
  primary key (province, project, year, seq),
  constraint performance_monitoring_of_sheet foreign key (province, project, year, sheet_version) references performance_sheet (province, project, year, version),
  constraint performance_monitoring_month check (month between 1 and 12),
  constraint performance_monitoring_amounts check ((budget_fen is null) = (spent_fen is null) and budget_fen > 0 and spent_fen >= 0)
);

create table performance_monitoring_row (
  province   text    not null,
  project    uuid    not null,
  year       integer not null,
  seq        integer not null,
  position   integer not null,
  actual     text    not null,
  likelihood text    not null,
  cause      text,
  primary key (province, project, year, seq, position),
  constraint performance_monitoring_row_of foreign key (province, project, year, seq) references performance_monitoring (province, project, year, seq),
  constraint performance_monitoring_row_likelihood check (likelihood in ('certain', 'possible', 'impossible')),
  constraint performance_monitoring_row_cause check (cause in ('funds', 'rules', 'staff', 'hardware', 'other') and (likelihood = 'certain' or cause is not null))
);

create table performance_self (
  province        text        not null,
  project         uuid        not null,
  year            integer     not null,
  version         integer     not null,
  sheet_version   integer     not null,
  initial_fen     bigint      not null,
  adjusted_fen    bigint      not null,
  carried_fen     bigint      not null,
  spent_fen       bigint      not null,
  explanation     text        not null,
  execution_score integer     not null,
  score           integer     not null,
  sha256          text        not null,
  by_user         text        not null,
  by_name         text        not null,
  at              timestamptz not null,
  primary key (province, project, year, version),
  constraint performance_self_of_sheet foreign key (province, project, year, sheet_version) references performance_sheet (province, project, year, version),
  constraint performance_self_spent check (spent_fen >= 0),
  constraint performance_self_score check (score between 0 and 10000 and execution_score between 0 and score),
  constraint performance_self_explained check (length(btrim(explanation)) >= 2),
  constraint performance_self_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);

create table performance_self_row (
  province    text    not null,
  project     uuid    not null,
  year        integer not null,
  version     integer not null,
  seq         integer not null,
  actual      text    not null,
  band        text,
  share       integer,
  sample_size integer,
  method      text,
  reason      text,
  score       integer not null,
  primary key (province, project, year, version, seq),
  constraint performance_self_row_of foreign key (province, project, year, version) references performance_self (province, project, year, version),
  constraint performance_self_row_reported check (length(btrim(actual)) >= 1),
  constraint performance_self_row_band check ((band is null) = (share is null) and case band
    when 'achieved' then share between 8000 and 10000 when 'partly' then share between 6000 and 7999 when 'missed' then share between 0 and 5999 else band is null end),
  constraint performance_self_row_score check (score >= 0)
);

create table performance_signature (
  province text        not null,
  project  uuid        not null,
  year     integer     not null,
  version  integer     not null,
  sha256   text        not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, project, year, version),
  constraint performance_signature_of_self foreign key (province, project, year, version) references performance_self (province, project, year, version)
);
-- The head signs exactly what another person reported.
create function performance_signed_by_another() returns trigger language plpgsql as $$
begin
  if not exists (select from performance_self s where s.province = new.province and s.project = new.project and s.year = new.year and s.version = new.version
    and s.by_user <> new.by_user and s.sha256 = new.sha256) then
    raise exception 'a self-evaluation is signed by another person, over its content' using errcode = '23514', constraint = 'performance_signed_by_another', table = 'performance_signature';
  end if;
  return new;
end $$;
create trigger performance_signed_by_another before insert on performance_signature for each row execute function performance_signed_by_another();

-- 再评价: rests on a signed self-evaluation.
create table performance_review (
  province     text        not null,
  project      uuid        not null,
  year         integer     not null,
  version      integer     not null,
  self_version integer     not null,
  phase        text        not null,
  conclusion   text        not null,
  score        integer     not null,
  self_score   integer     not null,
  office       text        not null,
  by_user      text        not null,
  by_name      text        not null,
  at           timestamptz not null,
  primary key (province, project, year, version),
  constraint performance_review_of_signed foreign key (province, project, year, self_version) references performance_signature (province, project, year, version),
  constraint performance_review_phase check (phase in ('general', 'underWay', 'finished')),
  constraint performance_review_score check (score between 0 and 10000),
  constraint performance_review_concluded check (length(btrim(conclusion)) >= 2)
);

create table performance_deduction (
  province  text    not null,
  project   uuid    not null,
  year      integer not null,
  version   integer not null,
  seq       integer not null,
  dimension text    not null,
  item      text    not null,
  points    integer not null,
  reason    text    not null,
  evidence  text    not null,
  clause    text    not null,
  primary key (province, project, year, version, seq),
  constraint performance_deduction_of_review foreign key (province, project, year, version) references performance_review (province, project, year, version),
  constraint performance_deduction_dimension check (dimension in ('decision', 'process', 'output', 'benefit')),
  constraint performance_deduction_points check (points > 0),
  constraint performance_deduction_proved check (length(btrim(reason)) >= 2 and length(btrim(evidence)) >= 2 and length(btrim(clause)) >= 1)
);

-- 结果应用: what follows, whose it is and until when.
create table performance_use (
  province text        not null,
  project  uuid        not null,
  year     integer     not null,
  seq      integer     not null,
  use      text        not null,
  what     text        not null,
  owner    text        not null,
  due_on   date        not null,
  source   text        not null,
  -- The signed self-evaluation that the score rests on, and the score in force on the day.
  version  integer     not null,
  score    integer     not null,
  by_user  text        not null,
  by_name  text        not null,
  at       timestamptz not null,
  primary key (province, project, year, seq),
  constraint performance_use_of_signed foreign key (province, project, year, version) references performance_signature (province, project, year, version),
  constraint performance_use_kind check (use in ('improve', 'adjust', 'reduce', 'stop', 'reward')),
  constraint performance_use_source check (source in ('self', 'review')),
  constraint performance_use_said check (length(btrim(what)) >= 2 and length(btrim(owner)) >= 2)
);

-- Who sees a project sees its performance; what was recorded stays as it was.
do $$
declare name text;
begin
  foreach name in array array['performance_sheet', 'performance_sheet_row', 'performance_monitoring', 'performance_monitoring_row', 'performance_self',
    'performance_self_row', 'performance_signature', 'performance_review', 'performance_deduction', 'performance_use'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy with_project on %1$I using (exists (select from project p where p.province = %1$I.province and p.id = %1$I.project))', name);
    execute format('revoke update, delete on %I from qiangyi_app', name);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_append_only', name);
  end loop;
end $$;
