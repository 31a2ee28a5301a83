-- Append-only log, one hash chain per province: each entry's hash covers the hash before it and its own content, so that a
-- changed, removed or inserted entry is found by reading the chain (audit/chain.ts), whoever changed it.
create table audit_entry (
  province      text        not null,
  sequence      bigint      not null,
  at            timestamptz not null,
  actor_id      text        not null,
  actor_name    text        not null,
  roles         text[]      not null,
  level         text        not null,
  city          text,
  county        text,
  institution   text,
  action        text        not null,
  object        text        not null,
  outcome       text        not null,
  ip            text        not null,
  -- The text that was hashed, byte for byte; jsonb would give back another spelling.
  detail        text        not null,
  previous_hash text        not null,
  hash          text        not null,
  primary key (province, sequence),
  constraint audit_entry_outcome_known check (outcome in ('done', 'refused')),
  constraint audit_entry_hash_form check (hash ~ '^[0-9a-f]{64}$' and previous_hash ~ '^[0-9a-f]{64}$')
);
create index audit_entry_at_idx on audit_entry (province, at);
create index audit_entry_actor_idx on audit_entry (province, actor_id, sequence);
create index audit_entry_name_idx on audit_entry (province, actor_name text_pattern_ops);
create index audit_entry_action_idx on audit_entry (province, action, sequence);
create index audit_entry_object_idx on audit_entry (province, object text_pattern_ops);
create index audit_entry_city_idx on audit_entry (province, city, sequence);
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry for each statement execute function refuse_change();
revoke update, delete, truncate on audit_entry from qiangyi_app;
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
-- An auditor below the province reads what people of the own region did.
create policy in_scope on audit_entry for select using (sees(province, city, county, institution));
create policy appended_by_all on audit_entry for insert with check (province = current_setting('qiangyi.province', true));

-- The end of the chain. Its row is locked from the last statements of a business transaction to its commit.
create table audit_head (
  province text   not null primary key,
  sequence bigint not null,
  hash     text   not null,
  constraint audit_head_hash_form check (hash ~ '^[0-9a-f]{64}$')
);
revoke delete, truncate on audit_head from qiangyi_app;
alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy own_province on audit_head using (province = current_setting('qiangyi.province', true));

-- The head only moves on by one entry: the application cannot wind it back to hide what it wrote.
create function audit_head_moves_on() returns trigger language plpgsql as $$
begin
  if new.province <> old.province or new.sequence <> old.sequence + 1 then
    raise exception 'the head of the audit chain moves on by one'
      using errcode = '23514', constraint = 'audit_head_moves_on', table = 'audit_head';
  end if;
  return new;
end $$;
create trigger audit_head_moves_on before update on audit_head for each row execute function audit_head_moves_on();
