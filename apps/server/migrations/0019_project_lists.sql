-- The library in its own order, newest change first, without sorting everything that was ever declared.
create index project_newest on project (province, changed_at desc, id desc) where signed_round > 0;
create index project_largest on project (province, support_fen desc, id desc) where signed_round > 0;
create index project_by_seat on project (province, seat, changed_at desc, id desc) where signed_round > 0;
