-- Drafts of notices are saved cell by cell. Each place of a draft has a version, so that of two persons, or two tabs of one, the second sees what
-- the first did. What a place says stands in the notice and its rows; here is only who changed it last.
create table allotment_draft_mark (
  province  text        not null,
  notice_id uuid        not null,
  place     text        not null,
  version   integer     not null,
  by_id     text        not null,
  by_name   text        not null,
  at        timestamptz not null,
  primary key (province, notice_id, place),
  foreign key (province, notice_id) references allotment_notice (province, id),
  constraint allotment_draft_mark_version check (version >= 1),
  constraint allotment_draft_mark_place check (place ~ '^(title|note|fixed/[0-9]+|cell/.+)$')
);
alter table allotment_draft_mark enable row level security;
alter table allotment_draft_mark force row level security;
create policy with_its_draft on allotment_draft_mark using (
  exists (select from allotment_notice n where n.province = allotment_draft_mark.province and n.id = allotment_draft_mark.notice_id
    and sees(n.province, n.issuer_city, n.issuer_county, null)));
create trigger allotment_draft_mark_closed before insert or update or delete on allotment_draft_mark for each row execute function keep_closed_notice_rows();
