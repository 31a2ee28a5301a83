-- A one-time link from the console, by which an administrator sets a password: the way in for the only one of a kind who has forgotten it.
create table password_link (
  province   text        not null,
  token_hash text        not null,
  account_id uuid        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (province, token_hash),
  constraint password_link_of_account foreign key (province, account_id) references account (province, id),
  constraint password_link_token_hash check (token_hash ~ '^[0-9a-f]{64}$'),
  constraint password_link_ends_later check (expires_at > created_at)
);
alter table password_link enable row level security;
alter table password_link force row level security;
create policy system_only on password_link using (is_system(province));
