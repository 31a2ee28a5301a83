-- Fingerprints of the long answers of signed declarations: what is near-identical is found across calls, funds and years.
create table project_text (
  province text      not null,
  project  uuid      not null,
  question text      not null,
  sketch   integer[] not null,
  bands    text[]    not null,
  primary key (province, project, question),
  constraint project_text_of_project foreign key (province, project) references project (province, id),
  constraint project_text_sketch check (cardinality(sketch) = 64 and cardinality(bands) = 16)
);
create index project_text_bands on project_text using gin (bands);
alter table project_text enable row level security;
alter table project_text force row level security;
create policy with_project on project_text using (exists (select from project p where p.province = project_text.province and p.id = project_text.project));

-- Signed and standing projects of the same identity, past the row policy: a person's anywhere, a thing's at the same unit. The server tells
-- names of them only to who may see them.
create function project_overlaps(of_province text, of_project uuid, of_institution text, keys text[])
returns table (project uuid, year integer, programme text, state text, key text)
language plpgsql volatile as $$
declare
  level text := current_setting('qiangyi.level', true);
begin
  if of_province is distinct from current_setting('qiangyi.province', true) or coalesce(level, '') not in ('unit', 'county', 'city', 'province', 'system') then return; end if;
  perform set_config('qiangyi.level', 'system', true);
  return query
    select p.id, p.year, p.programme, p.state, shared.key
    from project p cross join lateral (select unnest(p.identities) as key intersect select unnest(keys)) shared
    where p.province = of_province and p.identities && keys and p.id <> of_project and p.signed_round > 0
      and p.state not in ('draft', 'rejected', 'terminated')
      and (shared.key like 'person:%' or p.institution = of_institution)
    order by p.year desc, p.id limit 50;
  perform set_config('qiangyi.level', level, true);
end $$;

create function project_texts_alike(of_province text, of_project uuid, of_bands text[])
returns table (project uuid, question text, sketch integer[], year integer, programme text, state text)
language plpgsql volatile as $$
declare
  level text := current_setting('qiangyi.level', true);
begin
  if of_province is distinct from current_setting('qiangyi.province', true) or coalesce(level, '') not in ('unit', 'county', 'city', 'province', 'system') then return; end if;
  perform set_config('qiangyi.level', 'system', true);
  return query
    select t.project, t.question, t.sketch, p.year, p.programme, p.state
    from project_text t join project p on p.province = t.province and p.id = t.project
    where t.province = of_province and t.bands && of_bands and t.project <> of_project
      and p.state not in ('rejected', 'terminated')
    limit 50;
  perform set_config('qiangyi.level', level, true);
end $$;
