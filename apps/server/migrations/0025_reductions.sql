-- 追减 (E5): a row of a reduction names the issued row it takes from and the book in which the money still lies unpaid; the chain between is walked bottom-up.
alter table allotment_row add column reduces_notice uuid;
alter table allotment_row add column reduces_row integer;
alter table allotment_row add column reduced_book text;
alter table allotment_row add constraint allotment_row_reduces check (
  (reduces_notice is null) = (reduces_row is null) and (reduces_notice is null) = (reduced_book is null) and (reduces_notice is null or this_fen < 0));
alter table allotment_row add constraint allotment_row_reduces_issued foreign key (province, reduces_notice, reduces_row)
  references allotment_row (province, notice_id, row_no);
