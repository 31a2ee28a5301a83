-- What an office has said of the columns of its own tables, so that the next file of the same kind is read without asking again.
create table import_column_name (
  province        text        not null,
  target          text        not null,  -- register or other thing that is imported
  office          text        not null,  -- institution, or region of the bureau, whose people say so
  header          text        not null,  -- as written in the head of the table
  field           text,                  -- null: not to be read
  changed_by      text        not null,
  changed_by_name text        not null,
  changed_at      timestamptz not null,
  primary key (province, target, office, header),
  constraint import_column_name_header_length check (length(header) between 1 and 200)
);
alter table import_column_name enable row level security;
alter table import_column_name force row level security;
create policy of_own_office on import_column_name using (
  province = current_setting('qiangyi.province', true) and current_setting('qiangyi.level', true) <> 'public'
  and office = coalesce(nullif(current_setting('qiangyi.institution', true), ''), nullif(current_setting('qiangyi.county', true), ''),
    nullif(current_setting('qiangyi.city', true), ''), province || '0000'));

-- The columns of the file and what each was read as.
alter table import_run add column columns jsonb not null default '[]';
