-- A blind paper shows only files of materials that the call marks as safe to be read without a name; how many others there are is said on the page.
-- Papers that were compiled before do not tell: null.
alter table review_paper add column withheld_files integer,
  add constraint review_paper_withheld_files check (withheld_files >= 0);
